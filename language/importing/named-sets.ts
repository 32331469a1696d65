import type { Interval, IntervalSet, Point } from '../model/interval-set.ts';

/** A set that has a name. */
export interface Named<T extends Point> {
  readonly name: string;
  readonly set: IntervalSet<T>;
}

/** Sets that have names, found by what they hold. */
export class NamedSets<T extends Point> {
  private readonly whole = new Map<string, Named<T>>();
  private readonly runs: readonly (Interval<T> & { readonly named: Named<T> })[];

  /** @param all of several that hold the same the first one is taken */
  constructor(all: Iterable<Named<T>>) {
    const runs: (Interval<T> & { named: Named<T> })[] = [];
    for (const named of all) {
      const { key } = named.set;
      if (this.whole.has(key)) continue;
      this.whole.set(key, named);
      const [run, more] = named.set.intervals;
      if (run && !more && !run.ofEach) runs.push({ ...run, named });
    }
    // Where two begin together, the longer one comes first.
    this.runs = runs.sort((a, b) => (a.start !== b.start ? (a.start < b.start ? -1 : 1) : a.end > b.end ? -1 : 1));
  }

  /** What holds just this. */
  of(set: IntervalSet<T>): Named<T> | undefined {
    return this.whole.get(set.key);
  }

  /** The sets of one run each that lie side by side in a run, and don't overlap. */
  within({ start, end }: Interval<T>): Named<T>[] {
    const result: Named<T>[] = [];
    let at = start;
    for (let n = this.firstFrom(start); n < this.runs.length && this.runs[n]!.start < end; n++) {
      const run = this.runs[n]!;
      if (run.start < at || run.end > end) continue;
      result.push(run.named);
      at = run.end;
    }
    return result;
  }

  private firstFrom(point: T): number {
    let [low, high] = [0, this.runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.runs[middle]!.start < point) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
