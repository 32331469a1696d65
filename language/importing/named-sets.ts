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
  /** All of them by where they begin. */
  private readonly begins: readonly (Interval<T> & { readonly named: Named<T> })[];

  /** @param all of several that hold the same the first one is taken */
  constructor(all: Iterable<Named<T>>) {
    const runs: (Interval<T> & { named: Named<T> })[] = [];
    const begins: (Interval<T> & { named: Named<T> })[] = [];
    for (const named of all) {
      const { key } = named.set;
      if (this.whole.has(key)) continue;
      this.whole.set(key, named);
      const [run, more] = named.set.intervals;
      if (run) begins.push({ ...run, named });
      if (run && !more && !run.ofEach) runs.push({ ...run, named });
    }
    // Where two begin together, the longer one comes first.
    const inOrder = (a: Interval<T>, b: Interval<T>): number =>
      a.start !== b.start ? (a.start < b.start ? -1 : 1) : a.end > b.end ? -1 : 1;
    this.runs = runs.sort(inOrder);
    this.begins = begins.sort(inOrder);
  }

  /** What holds just this. */
  of(set: IntervalSet<T>): Named<T> | undefined {
    return this.whole.get(set.key);
  }

  /** The sets of one run each that lie side by side in a run, and don't overlap. */
  within({ start, end }: Interval<T>): Named<T>[] {
    const result: Named<T>[] = [];
    let at = start;
    for (let n = firstFrom(this.runs, start); n < this.runs.length && this.runs[n]!.start < end; n++) {
      const run = this.runs[n]!;
      if (run.start < at || run.end > end) continue;
      result.push(run.named);
      at = run.end;
    }
    return result;
  }

  /** Sets that a set is made of, together with what is in none of them: those of most runs first, none over another. */
  partsOf(set: IntervalSet<T>): Named<T>[] {
    const found: Named<T>[] = [];
    for (const { start, end } of set.intervals) {
      const first = firstFrom(this.begins, start);
      for (let n = first; n < this.begins.length && n < first + MOST_TRIED && this.begins[n]!.start < end; n++)
        if (set.covers(this.begins[n]!.named.set)) found.push(this.begins[n]!.named);
    }
    const parts: Named<T>[] = [];
    for (const each of found.sort((a, b) => b.set.intervals.length - a.set.intervals.length))
      if (!parts.some((part) => part.set.overlaps(each.set))) parts.push(each);
    return parts;
  }
}

/** So many sets are tried that begin in one run. */
const MOST_TRIED = 16;

/** Where the first of some runs in order is that begins at a point or behind it. */
function firstFrom<T extends Point>(runs: readonly Interval<T>[], point: T): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs[middle]!.start < point) low = middle + 1;
    else high = middle;
  }
  return low;
}
