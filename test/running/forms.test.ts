// What readers share for files that are JSON, YAML or trees of words.
import assert from 'node:assert/strict';
import { readRunning } from '../../language/running/detect.ts';
import { readJson } from '../../language/running/forms/json.ts';
import { wordsOf } from '../../language/running/forms/words.ts';
import { policy, read } from './fortios-texts.ts';
import { told } from './words.ts';

describe('forms of files', () => {
  it('JSON is broken where a word is none of its own', () => {
    for (const word of ['true', 'false', 'null', '-1.5e3']) assert.equal(readJson(`{"a": ${word}}`).brokenAt, undefined, word);
    for (const word of ['xtrue', 'truex', 'nil', '1x']) assert.equal(readJson(`{\n"a": ${word}}`).brokenAt, 2, word);
  });

  it('YAML may have documents without anything, and values that are none', () => {
    const own = (name: string): string =>
      `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: ${name}\n  namespace: shop\n  labels:\nspec:\n  podSelector: {}\n`;
    const devices = readRunning(`---\n${own('a')}---\n---\n# nothing\n---\n${own('b')}`, 'p.yaml', 'kubernetes');
    assert.deepEqual(devices.flatMap(told), []);
    assert.ok(devices.some(({ name }) => name === 'shop'));
  });

  it('a rule on one line has each setting, with its values where it has any', () => {
    const [rule] = read(policy('groups', 'users "ann" "bob"', 'comments "hidden"')).lists.get('firewall policy')!.rules;
    assert.match(rule!.text, / groups users \[ann bob\] comments hidden$/);
  });

  // Each quote was followed to the end of the line, so that these took hours.
  it('a line of a million quotes that nothing closes is words, quotes and all', () => {
    for (const lists of [true, false]) {
      const words = wordsOf(`set name "${'\\"'.repeat(1_000_000)}`, lists);
      assert.deepEqual(
        words.slice(0, 5).map((word) => 'text' in word && word.text),
        ['set', 'name', '"', '\\', '"'],
      );
      assert.equal(words.length, 2_000_003);
    }
    assert.deepEqual(
      wordsOf('a "b" "c \'d e\' [ f ]').map((word) => ('text' in word ? word.text : word.map(({ text }) => text))),
      ['a', 'b', '"', 'c', 'd e', ['f']],
    );
  });

  it('a file is known by its lines behind however many blank ones', () => {
    const lines = 'table inet filter {\n}\n';
    for (const blank of ['\n', '\r\n', ' \r', '\n\t'])
      assert.equal(readRunning(blank.repeat(20_000) + lines, 'x')[0]?.format, 'nftables', JSON.stringify(blank));
  });
});
