import { ALL_IPS, namesAmong, parseName } from './addresses.ts';
import { membersOf } from './group-members.ts';
import { IntervalSet } from './interval-set.ts';
import { NamePlaces } from './name-places.ts';
import type { PlanEndpoint, PlanZone } from './plan.ts';

/**
 * An end of a list without what the list leaves out.
 * @param zones those of the plan, which say where a host name may be
 * @returns the end itself where nothing of it is left out
 */
export function lessThan(end: PlanEndpoint, exceptions: readonly PlanEndpoint[], zones: readonly PlanZone[]): PlanEndpoint {
  return exceptions.length ? cutEnd(end, exceptions, zones, new Map()) : end;
}

/** @param known what is left of the members of groups: several groups may hold one */
function cutEnd(
  end: PlanEndpoint,
  exceptions: readonly PlanEndpoint[],
  zones: readonly PlanZone[],
  known: Map<unknown, readonly PlanEndpoint[]>,
): PlanEndpoint {
  const taking = exceptions.filter((e) => e.addresses.overlaps(end.addresses));
  if (!taking.length) return end;
  let members = known.get(end.members);
  if (!members && end.members) {
    members = end.members.map((m) => cutEnd(m, exceptions, zones, known)).filter((m) => !m.addresses.isEmpty);
    known.set(end.members, members);
  }
  const left = new Set(members?.flatMap((m) => m.components));
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
    components: end.components.filter((c) => (members ? left.has(c) : !out.covers(c.addresses))),
    hostNames: namesAmong(addresses, end.hostNames),
  };
  return members ? { ...rest, members } : rest;
}

/**
 * The host names that are left out of an end, although what is left of it holds addresses that each of them may have, or a wildcard above
 * it: sets can say that, and no firewall.
 */
export function namesOutOf(end: PlanEndpoint): string[] {
  return membersOf(end).flatMap(ownNamesOutOf);
}

function ownNamesOutOf(end: PlanEndpoint): string[] {
  if (!end.cut) return [];
  return end.exceptions.flatMap((exception) =>
    exception.hostNames.filter((name) => {
      const homes = exception.components.filter((c) => c.addresses.overlaps(parseName(name))).map((c) => c.zone.addresses);
      const may = homes.length ? IntervalSet.unionAll(homes).intersect(ALL_IPS) : ALL_IPS;
      return may.overlaps(end.addresses) || end.hostNames.some((kept) => parseName(kept).overlaps(parseName(name)));
    }),
  );
}
