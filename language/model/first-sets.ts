import { IntervalSet, type Point } from './interval-set.ts';

/** Sets in an order, so that the first of those that another set overlaps are found, and all are counted, without going through all that do. */
export class FirstSets<P extends Point> {
  /** The sets, then what each two of them hold together, and so on up to one. */
  private readonly levels: readonly (readonly IntervalSet<P>[])[];
  /** The sets, then what both of each two hold, and so on: what overlaps that overlaps them all. */
  private common: readonly (readonly IntervalSet<P>[])[] | undefined;

  constructor(sets: readonly IntervalSet<P>[]) {
    this.levels = levelsOf(sets, (one, other) => IntervalSet.unionAll([one, other]));
  }

  /** The number of the first set from a place on that overlaps another one; nothing where none does. */
  from(start: number, set: IntervalSet<P>): number | undefined {
    return this.within(this.levels.length - 1, 0, start, set);
  }

  /** The numbers of the first few from the beginning. */
  few(most: number, set: IntervalSet<P>): number[] {
    const found: number[] = [];
    while (found.length < most) {
      const next = this.from((found.at(-1) ?? -1) + 1, set);
      if (next === undefined) break;
      found.push(next);
    }
    return found;
  }

  /** How many in front of a place overlap another one. */
  count(end: number, set: IntervalSet<P>): number {
    this.common ??= levelsOf(this.levels[0]!, (one, other) => one.intersect(other));
    return this.countWithin(this.levels.length - 1, 0, end, set);
  }

  private within(level: number, at: number, start: number, set: IntervalSet<P>): number | undefined {
    const all = this.levels[level]?.[at];
    if (!all || (at + 1) * 2 ** level <= start || !all.overlaps(set)) return undefined;
    if (level === 0) return at;
    return this.within(level - 1, 2 * at, start, set) ?? this.within(level - 1, 2 * at + 1, start, set);
  }

  private countWithin(level: number, at: number, end: number, set: IntervalSet<P>): number {
    const all = this.levels[level]?.[at];
    const first = at * 2 ** level;
    if (!all || first >= end || !all.overlaps(set)) return 0;
    if (level === 0) return 1;
    const behind = Math.min(first + 2 ** level, this.levels[0]!.length);
    if (behind <= end && this.common![level]![at]!.overlaps(set)) return behind - first;
    return this.countWithin(level - 1, 2 * at, end, set) + this.countWithin(level - 1, 2 * at + 1, end, set);
  }
}

/** Sets, then one of each two of them, and so on up to one. */
function levelsOf<P extends Point>(
  sets: readonly IntervalSet<P>[],
  join: (one: IntervalSet<P>, other: IntervalSet<P>) => IntervalSet<P>,
): (readonly IntervalSet<P>[])[] {
  const levels = [sets];
  for (let last = sets; last.length > 1; levels.push(last)) {
    const former = last;
    last = Array.from({ length: Math.ceil(former.length / 2) }, (_, n) => {
      const [one, other] = [former[2 * n]!, former[2 * n + 1]];
      return other ? join(one, other) : one;
    });
  }
  return levels;
}
