import type { IntervalSet, Point } from '../model/interval-set.ts';
import { Hulls } from './hulls.ts';
import { type Box, cornersOf, covers, holds, type Packet } from './region.ts';

/** So many parts one line is cut into at most. */
const MOST_PLACES = 1024;
/** What spans more parts than this on each line is not told apart by any. */
const MOST_SPANNED = 48;

/** So long a list is that is gone through; of more the hulls are compared. */
const MOST_LISTED = 128;

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
  private readonly hulls = new Hulls(this.wide);

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

  /** Whether any of the boxes that hold a packet is one of a kind; they are asked one after the other until one is. */
  someHolding(packet: Packet, is: (box: T) => boolean): boolean {
    const { source, destination, service } = packet;
    for (const list of [this.services.at(service), this.sources.at(source), this.destinations.at(destination)])
      for (const box of list) if (holds(box, packet) && is(box)) return true;
    if (this.wide.length) for (const box of this.hulls.around(packet)) if (holds(box, packet) && is(box)) return true;
    return false;
  }

  /** The boxes that have ends in common with some traffic, and services where it says any, in the order in which they were given. */
  touching({ sources, destinations, services }: Pick<Box, 'sources' | 'destinations'> & { services?: Box['services'] }): T[] {
    const found = new Set<T>();
    const isAsked = !sources.isEmpty && !destinations.isEmpty && !services?.isEmpty;
    const wide = this.wide.length && isAsked ? this.hulls.near({ sources, destinations, ...(services && { services }) }) : [];
    for (const list of [this.sources.in(sources), this.destinations.in(destinations), this.services.in(services), wide])
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
    return coversBy(this, traffic, counts);
  }

  /** Notes a box on the line where the fewest others are in its way. */
  private put(box: T): void {
    const ways = [
      this.sources.way(box, box.sources),
      this.destinations.way(box, box.destinations),
      this.services.way(box, box.services),
    ];
    const [best] = ways.flatMap((way) => way ?? []).sort((a, b) => a.cost - b.cost);
    if (best && best.cost <= MOST_LISTED) best.take();
    else this.wide.push(box);
  }
}

/** Boxes, however they are kept. */
interface Boxes<T extends Box> {
  /** Whether any of those that hold a packet is one of a kind. */
  someHolding(packet: Packet, is: (box: T) => boolean): boolean;
  /** Those that have anything in common with some traffic. */
  touching(traffic: Box): Iterable<T>;
}

/**
 * Whether every packet of some traffic is in a box that counts; exact. A packet at a corner of it that none holds settles it, or one box
 * that holds all; only then all boxes near it are looked at.
 */
export function coversBy<T extends Box>(boxes: Boxes<T>, traffic: readonly Box[], counts: (box: T) => boolean): boolean {
  return traffic.every((piece) => {
    for (const corner of cornersOf(piece)) {
      let isHeld = false;
      const isWhole = boxes.someHolding(corner, (box) => {
        if (!counts(box)) return false;
        isHeld = true;
        return holdsAll(box, piece);
      });
      if (isWhole) return true;
      if (!isHeld) return false;
    }
    return covers([...boxes.touching(piece)].filter(counts), [piece]);
  });
}

function holdsAll(box: Box, { sources, destinations, services }: Box): boolean {
  return box.services.covers(services) && box.sources.covers(sources) && box.destinations.covers(destinations);
}
