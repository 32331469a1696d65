import assert from 'node:assert/strict';
import { outsidesOf } from '../../language/analysis/ways/translated.ts';
import { buildPlan } from '../../language/model/build-plan.ts';
import { dialedText, realText } from '../../language/model/translations.ts';
import { analysisOf, loadPlan } from '../support/language.ts';

const PLAN = `zone internet external
zone branch { subnet 10.9.0.0/24 }
zone transit { subnet 192.0.2.0/29 }
zone dmz { subnet 10.20.0.0/24 component gateway at 10.20.0.10, fd00:20::10 }
firewall provider { zones internet, branch, transit }
firewall edge {
  zones transit, dmz
  nat 203.0.113.10 tcp+udp 443-445 from transit -> gateway port 8443
  nat 2001:db8::10 from transit -> gateway
}
`;

describe('translations of a plan', () => {
  it('are known to whoever comes by their sides, and lead to the address of their family', async () => {
    const { plan } = await analysisOf(PLAN);
    const told = outsidesOf(plan).map(({ translation, kinds }) => [
      dialedText(translation),
      realText(translation),
      kinds
        .flat()
        .map(({ name }) => name)
        .sort()
        .join(),
    ]);
    assert.deepEqual(told, [
      ['203.0.113.10 tcp+udp 443-445', '10.20.0.10 tcp+udp 8443-8445', 'branch,internet,transit'],
      ['2001:db8::10', 'fd00:20::10', 'branch,internet,transit'],
    ]);
  });

  it('follow an edit of their line, of the component and of the ways', async () => {
    const { document, services } = await loadPlan(PLAN);
    const former = services.segplan.Plans.plan(document.parseResult.value);
    assert.equal(outsidesOf(former).length, 2);
    for (const [from, to, expected] of [
      ['445 from', '444 from', '203.0.113.10 tcp+udp 443-444 10.20.0.10 tcp+udp 8443-8444'],
      ['10.20.0.10,', '10.20.0.11,', '203.0.113.10 tcp+udp 443-445 10.20.0.11 tcp+udp 8443-8445'],
      ['zones transit, dmz', 'zones dmz', ''],
    ] as const) {
      const other = await loadPlan(PLAN.replace(from, to));
      const { root, imports, catalog } = other.services.segplan.Plans.plan(other.document.parseResult.value);
      const [first] = outsidesOf(buildPlan(root, imports, catalog, former));
      assert.equal(first ? `${dialedText(first.translation)} ${realText(first.translation)}` : '', expected);
    }
  });
});
