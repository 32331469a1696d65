import { behind, meet } from './behind.ts';
import { append, fitted } from './lists.ts';
/** A point on a line: port lines use `number`, the address line uses `bigint`. */
export type Point = number | bigint;

/** One half-open interval: `start` is in, `end` is not. */
export interface Interval<T extends Point> {
  readonly start: T;
  readonly end: T;
  /**
   * Set where the interval is whole runs of points of which only some are in: which of each. So a thousand ports that are open from one port
   * of the initiator are one interval and not a thousand.
   */
  readonly ofEach?: IntervalSet<number>;
}

/** So many points a run has, of which an interval may hold some of each. */
export const RUN = 65535;

/**
 * An immutable set of points, kept as sorted, disjoint half-open intervals, of which no two that hold the same touch. Half-open intervals
 * need comparisons only, so that the same code serves ports (`number`) and addresses (`bigint`).
 */
export class IntervalSet<T extends Point> {
  readonly intervals: readonly Interval<T>[];
  /** Whether any of the intervals holds some points of each run alone. */
  private readonly inPart: boolean;

  private constructor(intervals: readonly Interval<T>[], inPart = false) {
    this.intervals = intervals;
    this.inPart = inPart;
  }

  /** @param intervals in any order, overlapping or not; empty ones are left out */
  static of<T extends Point>(intervals: Iterable<Interval<T>>): IntervalSet<T> {
    const own: Interval<T>[] = [];
    for (const { start, end, ofEach } of intervals) if (start < end) own.push(ofEach ? { start, end, ofEach } : { start, end });
    return own.length === 1 && !own[0]!.ofEach ? new IntervalSet<T>([own[0]!]) : IntervalSet.together(own);
  }

  /** @param intervals those of sets, in a list of their own: as many as stay what they are stay the same objects, which a chain of unions shares */
  private static together<T extends Point>(intervals: Interval<T>[]): IntervalSet<T> {
    intervals.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
    if (intervals.some(({ ofEach }) => ofEach)) return IntervalSet.inParts(intervals);
    const merged: Interval<T>[] = [];
    let grown: { start: T; end: T } | undefined;
    for (const each of intervals) {
      const last = merged[merged.length - 1];
      if (!last || each.start > last.end) {
        merged.push(each);
        grown = undefined;
      } else if (each.end > last.end) {
        if (grown) grown.end = each.end;
        else {
          grown = { start: last.start, end: each.end };
          merged[merged.length - 1] = grown;
        }
      }
    }
    return new IntervalSet<T>(fitted(merged));
  }

  /** Intervals of which some hold a part of each run, two and two together. */
  private static inParts<T extends Point>(intervals: readonly Interval<T>[]): IntervalSet<T> {
    const whole = IntervalSet.of(intervals.filter(({ ofEach }) => !ofEach));
    let sets = [whole, ...intervals.filter(({ ofEach }) => ofEach).map((each) => new IntervalSet<T>([each], true))];
    while (sets.length > 1)
      sets = sets.flatMap((set, n) => (n % 2 ? [] : [sets[n + 1] ? set.combine(sets[n + 1]!, either) : set]));
    return sets[0]!;
  }

  static empty<T extends Point>(): IntervalSet<T> {
    return new IntervalSet<T>([]);
  }

  get isEmpty(): boolean {
    return this.intervals.length === 0;
  }

  union(other: IntervalSet<T>): IntervalSet<T> {
    if (other.isEmpty || other === this) return this;
    if (this.isEmpty) return other;
    if (this.inPart || other.inPart) return this.combine(other, either);
    return IntervalSet.together([...this.intervals, ...other.intervals]);
  }

  static unionAll<T extends Point>(sets: Iterable<IntervalSet<T>>): IntervalSet<T> {
    const all: Interval<T>[] = [];
    let last: IntervalSet<T> | undefined;
    let several = false;
    for (const set of sets) {
      if (set.isEmpty || set === last) continue;
      several ||= last !== undefined;
      last = set;
      append(all, set.intervals);
    }
    // One set is what it is.
    return last && !several ? last : IntervalSet.together(all);
  }

