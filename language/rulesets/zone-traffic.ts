import { type AddressSet, ALL_NAMES, ANYWHERE, NO_ADDRESSES, namesAmong } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { SetPlaces } from '../model/set-places.ts';
import type { RuleEntry, RuleSet, RuleSide } from './rule-set.ts';

type RuleSetZone = RuleSet['zones'][number];

/** Where an end of a rule lies: a zone of the plan, or nothing for addresses that no zone holds. */
export type PlaceOfTraffic = RuleSetZone | undefined;

/** The part of an entry that goes from one zone to another: what a firewall with zones or interfaces keeps rules for. */
export interface ZoneTraffic {
  readonly entry: RuleEntry;
  readonly from: PlaceOfTraffic;
  readonly to: PlaceOfTraffic;
  /** What of the entry's sides lies in the zone; the side itself where all of it does. */
  readonly sources: readonly RuleSide[];
  readonly destinations: readonly RuleSide[];
}

/**
 * An entry by the pairs of zones that it touches, in the order of the plan. Traffic that stays in one zone never reaches a firewall
 * between zones, and is left out. A side that is `any` stays `any` in every zone, since the zone itself limits it.
 */
export function byZonePair(entry: RuleEntry, ruleSet: RuleSet): readonly ZoneTraffic[] {
  const { traffic } = placesOf(ruleSet);
  let known = traffic.get(entry);
  if (!known) {
    known = pairsOf(entry, ruleSet);
    traffic.set(entry, known);
  }
  return known;
}

function pairsOf(entry: RuleEntry, ruleSet: RuleSet): ZoneTraffic[] {
  const result: ZoneTraffic[] = [];
  const places = placesOf(ruleSet);
  const destinations = places.parts(entry.destinations);
  // Addresses outside of all zones may lie in different networks, so that traffic between them may cross the firewall.
  for (const source of places.parts(entry.sources))
    for (const destination of destinations)
      if (source.zone !== destination.zone || source.zone === undefined)
        result.push({ entry, from: source.zone, to: destination.zone, sources: source.sides, destinations: destination.sides });
  return result;
}

/** The zones that some sides touch, in the order of the plan; nothing in the list for addresses that no zone holds. */
export function zonesOf(sides: readonly RuleSide[], ruleSet: RuleSet): PlaceOfTraffic[] {
  return placesOf(ruleSet)
    .parts(sides)
    .map(({ zone }) => zone);
}

interface Place {
  readonly zone: PlaceOfTraffic;
  readonly addresses: AddressSet;
  /** Host names that no component has, where this is the rest of the world, in which each of them may be. */
  readonly names: AddressSet;
}

/** Sides by the places that they touch, in the order of the plan. */
class Places {
  /** What was made of an entry: a target asks for it more than once. */
  readonly traffic = new WeakMap<RuleEntry, readonly ZoneTraffic[]>();
  private readonly places: readonly Place[];
  private readonly index: SetPlaces<bigint>;
  /** What of a side lies where; few of the sides of a plan are different ones. */
  private readonly touched = new WeakMap<RuleSide, ReadonlyMap<number, RuleSide>>();

  constructor({ zones }: RuleSet) {
    const left = ANYWHERE.subtract(IntervalSet.unionAll(zones.map(({ addresses }) => addresses)));
    const names = left.intersect(ALL_NAMES);
    const hasRest = zones.some((zone) => zone.rest);
    this.places = [
      ...zones.map((zone): Place => ({ zone, addresses: zone.addresses, names: zone.rest ? names : NO_ADDRESSES })),
      { zone: undefined, addresses: left.subtract(ALL_NAMES), names: hasRest ? NO_ADDRESSES : names },
    ];
    this.index = new SetPlaces(this.places.map((place) => place.addresses.union(place.names)));
  }

  parts(sides: readonly RuleSide[]): { zone: PlaceOfTraffic; sides: readonly RuleSide[] }[] {
    const [first] = sides;
    if (first && sides.length === 1)
      return [...this.partsOf(first)].map(([n, part]) => ({ zone: this.places[n]!.zone, sides: [part] }));
    const all = sides.map((side) => this.partsOf(side));
    const numbers = [...new Set(all.flatMap((parts) => [...parts.keys()]))].sort((a, b) => a - b);
    return numbers.map((n) => ({ zone: this.places[n]!.zone, sides: all.flatMap((parts) => parts.get(n) ?? []) }));
  }

  private partsOf(side: RuleSide): ReadonlyMap<number, RuleSide> {
    let known = this.touched.get(side);
    if (!known) {
      const near = side.any ? this.places.keys() : this.index.overlapping(side.addresses);
      known = new Map([...near].flatMap((n) => [within(side, this.places[n]!)].flatMap((part) => (part ? [[n, part]] : []))));
      this.touched.set(side, known);
    }
    return known;
  }
}

const places = new WeakMap<RuleSet['zones'], Places>();

function placesOf(ruleSet: RuleSet): Places {
  let known = places.get(ruleSet.zones);
  if (!known) {
    known = new Places(ruleSet);
    places.set(ruleSet.zones, known);
  }
  return known;
}

/** What of a side lies in a place; nothing when none of it does. */
function within(side: RuleSide, { zone, addresses, names }: Place): RuleSide | undefined {
  if (side.any) return zone || !addresses.isEmpty ? side : undefined;
  // Names that nobody says are those of `any`, whose addresses stand for them.
  const common = side.addresses.intersect(side.hostNames.length ? addresses.union(names) : addresses);
  if (common.isEmpty) return undefined;
  if (common.equals(side.addresses)) return side;
  const label = `${side.label} in ${zone?.name ?? 'no zone'}`;
  return { ...side, label, addresses: common, hostNames: namesAmong(common, side.hostNames) };
}
