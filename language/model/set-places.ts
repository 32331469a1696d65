import type { Interval, IntervalSet, Point } from './interval-set.ts';

/** Sets by where they are on their line, so that those which some other set overlaps are found without going through all. */
export class SetPlaces<P extends Point> {
  private readonly intervals: readonly (Interval<P> & { readonly number: number })[];
  /** Up to each interval, the furthest end of all so far: before that nothing reaches a place behind it. */
  private readonly furthest: readonly P[];
  /** The furthest end of each two intervals, of each two of these pairs, and so on: runs that end before a place are passed at once. */
  private runs: readonly (readonly P[])[] | undefined;

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
      for (let n = this.countBefore(end) - 1; n >= 0 && this.furthest[n]! > start; )
        if (this.intervals[n]!.end > start) found.push(this.intervals[n--]!.number);
        else n -= this.passedAt(n, start);
    // Those that begin at one place are in order, from the last to the first.
    if (found.every((number, n) => n === 0 || number < found[n - 1]!)) return found.reverse();
    return [...new Set(found)].sort((a, b) => a - b);
  }

  /** How many intervals, from one that ends before a point on downward, are known to do so as well. */
  private passedAt(n: number, start: P): number {
    this.runs ??= runsOf(this.intervals);
    let length = 1;
    for (const run of this.runs) {
      const longer = 2 * length;
      if ((n + 1) % longer || run[(n + 1) / longer - 1]! > start) break;
      length = longer;
    }
    return length;
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

function runsOf<P extends Point>(intervals: readonly Interval<P>[]): P[][] {
  const runs: P[][] = [];
  for (let last = intervals.map(({ end }) => end); last.length > 1; runs.push(last))
    last = Array.from({ length: last.length >> 1 }, (_, n) =>
      last[2 * n]! > last[2 * n + 1]! ? last[2 * n]! : last[2 * n + 1]!,
    );
  return runs;
}
