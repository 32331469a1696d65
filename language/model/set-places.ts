import type { Interval, IntervalSet, Point } from './interval-set.ts';

/** Sets by where they are on their line, so that those which some other set overlaps are found without going through all. */
export class SetPlaces<P extends Point> {
  private readonly intervals: readonly (Interval<P> & { readonly number: number })[];
  /** Up to each interval, the furthest end of all so far: before that nothing reaches a place behind it. */
  private readonly furthest: readonly P[];

  constructor(sets: Iterable<IntervalSet<P>>) {
    this.intervals = [...sets]
      .flatMap((set, number) => set.intervals.map(({ start, end }) => ({ start, end, number })))
      .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.number - b.number));
    const furthest: P[] = [];
    for (const { end } of this.intervals) {
      const before = furthest.at(-1);
      furthest.push(before !== undefined && before > end ? before : end);
    }
    this.furthest = furthest;
  }

  /** The sets that overlap one, by their numbers, in order. */
  overlapping(set: IntervalSet<P>): number[] {
    const found: number[] = [];
    for (const { start, end } of set.intervals)
      for (let n = this.countBefore(end) - 1; n >= 0 && this.furthest[n]! > start; n--)
        if (this.intervals[n]!.end > start) found.push(this.intervals[n]!.number);
    // Those that begin at one place are in order, from the last to the first.
    if (found.every((number, n) => n === 0 || number < found[n - 1]!)) return found.reverse();
    return [...new Set(found)].sort((a, b) => a - b);
  }

  /** How many intervals start before a point. */
  private countBefore(point: P): number {
    let [low, high] = [0, this.intervals.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.intervals[middle]!.start < point) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
