import { placesThatDiffer } from '../../model/lists.ts';
import type { PlanRule } from '../../model/plan.ts';
import type { TimedBox } from '../permissions.ts';
import type { Parts } from '../row-boxes.ts';
import type { StandingRules } from '../standing-rules.ts';

/** Rules, and the parts of each. */
type Standing = Pick<StandingRules, 'rules' | 'groups'>;

/** A rule as it was or as it is by now. */
interface ChangedRule {
  readonly rule: PlanRule;
  readonly boxes: Parts<TimedBox>;
  readonly isGone: boolean;
}

/**
 * The rules that are not where they were before, or not what they were, and those that were there and are no more. All others stand in the
 * order in which they stood: in a plan of as many rules each at its place, in another one at both ends.
 */
export function changedRules(before: Standing, now: Standing): ChangedRule[] {
  const [old, length] = [before.rules.length, now.rules.length];
  const at = (of: Standing, n: number) => ({
    rule: of.rules[n]!,
    boxes: of.groups[n]!,
    isGone: of === before,
  });
  if (old === length) {
    const places = [...placesThatDiffer(before.rules, now.rules), ...placesThatDiffer(before.groups, now.groups)];
    const changed = [...new Set(places)].sort((a, b) => a - b);
    return [...changed.map((n) => at(before, n)), ...changed.map((n) => at(now, n))];
  }
  const sameAt = (a: number, b: number): boolean => before.rules[a] === now.rules[b] && before.groups[a] === now.groups[b];
  let [start, end] = [0, 0];
  while (start < Math.min(old, length) && sameAt(start, start)) start++;
  while (end < Math.min(old, length) - start && sameAt(old - 1 - end, length - 1 - end)) end++;
  const between = (of: Standing, stop: number) => Array.from({ length: stop - start }, (_, n) => at(of, start + n));
  return [...between(before, old - end), ...between(now, length - end)];
}
