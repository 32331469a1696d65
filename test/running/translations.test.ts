// Audits of firewalls that know machines by other addresses than the plan.
import assert from 'node:assert/strict';
import { readers } from '../../language/generated/readers.ts';
import { targets } from '../../language/generated/targets.ts';
import { generate } from '../../language/rulesets/generate.ts';
import { type Audit, audit } from '../../language/running/audit.ts';
import { loadPlan } from '../support/language.ts';

const PLAN = `zone internet external { component tenant at 198.51.100.7 }
zone transit { subnet 192.0.2.0/29 }
zone dmz { subnet 10.20.0.0/24 component gateway at 10.20.0.10 component mail at 10.20.0.11 }
firewall provider { zones internet, transit }
firewall edge {
  zones transit, dmz
  nat 203.0.113.10 tcp 6180 from transit -> gateway
  nat 203.0.113.10 tcp 443 from transit -> gateway port 8443
  nat 203.0.113.11 from transit -> mail
}
allow tenant -> gateway : tcp 22, 6180, 8443
allow internet -> mail : tcp 25
allow mail -> internet : tcp 25
deny 198.51.100.9 -> mail
`;

/** An audit of a firewall that runs what was generated for it, with one thing changed. */
async function audited(firewall: string, format: string, change: (text: string) => string): Promise<Audit> {
  const { document, services } = await loadPlan(PLAN);
  const { files } = await generate(document, services, { firewall, target: format });
  const reader = readers.find(({ name }) => name === format)!;
  const analysis = services.segplan.Plans.analysis(document.parseResult.value);
  const planned = analysis.plan.firewalls.find(({ name }) => name === firewall)!;
  return audit(
    analysis,
    files.flatMap(({ name, text }) => reader.read(change(text), name)),
    { firewall: planned },
  );
}

async function told(firewall: string, format: string, change: (text: string) => string): Promise<string[]> {
  const { devices } = await audited(firewall, format, change);
  return devices.flatMap(({ cutOff, open }) => [
    ...cutOff.map(({ rule, perhaps }) => `${perhaps ? 'perhaps ' : ''}cut off: line ${rule?.line}`),
    ...open.map(({ perhaps }) => `${perhaps ? 'perhaps ' : ''}open`),
  ]);
}

const itself = (text: string): string => text;

describe('an audit of firewalls before one that translates', () => {
  for (const format of ['nftables', 'iptables', 'asa', 'junos', 'panos', 'fortios'])
    it(`holds outer addresses against the plan's machines: ${format}`, async () => {
      assert.deepEqual(await told('provider', format, itself), []);
      // By another outer address nothing gets to the gateway any more; the one that is open is nobody's, and stays outside.
      const other = await told('provider', format, (text) => text.replaceAll('203.0.113.10', '203.0.113.12'));
      assert.ok(other.includes('cut off: line 11'), other.join('; '));
    });

  it('finds what is open at an outer address beyond the plan', async () => {
    const wide = (text: string): string => text.replace(/(203\.0\.113\.11 tcp dport) 25/g, '$1 25-26');
    assert.deepEqual(await told('provider', 'nftables', wide), ['open']);
  });
});

describe('an audit of a firewall that translates', () => {
  for (const format of targets.flatMap(({ name, translated }) => (translated && translated !== 'object' ? [name] : [])))
    it(`finds nothing where the rules of the plan are loaded: ${format}`, async () => {
      const all = await told('edge', format, itself);
      assert.deepEqual(
        all.filter((each) => !each.startsWith('perhaps')),
        [],
      );
    });

  it('is in step where it translates what the plan says, and not where it translates something else: nftables', async () => {
    const inStep = async (change: (text: string) => string): Promise<boolean> =>
      (await audited('edge', 'nftables', change)).inStep;
    assert.ok(await inStep(itself));
    assert.ok(!(await inStep((text) => text.replace('dnat ip to 10.20.0.10:8443', 'dnat ip to 10.20.0.11:8443'))));
    assert.ok(!(await inStep((text) => text.replace('tcp dport 6180 dnat', 'tcp dport 6181 dnat'))));
    assert.ok(!(await inStep((text) => text.replace('10.20.0.10:8443', '10.20.0.10:8444'))));
  });

  it('is not certain of what stands behind virtual addresses, and tells nothing for certain: fortios', async () => {
    const all = await told('edge', 'fortios', itself);
    assert.ok(all.length > 0);
    assert.deepEqual(
      all.filter((each) => !each.startsWith('perhaps')),
      [],
    );
  });

  it('finds a rule that was taken away, by the outer address that it has: panos', async () => {
    const without = (text: string): string =>
      text.replace(/^set rulebase security rules tenant-to-gateway\S* .*service tcp-443 .*$/m, '');
    assert.deepEqual(await told('edge', 'panos', without), ['cut off: line 11']);
  });
});
