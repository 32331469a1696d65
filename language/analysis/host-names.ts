import { type AddressSet, ALL_IPS, ALL_IPV4, ALL_IPV6, ALL_NAMES, holdsNames, statedNames } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { NamePlaces } from '../model/name-places.ts';
import { type Box, intersectBoxes, isEmptyBox, possibleTraffic, type Region, subtract } from './region.ts';

// Which address a host name has nobody knows, so that rules about names and rules about addresses may meet. What is needed has to pass
// wherever a name may be; what must never be has to be closed there.

const FAMILIES = [ALL_IPV4, ALL_IPV6];

/** Whether traffic has a host name at one of its ends that is said as such, and not just as a part of `any`. */
export function speaksOfNames({ sources, destinations }: Pick<Box, 'sources' | 'destinations'>): boolean {
  return [sources, destinations].some((set) => holdsNames(set) && !statedNames(set).isEmpty);
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
    if (!speaksOfNames(box)) return [box];
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
  const around = (set: AddressSet): AddressSet =>
    IntervalSet.unionAll([set, places.mayBe(set), places.addressesOf(statedNames(set))]);
  return { sources: around(sources), destinations: around(destinations), services };
}

/**
 * What of some traffic may pass by allows because a name on one side may be an address on the other; what passes as it is said is not
 * here. Two different names never meet.
 */
export function mayPass(asked: Region, allows: Iterable<Box>, denies: readonly Box[], places: NamePlaces): Region {
  const left = (region: Region): Region =>
    region.flatMap((box) =>
      subtract(
        [box],
        denies.filter((d) => overlap(d, box)),
      ),
    );
  const result = FAMILIES.map((family) => ({ family, boxes: [] as Box[] }));
  let rest: Region | undefined;
  for (const allow of allows) {
    const isNamed = speaksOfNames(allow);
    const near = asked.filter((box) => (isNamed || speaksOfNames(box)) && box.services.overlaps(allow.services));
    if (!FAMILIES.some((family) => near.some((box) => meeting(box, allow, places, family).length))) continue;
    rest ??= left(asked);
    for (const other of left(possibleTraffic(allow.sources, allow.destinations, allow.services)))
      for (const one of rest) for (const { family, boxes } of result) boxes.push(...meeting(one, other, places, family));
  }
  return result.flatMap(({ family, boxes }) => left(boxes, family));
}

function overlap(a: Box, b: Box): boolean {
  return a.services.overlaps(b.services) && a.sources.overlaps(b.sources) && a.destinations.overlaps(b.destinations);
}

/** Whether two boxes may have traffic in common. */
export function mayMeet(a: Box, b: Box, places: NamePlaces): boolean {
  return !isEmptyBox(intersectBoxes(a, b)) || FAMILIES.some((family) => meeting(a, b, places, family).length > 0);
}

/** Where two boxes may have traffic of a family in common, besides what both of them say. */
function meeting(a: Box, b: Box, places: NamePlaces, family: AddressSet): Region {
  const services = a.services.intersect(b.services);
  if (services.isEmpty) return [];
  const common = (one: AddressSet, other: AddressSet): AddressSet =>
    IntervalSet.unionAll([
      one.intersect(other).intersect(family.union(places.mayBe(family))),
      statedNames(one).intersect(places.mayBe(other.intersect(family))),
      statedNames(other).intersect(places.mayBe(one.intersect(family))),
    ]);
  const box = {
    sources: common(a.sources, b.sources),
    destinations: common(a.destinations, b.destinations),
    services,
  };
  return isEmptyBox(box) ? [] : subtract([box], [intersectBoxes(a, b)]);
}
