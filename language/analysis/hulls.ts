import type { IntervalSet, Point } from '../model/interval-set.ts';
import { type Bound, type Bounds, HullTree } from './hull-tree.ts';
import type { Box, Packet } from './region.ts';

/** One side of all boxes: where each begins and ends, as places in the order of all beginnings and ends, which are compared at once. */
class Side<P extends Point> {
  readonly from: Int32Array;
  readonly to: Int32Array;
  private readonly points: readonly P[];

  constructor(sets: readonly IntervalSet<P>[]) {
    const spans = sets.map(spanOf);
    this.points = [...new Set(spans.flat())].sort((a, b) => (a < b ? -1 : 1));
    const places = new Map(this.points.map((point, n) => [point, n]));
    this.from = Int32Array.from(spans, ([start]) => places.get(start)!);
    this.to = Int32Array.from(spans, ([, end]) => places.get(end)!);
  }

  /** What begins before the first of these places and ends at the second one or behind it has a point of a set, or more. */
  around(set: IntervalSet<P>): Bound {
    const [start, end] = spanOf(set);
    return [this.before(end, false), this.before(start, true)];
  }

  at(point: P): Bound {
    const place = this.before(point, true);
    return [place, place];
  }

  /** How many beginnings and ends there are before a point, or up to it. */
  private before(point: P, upTo: boolean): number {
    let [low, high] = [0, this.points.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.points[middle]! < point || (upTo && this.points[middle] === point)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function spanOf<P extends Point>({ intervals }: IntervalSet<P>): [P, P] {
  return [intervals[0]!.start, intervals[intervals.length - 1]!.end];
}

type Sides = readonly [Side<bigint>, Side<bigint>, Side<number>];

const UNBOUNDED: Bound = [Number.POSITIVE_INFINITY, -1];

/**
 * Boxes that lie over one another, so that no place of a line tells them apart: what each spans is compared in small numbers, a hundred
 * times faster than sets of addresses are.
 */
export class Hulls<T extends Box> {
  private readonly boxes: readonly T[];
  private made: Sides | undefined;
  private tree: HullTree | undefined;

  /** @param boxes none of them empty; more may be put into the list until somebody asks */
  constructor(boxes: readonly T[]) {
    this.boxes = boxes;
  }

  /** How many hulls were looked at for what was asked so far. */
  get looked(): number {
    return this.tree?.looked ?? 0;
  }

  /** Those that may hold a packet. */
  around({ source, destination, service }: Packet): readonly T[] {
    const [sources, destinations, services] = this.sides;
    return this.within([sources.at(source), destinations.at(destination), services.at(service)]);
  }

  /** Those that may have something in common with some traffic. */
  near(traffic: Pick<Box, 'sources' | 'destinations'> & { services?: Box['services'] }): readonly T[] {
    const [sources, destinations, services] = this.sides;
    const ports = traffic.services ? services.around(traffic.services) : UNBOUNDED;
    return this.within([sources.around(traffic.sources), destinations.around(traffic.destinations), ports]);
  }

  private within(bounds: Bounds): T[] {
    const { boxes } = this;
    this.tree ??= new HullTree(this.sides, boxes.length);
    return this.tree.within(bounds).map((n) => boxes[n]!);
  }

  private get sides(): Sides {
    const { boxes } = this;
    this.made ??= [
      new Side(boxes.map((box) => box.sources)),
      new Side(boxes.map((box) => box.destinations)),
      new Side(boxes.map((box) => box.services)),
    ];
    return this.made;
  }
}
