import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FirstSets } from '../../language/model/first-sets.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { SetPlaces } from '../../language/model/set-places.ts';
import { ofChance } from '../support/chance.ts';

const set = fc
  .array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 25 })), { maxLength: 4 })
  .map((all) => IntervalSet.of(all.map(([start, length]) => ({ start, end: start + length }))));
const sets = fc.array(set, { maxLength: 20 });

/** The numbers of the sets that hold a point which another one holds: points are gone through one by one. */
function sharing(all: readonly IntervalSet<number>[], other: IntervalSet<number>): number[] {
  const points = Array.from({ length: 100 }, (_, n) => n).filter((n) => other.has(n));
  return [...all.keys()].filter((n) => points.some((point) => all[n]!.has(point)));
}

describe('sets that are found by their places', () => {
  it('are all that overlap another one', () => {
    fc.assert(
      fc.property(sets, set, (all, other) => {
        assert.deepEqual(new SetPlaces(all).overlapping(other), sharing(all, other));
      }),
      { numRuns: ofChance(1000) },
    );
  });

  it('are the first ones from any of them on, and counted up to any of them', () => {
    fc.assert(
      fc.property(sets, set, fc.nat(20), fc.nat(5), (all, other, start, most) => {
        const first = new FirstSets(all);
        const expected = sharing(all, other);
        assert.equal(
          first.from(start, other),
          expected.find((n) => n >= start),
        );
        assert.deepEqual(first.few(most, other), expected.slice(0, most));
        assert.equal(first.count(start, other), expected.filter((n) => n < start).length);
      }),
      { numRuns: ofChance(1000) },
    );
  });
});
