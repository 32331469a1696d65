import type { PlanRule } from '../../model/plan.ts';
import { atOnce, type Steps } from '../../model/steps.ts';
import type { TimedBox } from '../permissions.ts';
import { covers, overlap, type Region } from '../region.ts';
import { areSpread, type Parts } from '../row-boxes.ts';
import type { RuleIndex } from '../rule-index.ts';
import { placeOf } from '../rule-places.ts';
import { holdsThroughout, type StandingRules } from '../standing-rules.ts';
import { changedRules } from './changed-rules.ts';
import { byRule, isNothing, namesOf, partsOf } from './covering-rules.ts';

/** A rule without which nothing would change, and the rules that make it so. */
export interface IdleRule {
  readonly rule: PlanRule;
  /** In the order of the plan. */
  readonly by: readonly PlanRule[];
}

/** The allows that never have an effect: at every moment at which they hold, denies close all of their traffic. */
export function shadowedRules(standing: StandingRules): readonly IdleRule[] {
  return verdictsOn(standing).shadowed;
}

/**
 * The rules that say only what others say as well: allows whose traffic other allows permit (what denies close of it doesn't count), and
 * denies whose traffic other denies close. All of them together can go: each is judged by those that stay, and of two that are equal the
 * later one goes. What is shadowed is not called redundant.
 */
export function redundantRules(standing: StandingRules): readonly IdleRule[] {
  return verdictsOn(standing).redundant;
}

/** What was found out about rules, and by which parts of them. */
interface Verdicts {
  readonly rules: readonly PlanRule[];
  readonly groups: StandingRules['groups'];
  /** The denies that close an allow, for the first of several that say the same. */
  readonly closedBy: ReadonlyMap<PlanRule, readonly PlanRule[]>;
  /** By which others a rule is idle; none for one that is not, or that is shadowed. */
  readonly idle: ReadonlyMap<PlanRule, IdleRule>;
  /** For the first of several equal rules: the one that does alone what it does, if that stands before it, else itself. */
  readonly alone: ReadonlyMap<PlanRule, PlanRule>;
  readonly shadowed: readonly IdleRule[];
  readonly redundant: readonly IdleRule[];
  /** Whether any of the rules closes anything. */
  readonly hasDenies: boolean;
}

const known = new WeakMap<StandingRules, Verdicts>();

function verdictsOn(standing: StandingRules): Verdicts {
  return known.get(standing) ?? atOnce(judging(standing));
}

const NAME = 'idle rules';

/** Judges rules step by step: `shadowedRules` and `redundantRules` have it at hand then. */
export function* judging(standing: StandingRules): Steps<Verdicts> {
  let verdicts = known.get(standing);
  if (!verdicts) {
    const { memory } = standing;
    // Verdicts say themselves what they were made of, whatever was judged between two steps.
    verdicts = yield* new Judgement(standing, memory.last<Verdicts>(NAME)).verdicts();
    known.set(standing, verdicts);
    memory.renew(NAME, () => verdicts!);
  }
  return verdicts;
}

const RULES_A_STEP = 10;

/** So many rules, or one in so many, are judged with the few that are near each; for more, an index of all is worth it. */
const FEW = 48;
const SHARE_OF_FEW = 16;

const NOTHING: readonly never[] = [];

/** Judges rules: after an edit those that it may have changed anything for. */
class Judgement {
  private readonly standing: StandingRules;
  private readonly before: Verdicts | undefined;
  private readonly hasDenies: boolean;
  /** The rules that have changed, come or gone, and those that have become idle or are no more: what they touch is judged anew. */
  private readonly stirred = new Map<PlanRule, Parts<TimedBox>[]>();
  private readonly near = new Set<PlanRule>();
  /** By their places, the rules that an edit may have made anything else of. */
  private readonly marks: Uint8Array;
  /** The places of all, for one that stands elsewhere than its statement. */
  private places: ReadonlyMap<PlanRule, number> | undefined;
  private judged = 0;

  constructor(standing: StandingRules, before: Verdicts | undefined) {
    this.standing = standing;
    this.before = before;
    this.marks = new Uint8Array(standing.rules.length);
    const changes = before ? changedRules(before, standing) : NOTHING;
    const isDeny = (rule: PlanRule): boolean => rule.action === 'deny';
    this.hasDenies = before && !changes.some(({ rule }) => isDeny(rule)) ? before.hasDenies : standing.rules.some(isDeny);
    if (!before) return;
    // Where most of it has changed, or one rule is all there is, there is nothing to be gained.
    if (changes.length > standing.rules.length / 4 + FEW || standing.rules.length < 2) this.before = undefined;
    else for (const { rule, boxes, isGone } of changes) this.stir(rule, boxes, isGone);
  }

