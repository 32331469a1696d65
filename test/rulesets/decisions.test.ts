import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildRuleSet } from '../../language/rulesets/rule-set.ts';
import { json } from '../../language/rulesets/targets/json.ts';
import { nftables } from '../../language/rulesets/targets/nftables.ts';
import { loadPlan } from '../support/language.ts';
import { randomPlanWithDenies } from '../support/random-plans.ts';
import { decide, type Packet } from './evaluator.ts';
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
        for (const packet of chosen) {
          const expected = decide(root, packet);
          count[expected]++;
          for (const read of readers) assert.equal(read(packet), expected, `${JSON.stringify(packet)}\n${text}`);
        }
      }),
      { numRuns: 120, seed: 11 },
    );
    assert.ok(count.passed > 200 && count.dropped > 200, JSON.stringify(count));
  });
});
