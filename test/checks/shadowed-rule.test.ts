import assert from 'node:assert/strict';
import { loadPlan } from '../support/language.ts';

const plan = (
  ...rules: string[]
): string => `vendor acme { role gateway relays role server role client flow client -> gateway : tcp 443 }
use acme
zone net { subnet 10.0.0.0/24 component pc : acme.client at 10.0.0.1 }
zone dmz { subnet 10.0.1.0/24 component gw : acme.gateway at 10.0.1.1 }
zone inner { subnet 10.0.2.0/24 component repo : acme.server at 10.0.2.1 }
${rules.join('\n')}
`;

/** The titles of the fixes of each finding of a check. */
async function titlesOf(code: string, text: string): Promise<string[][]> {
  const { document, services } = await loadPlan(text);
  const { CheckRunner } = services.segplan;
  const results = (await CheckRunner.run(document)).filter((r) => r.check.code === code);
  return results.map((r) => r.check.fix!(r.finding, CheckRunner.context(document)).map(({ title }) => title));
}

describe('a fix that lets a deny close less', () => {
  const hops = ['allow pc -> gw : tcp 443', 'allow gw -> repo : tcp 22'];
  const claim = 'assert net never reaches repo on tcp 22 through relays';

  it('is not offered where what it opens is several steps of a way that must not be', async () => {
    assert.deepEqual(await titlesOf('shadowed-rule', plan(...hops, 'deny any -> any', claim)), [[], ['Remove this rule']]);
  });

  it('is offered where a step of that way stays closed, or where no assertion forbids it', async () => {
    const opens = 'Remove the deny on line 8: what no rule allows is denied anyway';
    assert.deepEqual(await titlesOf('shadowed-rule', plan(...hops, 'deny any -> any')), [[opens], [opens, 'Remove this rule']]);
    assert.deepEqual(await titlesOf('shadowed-rule', plan(hops[0]!, 'deny any -> repo : tcp 22', 'deny any -> any', claim)), [
      ['Remove the deny on line 8: what no rule allows is denied anyway'],
    ]);
  });

  it('says which assertion it is against where a flow is required', async () => {
    const rules = ['allow pc -> gw : tcp 443', 'allow gw -> repo : tcp 443', 'deny any -> dmz, inner : tcp 443'];
    const both = plan(...rules, 'assert net never reaches repo on tcp 443 through relays');
    const [titles] = await titlesOf('blocked-flow', both);
    assert.match(titles![0]!, /^Take tcp 443 out of .*, against the assertion on line 9$/);
  });

  it('takes out of each deny what the rule opens, and only where that can be done to all of them', async () => {
    const offered = async (...denies: string[]): Promise<string[]> =>
      (await titlesOf('shadowed-rule', plan('allow gw -> repo : tcp 22, 80', ...denies)))[0]!;
    const remove = 'Remove this rule';
    assert.deepEqual(await offered('deny gw -> repo : tcp 22, 23, 80'), ['Take tcp 22, 80 out of the deny on line 7', remove]);
    assert.deepEqual(await offered('deny pc, gw -> repo : tcp 22, 80'), ['Take gw out of the deny on line 7', remove]);
    assert.deepEqual(await offered('deny gw -> pc, repo : tcp 22, 80'), ['Take repo out of the deny on line 7', remove]);
    assert.deepEqual(await offered('deny gw -> repo : tcp 22, 80'), ['Remove the deny on line 7', remove]);
    assert.deepEqual(await offered('deny gw -> repo : tcp 22, 23', 'deny pc, gw -> repo : tcp 80'), [
      'Take tcp 22 out of the deny on line 7; Take gw out of the deny on line 8',
      remove,
    ]);
    assert.deepEqual(await offered('deny gw -> repo : tcp 22, 23', 'deny dmz -> repo : tcp 80'), [remove]);
  });
});

describe('an allow that a deny closes', () => {
  const text = (flow: string, rule: string): string => `vendor v { role client role server phase works flow ${flow} }
use v
zone a { subnet 10.0.0.0/24, fd00:a::/64 component x : v.client at 10.0.0.1 component near : v.server at 10.0.0.2 }
zone b { subnet 10.0.1.0/24, fd00:b::/64 component y : v.server at 10.0.1.1, fd00:b::1 }
${rule}
deny any -> any "outage"
`;
  const FLOW = 'client -> server : tcp 80';
  const WAYS: [what: string, flow: string, rule: string, isRequired: boolean][] = [
    ['a flow between zones', FLOW, 'allow a -> b : tcp 80', true],
    ['an optional flow', `${FLOW} optional`, 'allow a -> b : tcp 80', false],
    ['a flow within a zone', FLOW, 'allow a -> near : tcp 80', false],
    ['a flow at another port', FLOW, 'allow a -> b : tcp 81', false],
    ['a flow of the other family', FLOW, 'allow a -> fd00:b::/64 : tcp 80', false],
    ['a flow of another phase', `${FLOW} during works`, 'allow a -> b : tcp 80', false],
    ['a flow of its phase', `${FLOW} during works`, 'allow a -> b : tcp 80 during works', true],
  ];
  for (const [what, flow, rule, isRequired] of WAYS)
    it(`is ${isRequired ? '' : 'not '}said to be required for ${what}`, async () => {
      const { document } = await loadPlan(text(flow, rule), {}, true);
      const [finding, ...more] = document.diagnostics!.filter(({ code }) => code === 'shadowed-rule');
      assert.deepEqual(more, []);
      assert.equal(/Some of it is required/.test(String(finding!.message)), isRequired);
    });
});
