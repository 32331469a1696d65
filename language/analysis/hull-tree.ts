/** What begins before the first of these places of a side and ends at the second one or behind it is looked for. */
export type Bound = readonly [number, number];

/** The same for sources, destinations and services. */
export type Bounds = readonly [sources: Bound, destinations: Bound, services: Bound];

/** From where to where each of some boxes lies on one side. */
interface Extents {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** So many boxes are looked at one by one. */
const FEW = 16;

/** So many numbers a node has: the node behind all that is in it, where its boxes begin and end, and from where to where they lie on each side. */
const SIZE = 9;

/** The number of a box is told from its key by this: a place and a box together are a whole number that nothing is lost of. */
const MOST_BOXES = 2 ** 26;

/**
 * What boxes span on three sides, within what a part of them spans, and so on up to all, so that of thousands which lie over one another
 * only those near a place are looked at.
 */
export class HullTree {
  private readonly sides: readonly Extents[];
  /** The numbers of the boxes, those of each part together. */
  private readonly order: Int32Array;
  /** Each node stands in front of those within it. */
  private readonly nodes: number[] = [];
  /** How many parts and boxes were looked at for what was asked so far. */
  looked = 0;

  constructor(sides: readonly Extents[], count: number) {
    this.sides = sides;
    this.order = Int32Array.from({ length: count }, (_, n) => n);
    this.build(0, count);
  }

  /** The numbers of the boxes that lie there. */
  within([[beforeSource, fromSource], [beforeDestination, fromDestination], [beforeService, fromService]]: Bounds): number[] {
    const { nodes, order } = this;
    const [s, d, p] = this.sides as readonly [Extents, Extents, Extents];
    const found: number[] = [];
    for (let at = 0; at < nodes.length; ) {
      this.looked++;
      if (
        nodes[at + 3]! >= beforeSource ||
        nodes[at + 4]! < fromSource ||
        nodes[at + 5]! >= beforeDestination ||
        nodes[at + 6]! < fromDestination ||
        nodes[at + 7]! >= beforeService ||
        nodes[at + 8]! < fromService
      ) {
        at = nodes[at]!;
        continue;
      }
      if (nodes[at] === at + SIZE) {
        this.looked += nodes[at + 2]! - nodes[at + 1]!;
        for (let n = nodes[at + 1]!; n < nodes[at + 2]!; n++) {
          const box = order[n]!;
          if (
            s.from[box]! < beforeSource &&
            s.to[box]! >= fromSource &&
            d.from[box]! < beforeDestination &&
            d.to[box]! >= fromDestination &&
            p.from[box]! < beforeService &&
            p.to[box]! >= fromService
          )
            found.push(box);
        }
      }
      at += SIZE;
    }
    return found;
  }

  /** Parts some of the boxes on the side on which they lie over one another the least. */
  private build(start: number, end: number): void {
    const { nodes, order } = this;
    const at = nodes.length;
    nodes.push(0, start, end);
    let best = this.sides[0]!;
    let widest = -1;
    for (const side of this.sides) {
      let first = Number.POSITIVE_INFINITY;
      let [last, lastFrom, lengths] = [-1, -1, 0];
      for (let n = start; n < end; n++) {
        const from = side.from[order[n]!]!;
        const to = side.to[order[n]!]!;
        if (from < first) first = from;
        if (from > lastFrom) lastFrom = from;
        if (to > last) last = to;
        lengths += to - from;
      }
      nodes.push(first, last);
      const spread = (lastFrom - first) / (lengths / (end - start));
      if (spread > widest) [best, widest] = [side, spread];
    }
    if (end - start > FEW) {
      // Numbers are sorted faster than by asking which of two is less.
      const keys = Float64Array.from(
        order.subarray(start, end),
        (box) => (best.from[box]! + best.to[box]!) * MOST_BOXES + box,
      ).sort();
      for (let n = 0; n < keys.length; n++) order[start + n] = keys[n]! % MOST_BOXES;
      const middle = (start + end) >> 1;
      this.build(start, middle);
      this.build(middle, end);
    }
    nodes[at] = nodes.length;
  }
}
