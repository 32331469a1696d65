import { type AddressSet, ALL_IPS, ALL_NAMES, hostNames, parseHostName } from './addresses.ts';
import { IntervalSet } from './interval-set.ts';
import type { PlanEndpoint, PlanZone } from './plan.ts';

/**
 * An end of a list without what the list leaves out.
 * @param zones those of the plan, which say where a host name may be
 * @returns the end itself where nothing of it is left out
 */
export function lessThan(end: PlanEndpoint, exceptions: readonly PlanEndpoint[], zones: readonly PlanZone[]): PlanEndpoint {
  const taking = exceptions.filter((e) => e.addresses.overlaps(end.addresses));
  if (!taking.length) return end;
  const stated = IntervalSet.unionAll(taking.map((e) => e.addresses));
  const out = stated.union(namesWithin(stated, zones));
  const addresses = end.addresses.subtract(out);
  const names = new Set(hostNames(addresses));
  const rest: PlanEndpoint = {
    ...end,
    label: `${end.written} except ${taking.map((e) => e.label).join(', ')}`,
    cut: true,
    exceptions: taking,
    addresses,
    components: end.components.filter((c) => !out.covers(c.addresses)),
    hostNames: end.hostNames.filter((name) => names.has(name.toLowerCase())),
  };
  if (!end.members) return rest;
  return { ...rest, members: end.members.map((m) => lessThan(m, exceptions, zones)).filter((m) => !m.addresses.isEmpty) };
}

/**
 * The host names that are left out of an end, although what is left of it holds addresses that each of them may have, or a wildcard above
 * it: sets can say that, and no firewall.
 */
export function namesOutOf(end: PlanEndpoint): string[] {
  if (end.members) return end.members.flatMap(namesOutOf);
  if (!end.cut) return [];
  return end.exceptions.flatMap((exception) =>
    exception.hostNames.filter((name) => {
      const homes = exception.components.filter((c) => c.addresses.overlaps(parseHostName(name))).map((c) => c.zone.addresses);
      const may = homes.length ? IntervalSet.unionAll(homes).intersect(ALL_IPS) : ALL_IPS;
      return may.overlaps(end.addresses) || end.hostNames.some((kept) => isAbove(kept, name));
    }),
  );
}

/** Whether a wildcard such as `*.example.com` stands for a name. */
function isAbove(wildcard: string, name: string): boolean {
  return wildcard.startsWith('*.') && name.toLowerCase().endsWith(wildcard.slice(1).toLowerCase());
}

/**
 * The host names that may be one of some addresses: those of components are somewhere in their zone, all others somewhere in the rest of
 * the world. Who leaves addresses out of an end leaves these names out with them, since nobody knows whether they are elsewhere.
 */
function namesWithin(addresses: AddressSet, zones: readonly PlanZone[]): AddressSet {
  const ips = addresses.intersect(ALL_IPS);
  if (ips.isEmpty) return IntervalSet.empty<bigint>();
  const placed: AddressSet[] = [];
  const found: AddressSet[] = [];
  for (const zone of zones) {
    const names = zone.addresses.intersect(ALL_NAMES);
    // A zone that holds names and no address says no more about them than that they are somewhere.
    if (names.isEmpty || !zone.addresses.overlaps(ALL_IPS)) continue;
    placed.push(names);
    if (zone.addresses.overlaps(ips)) found.push(names);
  }
  const elsewhere = insideOf(zones).covers(ips) ? [] : [ALL_NAMES.subtract(IntervalSet.unionAll(placed))];
  return IntervalSet.unionAll([...found, ...elsewhere]);
}

const insides = new WeakMap<readonly PlanZone[], AddressSet>();

/** All that is not the rest of the world. */
function insideOf(zones: readonly PlanZone[]): AddressSet {
  let inside = insides.get(zones);
  if (!inside) {
    inside = IntervalSet.unionAll(zones.filter((z) => !isRest(z)).map((z) => z.addresses));
    insides.set(zones, inside);
  }
  return inside;
}

function isRest(zone: PlanZone): boolean {
  return zone.external && zone.subnets.isEmpty;
}
