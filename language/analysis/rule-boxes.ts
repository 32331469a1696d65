import { commonEnds } from '../model/lists.ts';
import type { PlanRule } from '../model/plan.ts';
import { followsRequirements } from '../model/resolve-services.ts';
import { boxesOf, type TimedBox } from './permissions.ts';
import type { Requirement } from './requirements.ts';
import type { ZonePairs } from './zone-pairs.ts';

interface Kept {
  /** The requirements that a `required` of the rule is about. */
  readonly lists: readonly (readonly Requirement[])[];
  readonly boxes: readonly TimedBox[];
}

/** What rules are as traffic, kept for each of them as long as it is the same rule between the same requirements. */
export class KeptBoxes {
  private readonly kept = new WeakMap<PlanRule, Kept>();

  /** @param requirements what `required` stands for; asked for by rules that say it */
  of(rule: PlanRule, requirements: () => ZonePairs<Requirement>): readonly TimedBox[] {
    const follows = followsRequirements(rule.services);
    const known = this.kept.get(rule);
    if (known && !follows) return known.boxes;
    const index = follows ? requirements() : undefined;
    const lists = index?.listsFor({ sources: rule.sourceAddresses, destinations: rule.destinationAddresses }) ?? [];
    if (known?.lists.length === lists.length && known.lists.every((list, n) => list === lists[n])) return known.boxes;
    const boxes = boxesOf(rule, index);
    this.kept.set(rule, { lists, boxes });
    return boxes;
  }
}

/**
 * Something for each rule of a list, taken over for the rules that stood there before: counted from either end, or in a list of as many.
 * @param before what was made before
 * @param isStill tells the rules for which it holds still; where it is left out, that is all of them
 */
export function forEachRule<R>(
  rules: readonly PlanRule[],
  make: (rule: PlanRule) => R,
  before: { readonly rules: readonly PlanRule[]; readonly made: readonly R[] } | undefined,
  isStill?: (rule: PlanRule) => boolean,
): readonly R[] {
  if (!before) return rules.map(make);
  if (!isStill) {
    const [start, end] = commonEnds(before.rules, rules);
    if (start === rules.length && start === before.rules.length) return before.made;
    const changed = rules.slice(start, rules.length - end).map(make);
    return [...before.made.slice(0, start), ...changed, ...before.made.slice(before.made.length - end)];
  }
  const moved = before.rules.length - rules.length;
  return rules.map((rule, n) => {
    const at = before.rules[n] === rule ? n : before.rules[n + moved] === rule ? n + moved : undefined;
    return at !== undefined && isStill(rule) ? before.made[at]! : make(rule);
  });
}

/** Whether a rule is the same traffic whatever is required. */
export function isByItself({ services }: PlanRule): boolean {
  return !followsRequirements(services);
}
