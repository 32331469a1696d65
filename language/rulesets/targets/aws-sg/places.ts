import { type AddressSet, ALL_IPS, formatAddresses, ofFamily } from '../../../model/addresses.ts';
import type { Zone } from '../../cloud/zone-ends.ts';
import type { RuleSet, RuleSide } from '../../rule-set.ts';

/** The interfaces that a group goes onto. */
export interface Place {
  readonly zone: Zone;
  /** A component, an address, a role; nothing for the whole zone. */
  readonly label: string | undefined;
  readonly addresses: AddressSet;
}

/**
 * Rules of a security group say nothing of the interface's own address, so that every end of a rule which is less than its zone has a
 * group of its own: mostly a component.
 */
export class PlaceTable {
  private readonly zones = new Map<Zone, Map<string, Place>>();
  private readonly components: ReadonlyMap<string, readonly Place[]>;

  constructor(ruleSet: RuleSet, zones: Iterable<Zone>) {
    const components = new Map<string, Place[]>();
    const byZone = new Map<string, RuleSet['components'][number][]>();
    for (const component of ruleSet.components) {
      const own = byZone.get(component.zone);
      if (own) own.push(component);
      else byZone.set(component.zone, [component]);
    }
    for (const zone of zones) {
      const addresses = zone.addresses.intersect(ALL_IPS);
      this.zones.set(zone, new Map([[keyOf(addresses), { zone, label: undefined, addresses }]]));
      const own = (byZone.get(zone.name) ?? []).map((c) => placeOf(zone, c.name, c.addresses));
      components.set(
        zone.name,
        own.filter((c) => !c.addresses.isEmpty && !c.addresses.equals(addresses)),
      );
    }
    this.components = components;
  }

  /** The places that make up some ends of a rule in a zone. */
  placesOf(zone: Zone, sides: readonly RuleSide[]): Place[] {
    const known = this.zones.get(zone)!;
    const whole = [...known.values()][0]!;
    if (sides.some((s) => s.any || s.addresses.covers(whole.addresses))) return [whole];
    const found = new Set(sides.flatMap((side) => this.partsOf(zone, side)).map((place) => this.known(place)));
    return [...found];
  }

  /** All places that rules are about, the whole zone first. */
  all(): Place[] {
    return [...this.zones.values()].flatMap((places) => [...places.values()]);
  }

  private known(place: Place): Place {
    const places = this.zones.get(place.zone)!;
    const key = keyOf(place.addresses);
    if (!places.has(key)) places.set(key, place);
    return places.get(key)!;
  }

  /** A side as the components that it consists of; as itself where it is no sum of components. */
  private partsOf(zone: Zone, side: RuleSide): Place[] {
    let left = side.addresses.intersect(ALL_IPS);
    if (left.isEmpty) return [];
    const itself = placeOf(zone, side.label, left);
    const inside = this.components.get(zone.name)!.filter((c) => itself.addresses.covers(c.addresses));
    const same = inside.find((c) => c.addresses.equals(itself.addresses));
    if (same) return [same];
    const parts: Place[] = [];
    for (const component of inside) {
      if (!component.addresses.overlaps(left)) continue;
      parts.push(component);
      left = left.subtract(component.addresses);
    }
    return left.isEmpty ? parts : [itself];
  }
}

function placeOf(zone: Zone, label: string, addresses: AddressSet): Place {
  return { zone, label, addresses: addresses.intersect(ALL_IPS) };
}

function keyOf(addresses: AddressSet): string {
  return formatAddresses(addresses).join();
}

/** The most groups that meet on one address. @param weight how many a place stands for */
export function mostAtOnce(places: readonly Place[], weight: (place: Place) => number): { count: number; places: Place[] } {
  const edges = places.flatMap((place) =>
    place.addresses.intervals.flatMap(({ start, end }) => [
      { at: start, place, opens: true },
      { at: end, place, opens: false },
    ]),
  );
  edges.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : Number(a.opens) - Number(b.opens)));
  const here = new Set<Place>();
  let most: { count: number; places: Place[] } = { count: 0, places: [] };
  for (const { place, opens } of edges) {
    if (opens) here.add(place);
    else here.delete(place);
    const count = [...here].reduce((sum, p) => sum + weight(p), 0);
    if (count > most.count) most = { count, places: [...here] };
  }
  return most;
}

export function hasFamily(place: Place, family: 4 | 6): boolean {
  return !ofFamily(place.addresses, family).isEmpty;
}