  *verdicts(): Steps<Verdicts> {
    const { standing } = this;
    if (!this.before && standing.rules.length > 1) {
      yield* standing.indexing('any');
      if (this.hasDenies) yield* standing.indexing('deny');
    }
    const closedBy = yield* this.closings();
    const idle = new Map<PlanRule, IdleRule>();
    const alone = new Map<PlanRule, PlanRule>();
    const gone = new Set<PlanRule>();
    const shadowed = (closedBy.size ? standing.rules : []).flatMap((rule): IdleRule[] => {
      const by = closedBy.get(standing.firstOf(rule));
      return by && rule.action === 'allow' && standing.isUnderstood(rule) ? [{ rule, by }] : [];
    });
    const isShadowed = new Set(shadowed.map(({ rule }) => rule));
    const redundant: IdleRule[] = [];
    this.markTold();
    let judged = 0;
    // What is judged may mark others in front of it.
    for (let n = this.marks.lastIndexOf(1); n >= 0; n = n ? this.marks.lastIndexOf(1, n - 1) : -1) {
      if (judged++ % RULES_A_STEP === 0) yield;
      const rule = standing.rules[n]!;
      const found = isShadowed.has(rule) ? undefined : this.verdictOn(rule, gone, alone);
      if (found) {
        idle.set(rule, found);
        gone.add(rule);
        redundant.push(found);
      }
      // What one rule is idle by, others may be judged by, or no more.
      if (this.before && this.before.idle.has(rule) !== (found !== undefined)) this.stir(rule, standing.partsOf(rule));
    }
    const { rules, groups } = standing;
    return { rules, groups, closedBy, idle, alone, shadowed, redundant: redundant.reverse(), hasDenies: this.hasDenies };
  }

  /** Marks the rules that are idle, or repeat another one: all others had some effect before an edit, and have it still where nothing near them has changed. */
  private markTold(): void {
    const { before, marks } = this;
    if (!before) marks.fill(1);
    else for (const rules of [before.idle.keys(), this.standing.repetitions]) for (const rule of rules) this.mark(rule);
  }

  private mark(rule: PlanRule): void {
    const { rules } = this.standing;
    const place = placeOf(rule);
    let [low, high] = [0, rules.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (placeOf(rules[middle]!) < place) low = middle + 1;
      else high = middle;
    }
    if (rules[low] === rule) this.marks[low] = 1;
    else {
      this.places ??= new Map(rules.map((each, n) => [each, n]));
      const n = this.places.get(rule);
      if (n !== undefined) this.marks[n] = 1;
    }
  }

  private *closings(): Steps<Map<PlanRule, readonly PlanRule[]>> {
    const { standing, before } = this;
    const closedBy = new Map<PlanRule, readonly PlanRule[]>();
    if (!this.hasDenies) return closedBy;
    for (const [n, rule] of standing.rules.entries()) {
      if (n % RULES_A_STEP === 0) yield;
      if (rule.action !== 'allow' || standing.firstOf(rule) !== rule) continue;
      const by = before && !this.isNear(rule) ? before.closedBy.get(rule) : this.idleBy(rule, 'deny', () => true);
      if (by) closedBy.set(rule, by);
    }
    return closedBy;
  }

  private verdictOn(rule: PlanRule, gone: ReadonlySet<PlanRule>, alone: Map<PlanRule, PlanRule>): IdleRule | undefined {
    const { standing, before } = this;
    const first = standing.firstOf(rule);
    const idle = (of: PlanRule): readonly PlanRule[] | undefined =>
      this.idleBy(of, of.action === 'deny' ? 'deny' : 'any', (other) => !gone.has(other));
    if (first === rule) {
      if (before && !this.isNear(rule)) return before.idle.get(rule);
      const by = idle(rule);
      return by && standing.isUnderstood(rule) ? { rule, by } : undefined;
    }
    if (isNothing(first, standing)) return undefined;
    // What does alone what the first of several equal rules does stands in for all of them, if it stands before that.
    let instead = alone.get(first);
    if (!instead) {
      instead = before && !this.isNear(rule) ? before.alone.get(first) : undefined;
      instead ??= insteadOf(first, idle(first) ?? []);
      alone.set(first, instead);
    }
    if (!standing.isUnderstood(rule)) return undefined;
    const same = before?.idle.get(rule);
    return same?.by.length === 1 && same.by[0] === instead ? same : { rule, by: [instead] };
  }

