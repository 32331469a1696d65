import { append } from './lists.ts';
/** A point on a line: port lines use `number`, the address line uses `bigint`. */
export type Point = number | bigint;

/** One half-open interval: `start` is in, `end` is not. */
export interface Interval<T extends Point> {
  readonly start: T;
  readonly end: T;
}

/**
 * An immutable set of points, kept as sorted, disjoint and non-touching half-open intervals. Half-open intervals need comparisons
 * only, so that the same code serves ports (`number`) and addresses (`bigint`).
 */
export class IntervalSet<T extends Point> {
  readonly intervals: readonly Interval<T>[];

  private constructor(intervals: readonly Interval<T>[]) {
    this.intervals = intervals;
  }

  /** @param intervals in any order, overlapping or not; empty ones are left out */
  static of<T extends Point>(intervals: Iterable<Interval<T>>): IntervalSet<T> {
    const sorted = [...intervals]
      .filter((i) => i.start < i.end)
      .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
    const merged: { start: T; end: T }[] = [];
    for (const { start, end } of sorted) {
      const last = merged[merged.length - 1];
      if (last && start <= last.end) {
        if (end > last.end) last.end = end;
      } else {
        merged.push({ start, end });
      }
    }
    return new IntervalSet<T>(merged);
  }

  static empty<T extends Point>(): IntervalSet<T> {
    return new IntervalSet<T>([]);
  }

  get isEmpty(): boolean {
    return this.intervals.length === 0;
  }

  union(other: IntervalSet<T>): IntervalSet<T> {
    if (other.isEmpty) return this;
    if (this.isEmpty) return other;
    return IntervalSet.of([...this.intervals, ...other.intervals]);
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
    return last && !several ? last : IntervalSet.of(all);
  }

  intersect(other: IntervalSet<T>): IntervalSet<T> {
    const result: Interval<T>[] = [];
    let i = 0;
    let j = 0;
    while (i < this.intervals.length && j < other.intervals.length) {
      const a = this.intervals[i]!;
      const b = other.intervals[j]!;
      const start = a.start > b.start ? a.start : b.start;
      const end = a.end < b.end ? a.end : b.end;
      if (start < end) result.push({ start, end });
      if (a.end < b.end) i++;
      else j++;
    }
    return new IntervalSet<T>(result);
  }

  subtract(other: IntervalSet<T>): IntervalSet<T> {
    const result: Interval<T>[] = [];
    let j = 0;
    for (const a of this.intervals) {
      let start = a.start;
      while (j < other.intervals.length && other.intervals[j]!.end <= start) j++;
      for (let k = j; k < other.intervals.length && other.intervals[k]!.start < a.end; k++) {
        const b = other.intervals[k]!;
        if (b.start > start) result.push({ start, end: b.start });
        if (b.end > start) start = b.end;
      }
      if (start < a.end) result.push({ start, end: a.end });
    }
    return new IntervalSet<T>(result);
  }

  overlaps(other: IntervalSet<T>): boolean {
    let i = 0;
    let j = 0;
    while (i < this.intervals.length && j < other.intervals.length) {
      const a = this.intervals[i]!;
      const b = other.intervals[j]!;
      if (a.end <= b.start) i++;
      else if (b.end <= a.start) j++;
      else return true;
    }
    return false;
  }

  /** Whether every point of `other` is in this set. */
  covers(other: IntervalSet<T>): boolean {
    if (other === this) return true;
    let i = 0;
    for (const { start, end } of other.intervals) {
      while (i < this.intervals.length && this.intervals[i]!.end <= start) i++;
      const own = this.intervals[i];
      if (!own || own.start > start || own.end < end) return false;
    }
    return true;
  }

  has(point: T): boolean {
    let [low, high] = [0, this.intervals.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.intervals[middle]!.end <= point) low = middle + 1;
      else high = middle;
    }
    const own = this.intervals[low];
    return own !== undefined && own.start <= point;
  }

  equals(other: IntervalSet<T>): boolean {
    return (
      this.intervals.length === other.intervals.length &&
      this.intervals.every((a, n) => a.start === other.intervals[n]!.start && a.end === other.intervals[n]!.end)
    );
  }
}
