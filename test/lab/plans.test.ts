import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from '../../language/rulesets/generate.ts';
import type { OutputFile } from '../../language/rulesets/target.ts';
import { plans } from '../rulesets/plans.ts';
import { loadPlan } from '../support/language.ts';
import { labFault } from './available.ts';
import { type LabRules, runLab } from './lab.ts';
import { differences } from './probes.ts';

const examples = join(import.meta.dirname, '../../examples');
const unchanged = (files: readonly OutputFile[]): LabRules => ({ nft: files[0]!.text });

/** Ports that are open, or closed, from some ports of the initiator alone. */
const SOURCES = `plan "Source ports"
zone a { subnet 10.0.0.0/24, fd00:a::/64 component x at 10.0.0.1-10.0.0.9, fd00:a::1 }
zone b { subnet 10.0.1.0/24, fd00:b::/64 component y at 10.0.1.1, fd00:b::1 }
allow a -> b : udp 67 source port 68, tcp 514 source port 600-700, udp 53
deny a -> y : udp 53 source port 1000-2000
allow b -> a : tcp 111, 2049 source port 600-700
allow a -> b : icmp echo-request, icmpv6 135, protocol gre, protocol 50
deny b -> x : any except tcp 111, icmp 8, protocol gre
`;

describe('the packet lab: a kernel decides as the plan does', () => {
  before(function () {
    const fault = labFault();
    if (!fault) return;
    if (process.env.CI) throw new Error(fault);
    console.log(`      skipped: ${fault}`);
    this.skip();
  });
  const texts = Object.entries(plans);
  for (const file of readdirSync(examples).filter((f) => f.endsWith('.segplan')))
    texts.push([`examples/${file}`, readFileSync(join(examples, file), 'utf8')]);
  texts.forEach(([name, text], n) => {
    it(name, async () => {
      const { document, services } = await loadPlan(text);
      const refused = (await generate(document, services, { target: 'nftables' })).problems.filter((p) => p.level === 'error');
      // A packet filter can't hold host names; two examples have them.
      if (refused.length) {
        assert.match(name, /cyber-protect|zero-networks/);
        for (const { message } of refused) assert.match(message, /host name/);
        return;
      }
      const { wrong, passed, dropped } = await differences(text, n + 1, 'nftables', unchanged);
      assert.deepEqual(wrong, []);
      const opens = /^\s*allow /m.test(text);
      assert.ok((passed > 5 || !opens) && dropped > 5, `the probes try both: ${passed} passed, ${dropped} dropped`);
    });
  });

  it('source ports of the initiator, in rules that allow and that deny', async () => {
    const { wrong, passed, dropped } = await differences(SOURCES, 3, 'nftables', unchanged);
    assert.deepEqual(wrong, []);
    assert.ok(passed > 20 && dropped > 20, `the probes try both: ${passed} passed, ${dropped} dropped`);
  });

  it('finds one changed source port', async () => {
    const change = (nft: string): string => {
      const changed = nft.replaceAll('sport 600-700', 'sport 601-700');
      assert.notEqual(changed, nft);
      return changed;
    };
    const { wrong } = await differences(SOURCES, 3, 'nftables', (files) => ({ nft: change(files[0]!.text) }));
    assert.ok(wrong.length > 0);
  });

  it('finds one changed port', async () => {
    const text = plans['zones, groups and denies']!;
    const change = (nft: string): string => {
      const changed = nft.replace('8000-8100', '8001-8100');
      assert.notEqual(changed, nft);
      return changed;
    };
    const { wrong } = await differences(text, 1, 'nftables', (files) => ({ nft: change(files[0]!.text) }));
    assert.ok(wrong.length > 0 && wrong.every((w) => w.includes('tcp 8000')), wrong.join('\n'));
  });

  it('says what is wrong with a rule set that does not load', async () => {
    await assert.rejects(
      runLab({ zones: [{ name: 'a', subnets: ['10.0.0.0/24'] }], probes: [], nft: 'table inet x { chain y { jump nowhere } }' }),
      /lab failed[\s\S]*nowhere/,
    );
  });
});
