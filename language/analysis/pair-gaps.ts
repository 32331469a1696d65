import type { AddressSet } from '../model/addresses.ts';
import type { PlanComponent, PlanZone } from '../model/plan.ts';
import { areEnds, byInitiator, countBetween, type Lack, type PairGap, pairsFrom } from './lacks.ts';
import type { RuleBox } from './permissions.ts';
import { isOfOneFamily, isPossible, possibleTraffic, type Region, servicesOf } from './region.ts';
import type { Requirement } from './requirements.ts';

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
}

/** Finds what is lacking between two zones where no rule is about any of what is required between them. */
export type LacksIn = (required: readonly Requirement[]) => Lack[];

/** What was made of a pair of zones when somebody looked at it. */
interface Looked {
  byFrom?: Map<PlanComponent, Lack[]>;
  pairsOf?: Map<PlanComponent, readonly PairGap[]>;
  made?: readonly PairGap[];
}

/** Gathers what the requirements between two zones lack, and splits it into pairs of components when they are asked for. */
export class ZoneGaps {
  readonly fromZone: PlanZone;
  readonly toZone: PlanZone;
  // There may be a million pairs of zones, and mostly nobody looks at more than some of them: each field counts.
  private known: Lack[] | undefined;
  private required: readonly Requirement[] | undefined;
  private readonly lacksIn: LacksIn | undefined;
  private count: number | undefined;
  private looked: Looked | undefined;

  /**
   * @param required where something of it is lacking and no rule is about it: what that is is found out when somebody asks
   * @param lacksIn finds it out
   */
  constructor(
    { fromZone, toZone }: Pick<Requirement, 'fromZone' | 'toZone'>,
    required?: readonly Requirement[],
    lacksIn?: LacksIn,
  ) {
    this.fromZone = fromZone;
    this.toZone = toZone;
    this.required = required;
    this.lacksIn = lacksIn;
  }

  add(requirement: Ends, region: Region, gap: Lack['gap'], denies: readonly RuleBox[] = []): void {
    if (!region.length) return;
    const ofAll = isOfAll(requirement, region);
    const lack = { requirement, region, services: servicesOf(region), gap, denies, ofAll };
    // A list that grows has room for some twenty, and most have a few.
    if (!this.known || this.known.length < FEW_LACKS) this.known = [...(this.known ?? NOTHING), lack];
    else this.known.push(lack);
  }

  get isEmpty(): boolean {
    return !this.known && !this.required;
  }

  get lacks(): Lack[] {
    if (this.required) {
      this.known = this.lacksIn!(this.required);
      this.required = undefined;
    }
    return this.known ?? [];
  }

  get length(): number {
    this.count ??= this.looked?.made?.length ?? (this.required && countOfAll(this.required)) ?? countBetween(this.lacks);
    return this.count;
  }

  get pairs(): readonly PairGap[] {
    const looked = this.look();
    looked.made ??= [...this.initiators.keys()].flatMap((from) => this.from(from));
    return looked.made;
  }

  /** The same, one after the other. */
  *[Symbol.iterator](): Iterator<PairGap> {
    for (const from of this.initiators.keys()) yield* this.from(from);
  }

  /** The first pairs, without a look at the others. */
  slice(end: number): readonly PairGap[] {
    if (this.looked?.made || end >= this.length) return this.pairs.slice(0, end);
    const result: PairGap[] = [];
    for (const pair of this) {
      if (result.length >= end) break;
      result.push(pair);
    }
    return result;
  }

  from(component: PlanComponent): readonly PairGap[] {
    const looked = this.look();
    looked.pairsOf ??= new Map();
    let pairs = looked.pairsOf.get(component);
    if (!pairs) {
      pairs = [...pairsFrom(component, this.initiators.get(component) ?? [])];
      looked.pairsOf.set(component, pairs);
    }
    return pairs;
  }

  private get initiators(): ReadonlyMap<PlanComponent, readonly Lack[]> {
    const looked = this.look();
    looked.byFrom ??= byInitiator(this.lacks);
    return looked.byFrom;
  }

  private look(): Looked {
    this.looked ??= {};
    return this.looked;
  }
}

const NOTHING: readonly never[] = [];
const FEW_LACKS = 4;

type Ends = Lack['requirement'] & Pick<Requirement, 'sources' | 'destinations'>;

