import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { buildRuleSet } from '../../language/rulesets/rule-set.ts';
import { json } from '../../language/rulesets/targets/json/json.ts';
import { nftables } from '../../language/rulesets/targets/nftables/nftables.ts';
import { ofChance, someOf } from '../support/chance.ts';
import { loadPlan } from '../support/language.ts';
import {
  randomAcmeRules,
  randomBeyondPorts,
  randomPlanWithDenies,
  randomVeeamRules,
  randomZertoRules,
} from '../support/random-plans.ts';
import { decide, type Packet } from './evaluator.ts';
import { boundaryPackets, crossing } from './packets.ts';
import { readJson, readNft } from './readers.ts';

const PORTS = [134, 135, 136, 137, 138, 443, 445, 2499, 2500, 3000, 3001, 3300, 3301, 6160, 6161, 6162, 6163, 9419];
const packets: Packet[] = [0, 1, 2].flatMap((a) =>
  [0, 1, 2].flatMap((b) =>
    a === b
      ? []
      : [1, 2, 9].flatMap((x) =>
          [1, 3].flatMap((y) =>
            PORTS.flatMap((port) =>
              (['tcp', 'udp'] as const).flatMap((protocol): Packet[] => [
                { source: `10.${a}.0.${x}`, destination: `10.${b}.0.${y}`, protocol, port },
                { source: `fd00:${a}::${x}`, destination: `fd00:${b}::${y}`, protocol, port },
              ]),
            ),
          ),
        ),
  ),
);

const examples = join(import.meta.dirname, '../../examples');

/** What the examples and plans of chance don't meet, or seldom. */
const plans: Record<string, string> = {
  'a group is nothing but its members': `use zerto 8.5
zone a { subnet 10.1.0.0/24 component zvm : zerto.zvm at 10.1.0.1 { gui-port = 19669 } component second : zerto.zvm at 10.1.0.2 }
zone b { subnet 10.2.0.0/24 component ui : zerto.user-interface at 10.2.0.1 component more : zerto.user-interface at 10.2.0.2 }
zone c { subnet 10.3.0.0/24 }
group zone-alone = a
group with-network = zvm, 10.1.0.64/26
allow ui -> zone-alone : zerto.gui
allow b -> a : tcp 80, 9000-20000
deny more -> with-network : tcp 80, zerto.gui
`,
  'a component is where its role is, be it by a role that this one derives from': `use acme
zone a { subnet 10.1.0.0/24 component s : acme.server at 10.1.0.1 }
zone w external { component k : acme.eu-cloud component l : acme.cloud }
allow s -> k, l : tcp 443
allow s -> w : tcp 80
vendor acme "Acme" {
  role server
  role cloud at "x.example.com"
  role eu-cloud : cloud
}
`,
};

/** Holds what was emitted against the plan, packet by packet; returns how many pass. */
async function compare(text: string, phases: readonly string[], seed: number, packetCount: number): Promise<number> {
  const { document, services } = await loadPlan(text);
  const root = document.parseResult.value;
  assert.deepEqual(document.parseResult.parserErrors, []);
  const ruleSet = buildRuleSet(services.segplan.Plans.analysis(root, phases));
  const readers = [readNft(nftables.emit(ruleSet, 'plan')[0]!.text), readJson(json.emit(ruleSet, 'plan')[0]!.text)];
  let passed = 0;
  for (const packet of crossing(root, boundaryPackets(root, ruleSet.phases, seed, packetCount))) {
    const expected = decide(root, packet, phases);
    if (expected === 'passed') passed++;
    for (const [n, read] of readers.entries())
      assert.equal(read(packet), expected, `${['nftables', 'JSON'][n]}, phases ${phases}: ${JSON.stringify(packet)}\n${text}`);
  }
  return passed;
}

describe('rule sets decide every packet as the plan does', () => {
  it('over random plans, by what was emitted and read back', async () => {
    const count = { passed: 0, dropped: 0 };
    await fc.assert(
      fc.asyncProperty(randomPlanWithDenies, fc.nat(40), async (text, offset) => {
        const { document, services } = await loadPlan(text);
        const root = document.parseResult.value;
        const ruleSet = buildRuleSet(services.segplan.Plans.analysis(root));
        const readers = [readNft(nftables.emit(ruleSet, 'plan')[0]!.text), readJson(json.emit(ruleSet, 'plan')[0]!.text)];
        // Every 41st packet, and some that one of the readings lets pass: most packets of chance are dropped by all.
        const open = packets.filter((packet) => readers.some((read) => read(packet) === 'passed'));
        const chosen = [
          ...packets.filter((_, n) => n % 41 === offset),
          ...open.filter((_, n) => n % 7 === offset % 7).slice(0, 25),
        ];
        for (const packet of crossing(root, chosen)) {
          const expected = decide(root, packet);
          count[expected]++;
          for (const read of readers) assert.equal(read(packet), expected, `${JSON.stringify(packet)}\n${text}`);
        }
      }),
      { numRuns: ofChance(80), seed: 11 },
    );
    assert.ok(count.passed > ofChance(200) && count.dropped > ofChance(200), JSON.stringify(count));
  });

  it('over random plans with types of icmp, other protocols and source ports', async () => {
    let passed = 0;
    await fc.assert(
      fc.asyncProperty(randomBeyondPorts, fc.nat(), async (text, seed) => {
        passed += await compare(text, [], seed, 40);
      }),
      { numRuns: ofChance(100), seed: 5 },
    );
    assert.ok(passed > ofChance(300), `${passed} packets pass`);
  });

  for (const file of someOf(
    readdirSync(examples).filter((f) => f.endsWith('.segplan')),
    4,
  ))
    it(`at the edges of what examples/${file} speaks of`, async () => {
      const text = readFileSync(join(examples, file), 'utf8');
      const passed = await Promise.all([[], ['deployment']].map((phases, n) => compare(text, phases, n + 1, 400)));
      if (/^allow /m.test(text)) assert.ok(Math.min(...passed) > 15, `${passed} packets pass`);
    });

  for (const [name, text] of Object.entries(plans)) it(name, () => compare(text, [], 1, 400));

  for (const [name, random, all] of [
    ['Zerto', randomZertoRules, 150],
    ['Veeam', randomVeeamRules, 80],
    ['a vendor of all conditions', randomAcmeRules, 80],
  ] as const)
    it(`over random plans of several sites with ${name}`, async () => {
      const runs = ofChance(all);
      let passed = 0;
      await fc.assert(
        fc.asyncProperty(random, fc.nat(), async (text, seed) => {
          passed += await compare(text, [], seed, 40);
        }),
        { numRuns: runs, seed: 31 },
      );
      assert.ok(passed > runs * 2, `${passed} packets pass`);
    });
});