  /** Whether a rule has to be judged anew: whether it has traffic in common with what has changed. */
  private isNear(rule: PlanRule): boolean {
    if (this.stirred.has(rule)) return true;
    if (!this.near.has(rule)) return false;
    const own = this.standing.partsOf(rule);
    for (const [other, parts] of this.stirred) {
      if (!rule.sourceAddresses.overlaps(other.sourceAddresses)) continue;
      if (!rule.destinationAddresses.overlaps(other.destinationAddresses)) continue;
      // What is between most zones is near whatever is between its ends: that costs less than to look.
      if (
        areSpread(own) ||
        parts.some((boxes) => areSpread(boxes) || boxes.some((box) => own.some((each) => overlap(each, box))))
      )
        return true;
    }
    return false;
  }

  private stir(rule: PlanRule, boxes: Parts<TimedBox>, isGone = false): void {
    this.stirred.set(rule, [...(this.stirred.get(rule) ?? []), boxes]);
    if (!isGone) this.mark(rule);
    const ends = { sources: rule.sourceAddresses, destinations: rule.destinationAddresses };
    for (const each of this.standing.rulesNear(ends)) this.addNear(each);
  }

  private addNear(rule: PlanRule): void {
    if (this.near.has(rule)) return;
    this.near.add(rule);
    this.mark(rule);
  }

  /** The rules, of those that count, that take all effect from a rule; nothing when it has some. */
  private idleBy(
    rule: PlanRule,
    action: Parameters<StandingRules['index']>[0],
    counts: (other: PlanRule) => boolean,
  ): PlanRule[] | undefined {
    const { standing } = this;
    // A `required` between all zones may be a million parts, and the only rule.
    if (standing.rules.length < 2) return undefined;
    const isOther = (other: PlanRule): boolean => other !== rule && counts(other);
    const isOneOfFew = this.judged++ < Math.max(FEW, standing.rules.length / SHARE_OF_FEW);
    // An index of few rules is made at once, while a `required` of one of them may be a million parts.
    const areFew = standing.rules.length <= FEW;
    const ends = { sources: rule.sourceAddresses, destinations: rule.destinationAddresses };
    const isLookedUp = isOneOfFew && this.before && !areFew && standing.areAtHand(ends);
    const rules = isLookedUp ? this.rulesNear(ends, action) : standing.index(action);
    if (!rules.size) return undefined;
    const isCut = (box: TimedBox) => (cut: TimedBox) => holdsThroughout(cut, box);
    const parts: { box: TimedBox; region: Region }[] = [];
    for (const part of partsOf(rule, standing)) {
      if (!rules.covers(part.region, isOther, isCut(part.box))) return undefined;
      parts.push(part);
    }
    if (!parts.length) return undefined;
    return namesOf(parts.map(({ box, region }) => ({ region, cuts: byRule(rules.touching(box, isOther).filter(isCut(box))) })));
  }

  /** The parts of other rules that may have traffic in common with a rule, repetitions left out. */
  private rulesNear(
    ends: Pick<TimedBox, 'sources' | 'destinations'>,
    action: Parameters<StandingRules['index']>[0],
  ): Pick<RuleIndex<TimedBox>, 'size' | 'covers' | 'touching'> {
    const { standing } = this;
    const near = standing
      .touching(ends)
      .filter((box) => (action === 'any' || box.rule.action === action) && standing.firstOf(box.rule) === box.rule);
    return {
      size: near.length,
      touching: (traffic, counts) => near.filter((box) => counts(box.rule) && overlap(box, traffic)),
      covers: (traffic, counts, isCut) => {
        const others = near.filter((box) => counts(box.rule) && isCut(box));
        return covers(others, traffic);
      },
    };
  }
}

/** The rule that does alone what another one does, if it stands before that; else that one itself. */
function insteadOf(rule: PlanRule, [one, ...more]: readonly PlanRule[]): PlanRule {
  return one && !more.length && one.line < rule.line ? one : rule;
}
