import type { PlanZone } from '../model/plan.ts';
import type { LackingPlaces } from './pair-gaps.ts';
import type { Requirement } from './requirements.ts';
import { RowCounts } from './row-counts.ts';
import type { RowCoverage } from './row-coverage.ts';
import type { RowPairs } from './row-pairs.ts';
import type { ZoneGaps } from './zone-gaps.ts';

/** What is missing between zones that were looked at, by the zone that it comes from and the one that it goes to. */
export type RuledPlaces = Map<PlanZone, Map<PlanZone, ZoneGaps | undefined>>;

/** Of what nobody has looked at. */
interface Unruled {
  /** Between which zones rules permit all. */
  readonly coverage: RowCoverage;
  /** Finds what is missing where no rule stands. */
  lacksOf(between: readonly Requirement[]): ZoneGaps | undefined;
}

/** With more pairs than these for each zone that may lack something, those are met in turn. */
const MOST_FOR_EACH = 16;

/** Where something is missing in a wide plan: between most zones that is found out when somebody comes to them, and counted without that. */
export class RowLacks implements LackingPlaces {
  private readonly index: RowPairs;
  private readonly ruled: RuledPlaces;
  private readonly unruled: Unruled;

  /** @param ruled what was found where rules stand that don't permit all, and wherever more decides than what components are */
  constructor(index: RowPairs, ruled: RuledPlaces, unruled: Unruled) {
    this.index = index;
    this.ruled = ruled;
    this.unruled = unruled;
  }

  get count(): number {
    const { coverage } = this.unruled;
    const counts = new RowCounts(this.index, coverage);
    let count = counts.all;
    for (const [from, others] of this.ruled)
      for (const [to, place] of others) count += (place?.length ?? 0) - (coverage.holds(from, to) ? 0 : counts.between(from, to));
    return count;
  }

  [Symbol.iterator](): Iterator<ZoneGaps> {
    return this.among(this.open() ?? this.index.pairs());
  }

  at(from: PlanZone, to: PlanZone): ZoneGaps | undefined {
    const others = this.ruled.get(from);
    if (others?.has(to)) return others.get(to);
    if (this.unruled.coverage.holds(from, to)) return undefined;
    const between = this.index.at(from, to);
    return between.length ? this.unruled.lacksOf(between) : undefined;
  }

  from(zone: PlanZone): Iterable<ZoneGaps> {
    return this.among(this.index.pairsFrom(zone));
  }

  /** The pairs of zones that may lack anything, in their order, where these are few. */
  private open(): Iterable<readonly [from: PlanZone, to: PlanZone]> | undefined {
    const others = this.unruled.coverage.others(MOST_FOR_EACH * this.index.places.length);
    if (!others) return undefined;
    const ruled = [...this.ruled].flatMap(([from, tos]) => [...tos.keys()].map((to) => [from, to] as const));
    const held = ruled.filter(([from, to]) => this.unruled.coverage.holds(from, to));
    return this.index.inOrder([...others, ...held]);
  }

  private *among(pairs: Iterable<readonly [from: PlanZone, to: PlanZone]>): Iterator<ZoneGaps> & Iterable<ZoneGaps> {
    for (const [from, to] of pairs) {
      const place = this.at(from, to);
      if (place && !place.isEmpty) yield place;
    }
  }
}
