import { type AddressSet, ALL_IPS, ALL_IPV4, ALL_IPV6, ALL_NAMES, holdsNames, statedNames } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { append } from '../model/lists.ts';
import type { NamePlaces } from '../model/name-places.ts';
import { type Box, intersectBoxes, isEmptyBox, meet, overlap, possibleTraffic, type Region, subtract } from './region.ts';

// Which address a host name has nobody knows, so that rules about names and rules about addresses may meet. What is needed has to pass
// wherever a name may be; what must never be has to be closed there.

const FAMILIES = [ALL_IPV4, ALL_IPV6];

/** Whether traffic has a host name at one of its ends that is said as such, and not just as a part of `any`. */
export function speaksOfNames({ sources, destinations }: Pick<Box, 'sources' | 'destinations'>): boolean {
  return [sources, destinations].some((set) => holdsNames(set) && !statedNames(set).isEmpty);
}

/** Whether one of the ends of some traffic is names alone: those of an `any` whose addresses are elsewhere, or closed. */
function isOfNames({ sources, destinations }: Box): boolean {
  return ALL_NAMES.covers(sources) || ALL_NAMES.covers(destinations);
}

/** What a deny may close: all that it says, and the names that may be one of the addresses that it says. */
export function mayClose<T extends Box>(deny: T, places: NamePlaces): T[] {
  const gains = (set: AddressSet): boolean => !set.covers(places.mayBe(set));
  if (!gains(deny.sources) && !gains(deny.destinations)) return [deny];
  const wide = (set: AddressSet, family: AddressSet): AddressSet => {
    const own = set.intersect(family);
    return IntervalSet.unionAll([own, places.mayBe(own), set.intersect(ALL_NAMES).intersect(places.mayBe(family))]);
  };
  const boxes = FAMILIES.map((family) => ({
    ...deny,
    sources: wide(deny.sources, family),
    destinations: wide(deny.destinations, family),
  }));
  return [deny, ...boxes.filter((box) => !isEmptyBox(box))];
}

/**
 * What of some traffic that no deny says is still not closed for certain: denies may hold, one or several together, every address that a
 * name may be.
 * @param family what the names have to be, where it is only the traffic of one family
 */
export function notClosed(region: Region, denies: readonly Box[], places: NamePlaces, family: AddressSet = ALL_IPS): Region {
  return region.flatMap((box): Region => {
    if (!speaksOfNames(box) && !isOfNames(box)) return [box];
    const near = denies.filter((deny) => deny.services.overlaps(box.services));
    const sides = (end: 'sources' | 'destinations'): Side[] =>
      sidesOf(
        box[end],
        near.map((deny) => deny[end]),
        places,
        family,
      );
    const destinations = sides('destinations');
    return sides('sources').flatMap((from) =>
      destinations.flatMap((to) => stillOpen({ ...box, sources: from.addresses, destinations: to.addresses }, from, to, near)),
    );
  });
}

/** One side of some traffic: addresses, or names with the addresses that they may be. */
interface Side {
  readonly addresses: AddressSet;
  readonly names?: AddressSet;
}

/** @param said what denies say of this side: names are told apart by it */
function sidesOf(set: AddressSet, said: readonly AddressSet[], places: NamePlaces, family: AddressSet): Side[] {
  const own = set.intersect(ALL_IPS);
  const named = places.within(set).flatMap(({ names, addresses }) => {
    let parts = [names];
    for (const each of said)
      if (holdsNames(each))
        parts = parts.flatMap((part) => [part.intersect(each), part.subtract(each)].filter((p) => !p.isEmpty));
    return parts.map((part) => ({ names: part, addresses: addresses.intersect(family) }));
  });
  return own.isEmpty ? named : [{ addresses: own }, ...named];
}

/** What denies leave between two sides, each name at every address that it may be. */
function stillOpen(box: Box, from: Side, to: Side, denies: readonly Box[]): Region {
  if (!from.names && !to.names) return [box];
  const side = (said: AddressSet, { names }: Side): AddressSet => (names && said.covers(names) ? ALL_IPS : said);
  const cuts = denies.map((deny) => ({
    ...deny,
    sources: side(deny.sources, from),
    destinations: side(deny.destinations, to),
  }));
  return subtract(possibleTraffic(box.sources, box.destinations, box.services), cuts).map((left) => ({
    sources: from.names ?? left.sources,
    destinations: to.names ?? left.destinations,
    services: left.services,
  }));
}

