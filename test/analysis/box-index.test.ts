import assert from 'node:assert/strict';
import { BoxIndex } from '../../language/analysis/box-index.ts';
import { type Box, covers, possibleTraffic, subtract } from '../../language/analysis/region.ts';
import { ALL_IPV4, parseAddress } from '../../language/model/addresses.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { ICMP, icmpSet, portSet, protocolSet } from '../../language/model/services.ts';

type Addresses = Box['sources'];

const v4 = (first: number, last: number): Addresses => parseAddress({ start: `10.0.0.${first}`, end: `10.0.0.${last}` }).set;
const v6 = (first: number, last: number): Addresses =>
  parseAddress({ start: `fd00::${first.toString(16)}`, end: `fd00::${last.toString(16)}` }).set;

/** Numbers that are the same in each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

/** @param most so many addresses an end has at most */
function boxOfChance(next: (below: number) => number, most = 6): Box {
  const side = (): Addresses => {
    const first = next(6);
    const last = first + next(most);
    return [v4(first, last), v6(first, last), v4(first, last).union(v6(first, last))][next(3)]!;
  };
  const port = 1 + next(6);
  const services = [
    portSet('tcp', port, port + next(5)),
    IntervalSet.unionAll([portSet('tcp', port), ICMP]),
    icmpSet(4, 8).union(protocolSet(47)),
    icmpSet(6, 128),
  ];
  return { sources: side(), destinations: side(), services: services[next(8) % services.length]! };
}

const traffic = ({ sources, destinations, services }: Box) => possibleTraffic(sources, destinations, services);