  /** What is in both: one of the two sets itself where that is all of it, so that what is known of it is known of the result. */
  intersect(other: IntervalSet<T>): IntervalSet<T> {
    if (other === this) return this;
    if (this.inPart || other.inPart) return this.combine(other, both);
    if (other.spans(this)) return this;
    if (this.spans(other)) return other;
    const result: Interval<T>[] = [];
    let i = 0;
    let j = 0;
    while (i < this.intervals.length && j < other.intervals.length) {
      const a = this.intervals[i]!;
      const b = other.intervals[j]!;
      const start = a.start > b.start ? a.start : b.start;
      const end = a.end < b.end ? a.end : b.end;
      if (start < end) result.push({ start, end });
      if (a.end <= b.start) i = behind(this.intervals, i, b.start);
      else if (b.end <= a.start) j = behind(other.intervals, j, a.start);
      else if (a.end < b.end) i++;
      else j++;
    }
    if (this.isAs(result)) return this;
    return other.isAs(result) ? other : new IntervalSet<T>(fitted(result));
  }

  /** Whether one interval is all there is, and another set lies within it: seen at once, however many intervals that has. */
  private spans({ intervals }: IntervalSet<T>): boolean {
    if (this.intervals.length !== 1 || !intervals.length) return false;
    const { start, end } = this.intervals[0]!;
    return start <= intervals[0]!.start && intervals[intervals.length - 1]!.end <= end;
  }

  /** What is not in the other: the set itself where that is all of it. */
  subtract(other: IntervalSet<T>): IntervalSet<T> {
    if (this.isEmpty || other.isEmpty) return this;
    if (this.inPart || other.inPart) return this.combine(other, without);
    const result: Interval<T>[] = [];
    let j = 0;
    for (const a of this.intervals) {
      let start = a.start;
      if (j < other.intervals.length && other.intervals[j]!.end <= start) j = behind(other.intervals, j, start);
      for (let k = j; k < other.intervals.length && other.intervals[k]!.start < a.end; k++) {
        const b = other.intervals[k]!;
        if (b.start > start) result.push({ start, end: b.start });
        if (b.end > start) start = b.end;
      }
      if (start < a.end) result.push({ start, end: a.end });
    }
    return this.isAs(result) ? this : new IntervalSet<T>(fitted(result));
  }

  private isAs(result: readonly Interval<T>[]): boolean {
    const { intervals } = this;
    return (
      result.length === intervals.length &&
      result.every(({ start, end }, n) => intervals[n]!.start === start && intervals[n]!.end === end)
    );
  }

  overlaps(other: IntervalSet<T>): boolean {
    if (other === this) return !this.isEmpty;
    if (this.intervals.length === 1 && other.intervals.length === 1) return meet(this.intervals[0]!, other.intervals[0]!);
    let i = 0;
    let j = 0;
    while (i < this.intervals.length && j < other.intervals.length) {
      const a = this.intervals[i]!;
      const b = other.intervals[j]!;
      if (a.end <= b.start) i = behind(this.intervals, i, b.start);
      else if (b.end <= a.start) j = behind(other.intervals, j, a.start);
      else if (!a.ofEach || !b.ofEach || a.ofEach.overlaps(b.ofEach)) return true;
      else if (a.end < b.end) i++;
      else j++;
    }
    return false;
  }

  /** Whether every point of `other` is in this set. */
  covers(other: IntervalSet<T>): boolean {
    if (other === this) return true;
    if (this.inPart || other.inPart) return this.coversParts(other);
    if (this.spans(other)) return true;
    let i = 0;
    for (const { start, end } of other.intervals) {
      if (i < this.intervals.length && this.intervals[i]!.end <= start) i = behind(this.intervals, i, start);
      const own = this.intervals[i];
      if (!own || own.start > start || own.end < end) return false;
    }
    return true;
  }

  /** The same where intervals that touch may hold different parts of each run. */
  private coversParts(other: IntervalSet<T>): boolean {
    let i = 0;
    for (const each of other.intervals) {
      let at = each.start;
      while (i < this.intervals.length && this.intervals[i]!.end <= at) i++;
      for (let n = i; at < each.end; n++) {
        const own = this.intervals[n];
        if (!own || own.start > at) return false;
        if (own.ofEach && !(each.ofEach && own.ofEach.covers(each.ofEach))) return false;
        at = own.end;
      }
    }
    return true;
  }

