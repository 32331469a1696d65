import { lessOmissions, omissionsOf, openingsOf } from '../../model/adjust-services.ts';
import { chosenTowards } from '../../model/chosen-services.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import { append } from '../../model/lists.ts';
import type { PlanRule } from '../../model/plan.ts';
import { ANY_SERVICE, type ServiceSet } from '../../model/services.ts';
import type { Steps } from '../../model/steps.ts';
import type { Analysis } from '../analyze.ts';
import { isExpired } from '../permissions.ts';
import { type Box, covers, intersect, possibleTraffic, type Region, servicesOf, subtract } from '../region.ts';
import type { Requirement } from '../requirements.ts';
import { type RulePlace, rulePlaces } from '../surroundings.ts';
import { isOfComponents, isRequiredWith, servedServices, servesAnything } from './served.ts';
import { usableServices, usersOf } from './users.ts';

/** A rule whose traffic flows the other way. */
export interface ReversedRule {
  /** What is required from the rule's destinations to its sources, and permitted by no rule. */
  readonly services: ServiceSet;
  readonly requirements: readonly Requirement[];
  /** The same as traffic, any of several alternatives included. */
  readonly region: Region;
}

/** What a rule would open if its two ends changed places. */
export function turnedRound(rule: PlanRule, { plan }: Analysis): Box[] {
  const ends = { sources: rule.destinationAddresses, destinations: rule.sourceAddresses };
  const openings = openingsOf(rule.services, rule.sources, plan.components);
  const omissions = omissionsOf(rule.services, rule.sources, plan.components);
  const boxes: Box[] = lessOmissions(openings, omissions).map((opening) => ({ ...ends, ...opening }));
  const chosen = chosenTowards(rule.services, rule.action, ends.destinations, omissions);
  append(
    boxes,
    chosen.map((opening) => ({ ...ends, ...opening })),
  );
  if (rule.services.required) boxes.push({ ...ends, services: ANY_SERVICE });
  return boxes;
}

/**
 * Finds out whether an allow has its ends the wrong way round: nothing that it permits serves a flow in its own direction, and the other
 * way its services are required and not all permitted. Judged as at a time at which the rule holds.
 */
export function reversedRule(rule: PlanRule, analysis: Analysis): ReversedRule | undefined {
  return reversedRules(analysis).get(rule);
}

/** The same for all rules that may be reversed, in their order. */
export function reversedRules(analysis: Analysis): ReadonlyMap<PlanRule, ReversedRule | undefined> {
  let all = known.get(analysis);
  if (!all) {
    const { memory, standing, plan, phases } = analysis;
    const candidates = memory.each(...candidatesIn(analysis));
    const others = ({ rule: each }: RulePlace) => [plan.settings, phases, ...standing().marksOf(turnedEnds(each))];
    const found = memory.every('reversed rules', candidates, others, ({ rule: each }) => reversedIn(each, analysis));
    all = new Map([...found].map(([place, reversed]) => [place.rule, reversed]));
    known.set(analysis, all);
  }
  return all;
}

/** Finds out, step by step, which rules may be reversed: `reversedRule` has it at hand then. */
export function* findingReversed(analysis: Analysis): Steps<void> {
  const candidates = candidatesIn(analysis);
  yield* analysis.memory.making(...candidates);
  if (analysis.memory.each(...candidates).length) yield* analysis.standing().placing();
}

/** How a memory is asked for the rules that may be reversed: most can't be, whatever other rules say. */
function candidatesIn(analysis: Analysis) {
  const { plan, phases } = analysis;
  const make = (place: RulePlace): readonly RulePlace[] => (mayBeReversed(place.rule, analysis) ? [place] : []);
  return ['rules that may be reversed', rulePlaces(analysis), [plan.settings, phases], make] as const;
}

const known = new WeakMap<Analysis, ReadonlyMap<PlanRule, ReversedRule | undefined>>();

function turnedEnds(rule: PlanRule): Pick<Box, 'sources' | 'destinations'> {
  return { sources: rule.destinationAddresses, destinations: rule.sourceAddresses };
}

/** Whether a rule serves nothing in its own direction, and the other way something is required. */
function mayBeReversed(rule: PlanRule, analysis: Analysis): boolean {
  if (rule.action !== 'allow' || rule.services.any || isExpired(rule, analysis.moment)) return false;
  if ([...rule.sources, ...rule.destinations].some((end) => end.kind === 'any')) return false;
  if (servesAnything(analysis.standing().partsOf(rule), analysis.known())) return false;
  return requiredWithin(turnedRound(rule, analysis), rule, analysis).length > 0;
}

function reversedIn(rule: PlanRule, analysis: Analysis): ReversedRule | undefined {
  const turned = turnedRound(rule, analysis);
  const lacking = requiredIn(turned, rule, analysis);
  if (!lacking.length || !analysis.standing().isUnderstood(rule)) return undefined;
  // Between whole zones there may be more than the plan's components, so that each of the ports has to point the other way.
  const exact = [...rule.sources, ...rule.destinations].every(isOfComponents);
  // A plan may say `required` between zones both ways, whatever that stands for in the end.
  if (!exact && rule.services.required) return undefined;
  if (!exact && !servedServices(turned, analysis.known()).covers(rule.services.set)) return undefined;
  return {
    services: IntervalSet.unionAll(lacking.map(({ region }) => servicesOf(region))),
    requirements: lacking.map(({ requirement }) => requirement),
    region: lacking.flatMap(({ region }) => region),
  };
}

/** What is required between zones at a time at which a rule holds, and may use some traffic, whatever rules permit of it. */
function requiredWithin(boxes: readonly Box[], rule: PlanRule, analysis: Analysis): Requirement[] {
  const isRequired = isRequiredWith(rule, analysis);
  return usersOf(analysis.known(), { ...turnedEnds(rule), services: servicesOf(boxes) }).filter(
    (requirement) => isRequired(requirement) && partOf(requirement, usableServices(requirement), boxes).length > 0,
  );
}

function partOf({ sources, destinations }: Requirement, services: ServiceSet, boxes: readonly Box[]): Region {
  return intersect(possibleTraffic(sources, destinations, services), boxes);
}

/** What of some traffic is required between zones at a time at which a rule holds, and not permitted by another rule. */
function requiredIn(boxes: readonly Box[], rule: PlanRule, analysis: Analysis): { requirement: Requirement; region: Region }[] {
  const { standing, phases } = analysis;
  const ends = turnedEnds(rule);
  const others = standing()
    .touching(ends)
    .filter((box) => box.rule !== rule && box.phases.every((phase) => phase === rule.phase || phases.has(phase)));
  return requiredWithin(boxes, rule, analysis).flatMap((requirement) => {
    const { sources, destinations, services, alternatives } = requirement;
    const region = [...subtract(partOf(requirement, services, boxes), others)];
    for (const group of alternatives) {
      const [from, to] = [ends.sources.intersect(sources), ends.destinations.intersect(destinations)];
      if (!group.some((set) => covers(others, possibleTraffic(from, to, set))))
        append(
          region,
          group.flatMap((set) => partOf(requirement, set, boxes)),
        );
    }
    return region.length ? [{ requirement, region }] : [];
  });
}
