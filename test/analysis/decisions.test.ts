// The algebra of regions against the second, simple reading: what may pass, packet by packet, over thousands of plans of chance.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { intersect, possibleTraffic, subtract } from '../../language/analysis/region.ts';
import { parseAddress } from '../../language/model/addresses.ts';
import { zoneOfBoth } from '../rulesets/evaluator/addresses.ts';
import { decide } from '../rulesets/evaluator.ts';
import { boundaryPackets } from '../rulesets/packets.ts';
import { ofChance } from '../support/chance.ts';
import { loadPlan } from '../support/language.ts';
import { serviceOf } from '../support/packet-services.ts';
import {
  randomAcmeRules,
  randomBeyondPorts,
  randomPlanWithDenies,
  randomVeeamRules,
  randomZertoRules,
} from '../support/random-plans.ts';

/** @returns how many packets were compared, and how many of them pass */
async function compare(text: string, seed: number, count: number): Promise<[number, number]> {
  const { document, services } = await loadPlan(text);
  const root = document.parseResult.value;
  const { allows, denies, phases } = services.segplan.Plans.analysis(root);
  // Inside of a zone no rule is asked.
  const packets = boundaryPackets(root, [...phases], seed, count).filter((p) => !zoneOfBoth(root, p.source, p.destination));
  let passed = 0;
  for (const packet of packets) {
    const [sources, destinations] = [packet.source, packet.destination].map((start) => parseAddress({ start }).set);
    const region = possibleTraffic(sources!, destinations!, serviceOf(packet));
    const permitted = intersect(subtract(region, denies), allows).length > 0;
    assert.equal(permitted ? 'passed' : 'dropped', decide(root, packet), `${JSON.stringify(packet)}\n${text}`);
    if (permitted) passed++;
  }
  return [packets.length, passed];
}

describe('what the analysis permits is what a simple reading of the rules lets pass', () => {
  for (const [name, random, all] of [
    ['wide and narrow rules with denies', randomPlanWithDenies, 400],
    ['types of icmp, other protocols and source ports', randomBeyondPorts, 150],
    ['several sites with Zerto', randomZertoRules, 150],
    ['several sites with Veeam', randomVeeamRules, 120],
    ['several sites with a vendor of all conditions', randomAcmeRules, 120],
  ] as const)
    it(`plans of chance: ${name}`, async () => {
      const numRuns = ofChance(all);
      let [compared, passed] = [0, 0];
      await fc.assert(
        fc.asyncProperty(random, fc.nat(), async (text, seed) => {
          const [n, open] = await compare(text, seed, 12);
          compared += n;
          passed += open;
        }),
        { numRuns, seed: 41 },
      );
      assert.ok(compared > 10 * numRuns && passed > numRuns / 2, `${compared} packets compared, ${passed} of them pass`);
    });
});
