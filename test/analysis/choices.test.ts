// Ports of which one is enough: what satisfies a flow, what is written for it, and that all who show them say the same.
import assert from 'node:assert/strict';
import { describeExplanation } from '../../language/analysis/explain/describe-explanation.ts';
import { explain } from '../../language/analysis/explain/explain.ts';
import { vendorJson } from '../../language/model/catalog-json.ts';
import { describeServices, whenNeeded } from '../../language/model/describe-flow.ts';
import { formatServices, portSet } from '../../language/model/services.ts';
import { hover } from '../support/editor.ts';
import { analysisOf, diagnose } from '../support/language.ts';

const text = (services: string, rules = ''): string => `use acme
vendor acme { role server role agent flow server -> agent : ${services} "Moves data" }
zone a { subnet 10.0.0.0/24 component s : acme.server at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component t : acme.agent at 10.0.1.1 }
${rules}
`;

const FIRST = 'first of (tcp 6162, tcp 2500-3300)';
const ONE = 'one of (tcp 25, tcp 465)';

/** The codes and messages of what is found about the flow. */
const found = async (services: string, rules: string): Promise<string[]> =>
  (await diagnose(text(services, rules))).map((d) => `${d.code}: ${d.message}`);

describe('ports of which one is enough', () => {
  for (const [services, first, second] of [
    [FIRST, 'tcp 6162', 'tcp 2500-3300'],
    [ONE, 'tcp 25', 'tcp 465'],
  ] as const)
    it(`${services}: any one satisfies the flow, a part of one does not, and none of those that are open is unneeded`, async () => {
      for (const rules of [`allow s -> t : ${first}`, `allow s -> t : ${second}`, `allow s -> t : ${first}, ${second}`])
        assert.deepEqual(await found(services, rules), [], rules);
      const codes = (await found(services, 'allow s -> t : tcp 2500-3000')).map((each) => each.split(':')[0]);
      assert.ok(codes.includes('missing-flow'));
    });

  it('required opens the first, and so does a rule of the same words', async () => {
    for (const rule of ['required', FIRST]) {
      const { allows } = await analysisOf(text(FIRST, `allow s -> t : ${rule}`));
      assert.deepEqual(
        allows.map((box) => formatServices(box.services)),
        ['tcp 6162'],
      );
    }
  });

  for (const services of [FIRST, ONE])
    it(`${services}: required without the first opens the next, and satisfies the flow`, async () => {
      const [first, next] = services === FIRST ? ['tcp 6162', 'tcp 2500-3300'] : ['tcp 25', 'tcp 465'];
      for (const except of [first, `tcp 1, ${first}`]) {
        const rule = `allow s -> t : required except ${except}`;
        const { allows, missing } = await analysisOf(text(services, rule));
        assert.deepEqual(
          allows.map((box) => formatServices(box.services)),
          [next],
          rule,
        );
        assert.equal(missing.length, 0);
      }
      const all = await analysisOf(text(services, `allow s -> t : required except ${first}, ${next}`));
      assert.equal(all.allows.length, 0);
      assert.equal(all.missing.length, 1);
    });

  it('required without a part of the first opens what is left of the first', async () => {
    const services = 'first of (tcp 2500-3300, tcp 6162)';
    const { allows } = await analysisOf(text(services, 'allow s -> t : required except tcp 2500-2999'));
    assert.deepEqual(
      allows.map((box) => formatServices(box.services)),
      ['tcp 3000-3300'],
    );
  });

  it('a deny of the first leaves the next to be opened', async () => {
    const { missing } = await analysisOf(text(FIRST, 'deny s -> t : tcp 6162'));
    assert.deepEqual(
      missing.map((pair) => formatServices(pair.services)),
      ['tcp 2500-3300'],
    );
  });

  it('of alternatives that hold choices, what is left of each choice is one of it', async () => {
    const services =
      'service mail = one of (tcp 25, tcp 465)\nservice web = one of (tcp 80, tcp 443)\nservice both = mail, web\n';
    for (const [list, opens] of [
      ['one of (both, tcp 22)', 'tcp 25, 80'],
      ['one of (both, tcp 22) except tcp 25', 'tcp 80, 465'],
      ['one of (both, tcp 22) except tcp 25, tcp 80', 'tcp 443, 465'],
      ['one of (both, tcp 22) except mail', 'tcp 80'],
      ['one of (both, tcp 22) except mail, web', 'tcp 22'],
      ['one of (both, both) except tcp 80', 'tcp 25, 443'],
    ] as const) {
      const { allows } = await analysisOf(text(FIRST, `${services}allow s -> t : ${list}`));
      assert.equal(allows.map((box) => formatServices(box.services)).join(), opens, list);
    }
  });

  for (const [services, words, json] of [
    [FIRST, 'tcp 6162 (or else tcp 2500-3300)', { ordered: true }],
    [ONE, 'one of tcp 25 or tcp 465', undefined],
  ] as const) {
    it(`${services} reads "${words}" in findings`, async () => {
      assert.deepEqual(await found(services, ''), [`missing-flow: No rule permits s -> t on ${words}. Needed for: Moves data.`]);
    });

    it(`${services} reads "${words}" in explanations of any of its ports`, async () => {
      const analysis = await analysisOf(text(services, 'allow s -> t : required'));
      for (const port of services === FIRST ? [6162, 2600] : [25, 465]) {
        const { components } = analysis.plan;
        const [from, to] = [components[0]!.addresses, components[1]!.addresses];
        const explanation = explain(analysis, { sources: from, destinations: to, services: portSet('tcp', port, port) });
        const statements = describeExplanation(explanation, analysis.plan);
        const needed = statements.find((each) => each.text === `needed for s -> t on tcp ${port}: Moves data`);
        assert.ok(
          needed?.details.includes(`any is enough: ${words}`),
          JSON.stringify(statements.map((s) => [s.text, s.details])),
        );
      }
    });

    it(`${services} reads "${words}" in the catalog, and stands so in its JSON`, async () => {
      const { plan } = await analysisOf(text(services));
      const vendor = plan.catalog.vendors.get('acme')!;
      assert.equal(describeServices(vendor.flows[0]!.services), words);
      assert.deepEqual(whenNeeded(vendor.flows[0]!), []);
      const { flows } = vendorJson(vendor) as { flows: { alternatives: unknown[] }[] };
      const ports = (from: number, to = from) => [{ protocol: 'tcp', ports: [{ from, to, openEnded: false }] }];
      assert.deepEqual(
        flows[0]!.alternatives,
        json ? [{ ...json, of: [ports(6162), ports(2500, 3300)] }] : [[ports(25), ports(465)]],
      );
    });

    it(`${services} reads "${words}" in hovers on a rule, and on a service`, async () => {
      const port = services === FIRST ? '26<|>00' : '4<|>65';
      assert.ok((await hover(text(services, `allow s -> t : tcp ${port}`))).includes(words));
      assert.ok((await hover(`service own = ${services}\n${text(services, 'allow s -> t : ow<|>n')}`)).includes(words));
    });
  }

  it('a type of icmp is no choice between addresses of the other family', async () => {
    const plan = (services: string, rules: string): string => `use acme
vendor acme { role server role agent flow server -> agent : ${services} "Asks" }
zone a { subnet 10.0.0.0/24, fd00:1::/64 component four : acme.server at 10.0.0.1 component six : acme.server at fd00:1::1 }
zone b { subnet 10.0.1.0/24, fd00:2::/64 component t4 : acme.agent at 10.0.1.1 component t6 : acme.agent at fd00:2::1 }
${rules}
`;
    const missing = async (services: string, rules = ''): Promise<string[]> =>
      [...(await analysisOf(plan(services, rules))).missing].map(
        ({ from, to, services: lacking }) => `${from.name} -> ${to.name} ${formatServices(lacking)}`,
      );
    assert.deepEqual(await missing('one of (icmp 8, tcp 1)'), ['four -> t4 icmp 8', 'six -> t6 tcp 1']);
    assert.deepEqual(await missing('one of (icmp 8, tcp 1)', 'allow a -> b : icmp'), ['six -> t6 tcp 1']);
    assert.deepEqual(await missing('one of (icmp 8, tcp 1)', 'allow a -> b : tcp 1'), []);
    assert.deepEqual(await missing('one of (icmp 8, icmpv6 128)', 'allow a -> b : icmp 8'), ['six -> t6 icmpv6 echo-request']);
  });

  it('what is needed in any case is no choice', async () => {
    const analysis = await analysisOf(text(`tcp 25, ${ONE}`));
    const [s, t] = analysis.plan.components;
    const { needs } = explain(analysis, { sources: s!.addresses, destinations: t!.addresses, services: portSet('tcp', 25, 25) });
    assert.deepEqual(needs[0]!.alternatives, []);
  });
});
