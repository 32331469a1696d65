import assert from 'node:assert/strict';
import type { PlanRule } from '../../language/model/plan.ts';
import { portSet, type Transport } from '../../language/model/services.ts';
import { analysisOf, diagnose, underlined } from '../support/language.ts';

function opens({ services }: PlanRule, transport: Transport, port: number): boolean {
  return services.set.covers(portSet(transport, port));
}

const around = (line: string): string => `zone a { subnet 10.0.0.0/24 }
zone b { subnet 10.0.1.0/24 }
allow a -> b : tcp 1
${line}
allow a -> b : tcp 2, udp 3
`;

/** What people leave half-written, and what the message has to say. */
const broken: [string, RegExp][] = [
  ['allow a ->', /Expected a zone, component, group, role, address or any/],
  ['allow a b : tcp 1', /an arrow '->'/],
  ['allow a -> b : tcp', /Expected a number/],
  ['allow a -> b :', /Expected a service/],
  ['allow a -> b : tcp 1 "no end', /no closing quote/],
  ['allow a -> b : tcp 1 “typographic”', /plain quotes/],
  ['deny', /Expected a zone/],
  ['foo bar', /Expected a statement \(plan.*here stands 'foo'\.$/],
  ['alow a -> b : tcp 1', /here stands 'alow'\. Did you mean 'allow'\?$/],
  ['Deny a -> b', /Did you mean 'deny'\?$/],
  ['dney a -> b', /Did you mean 'deny'\?$/],
  ['zome c { subnet 10.0.2.0/24 }', /Did you mean 'zone'\?$/],
  ['deploymnt d = a', /Did you mean 'deployment'\?$/],
  ['zone c { componnt x }', /here stands 'componnt'\. Did you mean 'component'\?/],
  ['}', /This '}' closes nothing/],
  ['zone', /Expected a name/],
  ['use', /Expected a name/],
  ['allow a -> b : tcp 5-', /Expected a number/],
  ['zone c { subnet }', /Expected an IP address/],
  ['zone c { component }', /Expected a name/],
  ['zone c { component x : }', /Expected a name/],
  ['@', /Unexpected character/],
];

describe('a broken line costs only itself', () => {
  for (const [line, message] of broken)
    it(line, async () => {
      const text = around(line);
      const diagnostics = await diagnose(text);
      const syntax = diagnostics.filter((d) => d.code === 'syntax-error');
      assert.ok(syntax.length > 0);
      assert.match(syntax.map((d) => d.message).join('\n'), message);
      for (const d of syntax) {
        assert.ok(d.range.start.line >= 3 && d.range.start.line <= 4, `line ${d.range.start.line + 1}: ${d.message}`);
        assert.doesNotMatch(String(d.message), /EOF|:KW|token|\bID\b|\bINT\b|STRING/);
      }
      const rules = (await analysisOf(text)).plan.rules;
      assert.ok(rules.some((r) => r.line === 3 && opens(r, 'tcp', 1)));
      assert.ok(
        rules.some((r) => r.line === 5 && opens(r, 'tcp', 2) && opens(r, 'udp', 3)),
        'the rule behind it keeps its meaning',
      );
    });
});

/** Words of the language that stand as names, each of which is the only thing wrong with its line. */
const reserved: [string, string][] = [
  ['zone group { subnet 10.0.2.0/24 }', 'group'],
  ['zone allow { subnet 10.0.2.0/24 }', 'allow'],
  ['zone zone { subnet 10.0.2.0/24 component c at 10.0.2.1 }', 'zone'],
  ['zone c { component any at 10.0.2.1 }', 'any'],
  ['zone c { component phase at 10.0.2.1 component d at 10.0.2.2 }', 'phase'],
  ['site plan { zone c { subnet 10.0.2.0/24 } }', 'plan'],
  ['group deny = a, b', 'deny'],
  ['group g = a, service', 'service'],
  ['service group = tcp 1', 'group'],
  ['service tcp = tcp 1', 'tcp'],
  // Its services would stand where a service may be followed by words.
  ['vendor off { role r }', 'off'],
  ['allow group -> b : tcp 1', 'group'],
  ['allow a, group -> b : tcp 7', 'group'],
  ['allow a -> group : tcp 1', 'group'],
  ['allow a -> b.group : tcp 1', 'group'],
  ['allow a -> b : group', 'group'],
  ['use zone', 'zone'],
];

describe('a word of the language as a name', () => {
  for (const [line, word] of reserved)
    it(line, async () => {
      const text = around(line);
      const [error, ...others] = await diagnose(text);
      assert.ok(error);
      assert.deepEqual(others, []);
      assert.equal(error.code, 'syntax-error');
      assert.equal(error.message, `'${word}' is a word of the language; choose another name.`);
      assert.equal(underlined(text, error), word);
      const { rules } = (await analysisOf(text)).plan;
      assert.ok(rules.some((r) => r.line === 5 && opens(r, 'tcp', 2)));
    });

  it('is told of each on a line and in a file, and keeps what is said of them', async () => {
    const text = `${around('zone group { subnet 10.0.2.0/24 component any at 10.0.2.1 }')}allow group -> a : tcp 7\n`;
    const found = await diagnose(text);
    assert.deepEqual(
      found.map((d) => [d.range.start.line + 1, underlined(text, d), d.code]),
      [
        [4, 'group', 'syntax-error'],
        [4, 'any', 'syntax-error'],
        [6, 'group', 'syntax-error'],
      ],
    );
  });

  it('is none where a statement breaks off before the next', async () => {
    for (const line of ['allow a ->\nzone c', 'zone\ngroup g = a', 'allow a -> allow a -> b : tcp 1'])
      for (const { message } of await diagnose(around(line))) assert.doesNotMatch(String(message), /word of the language/);
  });
});

describe('lines that say within braces what they say without', () => {
  const zones = 'zone in { subnet 10.0.0.0/24\ncomponent c at 10.0.0.1 }\nzone out external\n';
  const nats = Array.from({ length: 30 }, (_, n) => `nat 203.0.113.${n + 1} tcp ${n + 1} -> c\n`).join('');

  it('are those of the firewall that they stand in, however many and wherever they begin', async () => {
    const text = `${zones}firewall f {\nzones in, out\n${nats}}\nallow out -> c : tcp 1-30\n`;
    assert.deepEqual(
      (await diagnose(text)).map(({ message }) => message),
      [],
    );
    assert.equal((await analysisOf(text)).plan.firewalls[0]!.node.translations.length, 30);
  });

  it('are those of what holds them, whatever stands on its line before it', async () => {
    const nat = 'firewall f { zones in, out\n  nat 203.0.113.9 -> c\n}\n';
    const vendor = 'vendor v "V" {\n  role r\n  service s = tcp 1\n  source d "d.pdf"\n}\n';
    for (const text of [
      `${zones.trim()} zone more {} ${nat}`,
      `${zones}allow out -> c : tcp 1 ${vendor}`,
      `zone z {} site q {\n  zone y {}\n}\n`,
    ])
      assert.deepEqual(
        (await diagnose(text)).filter(({ code }) => code === 'syntax-error'),
        [],
      );
  });

  it('are those of the plan behind the end of its braces', async () => {
    const text = `${zones}firewall f {\nzones in, out }\nnat in -> out\n`;
    assert.deepEqual(
      (await diagnose(text)).filter(({ code }) => code === 'syntax-error'),
      [],
    );
  });
});
