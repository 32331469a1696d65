import { type AddressSet, ALL_NAMES, ANYWHERE, NO_ADDRESSES, namesAmong } from '../model/addresses.ts';
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
export function byZonePair(entry: RuleEntry, ruleSet: RuleSet): ZoneTraffic[] {
  const result: ZoneTraffic[] = [];
  const places = placesOf(ruleSet);
  const parts = (sides: readonly RuleSide[]): { zone: PlaceOfTraffic; sides: RuleSide[] }[] =>
    places.flatMap((place) => {
      const own = sides.flatMap((side) => within(side, place) ?? []);
      return own.length ? [{ zone: place.zone, sides: own }] : [];
    });
  const destinations = parts(entry.destinations);
  // Addresses outside of all zones may lie in different networks, so that traffic between them may cross the firewall.
  for (const source of parts(entry.sources))
    for (const destination of destinations)
      if (source.zone !== destination.zone || source.zone === undefined)
        result.push({ entry, from: source.zone, to: destination.zone, sources: source.sides, destinations: destination.sides });
  return result;
}

/** The zones that some sides touch, in the order of the plan; nothing in the list for addresses that no zone holds. */
export function zonesOf(sides: readonly RuleSide[], ruleSet: RuleSet): PlaceOfTraffic[] {
  return placesOf(ruleSet)
    .filter((place) => sides.some((side) => within(side, place)))
    .map(({ zone }) => zone);
}

interface Place {
  readonly zone: PlaceOfTraffic;
  readonly addresses: AddressSet;
  /** Host names that no component has, where this is the rest of the world, in which each of them may be. */
  readonly names: AddressSet;
}

const places = new WeakMap<RuleSet, readonly Place[]>();

function placesOf(ruleSet: RuleSet): readonly Place[] {
  let known = places.get(ruleSet);
  if (!known) {
    const left = ruleSet.zones.reduce((set, { addresses }) => set.subtract(addresses), ANYWHERE);
    const names = left.intersect(ALL_NAMES);
    const zones = ruleSet.zones.map((zone): Place => {
      return { zone, addresses: zone.addresses, names: zone.rest ? names : NO_ADDRESSES };
    });
    const hasRest = ruleSet.zones.some((zone) => zone.rest);
    known = [...zones, { zone: undefined, addresses: left.subtract(ALL_NAMES), names: hasRest ? NO_ADDRESSES : names }];
    places.set(ruleSet, known);
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
