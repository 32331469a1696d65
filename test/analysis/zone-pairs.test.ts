import assert from 'node:assert/strict';
import { ZonePairs } from '../../language/analysis/zone-pairs.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { picker } from '../support/changed-lines.ts';

interface Item {
  readonly fromZone: Zone;
  readonly toZone: Zone;
}
type Zone = ConstructorParameters<typeof ZonePairs>[0][number];

const zonesOf = (count: number): Zone[] =>
  Array.from({ length: count }, (_, n) => ({ addresses: IntervalSet.of([{ start: BigInt(n), end: BigInt(n + 1) }]) }));

/** Things between zones, of which one is none of the plan, in parts as flows come. */
function partsOfChance(zones: readonly Zone[], count: number, seed: number): Item[][] {
  const pick = picker(seed);
  const places = [...zones, ...zonesOf(1)];
  return Array.from({ length: 4 }, () =>
    Array.from({ length: count >> 2 }, () => ({ fromZone: places[pick(places.length)]!, toZone: places[pick(places.length)]! })),
  );
}

describe('what lies between zones', () => {
  for (const [title, zones, count] of [
    ['many things between few zones', 7, 4000],
    ['few things between many zones', 200, 80],
  ] as const)
    it(`is in one order whether it is noted together or one by one: ${title}`, () => {
      const places = zonesOf(zones);
      const parts = partsOfChance(places, count, zones);
      const [together, apart] = [new ZonePairs<Item>(places), new ZonePairs<Item>(places)];
      together.addParts(parts);
      for (const item of parts.flat()) apart.addBetween(item.fromZone, item.toZone, item);
      for (const index of [together, apart]) index.keepLists(undefined);
      const numbers = new Map(parts.flat().map((item, n) => [item, n]));
      const shown = (index: ZonePairs<Item>): string =>
        JSON.stringify([...index.lists].map((list) => list.map((item) => numbers.get(item))));
      assert.equal(shown(together), shown(apart));
      assert.equal([...together.lists].flat().length, count);
    });

  it('stays the same list after an edit where it holds the same, and is told where it does not', () => {
    const places = zonesOf(5);
    const parts = partsOfChance(places, 400, 3);
    const former = new ZonePairs<Item>(places);
    former.addParts(parts);
    former.keepLists(undefined);
    const one: Item = { fromZone: places[1]!, toZone: places[2]! };
    const index = new ZonePairs<Item>(places);
    index.addParts([...parts, [one]]);
    index.keepLists(former);
    // What lies at a zone that is none of the plan is not told from what lay there before.
    const told = index.changedSince(former)?.filter((pair) => !pair.includes(-1));
    assert.deepEqual(told, [[1, 2]]);
    assert.equal(index.at(places[1]!, places[2]!).at(-1), one);
    for (const from of places)
      for (const to of places)
        assert.equal(index.at(from, to) === former.at(from, to), from !== one.fromZone || to !== one.toZone);
  });

  it('is not told one by one where most of it is new', () => {
    const few = zonesOf(2);
    const former = new ZonePairs<Item>(few);
    former.addParts(partsOfChance(few, 40, 1));
    former.keepLists(undefined);
    const many = [...few, ...zonesOf(8)];
    const index = new ZonePairs<Item>(many);
    index.addParts(partsOfChance(many, 400, 2));
    index.keepLists(former);
    assert.equal(index.changedSince(former), undefined);
  });
});
