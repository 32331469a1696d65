import assert from 'node:assert/strict';
import { linesOf, planLineOf } from '../../client/features/preview/follow.ts';
import { targets } from '../../language/generated/targets.ts';
import { generate } from '../../language/rulesets/generate.ts';
import { ruleMarks } from '../../language/rulesets/rule-marks.ts';
import { loadPlan } from '../support/language.ts';

const PLAN = `zone a { subnet 10.1.0.0/24, fd00:a::/64 }
zone b { subnet 10.2.0.0/24, fd00:b::/64 }
allow a -> b : tcp 443 "first"
// a line between
allow b -> a : udp 53 "L3 is another"
`;

describe('a preview beside its plan', () => {
  it('knows which of its lines are about which line of the plan', () => {
    const lines = new Map([
      ['a-to-b-x7k2', 3],
      ['b-to-a-m4n8', 5],
    ]);
    const text = 'one\nrule "a-to-b-x7k2: web"\nin-b-to-a-m4n8.w2w2-tcp and a-to-b-x7k2\nxa-to-b-x7k2 a-to-b-x7k2x to-b-x7k2\n';
    const marks = ruleMarks(text, lines);
    assert.deepEqual(linesOf(marks, 2), [1, 2]);
    assert.deepEqual(linesOf(marks, 4), [2]);
    assert.equal(planLineOf(marks, 1), 2);
    assert.equal(planLineOf(marks, 3), undefined);
  });

  // What one would look at beside a plan: every rule has to be found in every form.
  for (const target of targets.filter((t) => !t.binary))
    it(`finds every rule in ${target.name}`, async () => {
      const { document, services } = await loadPlan(
        target.scopes.includes('network')
          ? PLAN
          : PLAN.replace('fd00:b::/64 }', 'fd00:b::/64 component x at 10.2.0.1 }').replace('allow b -> a', 'allow a -> x'),
      );
      const scope = target.scopes.includes('network') ? 'network' : 'host';
      const { files, problems, rules } = await generate(document, services, { target: target.name, scope });
      const text = files[0]?.text ?? '';
      const marks = ruleMarks(text, rules);
      for (const line of [2, 4])
        assert.ok(linesOf(marks, line).length, `line ${line + 1} in:\n${text}\n${JSON.stringify(problems)}`);
    });
});
