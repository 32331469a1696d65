import type * as ast from '../generated/ast.ts';
import { type AddressSet, NO_ADDRESSES } from './addresses.ts';
import { addressSet } from './endpoint-resolver.ts';
import { IntervalSet } from './interval-set.ts';
import type { PlanComponent, PlanLeg, PlanZone } from './plan.ts';
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
    for (const component of zone.components)
      for (const leg of component.legs) {
        const at = leg.zone?.ref;
        if (at) result.set(at, legSet(leg).union(result.get(at) ?? NO_ADDRESSES));
      }
  return result;
}

/** Whether two components are written with the same legs. */
export function areSameLegs(a: ast.Component, b: ast.Component): boolean {
  return (
    a.legs.length === b.legs.length &&
    a.legs.every((leg, n) => leg.zone?.$refText === b.legs[n]!.zone?.$refText && legSet(leg).equals(legSet(b.legs[n]!)))
  );
}

// Zones whose components have their legs.
const linked = new WeakSet<PlanZone>();

/**
 * Gives components their legs. A leg knows the zone that it is in, so that a zone whose components have legs in one that an edit changed is
 * another zone as well.
 * @param renew the same zone as another object, with components of its own
 */
export function withLegs(zones: readonly PlanZone[], renew: (zone: PlanZone) => PlanZone): readonly PlanZone[] {
  const wearing = zones.filter(({ components }) => components.some(({ node, legs }) => node.legs.length || legs.length));
  if (!wearing.length) return zones;
  const byNode = new Map<ast.Zone, PlanZone>(zones.map((zone) => [zone.node, zone]));
  const stale = new Set(wearing.filter((zone) => linked.has(zone) && !isStill(zone, byNode)));
  for (let size = -1; size !== stale.size; ) {
    size = stale.size;
    for (const zone of wearing)
      if (linked.has(zone) && zone.components.some(({ legs }) => legs.some((leg) => stale.has(leg.zone)))) stale.add(zone);
  }
  const now = zones.map((zone) => (stale.has(zone) ? renew(zone) : zone));
  const current = new Map<ast.Zone, PlanZone>(now.map((zone) => [zone.node, zone]));
  for (const zone of now) {
    if (linked.has(zone)) continue;
    let has = false;
    for (const component of zone.components as readonly Writable<PlanComponent>[])
      if (component.node.legs.length || component.legs.length) {
        component.legs = legsOf(component, current);
        has = true;
      }
    if (has) linked.add(zone);
  }
  return now;
}

function legsOf({ node }: PlanComponent, zones: ReadonlyMap<ast.Zone, PlanZone>): PlanLeg[] {
  return node.legs.flatMap((leg) => {
    const zone = leg.zone?.ref && zones.get(leg.zone.ref);
    const own = legSet(leg);
    return zone && !own.isEmpty ? [{ zone, own, addresses: asSeen(own, zone.translations) }] : [];
  });
}

function isStill(zone: PlanZone, zones: ReadonlyMap<ast.Zone, PlanZone>): boolean {
  return zone.components.every((component) => {
    if (!component.node.legs.length && !component.legs.length) return true;
    const now = legsOf(component, zones);
    return (
      now.length === component.legs.length &&
      now.every((leg, n) => leg.zone === component.legs[n]!.zone && leg.own.equals(component.legs[n]!.own))
    );
  });
}
