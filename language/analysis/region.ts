import { type AddressSet, ALL_IPV4, ALL_IPV6, ALL_NAMES } from '../model/addresses.ts';
import { type Interval, IntervalSet, type Point, RUN } from '../model/interval-set.ts';
import { ANY_SERVICE, ICMP, onlyFamilyOf, type ServiceSet } from '../model/services.ts';

/** All traffic from some addresses to some addresses by some services: a box in three dimensions. */
export interface Box {
  readonly sources: AddressSet;
  readonly destinations: AddressSet;
  readonly services: ServiceSet;
}

/** One packet: where it comes from, where it goes, and the service. */
export interface Packet {
  readonly source: bigint;
  readonly destination: bigint;
  readonly service: number;
}

/** A union of boxes. Those made by `subtract` are disjoint. */
export type Region = readonly Box[];

/** Whether a box holds no traffic: nothing at all, or nothing but types of icmp of an address family that an end has not. */
export function isEmptyBox({ sources, destinations, services }: Box): boolean {
  return isEmpty(sources, destinations, services);
}

/** The same of a box that is not made yet. */
export function isEmpty(sources: AddressSet, destinations: AddressSet, services: ServiceSet): boolean {
  if (sources.isEmpty || destinations.isEmpty || services.isEmpty) return true;
  const family = onlyFamilyOf(services);
  if (!family) return false;
  const addresses = family === 4 ? FROM_IPV4 : FROM_IPV6;
  return !sources.overlaps(addresses) || !destinations.overlaps(addresses);
}

