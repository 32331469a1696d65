import type { Analysis } from '../analysis/analyze.ts';
import { touchesIsolated } from '../analysis/coverage/isolation.ts';
import { beyondRequired, openingOf, type Resting } from '../analysis/coverage/resting-rules.ts';
import { isExpired } from '../analysis/permissions.ts';
import { lineOf, objectionsToOpening } from '../analysis/reach/objections.ts';
import { type Region, servicesOf } from '../analysis/region.ts';
import type { CheckContext, Fix } from '../checking/check.ts';
import type { PlanRule, PlanZone } from '../model/plan.ts';
import { formatServices } from '../model/services.ts';
import { listText } from './narrow-rule.ts';
import { changeEnd, dayAfter, removeTerm } from './rule-terms.ts';

/** How long a rule goes on that is given another last day: the first that completion offers. */
const DAYS = 30;

/** A longer name of a rule says less than the place where it stands. */
const LONGEST_NAME = 60;

/** A rule by its ends, as a sentence begins; where these are many, no name of it. */
export function nameOfRule({ action, sources, destinations }: PlanRule): string | undefined {
  const text = `${action} ${listText(sources)} -> ${listText(destinations)}`;
  return text.length > LONGEST_NAME ? undefined : `'${text}'`;
}

/** Has the rule hold again that would permit all of what is missing: for some more days or for good, or in every phase. */
export function waking([first]: readonly Resting[], context: CheckContext): Fix[] {
  if (!first?.isAll) return [];
  const { rule } = first;
  const { analysis } = context;
  const name = nameOfRule(rule) ?? 'the rule that permitted it';
  const isOff = rule.phase !== undefined && !analysis.phases.has(rule.phase);
  const beyond = beyondRequired(rule, analysis);
  if (breaksIsolation(rule, beyond, analysis)) return [];
  const also = beyond.length ? `, with ${formatServices(servicesOf(beyond))} that nothing requires` : '';
  const against = also + againstText(rule, context);
  const fixes = !isExpired(rule, analysis.moment)
    ? [{ title: `Let ${name} hold in every phase${against}`, edits: removeTerm(rule.node, 'phase') }]
    : isOff
      ? []
      : [
          ...renewing(rule, name, against, context),
          { title: `Let ${name} hold for good${against}`, edits: removeTerm(rule.node, 'until') },
        ];
  return fixes.filter(({ edits }) => edits.length);
}

/** Whether a rule would let something into or out of an isolated zone that nothing requires, and isn't about that zone, with its reason stated. */
function breaksIsolation({ reason, sources, destinations }: PlanRule, beyond: Region, { plan }: Analysis): boolean {
  const ends = [...sources, ...destinations];
  const isStated = ({ isolated, addresses: zone }: PlanZone): boolean =>
    isolated && ends.some(({ addresses }) => !addresses.isEmpty && zone.covers(addresses));
  return touchesIsolated(beyond, plan) && !(reason && plan.zones.some(isStated));
}

/**
 * Gives a rule that has ended some more days; not where it would open an isolated zone.
 * @param name what the title calls it
 * @param against what the title ends with
 */
export function renewing(rule: PlanRule, name: string, against: string, { analysis }: CheckContext): Fix[] {
  if (rule.action === 'allow' && breaksIsolation(rule, beyondRequired(rule, analysis), analysis)) return [];
  const day = dayAfter(analysis.moment.today, DAYS);
  const edits = changeEnd(rule.node, day);
  return edits.length ? [{ title: `Let ${name} hold until ${day}${against}`, edits }] : [];
}

/** Which assertion a rule breaks once it holds. */
export function againstText(rule: PlanRule, { analysis, root }: CheckContext): string {
  const objection = rule.action === 'allow' && objectionsToOpening(root, analysis)(openingOf(rule, analysis));
  return objection ? `, against the assertion on line ${lineOf(objection)}` : '';
}