/** What traffic may touch: its ends, the names that may be there, and the addresses that its names may be. */
export function surroundings({ sources, destinations, services }: Box, places: NamePlaces): Box {
  return { sources: around(sources, places), destinations: around(destinations, places), services };
}

/** The same of one end. */
export function around(set: AddressSet, places: NamePlaces): AddressSet {
  return IntervalSet.unionAll([set, places.mayBe(set), places.addressesOf(statedNames(set))]);
}

/**
 * What of some traffic may pass by allows because a name on one side may be an address on the other; what passes as it is said is not
 * here. Two different names never meet.
 */
export function mayPass(asked: Region, allows: Iterable<Box>, denies: readonly Box[], places: NamePlaces): Region {
  const left = (region: Region, family?: AddressSet): Region => {
    const said = region.flatMap((box) =>
      subtract(
        [box],
        denies.filter((d) => overlap(d, box)),
      ),
    );
    return notClosed(said, denies, places, family);
  };
  const wanted = asked.map((box) => withoutAny(box));
  const rest: (Region | undefined)[] = [];
  const result: Box[][] = FAMILIES.map(() => []);
  for (const each of allows) {
    const allow = withoutAny(each);
    const isNamed = speaksOfNames(allow);
    let open: Region | undefined;
    for (const [n, box] of wanted.entries()) {
      if (!isNamed && !speaksOfNames(box)) continue;
      if (!FAMILIES.some((family) => meeting(box, allow, places, family).length)) continue;
      rest[n] ??= left([box]);
      open ??= left(possibleTraffic(allow.sources, allow.destinations, allow.services));
      for (const [m, family] of FAMILIES.entries())
        for (const one of rest[n]!) for (const other of open) append(result[m]!, meeting(one, other, places, family, box, allow));
    }
  }
  return FAMILIES.flatMap((family, n) => left(result[n]!, family));
}

/** Whoever says `any` says every address, so that the names in it add nothing. */
function withoutAny(box: Box): Box {
  const side = (set: AddressSet): AddressSet => (holdsNames(set) && statedNames(set).isEmpty ? set.subtract(ALL_NAMES) : set);
  return { ...box, sources: side(box.sources), destinations: side(box.destinations) };
}

/** Whether two boxes may have traffic in common. */
export function mayMeet(a: Box, b: Box, places: NamePlaces): boolean {
  return meet(a, b) || FAMILIES.some((family) => meeting(a, b, places, family).length > 0);
}

/** All that two boxes may have in common. */
export function mayBeCommon(a: Box, b: Box, places: NamePlaces): Region {
  const both = intersectBoxes(a, b);
  return [...(isEmptyBox(both) ? [] : [both]), ...FAMILIES.flatMap((family) => meeting(a, b, places, family))];
}

/**
 * Where two boxes may have traffic of a family in common, besides what both of them say: a name of the one may be an address of the other.
 * @param wholeA what the first is a part of, whose addresses need no name
 */
function meeting(a: Box, b: Box, places: NamePlaces, family: AddressSet, wholeA = a, wholeB = b): Region {
  // Addresses and what everybody may be are common to both as they say it, or not at all.
  if (!speaksOfNames(a) && !speaksOfNames(b)) return [];
  const services = a.services.intersect(b.services);
  if (services.isEmpty) return [];
  const common = (side: 'sources' | 'destinations'): AddressSet => {
    const [one, other] = [a[side], b[side]];
    const met = (names: AddressSet, addresses: AddressSet, whole: AddressSet): AddressSet => {
      const said = statedNames(names);
      return said.isEmpty ? said : said.intersect(places.mayBe(addresses.intersect(family).subtract(whole)));
    };
    return IntervalSet.unionAll([
      one.intersect(other).intersect(family.union(places.mayBe(family))),
      met(one, other, wholeA[side]),
      met(other, one, wholeB[side]),
    ]);
  };
  const sources = common('sources');
  if (sources.isEmpty) return [];
  const box = { sources, destinations: common('destinations'), services };
  return isEmptyBox(box) ? [] : subtract([box], [intersectBoxes(a, b)]);
}
