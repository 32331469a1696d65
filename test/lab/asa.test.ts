import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plans } from '../rulesets/plans.ts';
import { labFault } from './available.ts';
import { asaToIptables } from './fwbuilder.ts';
import { differences, heldPart } from './probes.ts';

const examples = join(import.meta.dirname, '../../examples');

/** Firewall Builder knows no IPv6 of an ASA. */
const ofIpv4 = (wrong: readonly string[]): string[] => wrong.filter((line) => /^\d+\./.test(line));

describe('the packet lab: what another program reads in an ASA configuration', () => {
  before(function () {
    const fault = labFault('iptables-restore', 'fwb_ipt');
    if (!fault) return;
    if (process.env.CI) throw new Error(fault);
    console.log(`      skipped: ${fault}`);
    this.skip();
  });

  const texts = Object.entries(plans);
  for (const name of ['segmented-veeam', 'veeam-cloud-connect', 'acronis-scs-scenario-4', 'zerto-msp'])
    texts.push([`examples/${name}`, readFileSync(join(examples, `${name}.segplan`), 'utf8')]);
  texts.forEach(([name, text], n) => {
    it(`decides as the plan does: ${name}`, async () => {
      const { wrong, passed, dropped } = await differences(await heldPart(text, 'asa'), n + 51, 'asa', (files) =>
        asaToIptables(files[0]!.text),
      );
      assert.deepEqual(ofIpv4(wrong), []);
      assert.ok(passed > 5 && dropped > 5, `the probes try both: ${passed} passed, ${dropped} dropped`);
    });
  });

  it('finds one changed port', async () => {
    const { wrong } = await differences(plans['zones, groups and denies']!, 1, 'asa', (files) => {
      const changed = files[0]!.text.replace('range 8000 8100', 'range 8001 8100');
      assert.notEqual(changed, files[0]!.text);
      return asaToIptables(changed);
    });
    const found = ofIpv4(wrong);
    assert.ok(found.length > 0 && found.every((w) => w.includes('tcp 8000')), found.join('\n'));
  });

  it('says which line it does not understand', () => {
    assert.throws(
      () => asaToIptables('access-list a_in extended allow ip any any\naccess-group a_in in interface a\n'),
      /error|unexpected/i,
    );
  });
});
