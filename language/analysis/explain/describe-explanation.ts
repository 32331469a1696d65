import { formatChoice } from '../../model/choices.ts';
import { describeAddresses } from '../../model/describe-addresses.ts';
import { purposeBehind, whenNeeded } from '../../model/describe-flow.ts';
import { sourceLines } from '../../model/describe-source.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import { NamePlaces } from '../../model/name-places.ts';
import type { Plan, PlanComponent, PlanRule } from '../../model/plan.ts';
import { formatServices, withoutAddresses } from '../../model/services.ts';
import { describeBinding } from '../../model/together.ts';
import { covers, possibleTraffic, type Region, servicesOf } from '../region.ts';
import { whyUncertain } from '../verdicts.ts';
import { describeClosing } from './describe-closing.ts';
import { describeUnplaced } from './describe-unplaced.ts';
import type { RuleEffect } from './effects.ts';
import { type DormantRule, degreeOf, type Explanation, type LeftOutNeed, mostNeededFirst, type Need } from './explain.ts';

/** One statement of an explanation, in words; a sentence without its first capital and its period. */
export interface Statement {
  readonly text: string;
  /** The rule that the statement is about; its place is named between `text` and `part`. */
  readonly rule?: PlanRule;
  /** The line of the plan to go to, where that is not the rule's; 1-based. */
  readonly line?: number;
  /** What of the traffic the rule decides, where it is not all of it. */
  readonly part?: string;
  /** What there is to add, each on a line of its own. */
  readonly details: readonly string[];
}

/** So many separate parts of what is not permitted are spelled out. */
const MOST_PARTS = 8;

/** The answer in one word or two. */
export function verdictOf({ impossible, verdict, withinZone, deniedBy }: Explanation): string {
  if (withinZone !== undefined && verdict === 'unknown') return 'within one zone';
  // Within a zone no rule is needed, so that its absence denies nothing.
  if (withinZone !== undefined && verdict === 'denied' && !deniedBy.length) return 'within one zone';
  return impossible ? 'impossible' : verdict;
}

/** What there is to say of some traffic: the rules that decide it first, then what needs it, then when it can be closed. */
export function describeExplanation(e: Explanation, plan: Plan): Statement[] {
  const names = NamePlaces.of(plan.zones);
  const plain = (text: string): Statement => ({ text, details: [] });
  // Rows that differ only in which role of the same component they are about read alike.
  const needs = new Map(
    mostNeededFirst(e.needs)
      .map(needStatement)
      .map((each) => [[each.text, ...each.details].join('\n'), each]),
  );
  return [
    ...describeUnplaced(e.unplaced ?? []).map(plain),
    ...(e.impossible ? [plain(e.foreign ? withoutAddresses(e.foreign) : 'the two ends have no address family in common')] : []),
    ...(e.withinZone
      ? [
          plain(
            plan.zones.some((zone) => zone.rest && zone.name === e.withinZone)
              ? `both ends are in ${e.withinZone}, the rest of the world: what passes between them is nobody's to filter`
              : `both ends are in ${e.withinZone}: no network firewall stands between them, only those of the hosts`,
          ),
        ]
      : []),
    ...(e.naming ?? []).map((each) =>
      ruleStatement(`once they have addresses, ${each.rule.action === 'allow' ? 'permitted' : 'denied'} by`, each, true),
    ),
    ...e.permittedBy.map((each) => ruleStatement('permitted by', each, true)),
    ...e.deniedBy.map((each) => deniedStatement(each, names)),
    ...e.dormant.map((each) => ruleStatement(`without effect, since ${whyDormant(each)}:`, each, false)),
    ...(e.withinZone && plan.zones.some((zone) => zone.rest && zone.name === e.withinZone)
      ? []
      : openParts(e.open, plan).map(plain)),
    ...e.perhapsPermittedBy.map((each) => perhaps(ruleStatement('may be permitted by', each, true), each, names)),
    ...(needs.size ? needs.values() : [plain('needed by nothing that the catalogs in use know')]),
    ...describeLeftOut(e.leftOut, plan).map(plain),
    ...describeClosing(e.closing).map(plain),
  ];
}