describe('an index of boxes', () => {
  it('knows as going through all of them does whether they hold some traffic', () => {
    const next = numbers(7);
    let held = 0;
    for (let round = 0; round < 400; round++) {
      const boxes = Array.from({ length: 1 + next(30) }, () => boxOfChance(next));
      const region = traffic(boxOfChance(next, 2));
      const expected = subtract(region, boxes).length === 0;
      assert.equal(
        new BoxIndex(boxes).covers(region, () => true),
        expected,
      );
      assert.equal(covers(boxes, region), expected);
      held += Number(expected && region.length > 0);
    }
    assert.ok(held > 20, `${held} of 400 are held`);
  });

  it('leaves out what does not count', () => {
    const box = { sources: v4(1, 9), destinations: v4(1, 9), services: portSet('tcp', 80) };
    assert.ok(new BoxIndex([box]).covers([box], () => true));
    assert.ok(!new BoxIndex([box]).covers([box], () => false));
  });

  it('finds the same for traffic that is everywhere on one line, or on two, however often it is asked', () => {
    const next = numbers(5);
    const host = (n: number): Addresses => v4(n, n);
    const boxes = Array.from(
      { length: 1200 },
      (): Box => ({ sources: host(next(250)), destinations: host(next(250)), services: portSet('tcp', 1 + next(60_000)) }),
    );
    const index = new BoxIndex(boxes);
    const all = { sources: v4(0, 255), destinations: v4(0, 255), services: portSet('tcp', 0, 65_535) };
    let found = 0;
    for (let round = 0; round < 100; round++) {
      const narrow = { sources: v4(next(120), 130), destinations: v4(next(120), 130), services: portSet('tcp', next(500), 600) };
      for (const asked of [
        { ...narrow, services: all.services },
        { ...narrow, sources: all.sources },
        { ...all, destinations: narrow.destinations },
        { ...all, services: narrow.services },
      ]) {
        const expected = boxes.filter(
          (b) =>
            b.sources.overlaps(asked.sources) &&
            b.destinations.overlaps(asked.destinations) &&
            b.services.overlaps(asked.services),
        );
        found += expected.length;
        assert.deepEqual(index.touching(asked), expected);
      }
    }
    assert.ok(found > 10_000, `${found}`);
  });

  it('finds what has ends in common with some traffic, in the order given', () => {
    const next = numbers(11);
    const boxes = Array.from({ length: 200 }, () => boxOfChance(next));
    const index = new BoxIndex(boxes);
    for (let round = 0; round < 100; round++) {
      const asked = boxOfChance(next);
      const ends = boxes.filter((b) => b.sources.overlaps(asked.sources) && b.destinations.overlaps(asked.destinations));
      assert.deepEqual(index.touching({ sources: asked.sources, destinations: asked.destinations }), ends);
      assert.deepEqual(
        index.touching(asked),
        ends.filter((b) => b.services.overlaps(asked.services)),
      );
    }
  });

  it('finds among boxes that no place tells apart those that hold some traffic', () => {
    // Each begins and ends one step behind the one before it, on every line.
    const address = (n: number): string => `10.0.${n >> 8}.${n & 255}`;
    const addresses = (first: number, last: number): Addresses => parseAddress({ start: address(first), end: address(last) }).set;
    const boxOf = (n: number, many: number): Box => ({
      sources: addresses(n, n + many),
      destinations: addresses(n, n + many),
      services: portSet('tcp', n + 1, n + 1 + many),
    });
    const boxes = Array.from({ length: 300 }, (_, n) => boxOf(n + 100, 200));
    // An end of a rule of which exceptions leave nothing.
    for (const side of ['sources', 'destinations', 'services'] as const)
      boxes.splice(90, 0, { ...boxOf(150, 200), [side]: IntervalSet.unionAll<never>([]) });
    const index = new BoxIndex(boxes);
    const next = numbers(13);
    for (let round = 0; round < 60; round++) {
      const [sources, destinations, services] = [boxOf(next(700), 9), boxOf(next(700), 9), boxOf(next(700), 9)];
      const asked = { sources: sources.sources, destinations: destinations.destinations, services: services.services };
      const near = boxes.filter((b) => b.sources.overlaps(asked.sources) && b.destinations.overlaps(asked.destinations));
      assert.deepEqual(
        index.touching(asked),
        near.filter((b) => b.services.overlaps(asked.services)),
      );
      const at = boxOf(next(700), 0);
      assert.equal(
        index.covers([at], () => true),
        boxes.some((b) => b.sources.covers(at.sources) && b.services.covers(at.services)),
      );
    }
  });

  for (const [title, boxOf] of [
    ['ports', (n: number) => ({ sources: v4(0, 255), destinations: v4(0, 255), services: portSet('tcp', 1 + n) })],
    ['sources', (n: number) => ({ sources: v6(n, n), destinations: v4(0, 255).union(v6(0, 9999)), services: ICMP })],
  ] as const)
    it(`looks at few of many that differ in their ${title}`, () => {
      const boxes = Array.from({ length: 5000 }, (_, n) => boxOf(n));
      const index = new BoxIndex<Box>(boxes);
      let looked = 0;
      for (const box of boxes) {
        const others = index.covers(traffic(box), (other) => {
          looked++;
          return other !== box;
        });
        assert.ok(!others);
      }
      assert.ok(looked < 10 * boxes.length, `${looked} looks for ${boxes.length} boxes`);
    });

  it('looks at what overlaps in steps hardly more than once', () => {
    let looked = 0;
    const ports = Array.from({ length: 1000 }, (_, n) => portSet('tcp', 10 * n + 1, 10 * n + 400));
    const boxes = ports.map((services) => ({
      sources: ALL_IPV4,
      destinations: ALL_IPV4,
      get services() {
        looked++;
        return services;
      },
    }));
    const index = new BoxIndex<Box>(boxes);
    looked = 0;
    for (const services of ports.slice(400, 600)) index.touching({ sources: ALL_IPV4, destinations: ALL_IPV4, services });
    assert.ok(looked < 200 * 400, `${looked} looks, of which each of 200 has to be at some eighty`);
  });

  it('looks at no more of many hosts than of some, however many networks lie around them', () => {
    const lookedAt = (many: number): number => {
      const next = numbers(13);
      const addresses = (first: number, size: number): Addresses =>
        IntervalSet.of([{ start: BigInt(first), end: BigInt(first + size) }]);
      const all = addresses(0, 2 * many);
      const boxes = Array.from({ length: many }, (_, n): Box => {
        const size = n % 50 === 0 ? Math.ceil(many / 30) : 1;
        return { sources: all, destinations: addresses(2 * n, size), services: portSet('tcp', 22) };
      });
      const index = new BoxIndex(boxes);
      let found = 0;
      const asks = Array.from({ length: 50 }, (_, n) => addresses(2 * next(many), n % 10 === 0 ? many / 20 : 1));
      for (const destinations of asks) {
        const expected = boxes.filter((box) => box.destinations.overlaps(destinations));
        found += expected.length;
        assert.deepEqual(index.touching({ sources: all, destinations }), expected);
        const packet = {
          source: 1n,
          destination: destinations.intervals[0]!.start,
          service: portSet('tcp', 22).intervals[0]!.start,
        };
        const holding = new Set(expected.filter((box) => box.destinations.has(packet.destination)));
        assert.equal(
          index.someHolding(packet, (box) => !holding.has(box)),
          false,
        );
        assert.equal(
          index.someHolding(packet, (box) => holding.has(box)),
          holding.size > 0,
        );
      }
      const before = index.looked;
      const narrow = asks.filter((_, n) => n % 10);
      for (const destinations of narrow) index.touching({ sources: all, destinations });
      assert.ok(found > 100);
      return (index.looked - before) / narrow.length;
    };
    const [some, more] = [lookedAt(1000), lookedAt(40_000)];
    assert.ok(some < 20 && more < 20, `${some} looks for each question, then ${more}`);
  });
});
