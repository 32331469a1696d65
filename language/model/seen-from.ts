import { noteBonds, readBindings } from './bindings.ts';
import { EndpointResolver } from './endpoint-resolver.ts';
import { IntervalSet } from './interval-set.ts';
import { readRule } from './kept-rules.ts';
import type { Plan, PlanComponent, PlanZone } from './plan.ts';
import { fillExternalZones } from './read-zones.ts';
import { asOwn } from './subnets.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A plan as the hosts of one zone see it, whose addresses are translated on the way: they know each other by the addresses that they have,
 * and everybody else as all others do. Addresses that rules state are those that others see, and lead to the same hosts.
 */
export function asSeenFrom(plan: Plan, home: PlanZone): Plan {
  const zones = plan.zones.map((zone) => copyOf(zone, zone === home));
  fillExternalZones(zones);
  const components = zones.flatMap((z) => z.components);
  const copies = new Map(plan.zones.map((zone, n) => [zone, zones[n]!]));
  for (const component of components as Writable<PlanComponent>[])
    if (component.legs.length)
      component.legs = component.legs.map((leg) => ({
        ...leg,
        zone: copies.get(leg.zone)!,
        addresses: leg.zone === home ? leg.own : leg.addresses,
      }));
  const resolver = new EndpointResolver(zones, components, (set) => asOwn(set, home.translations));
  const bindings = readBindings([...plan.imports, plan.root], zones, resolver, plan.catalog);
  noteBonds(bindings, components);
  const rules = plan.rules.map((rule) => readRule(rule.node, resolver, components));
  return { ...plan, zones, components, bindings, rules, lineage: {} };
}

/** A zone under its own addresses, or as all others see it; the rest of the world is to be found anew. */
function copyOf(zone: PlanZone, own: boolean): Writable<PlanZone> {
  const components: Writable<PlanComponent>[] = [];
  const subnets = own ? zone.ownSubnets : zone.subnets;
  const copy: Writable<PlanZone> = { ...zone, subnets, translations: own ? [] : zone.translations, components };
  for (const component of zone.components)
    components.push({ ...component, zone: copy, addresses: own ? component.own : component.addresses });
  const placed = components.filter((c) => c.addressed).map((c) => c.addresses);
  // What legs of others add to a zone is in none of its subnets, and in its addresses alone.
  const added = zone.rest ? [] : [zone.addresses.subtract(zone.subnets)];
  copy.addresses = IntervalSet.unionAll([subnets, ...placed, ...(own ? [] : added)]);
  for (const component of components) if (!component.addressed) component.addresses = copy.addresses;
  return copy;
}
