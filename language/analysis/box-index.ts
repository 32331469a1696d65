import { ALL_IPV4, ALL_IPV6, ALL_NAMES } from '../model/addresses.ts';
import type { IntervalSet, Point } from '../model/interval-set.ts';
import { ICMP, ICMP_OF } from '../model/services.ts';
import { type Box, subtractBox } from './region.ts';

/** One packet: where it comes from, where it goes, and the service. */
export interface Packet {
  readonly source: bigint;
  readonly destination: bigint;
  readonly service: number;
}

/** So many parts one line is cut into at most. */
const MOST_PLACES = 1024;
/** What spans more parts than this on each line is not told apart by any. */
const MOST_SPANNED = 48;

/** One line, of addresses or of services, cut into parts in which about as many boxes begin. */
class Line<T, P extends Point> {
  private readonly cuts: readonly P[];
  private readonly lists: T[][];
  private readonly items: T[] = [];

  constructor(sets: Iterable<IntervalSet<P>>) {
    const starts = new Set<P>();
    for (const { intervals } of sets) for (const { start } of intervals) starts.add(start);
    const sorted = [...starts].sort((a, b) => (a < b ? -1 : 1));
    const step = Math.ceil(sorted.length / MOST_PLACES);
    this.cuts = sorted.filter((_, n) => n > 0 && n % step === 0);
    this.lists = Array.from({ length: this.cuts.length + 1 }, () => []);
  }

  /** The parts that a set is in; nothing where these are too many. */
  spanned({ intervals }: IntervalSet<P>): number[] | undefined {
    const places: number[] = [];
    for (const { start, end } of intervals)
      for (let n = this.placeOf(start); n <= this.cuts.length && (n === 0 || this.cuts[n - 1]! < end); n++) {
        if (places.at(-1) !== n) places.push(n);
        if (places.length > MOST_SPANNED) return undefined;
      }
    return places;
  }

  /** What it costs to note something here, and how to; nothing where it spans too much. */
  way(item: T, set: IntervalSet<P>): { cost: number; take: () => void } | undefined {
    const places = this.spanned(set);
    if (!places) return undefined;
    const longest = places.reduce((length, place) => Math.max(length, this.lists[place]!.length), 0);
    return {
      cost: longest + places.length,
      take: () => {
        this.items.push(item);
        for (const place of places) this.lists[place]!.push(item);
      },
    };
  }

  at(point: P): readonly T[] {
    return this.lists[this.placeOf(point)]!;
  }

  /** What is noted where a set is, or everywhere. */
  in(set: IntervalSet<P> | undefined): readonly T[] {
    const places = set && this.spanned(set);
    if (!places) return this.items;
    return places.length === 1 ? this.lists[places[0]!]! : places.flatMap((place) => this.lists[place]!);
  }

  private placeOf(point: P): number {
    let [low, high] = [0, this.cuts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.cuts[middle]! <= point) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Boxes by the line on which they are told apart best, so that few of many are looked at. */
export class BoxIndex<T extends Box> {
  private readonly numbers = new Map<T, number>();
  private readonly sources: Line<T, bigint>;
  private readonly destinations: Line<T, bigint>;
  private readonly services: Line<T, number>;
  private readonly wide: T[] = [];

  constructor(boxes: readonly T[]) {
    this.sources = new Line(new Set(boxes.map((box) => box.sources)));
    this.destinations = new Line(new Set(boxes.map((box) => box.destinations)));
    this.services = new Line(new Set(boxes.map((box) => box.services)));
    for (const box of boxes) {
      this.numbers.set(box, this.numbers.size);
      this.put(box);
    }
  }

  get size(): number {
    return this.numbers.size;
  }

  /** The boxes that hold a packet. */
  *holding(packet: Packet): Iterable<T> {
    const { source, destination, service } = packet;
    const near = [this.services.at(service), this.sources.at(source), this.destinations.at(destination), this.wide];
    for (const list of near) for (const box of list) if (holds(box, packet)) yield box;
  }

  /** The boxes that have ends in common with some traffic, and services where it says any, in the order in which they were given. */
  touching({ sources, destinations, services }: Pick<Box, 'sources' | 'destinations'> & { services?: Box['services'] }): T[] {
    const found = new Set<T>();
    for (const list of [this.sources.in(sources), this.destinations.in(destinations), this.services.in(services), this.wide])
      for (const box of list)
        if (
          box.sources.overlaps(sources) &&
          box.destinations.overlaps(destinations) &&
          (!services || box.services.overlaps(services))
        )
          found.add(box);
    return [...found].sort((a, b) => this.numbers.get(a)! - this.numbers.get(b)!);
  }

  /**
   * Whether every packet of some traffic is in a box that counts; exact. A packet that none holds settles it, so that what is not covered
   * is known after a look at a few of them.
   */
  covers(traffic: readonly Box[], counts: (box: T) => boolean): boolean {
    return coversBy((packet) => this.holding(packet), traffic, counts);
  }

  /** Notes a box on the line where the fewest others are in its way. */
  private put(box: T): void {
    const ways = [
      this.sources.way(box, box.sources),
      this.destinations.way(box, box.destinations),
      this.services.way(box, box.services),
    ];
    const [best] = ways.flatMap((way) => way ?? []).sort((a, b) => a.cost - b.cost);
    if (best) best.take();
    else this.wide.push(box);
  }
}

/**
 * Whether every packet of some traffic is in a box that counts; exact.
 * @param holding the boxes that hold a packet
 */
export function coversBy<T extends Box>(
  holding: (packet: Packet) => Iterable<T>,
  traffic: readonly Box[],
  counts: (box: T) => boolean,
): boolean {
  const open = [...traffic];
  for (let piece = open.pop(); piece; piece = open.pop()) {
    const packet = packetOf(piece);
    let cut: T | undefined;
    for (const box of holding(packet)) {
      if (!counts(box)) continue;
      cut ??= box;
      if (!box.services.covers(piece.services) || !box.sources.covers(piece.sources)) continue;
      if (!box.destinations.covers(piece.destinations)) continue;
      cut = box;
      break;
    }
    if (!cut) return false;
    for (const rest of subtractBox(piece, cut)) open.push(rest);
  }
  return true;
}

/** Whether a packet is in a box. */
export function holds(box: Box, { source, destination, service }: Packet): boolean {
  return box.services.has(service) && box.sources.has(source) && box.destinations.has(destination);
}

/** A packet of some traffic that can exist. */
function packetOf({ sources, destinations, services }: Box): Packet {
  const { first } = services;
  const corner = { source: sources.intervals[0]!.start, destination: destinations.intervals[0]!.start };
  if (first < ICMP.intervals[0]!.start) return { ...corner, service: first };
  const [other] = services.subtract(ICMP).intervals;
  if (other) return { ...corner, service: other.start };
  // A type of icmp is of one address family, and so are its ends.
  for (const [types, family] of [
    [ICMP_OF[4], FROM_IPV4],
    [ICMP_OF[6], FROM_IPV6],
  ] as const) {
    const [service] = services.intersect(types).intervals;
    const [source] = sources.intersect(family).intervals;
    const [destination] = destinations.intersect(family).intervals;
    if (service && source && destination) return { source: source.start, destination: destination.start, service: service.start };
  }
  return { ...corner, service: first };
}

const FROM_IPV4 = ALL_IPV4.union(ALL_NAMES);
const FROM_IPV6 = ALL_IPV6.union(ALL_NAMES);
