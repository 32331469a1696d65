import { type AddressSet, ALL_IPV4, ALL_IPV6, ALL_NAMES } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { isForOtherFamily, type ServiceSet } from '../model/services.ts';

/** All traffic from some addresses to some addresses by some services: a box in three dimensions. */
export interface Box {
  readonly sources: AddressSet;
  readonly destinations: AddressSet;
  readonly services: ServiceSet;
}

/** A union of boxes. Those made by `subtract` are disjoint. */
export type Region = readonly Box[];

/** Whether a box holds no traffic: nothing at all, or nothing but types of icmp of an address family that an end has not. */
export function isEmptyBox(box: Box): boolean {
  if (box.sources.isEmpty || box.destinations.isEmpty || box.services.isEmpty) return true;
  const can = (family: AddressSet) => () => box.sources.overlaps(family) && box.destinations.overlaps(family);
  return isForOtherFamily(box.services, { 4: can(FROM_IPV4), 6: can(FROM_IPV6) });
}

export function intersectBoxes(a: Box, b: Box): Box {
  return {
    sources: a.sources.intersect(b.sources),
    destinations: a.destinations.intersect(b.destinations),
    services: a.services.intersect(b.services),
  };
}

/** Whether two boxes have anything in common; cheaper than to make it. */
export function overlap(a: Box, b: Box): boolean {
  return a.services.overlaps(b.services) && a.sources.overlaps(b.sources) && a.destinations.overlaps(b.destinations);
}

/** What of one box is not in another. */
export function subtractBox(box: Box, cut: Box): Region {
  if (!overlap(box, cut)) return [box];
  const common = intersectBoxes(box, cut);
  if (isEmptyBox(common)) return [box];
  const rest: Box[] = [
    { ...box, sources: box.sources.subtract(cut.sources) },
    { ...box, sources: common.sources, destinations: box.destinations.subtract(cut.destinations) },
    { sources: common.sources, destinations: common.destinations, services: box.services.subtract(cut.services) },
  ];
  return rest.filter((b) => !isEmptyBox(b));
}

/** What of a region is in none of the cuts; exact. */
export function subtract(region: Region, cuts: Iterable<Box>): Region {
  let rest = region;
  for (const cut of cuts) {
    if (!rest.length) break;
    if (!rest.some((box) => overlap(box, cut))) continue;
    rest = rest.flatMap((box) => subtractBox(box, cut));
  }
  return rest;
}

/** What of a region is in at least one of the boxes, as boxes that may overlap. */
export function intersect(region: Region, boxes: Iterable<Box>): Region {
  const result: Box[] = [];
  for (const box of boxes)
    for (const each of region) {
      if (!overlap(each, box)) continue;
      const common = intersectBoxes(each, box);
      if (!isEmptyBox(common)) result.push(common);
    }
  return result;
}

/** Whether every part of a region is in at least one of the boxes; exact. Depth first: the first piece that no box holds settles it. */
export function covers(boxes: Iterable<Box>, region: Region): boolean {
  const cuts = [...boxes];
  const open = region.map((box) => ({ box, next: 0 }));
  for (let piece = open.pop(); piece; piece = open.pop()) {
    const { box } = piece;
    let n = piece.next;
    while (n < cuts.length && !meets(box, cuts[n]!)) n++;
    if (n === cuts.length) return false;
    for (const rest of subtractBox(box, cuts[n]!)) open.push({ box: rest, next: n + 1 });
  }
  return true;
}

/** Whether two boxes have traffic in common that can exist. */
function meets(a: Box, b: Box): boolean {
  return overlap(a, b) && !isEmptyBox(intersectBoxes(a, b));
}

/** All services that a region holds, whatever the addresses. */
export function servicesOf(region: Region): ServiceSet {
  return IntervalSet.unionAll(region.map((b) => b.services));
}

/**
 * The traffic that can exist between two address sets: an IPv4 address talks to IPv4 addresses and an IPv6 address to IPv6 addresses;
 * a host name can be either.
 */
export function possibleTraffic(sources: AddressSet, destinations: AddressSet, services: ServiceSet): Region {
  // The usual case: both ends of one family.
  for (const family of [ALL_IPV4, ALL_IPV6])
    if (family.covers(sources) && family.covers(destinations)) {
      const box = { sources, destinations, services };
      return isEmptyBox(box) ? [] : [box];
    }
  const boxes: Box[] = [
    { sources: sources.intersect(ALL_IPV4), destinations: destinations.intersect(FROM_IPV4), services },
    { sources: sources.intersect(ALL_IPV6), destinations: destinations.intersect(FROM_IPV6), services },
    { sources: sources.intersect(ALL_NAMES), destinations, services },
  ];
  return boxes.filter((b) => !isEmptyBox(b));
}

const FROM_IPV4 = ALL_IPV4.union(ALL_NAMES);
const FROM_IPV6 = ALL_IPV6.union(ALL_NAMES);
