import { type AddressSet, ALL_IPS, namesAmong, parseName } from './addresses.ts';
import { membersOf } from './group-members.ts';
import { IntervalSet } from './interval-set.ts';
import { append } from './lists.ts';
import { NamePlaces } from './name-places.ts';
import type { PlanComponent, PlanEndpoint, PlanZone } from './plan.ts';
import { SetPlaces } from './set-places.ts';

/**
 * An end of a list without what the list leaves out.
 * @param zones those of the plan, which say where a host name may be
 * @param isAlone whether nothing else stands in the list, so that words after it are about this end
 * @returns the end itself where nothing of it is left out
 */
export function lessThan(
  end: PlanEndpoint,
  exceptions: readonly PlanEndpoint[],
  zones: readonly PlanZone[],
  isAlone: boolean,
): PlanEndpoint {
  if (!exceptions.length) return end;
  let known = allKnown.get(zones);
  if (!known) {
    known = new WeakMap();
    allKnown.set(zones, known);
  }
  return cutEnd(end, exceptions, zones, known, isAlone);
}

/** What is left of the members of a group that some exceptions were taken out of. */
interface Left {
  readonly exceptions: readonly PlanEndpoint[];
  readonly members: readonly PlanEndpoint[];
}

/** What is left of the members of groups, by their list: many groups and rules may hold one and leave the same out of it. */
type KnownLeft = WeakMap<readonly PlanEndpoint[], Left[]>;

/** So many lists of exceptions are remembered of a group: while one is typed, each key makes another one. */
const MOST_REMEMBERED = 8;

const allKnown = new WeakMap<readonly PlanZone[], KnownLeft>();

function cutEnd(
  end: PlanEndpoint,
  exceptions: readonly PlanEndpoint[],
  zones: readonly PlanZone[],
  known: KnownLeft,
  isAlone = false,
): PlanEndpoint {
  const taking = exceptions.filter((e) => e.addresses.overlaps(end.addresses));
  if (!taking.length) return end;
  const members = end.members && leftOf(end.members, exceptions, zones, known);
  const left = new Set(members?.flatMap((m) => m.components));
  const stated = IntervalSet.unionAll(taking.map((e) => e.addresses));
  // Nobody knows whether a name that may be one of these addresses is elsewhere.
  const out = stated.union(NamePlaces.of(zones).mayBe(stated));
  // A group is what is left of each of its members, as if they stood in the list themselves.
  const addresses = members ? IntervalSet.unionAll(members.map((m) => m.addresses)) : end.addresses.subtract(out);
  // What a group leaves out stays left out where a rule leaves out more of it.
  const gone = [...end.exceptions, ...taking.filter((e) => !end.exceptions.includes(e))];
  const words = `except ${gone.map((e) => e.label).join(', ')}`;
  const rest: PlanEndpoint = {
    ...end,
    // In a list, what is named next would read as left out as well.
    label: `${end.written} ${isAlone ? words : `(${words})`}`,
    cut: true,
    exceptions: gone,
    addresses,
    components: members ? end.components.filter((c) => left.has(c)) : notWithin(end.components, out),
    hostNames: namesAmong(addresses, end.hostNames),
  };
  return members ? { ...rest, members } : rest;
}

/** So few components are gone through; of more those near are looked up. */
const FEW_COMPONENTS = 32;

/** The components that some addresses don't hold. */
function notWithin(components: readonly PlanComponent[], addresses: AddressSet): readonly PlanComponent[] {
  const isWithin = (component: PlanComponent): boolean => addresses.covers(component.addresses);
  if (components.length <= FEW_COMPONENTS) return components.filter((c) => !isWithin(c));
  let known = places.get(components);
  if (!known) {
    const set = new SetPlaces(components.map((c) => c.addresses));
    known = { set, nowhere: components.filter((c) => c.addresses.isEmpty) };
    places.set(components, known);
  }
  const near = known.set.overlapping(addresses).map((n) => components[n]!);
  const gone = new Set([...known.nowhere, ...near.filter(isWithin)]);
  return gone.size ? components.filter((c) => !gone.has(c)) : components;
}

