import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NameTally } from '../../language/model/name-tally.ts';

interface Item {
  readonly names: readonly string[];
}

/** The names that are there several times, counted anew. */
function several(items: readonly Item[]): string[] {
  const all = items.flatMap(({ names }) => names);
  return [...new Set(all.filter((name, n) => all.indexOf(name) !== n))].sort();
}

describe('names that several items have', () => {
  const item = fc.record({ names: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 3 }) });

  it('are found after any edits as they are found anew', () => {
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 8 }),
        fc.array(fc.array(fc.nat(7), { maxLength: 8 })),
        (pool, edits) => {
          const tally = new NameTally<Item>(({ names }) => names);
          for (const edit of edits) {
            const items = edit.map((n) => pool[n % pool.length]!);
            assert.deepEqual([...tally.among(items)].sort(), several(items));
          }
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });

  it('are asked of the items alone that an edit replaced', () => {
    const items = Array.from({ length: 100 }, (_, n): Item => ({ names: [`n${n}`] }));
    let asked = 0;
    const tally = new NameTally<Item>(({ names }) => {
      asked++;
      return names;
    });
    tally.among(items);
    asked = 0;
    const edited = items.toSpliced(3, 1, { names: ['n4'] });
    assert.deepEqual([...tally.among(edited)], ['n4']);
    assert.equal(asked, 2);
    assert.deepEqual([...tally.among(edited.toSpliced(50, 1))], ['n4']);
    assert.equal(asked, 3);
  });
});