/** The family of services that are nothing but ICMP of it, where an end has no address of that one, and other traffic would be possible. */
export function foreignFamily(sources: AddressSet, destinations: AddressSet, services: ServiceSet): 4 | 6 | undefined {
  const family = onlyFamilyOf(services);
  if (!family || !isEmpty(sources, destinations, services)) return undefined;
  return possibleTraffic(sources, destinations, ANY_SERVICE).length ? family : undefined;
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

/** Whether two boxes have any traffic in common. */
export function meet(a: Box, b: Box): boolean {
  return overlap(a, b) && !isEmptyBox(intersectBoxes(a, b));
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

/**
 * Whether every part of a region is in at least one of the boxes; exact. Depth first: the first piece that no box holds settles it. Boxes
 * are cut away one by one from what is near them alone, so that those that overlap in steps leave few pieces and not all of their parts.
 */
export function covers(boxes: Iterable<Box>, region: Region): boolean {
  const cuts = [...boxes];
  const open = region.map((piece) => ({ piece, near: cuts }));
  for (let next = open.pop(); next; next = open.pop()) {
    const left = withoutSlabs(next.piece, next.near);
    if (!left) continue;
    const { piece, near } = left;
    if (!near.length || cornersOf(piece).some((corner) => !near.some((box) => holds(box, corner)))) return false;
    const cut = bestCut(piece, near);
    const others = near.filter((box) => box !== cut);
    for (const rest of subtractBox(piece, cut)) open.push({ piece: rest, near: others });
  }
  return true;
}

/**
 * A piece without whatever boxes that are as wide as it on two of its three sides take away: that leaves one piece, and mostly none of the
 * others near. Nothing where nothing is left.
 */
function withoutSlabs(whole: Box, boxes: readonly Box[]): { piece: Box; near: readonly Box[] } | undefined {
  let [piece, near] = [whole, boxes];
  for (;;) {
    const slabs = { sources: [] as AddressSet[], destinations: [] as AddressSet[], services: [] as ServiceSet[] };
    const others: Box[] = [];
    for (const box of near) {
      if (!overlap(box, piece)) continue;
      const { sources, destinations, services } = box;
      const [hasSources, hasDestinations] = [sources.covers(piece.sources), destinations.covers(piece.destinations)];
      const hasServices = services.covers(piece.services);
      if (hasSources && hasDestinations && hasServices) return undefined;
      if (hasDestinations && hasServices) slabs.sources.push(sources);
      else if (hasSources && hasServices) slabs.destinations.push(destinations);
      else if (hasSources && hasDestinations) slabs.services.push(services);
      else others.push(box);
    }
    const isCut = slabs.sources.length + slabs.destinations.length + slabs.services.length > 0;
    near = others;
    if (!isCut) return { piece, near };
    piece = {
      sources: piece.sources.subtract(IntervalSet.unionAll(slabs.sources)),
      destinations: piece.destinations.subtract(IntervalSet.unionAll(slabs.destinations)),
      services: without(piece.services, slabs.services),
    };
    if (isEmptyBox(piece)) return undefined;
  }
}

/** So many sets are taken away one after the other, until nothing is left; of more their union is made, which costs less then. */
const FEW_SETS = 256;

function without(set: ServiceSet, others: readonly ServiceSet[]): ServiceSet {
  if (others.length > FEW_SETS) return set.subtract(IntervalSet.unionAll(others));
  let rest = set;
  for (const other of others) {
    if (rest.isEmpty) break;
    rest = rest.subtract(other);
  }
  return rest;
}

/** The box to cut a piece by: one that is as wide as it on one side leaves two pieces, another one three. */
function bestCut(piece: Box, near: readonly Box[]): Box {
  const isWide = ({ sources, destinations, services }: Box): boolean =>
    sources.covers(piece.sources) || destinations.covers(piece.destinations) || services.covers(piece.services);
  const wide = near.filter(isWide);
  const among = wide.length ? wide : near;
  return among[among.length >> 1]!;
}

/** Packets at the corners of some traffic, where what boxes leave open shows first; none of icmp, whose types are of one family each. */
export function cornersOf(box: Box): Packet[] {
  return [...corners(box)];
}

/**
 * The same one by one: mostly the first tells enough. What is open from some ports of the initiator alone and overlaps others in steps leaves its
 * turned ends open.
 */
export function* corners({ sources, destinations, services }: Box): Iterable<Packet> {
  const points = [...turnedEnds(services), ...ends(services)].filter((service) => !ICMP.has(service));
  for (const source of ends(sources, true))
    for (const destination of ends(destinations, true)) for (const service of points) yield { source, destination, service };
}

function ends<P extends Point>({ first, last }: IntervalSet<P>, isUp = false): P[] {
  if (first === last) return [first];
  return isUp ? [first, last] : [last, first];
}

/** Of ports that are open from some ports of the initiator alone: the last ones from the first of these, and the first ones from the last. */
function turnedEnds({ intervals }: ServiceSet): number[] {
  const [lowest, highest] = [intervals[0]!, intervals[intervals.length - 1]!];
  return [
    ...(highest.ofEach ? [highest.end - RUN + highest.ofEach.first] : []),
    ...(lowest.ofEach ? [lowest.start + lowest.ofEach.last] : []),
  ];
}

/** Whether a packet is in a box. */
export function holds(box: Box, { source, destination, service }: Packet): boolean {
  return box.services.has(service) && box.sources.has(source) && box.destinations.has(destination);
}

/** All services that a region holds, whatever the addresses. */
export function servicesOf(region: Region): ServiceSet {
  return region.length === 1 ? region[0]!.services : IntervalSet.unionAll(region.map((b) => b.services));
}

/** Whether both ends have addresses of the same family alone. */
export function isOfOneFamily({ sources, destinations }: Pick<Box, 'sources' | 'destinations'>): boolean {
  return (isWithin(sources, IPV4) && isWithin(destinations, IPV4)) || (isWithin(sources, IPV6) && isWithin(destinations, IPV6));
}

const [IPV4, IPV6] = [ALL_IPV4.intervals[0]!, ALL_IPV6.intervals[0]!];

/** Whether all of a set lies in an interval; asked of the ends of each requirement several times. */
function isWithin({ intervals }: AddressSet, { start, end }: Interval<bigint>): boolean {
  const count = intervals.length;
  return !count || (intervals[0]!.start >= start && intervals[count - 1]!.end <= end);
}

/** Whether there is any such traffic. */
export function isPossible(sources: AddressSet, destinations: AddressSet, services: ServiceSet): boolean {
  return isOfOneFamily({ sources, destinations })
    ? !isEmpty(sources, destinations, services)
    : possibleTraffic(sources, destinations, services).length > 0;
}

/**
 * The traffic that can exist between two address sets: an IPv4 address talks to IPv4 addresses and an IPv6 address to IPv6 addresses;
 * a host name can be either.
 */
export function possibleTraffic(sources: AddressSet, destinations: AddressSet, services: ServiceSet): Region {
  // The usual case.
  if (isOfOneFamily({ sources, destinations }))
    return isEmpty(sources, destinations, services) ? [] : [{ sources, destinations, services }];
  const [from, to] = [byFamily(sources), byFamily(destinations)];
  const boxes: Box[] = [
    { sources: from.v4, destinations: to.fromV4, services },
    { sources: from.v6, destinations: to.fromV6, services },
    { sources: from.names, destinations, services },
  ];
  return boxes.filter((b) => !isEmptyBox(b));
}

const FROM_IPV4 = ALL_IPV4.union(ALL_NAMES);
const FROM_IPV6 = ALL_IPV6.union(ALL_NAMES);

/** What of some addresses are addresses of each family or host names, and what those of each family talk to. */
interface ByFamily {
  readonly v4: AddressSet;
  readonly v6: AddressSet;
  readonly names: AddressSet;
  readonly fromV4: AddressSet;
  readonly fromV6: AddressSet;
}

function byFamily(set: AddressSet): ByFamily {
  let parts = families.get(set);
  if (!parts) {
    const [v4, v6, names] = [set.intersect(ALL_IPV4), set.intersect(ALL_IPV6), set.intersect(ALL_NAMES)];
    parts = { v4, v6, names, fromV4: set.intersect(FROM_IPV4), fromV6: set.intersect(FROM_IPV6) };
    families.set(set, parts);
  }
  return parts;
}

// Thousands of rules say `any`, or name the same zones.
const families = new WeakMap<AddressSet, ByFamily>();
