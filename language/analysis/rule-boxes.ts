import { fitted, isSameList, keptEnds, noteDifference, placesThatDiffer, spliced } from '../model/lists.ts';
import type { PlanRule } from '../model/plan.ts';
import { followsRequirements } from '../model/resolve-services.ts';
import { boxesOf, type TimedBox } from './permissions.ts';
import type { Requirement } from './requirements.ts';
import { type Parts, RowBoxes } from './row-boxes.ts';
import { RowPairs } from './row-pairs.ts';
import type { ZonePairs } from './zone-pairs.ts';

interface Kept {
  /** The requirements that a `required` of the rule is about; all of those of a wide plan, where it is about many. */
  readonly lists: readonly (readonly Requirement[])[] | RowPairs;
  readonly boxes: Parts<TimedBox>;
}

/** What rules are as traffic, kept for each of them as long as it is the same rule between the same requirements. */
export class KeptBoxes {
  private readonly kept = new WeakMap<PlanRule, Kept>();

  /** @param requirements what `required` stands for; asked for by rules that say it */
  of(rule: PlanRule, requirements: () => ZonePairs<Requirement>): Parts<TimedBox> {
    const follows = followsRequirements(rule.services);
    const known = this.kept.get(rule);
    if (known && !follows) return known.boxes;
    const index = follows ? requirements() : undefined;
    const before = known?.boxes instanceof RowBoxes ? known.boxes : undefined;
    if (index instanceof RowPairs) {
      if (before && known!.lists === index) return before;
      const spread = RowBoxes.of(rule, index);
      if (spread) {
        this.kept.set(rule, { lists: index, boxes: spread });
        return spread;
      }
    }
    const lists = index?.listsFor({ sources: rule.sourceAddresses, destinations: rule.destinationAddresses }) ?? [];
    const isStill = known && !(known.lists instanceof RowPairs) && isSameList(known.lists, lists);
    if (isStill && (!before || before.turnTo(index!))) return known.boxes;
    const boxes = (index && RowBoxes.of(rule, index)) ?? fitted(boxesOf(rule, index));
    this.kept.set(rule, { lists, boxes });
    return boxes;
  }
}

/** Something made of each rule of a list, and the places of those that are other traffic where something else is required. */
export interface EachRule<R> {
  readonly rules: readonly PlanRule[];
  readonly made: readonly R[];
  readonly following: ReadonlySet<number>;
}

/**
 * The places of the rules of which something else may be made than before an edit; nothing where that is all of them.
 * @param isRequiredStill whether the same is required
 * @param stays which rules have the same required between their ends all the same, where that is known
 */
export function placesToAsk(
  rules: readonly PlanRule[],
  before: EachRule<unknown> | undefined,
  isRequiredStill: boolean,
  stays?: (rule: PlanRule) => boolean,
): readonly number[] | undefined {
  if (!before) return undefined;
  const asked = new Set<number>();
  if (!isRequiredStill) for (const n of followingIn(rules, before)) if (!stays?.(rules[n]!)) asked.add(n);
  if (before.rules.length === rules.length) for (const n of placesThatDiffer(before.rules, rules)) asked.add(n);
  else {
    const [start, end] = keptEnds(before.rules, rules);
    for (let n = start; n < rules.length - end; n++) asked.add(n);
  }
  return [...asked];
}

/** Where the rules that followed what is required stand by now, as far as they are where they were, counted from either end. */
function followingIn(rules: readonly PlanRule[], { rules: before, following }: EachRule<unknown>): ReadonlySet<number> {
  const moved = rules.length - before.length;
  if (!moved) return following;
  const [start, end] = keptEnds(before, rules);
  const result = new Set<number>();
  for (const n of following)
    if (n < start) result.add(n);
    else if (n >= before.length - end) result.add(n + moved);
  return result;
}

/**
 * Something for each rule of a list, taken over for the rules that stood there before: counted from either end, or in a list of as many.
 * @param asked the places of those that it is made of again; all, where it is left out
 */
export function forEachRule<R>(
  rules: readonly PlanRule[],
  make: (rule: PlanRule) => R,
  before: EachRule<R> | undefined,
  asked: readonly number[] | undefined,
): EachRule<R> {
  if (!before || !asked) {
    const following = new Set<number>();
    for (const [n, rule] of rules.entries()) if (!isByItself(rule)) following.add(n);
    return { rules, made: rules.map(make), following };
  }
  const made = madeAt(rules, before);
  let isSame = before.rules.length === rules.length;
  const isAligned = isSame;
  const others: number[] = [];
  let following = isSame ? undefined : new Set(followingIn(rules, before));
  for (const n of asked) {
    const now = make(rules[n]!);
    if (now !== made[n]) {
      isSame = false;
      others.push(n);
    }
    made[n] = now;
    const follows = !isByItself(rules[n]!);
    if ((following ?? before.following).has(n) === follows) continue;
    following ??= new Set(before.following);
    if (follows) following.add(n);
    else following.delete(n);
  }
  if (isAligned)
    noteDifference(
      before.made,
      made,
      others.sort((a, b) => a - b),
    );
  return { rules, made: isSame ? before.made : made, following: following ?? before.following };
}

/** What was made of the rules that stand where they stood, counted from either end; between these there is nothing yet. */
function madeAt<R>(rules: readonly PlanRule[], { rules: before, made }: EachRule<R>): R[] {
  if (before.length === rules.length) return made.slice();
  const [start, end] = keptEnds(before, rules);
  return spliced(made, start, made.length - end, new Array<R>(rules.length - start - end));
}

/** Whether a rule is the same traffic whatever is required. */
export function isByItself({ services }: PlanRule): boolean {
  return !followsRequirements(services);
}
