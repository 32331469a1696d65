import assert from 'node:assert/strict';
import { Document, isMap, isSeq, parse } from 'yaml';
import { Commented, type YamlMap, type YamlValue, YamlWriter } from '../../language/rulesets/yaml-text.ts';
import { numbers } from '../support/numbers.ts';

const OPTIONS = { schema: 'yaml-1.1', aliasDuplicateObjects: false } as const;

/** Texts that a reader of YAML would take for something else, and some that it would not. */
const TEXTS = [
  ...['on', 'No', 'y', 'null', '~', 'TRUE', 'only', 'never', '', ' ', 'a ', ' a', 'a: b', 'a:b', 'a:', 'a #b', 'a#b', '#a'],
  ...['1', '1.5', '0x1f', '1:20', '010', '1e5', '.inf', '2027-01-31', '1000-2000', '10.0.0.0/24', '10.0.0.1', '::/0', 'fd00::/8'],
  ...[
    '- a',
    '-',
    '?',
    '? a',
    '[a]',
    '{a}',
    'a, b',
    '*a',
    '&a',
    '!a',
    '|',
    '>',
    "'a'",
    '"a"',
    '%a',
    '@a',
    '`a`',
    'a\\b',
    '---',
    '...',
  ],
  ...[
    'a\nb',
    'a\n\nb\n',
    'ä ö',
    '\u202e',
    '\ud800',
    'a\tb',
    '\u0000',
    'a'.repeat(300),
    'word '.repeat(60).trim(),
    '<<',
    '=',
    '1_000',
  ],
];

/** Keys are ours, or names that a target has made fit. */
const KEYS = ['a', 'on', 'No', 'kubernetes.io/name', 'X_10', '1', 'source-address'];

describe('YAML', () => {
  const below = numbers(3);
  const text = (): string => TEXTS[below(TEXTS.length)]!;
  const map = (depth: number): YamlMap =>
    Object.fromEntries(Array.from({ length: below(4) }, () => [KEYS[below(KEYS.length)]!, value(depth - 1)]));
  const value = (depth: number): YamlValue => {
    const kind = depth > 0 ? below(5) : below(2);
    if (kind === 0) return below(70000) - 10;
    if (kind === 1) return text();
    return kind === 2 ? Array.from({ length: below(4) }, () => value(depth - 1)) : map(depth);
  };

  it('is what the library writes, whatever the texts', () => {
    for (let n = 0; n < 1500; n++) {
      const data = { first: 'word', ...map(4) };
      const expected = new Document(data, OPTIONS).toString({ lineWidth: 0 }).trimEnd();
      // A text of several lines that ends with one can't be told from one that doesn't, once the end is cut off.
      if (!/\n\s*$|[|>][-+]?\d?\n/.test(expected)) assert.equal(new YamlWriter().text(data), expected);
    }
  });

  it('reads back as what was written', () => {
    for (const each of TEXTS.filter((t) => t !== '\ud800')) {
      const data = { key: each, list: [each, { on: each }] };
      assert.deepEqual(parse(`${new YamlWriter().text(data)}\n`, { version: '1.1' }), data);
    }
  });

  it('has comments where the library puts them', () => {
    const items = [{ a: 1 }, { b: { c: ['d'] } }];
    const document = new Document({ spec: { rules: items } }, OPTIONS);
    const rules = document.getIn(['spec', 'rules']);
    assert.ok(isSeq(rules));
    for (const [n, rule] of rules.items.entries()) if (isMap(rule)) rule.commentBefore = ` rule ${n}: it's "so"`;
    const written = new YamlWriter().text({
      spec: { rules: items.map((each, n) => new Commented(`rule ${n}: it's "so"`, each)) },
    });
    assert.equal(written, document.toString({ lineWidth: 0 }).trimEnd());
  });
});
