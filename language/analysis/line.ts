import { behind } from '../model/behind.ts';
import type { IntervalSet, Point } from '../model/interval-set.ts';

/** So many parts one line is cut into at most. */
const MOST_PLACES = 1024;
/** What spans more parts than this on each line is not told apart by any. */
const MOST_SPANNED = 48;

/** A line on which more begins than that many times the parts is cut into smaller ones as well, so many in place of each. */
const MANY_A_PLACE = 4;
const FINER = 16;

/**
 * One line, of addresses or of services, cut into parts in which about as many boxes begin. Of tens of thousands of boxes, those that lie in few small parts are noted in
 * these, so that no part's list gets as long as their number.
 */
export class Line<T, P extends Point> {
  /** The coarse parts, and the small ones where there are some. */
  private readonly parts: readonly Parts<T, P>[];
  private readonly noted: T[] = [];
  /** The parts that were asked last what it costs to note something. */
  private asked: Parts<T, P> | undefined;

  constructor(sets: Iterable<IntervalSet<P>>) {
    const starts = new Set<P>();
    for (const { intervals } of sets) for (const { start } of intervals) starts.add(start);
    const sorted = [...starts].sort((a, b) => (a < b ? -1 : 1));
    this.parts = [new Parts(sorted, MOST_PLACES, MOST_SPANNED, this.noted)];
    if (sorted.length > MANY_A_PLACE * MOST_PLACES)
      this.parts = [new Parts(sorted, FINER * MOST_PLACES, FINER * MOST_SPANNED, this.noted), ...this.parts];
  }

  /** What it costs to note something here, in looks at other things; without end where it spans too much. */
  cost(set: IntervalSet<P>): number {
    for (const parts of this.parts) {
      const cost = parts.cost(set);
      if (cost !== Number.POSITIVE_INFINITY) {
        this.asked = parts;
        return cost;
      }
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Notes something for which it was asked last what it costs. */
  take(item: T): void {
    this.asked?.take(item);
  }

  /** What is noted where a point is, in lists. */
  at(point: P): readonly (readonly T[])[] {
    return this.parts.map((parts) => parts.at(point));
  }

  /** All that is noted here. */
  get all(): readonly T[] {
    return this.noted;
  }

  /** What is noted where a set is, mostly once; nothing where the set is in too many parts to be of help. */
  in(set: IntervalSet<P>): readonly T[] | undefined {
    const found: (readonly T[])[] = [];
    for (const parts of this.parts) {
      if (!parts.size) continue;
      const own = parts.in(set);
      if (!own) return undefined;
      if (own.length) found.push(own);
    }
    return found.length > 1 ? found.flat() : (found[0] ?? []);
  }
}

/** A line, cut once. */
class Parts<T, P extends Point> {
  /** How many things are noted in these parts. */
  size = 0;
  private readonly noted: T[];
  private readonly cuts: readonly P[];
  private readonly lists: T[][];
  /** For each thing in a list, the part from which on it is in all parts up to this one. */
  private readonly since: number[][];
  private readonly most: number;
  /** The parts that a set is in for which it was asked last what it costs to note it. */
  private asked: readonly number[] = [];

  /**
   * @param starts where what is noted begins, in order
   * @param places how many parts there are at most
   * @param most how many of them are looked at for what is asked
   * @param noted where all that is noted on the line is added
   */
  constructor(starts: readonly P[], places: number, most: number, noted: T[]) {
    const step = Math.ceil(starts.length / places);
    this.cuts = starts.filter((_, n) => n > 0 && n % step === 0);
    this.lists = Array.from({ length: this.cuts.length + 1 }, () => []);
    this.since = this.lists.map(() => []);
    this.most = most;
    this.noted = noted;
  }

  /** The parts that a set is in; nothing where these are too many. */
  private spanned({ intervals }: IntervalSet<P>, most: number): number[] | undefined {
    const places: number[] = [];
    const { cuts } = this;
    for (let i = 0; i < intervals.length; i++) {
      const { start, end } = intervals[i]!;
      let n = this.placeOf(start);
      // Seen at once where one interval alone is in too many of them.
      if (n + most <= cuts.length && cuts[n + most - 1]! < end) return undefined;
      for (; n <= cuts.length && (n === 0 || cuts[n - 1]! < end); n++) {
        if (places.at(-1) !== n) places.push(n);
        if (places.length > most) return undefined;
      }
      // A set of thousands of intervals has hundreds of them in one part: those that end there too are passed at once.
      if (n > cuts.length) break;
      i = behind(intervals, i, cuts[n - 1]!) - 1;
    }
    return places;
  }

  cost(set: IntervalSet<P>): number {
    // A line that is not cut tells nothing apart: whatever is noted there is looked at each time.
    const places = this.cuts.length ? this.spanned(set, MOST_SPANNED) : undefined;
    if (!places) return Number.POSITIVE_INFINITY;
    this.asked = places;
    let longest = 0;
    for (const place of places) longest = Math.max(longest, this.lists[place]!.length);
    return longest + places.length;
  }

  take(item: T): void {
    this.size++;
    this.noted.push(item);
    let first = -1;
    let last = -1;
    for (const place of this.asked) {
      if (place !== last + 1 || first < 0) first = place;
      last = place;
      this.lists[place]!.push(item);
      this.since[place]!.push(first);
    }
  }

  at(point: P): readonly T[] {
    return this.lists[this.placeOf(point)]!;
  }

  in(set: IntervalSet<P>): readonly T[] | undefined {
    if (set.intervals.length === 1) {
      const { start, end } = set.intervals[0]!;
      const place = this.placeOf(start);
      if (place === this.cuts.length || this.cuts[place]! >= end) return this.lists[place]!;
    }
    const places = this.spanned(set, this.most);
    if (!places) return undefined;
    if (places.length === 1) return this.lists[places[0]!]!;
    const found: T[] = [];
    let before = -1;
    for (const place of places) {
      const [list, since] = [this.lists[place]!, this.since[place]!];
      // What is in all parts since the one before was met there: of things that overlap in steps, that is nearly all.
      for (let n = 0; n < list.length; n++) if (since[n]! > before) found.push(list[n]!);
      before = place;
    }
    return found;
  }

  private placeOf(point: P): number {
    let [low, high] = [0, this.cuts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.cuts[middle]! <= point) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
