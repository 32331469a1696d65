// Groups of a cloud, asked of packets by where they begin and end.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseAddress } from '../../language/model/addresses.ts';
import type { RunningDevice, RunningReader } from '../../language/running/running.ts';
import { provesChance } from '../reading/chance-proof.ts';
import { tryPlan } from '../reading/through-targets.ts';
import type { Packet } from '../rulesets/evaluator.ts';
import { hostilePlan } from '../rulesets/hostile.ts';
import { plans } from '../rulesets/plans.ts';
import { compare, type Proof } from '../rulesets/proof.ts';
import type { Verdict } from '../rulesets/readers.ts';
import { ofChance, someOf } from '../support/chance.ts';
import { randomBeyondPorts, randomPlan, randomPlanWithDenies } from '../support/random-plans.ts';
import { randomZones } from '../support/random-zones.ts';
import { countsAll, decided, toldBy } from './asking.ts';
import { type Decision, decisionOf } from './packets.ts';

/** What firewalls of interfaces decide together: that of the source lets it go, that of the destination lets it come. */
export function atEnds(devices: readonly RunningDevice[], packet: Packet): Verdict {
  const holds = ({ host }: RunningDevice, start: string): boolean => host!.has(parseAddress({ start }).set.first as bigint);
  const decisions = devices.flatMap((device): Decision[] => [
    ...(holds(device, packet.destination) ? [decisionOf(device, packet)] : []),
    ...(device.outbound && holds(device, packet.source) ? [decisionOf({ ...device, stages: device.outbound }, packet)] : []),
  ]);
  assert.ok(!decisions.includes('unknown'), `unknown: ${JSON.stringify(packet)}`);
  return decisions.length && decisions.every((each) => each === 'permit') ? 'passed' : 'dropped';
}

/** Adds the tests that what is emitted, as the cloud tells of it, decides as the plan does. */
export function cloudReadsBack(proof: Proof): void {
  describe(`${proof.target.name}: what is emitted, read as what runs, decides as the plan does`, () => {
    it('plans with all kinds of rules, and hostile labels', async () => {
      for (const text of [...Object.values(plans), hostilePlan]) await compare(proof, text, ['deployment'], 5, 40);
    });

    it('all examples', async () => {
      const examples = join(import.meta.dirname, '../../examples');
      const files = readdirSync(examples).filter((f) => f.endsWith('.segplan'));
      for (const file of someOf(files, 5, proof.target.name.length))
        await compare(proof, readFileSync(join(examples, file), 'utf8'), [], 3, 20);
    });

    it('plans of chance', async () => {
      let [compared, passed] = [0, 0];
      for (const random of [randomPlan, randomPlanWithDenies, randomZones, randomBeyondPorts])
        await fc.assert(
          fc.asyncProperty(random, fc.nat(), async (text, seed) => {
            const [n, open] = await compare(proof, text, [], seed, 30);
            compared += n;
            passed += open;
          }),
          { numRuns: ofChance(8), seed: 31 },
        );
      assert.ok(compared > 100 && passed > 20, `${compared} packets compared, ${passed} of them pass`);
    });

    provesChance((plan, seed, tally) => tryPlan(proof, plan, seed, tally));
  });
}

/** Asks as `decided` does, of what goes out from a device. */
export function decidedOut({ outbound, ...device }: RunningDevice, question: string): Decision {
  return decided({ ...device, stages: outbound! }, question);
}

/** Holds a reader to what it promises of any text: it never fails, and counts every line. */
export function takesAnything(reader: RunningReader, whole: string, keys: readonly string[]): void {
  const texts = ['', '[', '{', '}', '{"a"', 'null', '"', '[1, "a", null]', '['.repeat(50_000), '{"a":'.repeat(50_000)];
  for (let cut = 1; cut < whole.length; cut += 131) texts.push(whole.slice(0, cut));
  const parsed = JSON.parse(whole) as unknown;
  for (const odd of ['text', -7, 1e300, true, null, [], {}, [[]], [{}], { a: {} }, ['x'], 'x'.repeat(20_000)])
    for (const key of keys) texts.push(JSON.stringify(parsed, (name, value: unknown) => (name === key ? odd : value), 1));
  for (const text of texts)
    for (const device of reader.read(text, 'f')) {
      countsAll(device, text);
      assert.ok(toldBy([device]).length < 40 * text.length + 100_000);
    }
}