// Hundreds of rules may each leave something out of one zone.
const places = new WeakMap<
  readonly PlanComponent[],
  { readonly set: SetPlaces<bigint>; readonly nowhere: readonly PlanComponent[] }
>();

/**
 * What is left of each member that anything is left of: the same list each time that the same is left out. Groups may lie thousands deep in
 * groups, so that the innermost are gone through first.
 */
function leftOf(
  all: readonly PlanEndpoint[],
  exceptions: readonly PlanEndpoint[],
  zones: readonly PlanZone[],
  known: KnownLeft,
): readonly PlanEndpoint[] {
  const open = [all];
  for (let at = open.at(-1); at; at = open.at(-1)) {
    const inside = knownLeft(known, at, exceptions) ? [] : at.flatMap((m) => listsToCut(m, exceptions, known));
    append(open, inside);
    if (inside.length) continue;
    open.pop();
    if (knownLeft(known, at, exceptions)) continue;
    const members = at.map((m) => cutEnd(m, exceptions, zones, known)).filter((m) => !m.addresses.isEmpty);
    known.set(at, [...(known.get(at) ?? []).slice(1 - MOST_REMEMBERED), { exceptions, members }]);
  }
  return knownLeft(known, all, exceptions)!;
}

/** The members of a group that have to be cut before it can be. */
function listsToCut(end: PlanEndpoint, exceptions: readonly PlanEndpoint[], known: KnownLeft): (readonly PlanEndpoint[])[] {
  if (!end.members || knownLeft(known, end.members, exceptions)) return [];
  return exceptions.some((e) => e.addresses.overlaps(end.addresses)) ? [end.members] : [];
}

function knownLeft(
  known: KnownLeft,
  members: readonly PlanEndpoint[],
  exceptions: readonly PlanEndpoint[],
): readonly PlanEndpoint[] | undefined {
  return known.get(members)?.find((each) => saySame(each.exceptions, exceptions))?.members;
}

/** Whether two lists of exceptions leave the same out in the same words. */
function saySame(some: readonly PlanEndpoint[], others: readonly PlanEndpoint[]): boolean {
  return (
    some.length === others.length &&
    some.every((one, n) => {
      const other = others[n]!;
      return one.label === other.label && one.components === other.components && one.addresses.equals(other.addresses);
    })
  );
}

/**
 * The host names that are left out of an end, although what is left of it holds addresses that each of them may have, or a wildcard above
 * it: sets can say that, and no firewall.
 */
export function namesOutOf(end: PlanEndpoint): string[] {
  return membersOf(end).flatMap(ownNamesOutOf);
}

function ownNamesOutOf(end: PlanEndpoint): string[] {
  return end.exceptions.flatMap((exception) =>
    exception.hostNames.filter((name) => {
      const homes = exception.components.filter((c) => c.addresses.overlaps(parseName(name))).map((c) => c.zone.addresses);
      const may = homes.length ? IntervalSet.unionAll(homes).intersect(ALL_IPS) : ALL_IPS;
      return may.overlaps(end.addresses) || end.hostNames.some((kept) => parseName(kept).overlaps(parseName(name)));
    }),
  );
}

/** The host names among some exceptions that take nothing out of an end, although each may be one of its addresses. */
export function namesAmongAddresses(
  end: PlanEndpoint,
  exceptions: readonly PlanEndpoint[],
  zones: readonly PlanZone[],
): string[] {
  const places = NamePlaces.of(zones);
  return exceptions
    .filter((each) => !end.exceptions.includes(each))
    .flatMap((each) => each.hostNames.filter((name) => places.addressesOf(parseName(name)).overlaps(end.addresses)));
}