  has(point: T): boolean {
    const { intervals } = this;
    const own = intervals[intervals.length === 1 ? 0 : behind(intervals, -1, point)];
    if (own === undefined || own.start > point || own.end <= point) return false;
    return !own.ofEach || own.ofEach.has(Number(point) % RUN);
  }

  /** A text that no other set has. */
  get key(): string {
    return this.intervals.map(({ start, end, ofEach }) => `${start}-${end}${ofEach ? ` of each ${ofEach.key};` : ''}`).join();
  }

  /** A point of a set that is not empty: the first one. */
  get first(): T {
    const { start, ofEach } = this.intervals[0]!;
    return ofEach ? ((Number(start) + ofEach.first) as T) : start;
  }

  /** The last point of a set that is not empty. */
  get last(): T {
    const { end, ofEach } = this.intervals[this.intervals.length - 1]!;
    if (ofEach) return (Number(end) - RUN + ofEach.last) as T;
    return (typeof end === 'bigint' ? end - 1n : end - 1) as T;
  }

  equals(other: IntervalSet<T>): boolean {
    const others = other.intervals;
    const isAt = (a: Interval<T>, b: Interval<T>): boolean =>
      a.start === b.start && a.end === b.end && isSameHeld(heldBy(a), heldBy(b));
    return this === other || (this.intervals.length === others.length && this.intervals.every((a, n) => isAt(a, others[n]!)));
  }

  /** Both sets gone through together, with what each holds of a place and so the result. */
  private combine(others: IntervalSet<T>, rule: (one: Held, other: Held) => Held): IntervalSet<T> {
    const [ours, theirs] = [this.intervals, others.intervals];
    const result: { start: T; end: T; ofEach?: IntervalSet<number> }[] = [];
    let [i, j] = [0, 0];
    let at: T | undefined;
    for (;;) {
      while (i < ours.length && at !== undefined && ours[i]!.end <= at) i++;
      while (j < theirs.length && at !== undefined && theirs[j]!.end <= at) j++;
      const [a, b] = [ours[i], theirs[j]];
      if (!a && !b) break;
      const inOurs = a !== undefined && at !== undefined && a.start <= at;
      const inTheirs = b !== undefined && at !== undefined && b.start <= at;
      let next: T | undefined = a && (inOurs ? a.end : a.start);
      const other: T | undefined = b && (inTheirs ? b.end : b.start);
      if (next === undefined || (other !== undefined && other < next)) next = other;
      const held = inOurs || inTheirs ? rule(inOurs && heldBy(a), inTheirs && heldBy(b)) : false;
      if (held !== false) {
        const last = result[result.length - 1];
        if (last?.end === at && isSameHeld(heldBy(last!), held)) last!.end = next!;
        else result.push(held === true ? { start: at!, end: next! } : { start: at!, end: next!, ofEach: held });
      }
      at = next;
    }
    return new IntervalSet<T>(
      result,
      result.some(({ ofEach }) => ofEach),
    );
  }
}

/** What of each run a set holds: all, nothing, or some points. */
type Held = IntervalSet<number> | boolean;

const WHOLE_RUN: IntervalSet<number> = IntervalSet.of([{ start: 0, end: RUN }]);

function heldBy({ ofEach }: Interval<Point>): Held {
  return ofEach ?? true;
}

function isSameHeld(one: Held, other: Held): boolean {
  return typeof one === 'boolean' || typeof other === 'boolean' ? one === other : one.equals(other);
}

/** Some points of a run, as they are kept: all and nothing have a word of their own. */
function held(set: IntervalSet<number>): Held {
  return set.isEmpty ? false : set.covers(WHOLE_RUN) ? true : set;
}

function either(one: Held, other: Held): Held {
  if (typeof one === 'boolean') return one || other;
  return typeof other === 'boolean' ? other || one : held(one.union(other));
}

function both(one: Held, other: Held): Held {
  if (typeof one === 'boolean') return one && other;
  return typeof other === 'boolean' ? other && one : held(one.intersect(other));
}

function without(one: Held, other: Held): Held {
  if (typeof other === 'boolean') return other ? false : one;
  return one === false ? false : held((one === true ? WHOLE_RUN : one).subtract(other));
}
