// What was made of single items is handed on: a list that has changed in whatever way gives what a memory gives that knows nothing yet.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Memory } from '../../language/analysis/memory.ts';

interface Item {
  readonly made: readonly string[];
}

/** Lists that follow one another, of items that come, go, move and are replaced; of most of them nothing is made. */
const histories = fc.array(fc.nat(3), { minLength: 12, maxLength: 12 }).chain((sizes) =>
  fc.record({
    pool: fc.constant(sizes.map((size, n): Item => ({ made: Array.from({ length: size }, (_, k) => `${n}.${k}`) }))),
    lists: fc.array(fc.uniqueArray(fc.nat(11), { maxLength: 12 }), { minLength: 2, maxLength: 6 }),
    inOrder: fc.boolean(),
  }),
);

describe('the memory of an analysis', () => {
  it('hands on what was made of one thing as long as all that it was made of is the same', () => {
    const memory = new Memory();
    const [plan, rules, otherRules] = [{}, {}, {}];
    let made = 0;
    const ask = (name: string, ...madeOf: object[]): string => memory.one(name, madeOf, () => `${name} ${++made}`);
    const asked = [ask('a', plan, rules), ask('b', plan), ask('a', plan, rules), ask('a', plan, otherRules), ask('a', plan)];
    assert.deepEqual(asked, ['a 1', 'b 2', 'a 1', 'a 3', 'a 4']);
    // What was made last alone is known, and what fails leaves that.
    assert.throws(() => memory.one('b', [rules], () => assert.fail('no')));
    assert.deepEqual([ask('a', plan, rules), ask('b', plan)], ['a 5', 'b 2']);
    // A list under the same name is another thing.
    assert.deepEqual(
      memory.each('a', [1, 2], [plan], (n) => [n]),
      [1, 2],
    );
    assert.equal(ask('a', plan, rules), 'a 5');
  });

  it('hands on what was made of each item, wherever the item stands by then', () => {
    fc.assert(
      fc.property(histories, ({ pool, lists, inOrder }) => {
        const memory = new Memory();
        for (const places of lists) {
          const items = (inOrder ? [...places].sort((a, b) => a - b) : places).map((n) => pool[n]!);
          const expected = items.flatMap((item) => item.made);
          for (const name of ['one', 'other'])
            assert.deepEqual(
              memory.each(name, items, [], (item) => item.made),
              expected,
            );
        }
      }),
      { numRuns: 2000, seed: 7 },
    );
  });

  it('makes nothing again of an item that stayed, and all of it where it is made of something else', () => {
    const memory = new Memory();
    const items = Array.from({ length: 5 }, (_, n): Item => ({ made: n % 2 ? [`${n}`] : [] }));
    const made: Item[] = [];
    const make = (item: Item): readonly string[] => {
      made.push(item);
      return item.made;
    };
    const [rule, other] = [{}, {}];
    memory.each('what', items, [rule], make);
    assert.deepEqual(made.splice(0), items);
    const more: Item = { made: ['new'] };
    const [first, second, third, fourth, fifth] = items as [Item, Item, Item, Item, Item];
    assert.deepEqual(memory.each('what', [first, fourth, more, fifth], [rule], make), ['3', 'new']);
    assert.deepEqual(made.splice(0), [more]);
    memory.each('what', [first, fourth, more, fifth, second, third], [other], make);
    assert.equal(made.length, 6);
  });

  it('makes a long list step by step, and has it at hand only once all of it is made', () => {
    const memory = new Memory();
    const items = Array.from({ length: 500 }, (_, n): Item => ({ made: n % 9 ? [] : [`${n}`] }));
    let count = 0;
    const make = (item: Item): readonly string[] => {
      count++;
      return item.made;
    };
    const left = memory.making('what', items, [], make);
    for (let n = 0; n < 3; n++) left.next();
    assert.ok(count > 0 && count < 200, `${count} made in three steps`);
    assert.deepEqual(
      memory.each('other', items, [], ({ made }) => made),
      items.flatMap(({ made }) => made),
    );
    count = 0;
    let steps = 0;
    for (const _ of memory.making('what', items, [], make)) steps++;
    assert.deepEqual([count, steps > 5], [500, true]);
    assert.deepEqual(
      memory.each('what', items, [], make),
      items.flatMap(({ made }) => made),
    );
    assert.equal(count, 500, 'it was at hand');
  });
});
