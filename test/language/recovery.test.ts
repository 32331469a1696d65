import assert from 'node:assert/strict';
import { analysisOf, diagnose } from '../support/language.ts';

const around = (line: string): string => `zone a { subnet 10.0.0.0/24 }
zone b { subnet 10.0.1.0/24 }
allow a -> b : tcp 1
${line}
allow a -> b : tcp 2, udp 3
`;

/** What people leave half-written, and what the message has to say. */
const broken: [string, RegExp][] = [
  ['allow a ->', /Expected a zone, component, group, role, address or any/],
  ['allow a b : tcp 1', /Expected an arrow '->'/],
  ['allow a -> b : tcp', /Expected a number/],
  ['allow a -> b :', /Expected a service/],
  ['allow a -> b : tcp 1 "no end', /no closing quote/],
  ['allow a -> b : tcp 1 “typographic”', /plain quotes/],
  ['deny', /Expected a zone/],
  ['foo bar', /Expected a statement/],
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
      assert.ok(rules.some((r) => r.line === 3 && r.services.set.has(1)));
      assert.ok(
        rules.some((r) => r.line === 5 && r.services.set.has(2) && r.services.set.has(65536 + 3)),
        'the rule behind it keeps its meaning',
      );
    });
});
