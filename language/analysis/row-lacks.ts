import type { PlanZone } from '../model/plan.ts';
import type { LackingPlaces } from './pair-gaps.ts';
import type { Requirement } from './requirements.ts';
import { RowCounts } from './row-counts.ts';
import type { RowPairs } from './row-pairs.ts';
import type { ZoneGaps } from './zone-gaps.ts';

/** What is missing between zones that were looked at, by the zone that it comes from and the one that it goes to. */
export type RuledPlaces = Map<PlanZone, Map<PlanZone, ZoneGaps | undefined>>;

/** Where something is missing in a wide plan: between most zones that is found out when somebody comes to them, and counted without that. */
export class RowLacks implements LackingPlaces {
  private readonly index: RowPairs;
  private readonly ruled: RuledPlaces;
  private readonly unruled: (between: readonly Requirement[]) => ZoneGaps | undefined;

  /**
   * @param ruled what was found where rules stand, and wherever more decides than what components are
   * @param unruled finds what is missing where none stands
   */
  constructor(index: RowPairs, ruled: RuledPlaces, unruled: (between: readonly Requirement[]) => ZoneGaps | undefined) {
    this.index = index;
    this.ruled = ruled;
    this.unruled = unruled;
  }

  get count(): number {
    const counts = new RowCounts(this.index);
    let count = counts.all;
    for (const [from, others] of this.ruled)
      for (const [to, place] of others) count += (place?.length ?? 0) - counts.between(from, to);
    return count;
  }

  [Symbol.iterator](): Iterator<ZoneGaps> {
    return this.among(this.index.pairs());
  }

  at(from: PlanZone, to: PlanZone): ZoneGaps | undefined {
    const others = this.ruled.get(from);
    if (others?.has(to)) return others.get(to);
    const between = this.index.at(from, to);
    return between.length ? this.unruled(between) : undefined;
  }

  from(zone: PlanZone): Iterable<ZoneGaps> {
    return this.among(this.index.pairsFrom(zone));
  }

  private *among(pairs: Iterable<readonly [from: PlanZone, to: PlanZone]>): Iterator<ZoneGaps> & Iterable<ZoneGaps> {
    for (const [from, to] of pairs) {
      const place = this.at(from, to);
      if (place && !place.isEmpty) yield place;
    }
  }
}
