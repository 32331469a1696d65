import type * as ast from '../generated/ast.ts';
import { type AddressSet, NO_ADDRESSES } from './addresses.ts';
import { IntervalSet } from './interval-set.ts';
import type { PlanComponent, PlanLeg, PlanZone } from './plan.ts';
import { addressSet } from './stated-addresses.ts';
import { asSeen } from './subnets.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The addresses that a leg is written with, as the hosts of its zone know it. */
export function legSet({ addresses }: ast.Leg): AddressSet {
  return IntervalSet.unionAll(addresses.map(addressSet));
}

/** What the legs of components add to zones, by the statements of these: their addresses as the zone's own hosts know them. */
export function legsByZone(zones: readonly ast.Zone[]): ReadonlyMap<ast.Zone, AddressSet> {
  const result = new Map<ast.Zone, AddressSet>();
  for (const zone of zones)
    for (const component of saysLegs(zone) ? zone.components : [])
      for (const leg of component.legs) {
        const at = leg.zone?.ref;
        if (at) result.set(at, legSet(leg).union(result.get(at) ?? NO_ADDRESSES));
      }
  return result;
}

/** Whether any component is written with legs; a zone in which anything is written otherwise is another node. */
export function saysLegs(zone: ast.Zone): boolean {
  let known = withAny.get(zone);
  if (known === undefined) {
    known = zone.components.some(({ legs }) => legs.length > 0);
    withAny.set(zone, known);
  }
  return known;
}

const withAny = new WeakMap<ast.Zone, boolean>();

/** Whether two components are written with the same legs. */
export function areSameLegs(a: ast.Component, b: ast.Component): boolean {
  return (
    a.legs.length === b.legs.length &&
    a.legs.every((leg, n) => leg.zone?.$refText === b.legs[n]!.zone?.$refText && legSet(leg).equals(legSet(b.legs[n]!)))
  );
}

// Zones whose components have their legs, and those of them that have any in a zone which is not the only one of its name.
const linked = new WeakSet<PlanZone>();
const ambiguous = new WeakSet<PlanZone>();

/**
 * Gives components their legs. What is known of a component hangs on where others see its legs and not on who stands beside them: where an
 * edit made the zone of a leg another one of the same name, the leg follows, and the component stays what it is. Where two zones have one name,
 * it says nothing.
 * @param renew the same zone as another object, with components of its own
 */
export function withLegs(zones: readonly PlanZone[], renew: (zone: PlanZone) => PlanZone): readonly PlanZone[] {
  const wearing = new Set(
    zones.filter((zone) => saysLegs(zone.node) || (linked.has(zone) && zone.components.some(({ legs }) => legs.length))),
  );
  if (!wearing.size) return zones;
  const read = new Map<ast.Zone, PlanZone>(zones.map((zone) => [zone.node, zone]));
  const twice = givenTwice(zones);
  const isAmbiguous = (zone: PlanZone): boolean =>
    ambiguous.has(zone) || (twice.size > 0 && zone.components.some(({ legs }) => legs.some((leg) => twice.has(leg.zone.name))));
  const now = zones.map((zone) =>
    wearing.has(zone) && linked.has(zone) && (isAmbiguous(zone) || !isStill(zone, read)) ? renew(zone) : zone,
  );
  const current = new Map<ast.Zone, PlanZone>(now.map((zone) => [zone.node, zone]));
  for (const [n, zone] of now.entries()) {
    if (!wearing.has(zones[n]!)) continue;
    for (const component of zone.components as readonly Writable<PlanComponent>[]) {
      const legs = legsOf(component, current);
      if (!linked.has(zone)) component.legs = legs;
      else for (const [m, leg] of component.legs.entries()) (leg as Writable<PlanLeg>).zone = legs[m]!.zone;
    }
    linked.add(zone);
    if (twice.size && isAmbiguous(zone)) ambiguous.add(zone);
  }
  return now;
}

/** The names that several zones have. */
function givenTwice(zones: readonly PlanZone[]): ReadonlySet<string> {
  const names = new Set<string>();
  return new Set(zones.flatMap(({ name }) => (names.size === names.add(name).size ? [name] : [])));
}

function legsOf({ node }: PlanComponent, zones: ReadonlyMap<ast.Zone, PlanZone>): PlanLeg[] {
  return node.legs.flatMap((leg) => {
    const zone = leg.zone?.ref && zones.get(leg.zone.ref);
    const own = legSet(leg);
    return zone && !own.isEmpty ? [{ zone, own, addresses: asSeen(own, zone.translations) }] : [];
  });
}

/** Whether the components of a zone have the legs that they had, in zones of the same names. */
function isStill(zone: PlanZone, zones: ReadonlyMap<ast.Zone, PlanZone>): boolean {
  return zone.components.every((component) => {
    const [were, are] = [component.legs, legsOf(component, zones)];
    return (
      are.length === were.length &&
      are.every(({ zone: { name }, own, addresses }, n) => {
        const before = were[n]!;
        return before.zone.name === name && before.own.equals(own) && before.addresses.equals(addresses);
      })
    );
  });
}