/** Whether each two components of a requirement lack something, if this is lacking. */
function isOfAll({ from, to, sources, destinations }: Ends, region: Region): boolean {
  return (
    region.some((box) => box.sources.covers(sources) && box.destinations.covers(destinations)) &&
    from.every(isPlaced) &&
    to.every(isPlaced)
  );
}

function isPlaced({ addresses }: PlanComponent): boolean {
  return !addresses.isEmpty;
}

/** Whether each two components lack something where no rule permits anything of what is required of them. */
function isWholeOfAll(requirement: Requirement): boolean {
  const { from, to, sources, destinations, services } = requirement;
  // Mostly that is seen without making the traffic that is lacking.
  if (!services.isEmpty && isOfOneFamily(requirement))
    return isPossible(sources, destinations, services) && from.every(isPlaced) && to.every(isPlaced);
  return isOfAll(requirement, wholeOf(requirement));
}

/** What is reported of a requirement of which no rule permits anything; nothing where that takes a look at each pair. */
function wholeOf(requirement: Requirement): Region {
  const { sources, destinations, services, alternatives } = requirement;
  if (!services.isEmpty) return possibleTraffic(sources, destinations, services);
  if (!isOfOneFamily(requirement)) return NOTHING;
  const choices = alternatives[0]?.map((each) => possibleTraffic(sources, destinations, each)) ?? NOTHING;
  return choices.every((region) => region.length) ? (choices[0] ?? NOTHING) : NOTHING;
}

/** How many pairs lack anything where nothing of what is required is permitted; nothing where that takes a look at each of them. */
function countOfAll(required: readonly Requirement[]): number | undefined {
  const first = required[0]!;
  const { from, to } = first;
  // One of the pairs is known to.
  if (from.length === 1 && to.length === 1 && required.every((each) => areEnds(first, each))) return 1;
  if (isWholeOfAll(first) && required.every((each) => areEnds(first, each))) return from.length * to.length;
  return areApart(required, 'from') && areApart(required, 'to') ? countByLists(required) : undefined;
}

/** Whether the components at one side stand in one list each, as those of one role do: then no two are counted twice. */
function areApart(required: readonly Requirement[], side: 'from' | 'to'): boolean {
  const lists = new Set(required.map((each) => each[side]));
  const seen = new Set<PlanComponent>();
  let count = 0;
  for (const list of lists) {
    for (const component of list) seen.add(component);
    count += list.length;
  }
  return seen.size === count;
}

/** The same of lists that are apart: each two lists of which everybody lacks something count once. */
function countByLists(required: readonly Requirement[]): number | undefined {
  const counted = new Map<readonly PlanComponent[], Set<readonly PlanComponent[]>>();
  let count = 0;
  const open: Requirement[] = [];
  for (const each of required) {
    const { from, to } = each;
    const others = counted.get(from) ?? new Set();
    if (others.has(to)) continue;
    if (!isWholeOfAll(each)) {
      open.push(each);
      continue;
    }
    counted.set(from, others.add(to));
    count += from.length * to.length;
  }
  return open.every(({ from, to }) => counted.get(from)?.has(to)) ? count : undefined;
}

/** What a whole plan lacks, by the zones that it is lacking between. */
export class LackingPairs implements PairGaps {
  readonly places: readonly ZoneGaps[];
  private index: Map<PlanZone, Map<PlanZone, ZoneGaps>> | undefined;
  private made: PairGap[] | undefined;

  /** @param places those between which nothing is lacking are left out */
  constructor(places: readonly ZoneGaps[]) {
    this.places = places.filter((place) => !place.isEmpty);
  }

  get length(): number {
    return this.made?.length ?? this.places.reduce((sum, place) => sum + place.length, 0);
  }

  *[Symbol.iterator](): Iterator<PairGap> {
    for (const place of this.places) yield* place;
  }

  of(from: PlanComponent, to: PlanComponent): PairGap | undefined {
    return this.at(from.zone, to.zone)
      ?.from(from)
      .find((pair) => pair.to === to);
  }

  between(from: PlanZone, to: PlanZone): readonly PairGap[] {
    return this.at(from, to)?.pairs ?? [];
  }

  from(component: PlanComponent): readonly PairGap[] {
    return [...(this.byZone.get(component.zone)?.values() ?? [])].flatMap((place) => place.from(component));
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
    for (const place of this.places) {
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

  private at(from: PlanZone, to: PlanZone): ZoneGaps | undefined {
    return this.byZone.get(from)?.get(to);
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
