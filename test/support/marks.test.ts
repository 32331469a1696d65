import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atCursor, marking, unmarked, withMarks } from './marks.ts';

describe('marks in a text', () => {
  it('are taken out, and tell where they stood', () => {
    assert.deepEqual(unmarked('allow <|a|> -> <|>b'), {
      text: 'allow a -> b',
      cursors: [11],
      parts: [{ start: 6, end: 7 }],
    });
  });

  it('may stand in each other, an outer part first', () => {
    assert.deepEqual(unmarked('<|<|a|>, <|b|>|>').parts, [
      { start: 0, end: 4 },
      { start: 0, end: 1 },
      { start: 3, end: 4 },
    ]);
  });

  it('may hold nothing, a cursor, or several lines', () => {
    assert.deepEqual(unmarked('<||>a\n<|b<|>\nc|>'), {
      text: 'a\nb\nc',
      cursors: [3],
      parts: [
        { start: 0, end: 0 },
        { start: 2, end: 5 },
      ],
    });
  });

  it('need not be there, and the signs of the language are none', () => {
    const text = 'a -> b < c > d | e || f';
    assert.deepEqual(unmarked(text), { text, cursors: [], parts: [] });
  });

  it('have to be in pairs', () => {
    assert.throws(() => unmarked('a <|b'), /<\| without its \|>/);
    assert.throws(() => unmarked('a|> b'), /\|> without its <\|/);
  });

  it('name one cursor', () => {
    assert.deepEqual(atCursor('a <|>b'), { text: 'a b', offset: 2 });
    assert.throws(() => atCursor('a <|b|>'), /no <\|>/);
    assert.throws(() => atCursor('<|>a<|>'), /more than one/);
  });

  it('are put in where a piece of the text stands', () => {
    assert.equal(marking('allow a -> b', 'a -> <|>b'), 'allow a -> <|>b');
    assert.throws(() => marking('a -> b\na -> c', '<|>a'), /stands 2 times/);
    assert.throws(() => marking('a -> b', '<|>c'), /stands 0 times/);
  });

  it('are put in as they were taken out', () => {
    for (const marked of ['a', '<|a|>', 'a<||>', '<|a|><|b|>', '<|<|a|> <|b|>|>c', '<|<|a|>|>', 'x<|<|<|a|>b|>\n|>'])
      assert.equal(withMarks(unmarked(marked).text, unmarked(marked).parts), marked);
    assert.throws(
      () =>
        withMarks('abc', [
          { start: 0, end: 2 },
          { start: 1, end: 3 },
        ]),
      /overlap/,
    );
  });

  it('are put in so that they tell the same parts, in whatever order those come', () => {
    const parts = fc.uniqueArray(fc.nat(9), { minLength: 0, maxLength: 8 }).map((offsets) => {
      const sorted = [...offsets].sort((a, b) => a - b);
      return sorted.flatMap((start, n) => (n % 2 ? [] : [{ start, end: sorted[n + 1] ?? start }]));
    });
    fc.assert(
      fc.property(parts, (given) => {
        const { text, parts: read } = unmarked(withMarks('0123456789', [...given].reverse()));
        assert.deepEqual([text, read], ['0123456789', given]);
      }),
      { seed: 1 },
    );
  });
});