/** What bindings leave out, and which lines say so; sentences without their first capital and their period. */
export function describeLeftOut(leftOut: readonly LeftOutNeed[], plan: Plan): string[] {
  const names = (components: readonly PlanComponent[]): string => components.map((c) => c.name).join(', ');
  const parts = new Set(
    leftOut.map(
      ({ flow, from, to, services, bindings }) =>
        `not required for ${names(from)} -> ${names(to)} on ${formatServices(services)}${purposeBehind(flow, ': ')}; left out by ${bindings.map((b) => describeBinding(b, plan.root)).join(' and ')}`,
    ),
  );
  if (parts.size <= MOST_PARTS) return [...parts];
  const more = parts.size - MOST_PARTS;
  const rest = more > 1 ? `${more} more needs like these are` : 'one more need like these is';
  return [...[...parts].slice(0, MOST_PARTS), `and ${rest} left out by bindings`];
}

/** A rule as it is written, on one line. */
export function ruleText(rule: PlanRule): string {
  return (rule.node.$cstNode?.text ?? '').replace(/\s+/g, ' ');
}

function whyDormant({ rule, because }: DormantRule): string {
  return because === 'expired' ? `it ended with ${rule.until}` : `the phase ${rule.phase} is off`;
}

function ruleStatement(text: string, { rule, services, whole }: RuleEffect, withTime: boolean): Statement {
  return {
    text,
    rule,
    ...(whole ? {} : { part: `for a part of it, ${formatServices(services)}` }),
    details: [
      ...(withTime && rule.phase !== undefined ? [`holds only during the phase ${rule.phase}`] : []),
      ...(withTime && rule.until !== undefined ? [`ends with ${rule.until}`] : []),
    ],
  };
}

function deniedStatement(effect: RuleEffect, names: NamePlaces): Statement {
  const { perhaps: uncertain, alsoSurely } = effect;
  if (!uncertain.length) return ruleStatement('denied by', effect, true);
  if (!alsoSurely) return perhaps(ruleStatement('may be denied by', effect, true), effect, names);
  return perhaps(ruleStatement('denied by', effect, true), effect, names, 'may deny more of it: ');
}

/** Says why a rule is not certain to decide. */
function perhaps(statement: Statement, { rule, perhaps: region }: RuleEffect, names: NamePlaces, before = ''): Statement {
  return { ...statement, details: [...statement.details, `${before}${whyUncertain(region, names, rule)}`] };
}

/** What is not permitted, in as few parts as say it exactly. */
function openParts(open: Region, plan: Plan): string[] {
  if (!open.length) return [];
  const sources = IntervalSet.unionAll(open.map((b) => b.sources));
  const destinations = IntervalSet.unionAll(open.map((b) => b.destinations));
  const services = servicesOf(open);
  const one = covers(open, possibleTraffic(sources, destinations, services));
  const parts = (one ? [{ sources, destinations, services }] : open).map(
    (b) =>
      `no rule permits ${formatServices(b.services)} from ${describeAddresses(b.sources, plan)} to ${describeAddresses(b.destinations, plan)}`,
  );
  if (parts.length <= MOST_PARTS) return parts;
  const more = parts.length - MOST_PARTS;
  const rest = more > 1 ? `${more} more parts like these are` : 'one more part like these is';
  return [...parts.slice(0, MOST_PARTS), `and ${rest} permitted by no rule`];
}

/** How much some traffic is needed, most first. */
const DEGREES = ['needed', 'a contested reading has it needed', 'may be used', 'not needed now'] as const;

/** What some traffic is needed for. */
export function needStatement(need: Need): Statement {
  const { flow } = need;
  const names = (components: typeof need.from): string => components.map((c) => c.name).join(', ');
  const when = whenNeeded(flow);
  const degree = DEGREES[degreeOf(need)]!;
  return {
    text: `${degree} for ${names(need.from)} -> ${names(need.to)} on ${formatServices(need.services)}${purposeBehind(flow, ': ')}`,
    details: [
      ...need.alternatives.map((choice) => `any is enough: ${formatChoice(choice)}`),
      ...(when.length ? [when.join('; ')] : []),
      ...(flow.protection ? [`protected by ${flow.protection}`] : []),
      ...(flow.note ? [flow.note] : []),
      ...sourceLines(flow),
    ],
  };
}
