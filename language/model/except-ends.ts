import { ALL_IPS, namesAmong, parseName } from './addresses.ts';
import { IntervalSet } from './interval-set.ts';
import { NamePlaces } from './name-places.ts';
import type { PlanEndpoint, PlanZone } from './plan.ts';

/**
 * An end of a list without what the list leaves out.
 * @param zones those of the plan, which say where a host name may be
 * @returns the end itself where nothing of it is left out
 */
export function lessThan(end: PlanEndpoint, exceptions: readonly PlanEndpoint[], zones: readonly PlanZone[]): PlanEndpoint {
  const taking = exceptions.filter((e) => e.addresses.overlaps(end.addresses));
  if (!taking.length) return end;
  const members = end.members?.map((m) => lessThan(m, exceptions, zones)).filter((m) => !m.addresses.isEmpty);
  const stated = IntervalSet.unionAll(taking.map((e) => e.addresses));
  // Nobody knows whether a name that may be one of these addresses is elsewhere.
  const out = stated.union(NamePlaces.of(zones).mayBe(stated));
  // A group is what is left of each of its members, as if they stood in the list themselves.
  const addresses = members ? IntervalSet.unionAll(members.map((m) => m.addresses)) : end.addresses.subtract(out);
  const rest: PlanEndpoint = {
    ...end,
    label: `${end.written} except ${taking.map((e) => e.label).join(', ')}`,
    cut: true,
    exceptions: taking,
    addresses,
    components: end.components.filter((c) =>
      members ? members.some((m) => m.components.includes(c)) : !out.covers(c.addresses),
    ),
    hostNames: namesAmong(addresses, end.hostNames),
  };
  return members ? { ...rest, members } : rest;
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
      const homes = exception.components.filter((c) => c.addresses.overlaps(parseName(name))).map((c) => c.zone.addresses);
      const may = homes.length ? IntervalSet.unionAll(homes).intersect(ALL_IPS) : ALL_IPS;
      return may.overlaps(end.addresses) || end.hostNames.some((kept) => parseName(kept).overlaps(parseName(name)));
    }),
  );
}
