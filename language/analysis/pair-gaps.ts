import type { AddressSet } from '../model/addresses.ts';
import type { PlanComponent, PlanZone } from '../model/plan.ts';
import type { PairGap } from './lacks.ts';
import type { ZoneGaps } from './zone-gaps.ts';

export type { Gap, PairGap } from './lacks.ts';

/**
 * Pairs of components that lack something, as an array of them would be: but they are made when they are looked at, and counted without
 * that, since a plan without rules lacks something between millions. Who wants to know about some components or zones asks for these,
 * which makes the pairs of one or two zones and no others: `missing.of(from, to)` for two components, `missing.between(from.zone, to.zone)`
 * for two zones, `missing.from(component)` for all that one connects to, `missing.within(sources, destinations)` for the ends of a rule.
 */
export interface PairGaps
  extends Pick<readonly PairGap[], 'length' | 'slice' | 'map' | 'flatMap' | 'filter' | 'find' | 'some'>,
    Iterable<PairGap> {
  /** What one component lacks towards another; nothing where it lacks nothing. Looks at no other pair of components. */
  of(from: PlanComponent, to: PlanComponent): PairGap | undefined;
  /** What the components of one zone lack towards those of another. */
  between(from: PlanZone, to: PlanZone): readonly PairGap[];
  /** What one component lacks towards whomever. */
  from(component: PlanComponent): readonly PairGap[];
  /** The pairs whose addresses all lie within the ends of a rule, or of what may become one. */
  within(sources: AddressSet, destinations: AddressSet): readonly PairGap[];
  /** The pairs of zones between which something is lacking, and the pairs of components between each. */
  readonly places: readonly ZoneGaps[];
  /** The same, each found when somebody comes to it: there may be a million. */
  readonly inTurn: Iterable<ZoneGaps>;
}

/** The pairs of zones between which something is lacking, in their order. */
export interface LackingPlaces extends Iterable<ZoneGaps> {
  /** How many pairs of components lack something. */
  readonly count: number;
  at(from: PlanZone, to: PlanZone): ZoneGaps | undefined;
  /** Those that begin in one zone. */
  from(zone: PlanZone): Iterable<ZoneGaps>;
}

/** Those that have been looked for one by one. */
export class ListedPlaces implements LackingPlaces {
  private readonly places: readonly ZoneGaps[];
  private index: Map<PlanZone, Map<PlanZone, ZoneGaps>> | undefined;

  /** @param places those between which nothing is lacking are left out */
  constructor(places: readonly ZoneGaps[]) {
    this.places = places.some((place) => place.isEmpty) ? places.filter((place) => !place.isEmpty) : places;
  }

  get count(): number {
    return this.places.reduce((sum, place) => sum + place.length, 0);
  }

  [Symbol.iterator](): Iterator<ZoneGaps> {
    return this.places[Symbol.iterator]();
  }

  at(from: PlanZone, to: PlanZone): ZoneGaps | undefined {
    return this.byZone.get(from)?.get(to);
  }

  from(zone: PlanZone): Iterable<ZoneGaps> {
    return this.byZone.get(zone)?.values() ?? [];
  }

  private get byZone(): ReadonlyMap<PlanZone, ReadonlyMap<PlanZone, ZoneGaps>> {
    if (!this.index) {
      this.index = new Map();
      for (const place of this.places) {
        const targets = this.index.get(place.fromZone) ?? new Map<PlanZone, ZoneGaps>();
        this.index.set(place.fromZone, targets.set(place.toZone, place));
      }
    }
    return this.index;
  }
}

/** What a whole plan lacks, by the zones that it is lacking between. */
export class LackingPairs implements PairGaps {
  readonly inTurn: LackingPlaces;
  private listed: readonly ZoneGaps[] | undefined;
  private made: PairGap[] | undefined;
  private count: number | undefined;

  constructor(places: LackingPlaces) {
    this.inTurn = places;
  }

  get places(): readonly ZoneGaps[] {
    this.listed ??= [...this.inTurn];
    return this.listed;
  }

  get length(): number {
    // There may be a million places, none of which changes any more.
    this.count ??= this.inTurn.count;
    return this.count;
  }

  *[Symbol.iterator](): Iterator<PairGap> {
    for (const place of this.inTurn) yield* place;
  }

  of(from: PlanComponent, to: PlanComponent): PairGap | undefined {
    return this.inTurn
      .at(from.zone, to.zone)
      ?.from(from)
      .find((pair) => pair.to === to);
  }

  between(from: PlanZone, to: PlanZone): readonly PairGap[] {
    return this.inTurn.at(from, to)?.pairs ?? [];
  }

  from(component: PlanComponent): readonly PairGap[] {
    return [...this.inTurn.from(component.zone)].flatMap((place) => place.from(component));
  }

  within(sources: AddressSet, destinations: AddressSet): readonly PairGap[] {
    return this.places.flatMap((place) => {
      const isIn = ({ to }: PairGap): boolean => destinations.covers(to.addresses);
      if (!place.toZone.components.some(({ addresses }) => destinations.covers(addresses))) return [];
      const initiators = place.fromZone.components.filter(({ addresses }) => sources.covers(addresses));
      return initiators.flatMap((from) => place.from(from).filter(isIn));
    });
  }

  slice(start = 0, end = Number.POSITIVE_INFINITY): PairGap[] {
    if (this.made || start < 0 || end < 0) return this.all.slice(start, end);
    const result: PairGap[] = [];
    let n = 0;
    for (const place of this.inTurn) {
      if (n >= end) break;
      if (n + place.length > start) {
        let at = n;
        for (const pair of place) {
          if (at >= end) break;
          if (at++ >= start) result.push(pair);
        }
      }
      n += place.length;
    }
    return result;
  }

  map<U>(make: (pair: PairGap, n: number, all: readonly PairGap[]) => U): U[] {
    return this.all.map(make);
  }

  flatMap<U>(make: (pair: PairGap, n: number, all: PairGap[]) => U | readonly U[]): U[] {
    return this.all.flatMap(make);
  }

  filter(keep: (pair: PairGap, n: number, all: readonly PairGap[]) => unknown): PairGap[] {
    return this.all.filter(keep);
  }

  find(is: (pair: PairGap, n: number, all: readonly PairGap[]) => unknown): PairGap | undefined {
    return this.all.find(is);
  }

  some(is: (pair: PairGap, n: number, all: readonly PairGap[]) => unknown): boolean {
    return this.all.some(is);
  }

  private get all(): PairGap[] {
    this.made ??= this.places.flatMap((place) => place.pairs);
    return this.made;
  }
}
