import { type AddressSet, ALL_NAMES, ANYWHERE, hostNames } from '../model/addresses.ts';
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
    places.flatMap(({ zone, addresses }) => {
      const own = sides.flatMap((side) => within(side, zone, addresses) ?? []);
      return own.length ? [{ zone, sides: own }] : [];
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
    .filter(({ addresses }) => sides.some((side) => side.any || side.addresses.overlaps(addresses)))
    .map(({ zone }) => zone);
}

interface Place {
  readonly zone: PlaceOfTraffic;
  readonly addresses: AddressSet;
}

const places = new WeakMap<RuleSet, readonly Place[]>();

function placesOf(ruleSet: RuleSet): readonly Place[] {
  let known = places.get(ruleSet);
  if (!known) {
    const zones = ruleSet.zones.map((zone): Place => ({ zone, addresses: zone.addresses }));
    const rest = zones.reduce((left, { addresses }) => left.subtract(addresses), ANYWHERE).subtract(ALL_NAMES);
    known = rest.isEmpty ? zones : [...zones, { zone: undefined, addresses: rest }];
    places.set(ruleSet, known);
  }
  return known;
}

/** What of a side lies in a zone; nothing when none of it does. */
function within(side: RuleSide, zone: PlaceOfTraffic, addresses: AddressSet): RuleSide | undefined {
  if (side.any) return side;
  const common = side.addresses.intersect(addresses);
  if (common.isEmpty) return undefined;
  if (common.equals(side.addresses)) return side;
  const label = `${side.label} in ${zone?.name ?? 'no zone'}`;
  return { ...side, label, addresses: common, hostNames: hostNames(common).filter((name) => side.hostNames.includes(name)) };
}
