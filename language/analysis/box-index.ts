import { atOnce, type Steps } from '../model/steps.ts';
import { Hulls } from './hulls.ts';
import { Line } from './line.ts';
import { type Box, corners, covers, holds, type Packet } from './region.ts';

const SIDES = ['sources', 'destinations', 'services'] as const;
type Side = (typeof SIDES)[number];

/** So often all boxes of a line are gone through, until an index of them costs less. */
const WORTH_AN_INDEX = 64;

/** So long a list is that is gone through; of more the hulls are compared. */
const MOST_LISTED = 128;

const BOXES_A_STEP = 100;

/** So many intervals of what is asked about are compared in next to no time. */
const MANY = 32;
/** So many that two boxes both have take as long as to look at another box. */
const A_LOOK = 4;

/** What a step of a search costs, against a look at another box. */
const A_SEARCH = 1 / 4;

/** Traffic that is asked about: by all services where it says none. */
type Asked = Pick<Box, 'sources' | 'destinations'> & { readonly services?: Box['services'] };

/** Adds the boxes of a list that have something in common with some traffic. */
function meeting<T extends Box>(list: readonly T[], { sources, destinations, services }: Asked, found: T[]): void {
  // Numbers of services are compared faster than addresses.
  for (const box of list)
    if (
      (!services || box.services.overlaps(services)) &&
      box.sources.overlaps(sources) &&
      box.destinations.overlaps(destinations)
    )
      found.push(box);
}

/** Boxes by the line on which they are told apart best, so that few of many are looked at. */
export class BoxIndex<T extends Box> {
  private readonly numbers = new Map<T, number>();
  private sources!: Line<T, bigint>;
  private destinations!: Line<T, bigint>;
  private services!: Line<T, number>;
  private readonly wide: T[] = [];
  private readonly hulls = new Hulls(this.wide);
  private readonly unused: ReadonlySet<Side>;
  /** The boxes of a line by the other lines, for traffic that this one doesn't tell apart. */
  private readonly others = new Map<Side, BoxIndex<T>>();
  /** How often that was asked of each line. */
  private readonly asked = new Map<Side, number>();
  /** How many boxes were looked at for what was asked so far, for who has to come to an end. */
  looked = 0;

  /** @param unused the lines that tell nothing apart of what is asked about here */
  constructor(boxes: readonly T[], unused: ReadonlySet<Side> = new Set()) {
    this.unused = unused;
    atOnce(this.filling(boxes));
  }

  /** The same in steps. */
  static *making<T extends Box>(boxes: readonly T[]): Steps<BoxIndex<T>> {
    const index = new BoxIndex<T>([]);
    yield* index.filling(boxes);
    return index;
  }

  private *filling(boxes: readonly T[]): Steps<void> {
    const { unused } = this;
    const sets = <S extends Side>(side: S): Iterable<T[S]> => (unused.has(side) ? [] : new Set(boxes.map((box) => box[side])));
    this.sources = new Line(sets('sources'));
    yield;
    this.destinations = new Line(sets('destinations'));
    yield;
    this.services = new Line(sets('services'));
    for (const box of boxes) {
      if (this.numbers.size % BOXES_A_STEP === 0) yield;
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
    for (const list of this.services.at(service)) for (const box of list) if (holds(box, packet) && is(box)) return true;
    for (const list of this.sources.at(source)) for (const box of list) if (holds(box, packet) && is(box)) return true;
    for (const list of this.destinations.at(destination)) for (const box of list) if (holds(box, packet) && is(box)) return true;
    if (this.wide.length) for (const box of this.hulls.around(packet)) if (holds(box, packet) && is(box)) return true;
    return false;
  }

  /** The boxes that have ends in common with some traffic, and services where it says any, in the order in which they were given. */
  touching(traffic: Asked): T[] {
    const { sources, destinations, services } = traffic;
    if (!this.numbers.size || sources.isEmpty || destinations.isEmpty || services?.isEmpty) return [];
    const found: T[] = [];
    this.meet(this.sources.in(sources) ?? this.byOthers('sources', traffic), traffic, found);
    this.meet(this.destinations.in(destinations) ?? this.byOthers('destinations', traffic), traffic, found);
    this.meet((services && this.services.in(services)) ?? this.byOthers('services', traffic), traffic, found);
    if (this.wide.length) {
      const before = this.hulls.looked;
      const near = this.hulls.near(traffic);
      this.looked += (this.hulls.looked - before) >> 3;
      this.meet(near, traffic, found);
    }
    if (found.length < 2) return found;
    const [one, other] = found as [T, T];
    if (found.length === 2 && one !== other) return this.numbers.get(one)! < this.numbers.get(other)! ? found : [other, one];
    // A box that is in several parts of a line was met in each of them.
    return [...new Set(found)].sort((a, b) => this.numbers.get(a)! - this.numbers.get(b)!);
  }

  private meet(list: readonly T[], traffic: Asked, found: T[]): void {
    this.looked += list.length;
    const [sources, destinations] = [traffic.sources.intervals.length, traffic.destinations.intervals.length];
    // To find a place among thousands takes as many steps as their number has digits.
    if (sources + destinations > MANY) this.looked += Math.floor(list.length * Math.log2(sources * destinations) * A_SEARCH);
    if (sources + destinations > MANY)
      for (const box of list)
        this.looked += Math.floor(
          (Math.min(sources, box.sources.intervals.length) + Math.min(destinations, box.destinations.intervals.length)) / A_LOOK,
        );
    meeting(list, traffic, found);
  }

  /** The boxes of a line that some traffic may touch which is everywhere on it. */
  private byOthers(side: Side, asked: Asked): readonly T[] {
    const boxes: readonly T[] = this[side].all;
    if (boxes.length <= MOST_LISTED || this.unused.size === SIDES.length - 1) return boxes;
    let index = this.others.get(side);
    if (!index) {
      const asked = (this.asked.get(side) ?? 0) + 1;
      this.asked.set(side, asked);
      if (asked < WORTH_AN_INDEX) return boxes;
      index = new BoxIndex(boxes, new Set([...this.unused, side]));
      this.others.set(side, index);
    }
    const before = index.looked;
    const found = index.touching(asked);
    this.looked += index.looked - before;
    return found;
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
    const { unused, sources, destinations, services } = this;
    // Nothing meets traffic that is none: an end of a rule whose exceptions leave nothing of it.
    if (box.sources.isEmpty || box.destinations.isEmpty || box.services.isEmpty) return;
    let best: Line<T, bigint> | Line<T, number> | undefined;
    let least = Number.POSITIVE_INFINITY;
    const offer = (line: Line<T, bigint> | Line<T, number>, cost: number): void => {
      if (cost < least) [best, least] = [line, cost];
    };
    if (!unused.has('sources')) offer(sources, sources.cost(box.sources));
    if (!unused.has('destinations')) offer(destinations, destinations.cost(box.destinations));
    if (!unused.has('services')) offer(services, services.cost(box.services));
    if (best && least <= MOST_LISTED) best.take(box);
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
    for (const corner of corners(piece)) {
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
