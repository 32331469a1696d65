// What readers share for files that are JSON, YAML or trees of words.
import assert from 'node:assert/strict';
import { readRunning } from '../../language/running/detect.ts';
import { readJson } from '../../language/running/forms/json.ts';
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
});
