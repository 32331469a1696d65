import assert from 'node:assert/strict';
import { isWord } from '../../language/syntax/name-words.ts';
import { plainText, SNIPPETS } from '../../server/features/completion/snippets.ts';
import { actions, complete, formatted } from '../support/editor.ts';

/** Places in which a word of the language is what is meant mostly, and another one can be written. */
const WORDS_IN_PLACES = ['allow: required', 'bind: site'];

describe('a snippet', () => {
  for (const [name, { text }] of Object.entries(SNIPPETS)) {
    const plain = plainText(text);
    const whole = name === 'component' ? `zone z {\n  ${plain}\n}\n` : `${plain.trimEnd()}\n`.replace(/\n +\n/, '\n');

    it(`${name}: is formatted, and has no syntax errors as it stands`, async () => {
      assert.equal(await formatted(whole), whole);
      const { diagnostics } = await actions(
        `<|${whole}|>`,
        [],
        ({ code }) => code === 'syntax-error' || code === 'lookalike-name',
      );
      assert.deepEqual(
        diagnostics.map(({ message }) => message),
        [],
      );
    });

    it(`${name}: has no word of the language for a name`, () => {
      const places = [...text.matchAll(/\$\{\d+:([^}]*)\}/g)].flatMap(([, place]) => place!.split('.'));
      const words = places.filter(isWord).map((word) => `${name}: ${word}`);
      assert.deepEqual(
        words.filter((each) => !WORDS_IN_PLACES.includes(each)),
        [],
      );
    });
  }

  it('of a component in a plan that has others is one with a role that is yet to be named', async () => {
    const { items } = await complete('zone a {\n  subnet 10.0.0.0/24\n  component x at 10.0.0.1\n  <|>\n}\n');
    const text = plainText(items.find(({ label }) => label === 'component')?.textEdit?.newText ?? '');
    const { diagnostics } = await actions(`<|zone a {\n  subnet 10.0.0.0/24\n  ${text}\n}\n|>`, []);
    assert.deepEqual(
      diagnostics.filter(({ severity }) => severity === 1).map(({ code }) => code),
      ['unknown-role'],
    );
  });
});
