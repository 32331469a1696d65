// What readers share for files that are JSON, YAML or trees of words.
import assert from 'node:assert/strict';
import { readRunning } from '../../language/running/detect.ts';
import { readJson } from '../../language/running/forms/json.ts';
import { wordsOf } from '../../language/running/forms/words.ts';
import { readXml } from '../../language/running/forms/xml.ts';
import { readYaml } from '../../language/running/forms/yaml.ts';
import { thoroughly } from '../support/chance.ts';
import { policy, read } from './fortios-texts.ts';
import { told } from './words.ts';

describe('forms of files', () => {
  it('JSON is broken where a word is none of its own', () => {
    for (const word of ['true', 'false', 'null', '-1.5e3']) assert.equal(readJson(`{"a": ${word}}`).brokenAt, undefined, word);
    for (const word of ['xtrue', 'truex', 'nil', '1x']) assert.equal(readJson(`{\n"a": ${word}}`).brokenAt, 2, word);
  });

  it('XML is read up to an element that has more attributes than anything writes, which is said', () => {
    for (const attributes of ['a="1" ', "a='>' ", 'a=1 ', '\'"', 'a ']) {
      const broken: number[] = [];
      const text = `<config>\n<!-- it's -->\n<entry name="kept" x=">"/>\n<entry ${attributes.repeat(100_000)}/>\n<entry name="lost"/>\n</config>`;
      const config = readXml(
        text,
        () => {},
        (line) => broken.push(line),
      ).children.get('config')!;
      assert.deepEqual([...config.children.keys()], ['kept'], attributes);
      assert.ok(broken.length < 5 && broken.includes(4), `${broken}`);
    }
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
  it('a line of thousands of quotes that nothing closes is words, quotes and all', () => {
    for (const lists of [true, false]) {
      const words = wordsOf(`set name "${'\\"'.repeat(200_000)}`, lists);
      assert.deepEqual(
        words.slice(0, 5).map((word) => 'text' in word && word.text),
        ['set', 'name', '"', '\\', '"'],
      );
      assert.equal(words.length, 400_003);
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

  it('YAML that is longer than is read says so, with the way out, and is not in step', () => {
    const [device] = readRunning(`kind: NetworkPolicy\n${'#'.repeat(6_000_000)}\n`, 'p.yaml', 'kubernetes');
    assert.deepEqual(told(device!), ['YAML of more than 6 MB']);
    assert.match(device!.unknown[0]!.why, /ask for JSON.*kubectl … -o json/);
    assert.equal(device!.lines.unknown, 2);
  });

  it('YAML that is broken in every line is read as far as it goes, and leaves errors as they are', () => {
    const { stackTraceLimit } = Error;
    assert.equal(readYaml(`a: b\n${'c: ]\n'.repeat(500)}`).brokenAt, 2);
    assert.equal(Error.stackTraceLimit, stackTraceLimit);
    assert.deepEqual(
      readYaml('a: b\n---\n- c\n---\n').roots.map(({ kind, line }) => [kind, line]),
      [
        ['object', 1],
        ['list', 3],
        ['word', 4],
      ],
    );
  });

  it('more firewalls than anybody reads of are too many for one file, which is said', () => {
    const contexts = (many: number): string =>
      Array.from({ length: many }, (_, n) => `ASA Version 9.1(2) <c${n}>\nhostname c${n}\n`).join('');
    assert.throws(() => readRunning(contexts(20_001), 'c.txt', 'asa'), {
      message: /^c\.txt holds 20,001 firewalls, of which no more than 20,000 .* file of their own\.$/,
    });
    assert.equal(readRunning(contexts(100), 'c.txt', 'asa').length, 100);
  });

  it('JSON that is nested deeper than anything writes is read no further, which is said', () => {
    for (const form of ['aws-sg', 'azure-nsg', 'gcp', 'windows-firewall', 'checkpoint']) {
      const [device] = readRunning(`[\n${'[\n'.repeat(5000)}${']\n'.repeat(5000)}]`, 'f.json', form);
      assert.ok(
        device!.unknown.some(({ line, what }) => line === 1001 && /no JSON/.test(what)),
        form,
      );
      assert.ok(!JSON.stringify(device!.unknown).includes('5002'), form);
    }
  });

  thoroughly('thousands of firewalls with thousands of places are too many for one file, which is said', () => {
    const policies = Array.from({ length: 1500 }, (_, n) => ({
      kind: 'NetworkPolicy',
      apiVersion: 'networking.k8s.io/v1',
      metadata: { name: 'p', namespace: `n${n}` },
      spec: { podSelector: {} },
    }));
    assert.throws(() => readRunning(JSON.stringify({ items: policies }), 'p.json', 'kubernetes'), {
      message: /^p\.json holds 1,500 firewalls, one of them with 1,500 places, which are too many .* file of their own\.$/,
    });
    assert.equal(readRunning(JSON.stringify({ items: policies.slice(0, 900) }), 'p.json', 'kubernetes').length, 900);
  });
});
