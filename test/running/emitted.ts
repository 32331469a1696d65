// What Segplan emits, read by Segplan as the running configuration of a device, decides packets as the plan does.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { OutputFile, Target } from '../../language/rulesets/target.ts';
import type { RuleList, RunningDevice, RunningReader } from '../../language/running/running.ts';
import { provesChance } from '../reading/chance-proof.ts';
import { tryPlan } from '../reading/through-targets.ts';
import { hostilePlan } from '../rulesets/hostile.ts';
import { plans } from '../rulesets/plans.ts';
import { compare, type Proof } from '../rulesets/proof.ts';
import { withTopology } from '../rulesets/readers/topology.ts';
import type { Verdict } from '../rulesets/readers.ts';
import { ofChance, someOf } from '../support/chance.ts';
import { randomBeyondPorts } from '../support/random-plans.ts';
import { randomZones } from '../support/random-zones.ts';
import { decisionOf } from './packets.ts';

export interface EmittedProof {
  readonly target: Target;
  readonly reader: RunningReader;
  /** What the device calls the place of a zone. */
  readonly placeOf?: (zone: string) => string | undefined;
  /** What rules say of the day that they end with, which plans know as well. */
  readonly time: RegExp;
  readonly proof?: Partial<Proof>;
}

/** The device before the day that any of its rules ends with. */
function inTime(device: RunningDevice, time: RegExp): RunningDevice {
  const lists = new Map<string, RuleList>();
  for (const [name, list] of device.lists)
    lists.set(name, {
      ...list,
      rules: list.rules.map(({ perhaps, ...rule }) =>
        perhaps === undefined || time.test(perhaps) ? rule : { ...rule, perhaps },
      ),
    });
  return { ...device, lists };
}

const examples = join(import.meta.dirname, '../../examples');

/** Adds the tests that a reader has to pass beside a target. */
export function readsBack({ target: plain, reader, time, placeOf = (zone) => zone, proof: more }: EmittedProof): void {
  const { target, zoneOf } = withTopology(plain);
  const read = (files: readonly OutputFile[]) => {
    const home = zoneOf();
    // A file for each address family is a device for each; what comes to the firewall itself is another one again.
    const devices = files.flatMap(({ text, name }) => reader.read(text, name)).filter(({ host }) => !host);
    const [v4, v6] = ([4, 6] as const).map((family) => devices.find(({ families }) => families.includes(family)));
    const [timed4, timed6] = [v4, v6].map((device) => device && inTime(device, time));
    return (packet: Parameters<typeof decisionOf>[1]): Verdict => {
      const [from, to] = [packet.source, packet.destination].map((address) => placeOf(home(address)));
      const device = packet.source.includes(':') ? timed6 : timed4;
      const decision = decisionOf(device!, { ...packet, from, to });
      return decision === 'permit' ? 'passed' : decision === 'deny' ? 'dropped' : (decision as Verdict);
    };
  };
  const proof: Proof = { target, read, byZones: true, beyondPorts: true, ...more };

  const holds = async (
    texts: readonly string[],
    phases: readonly string[],
    seed: number,
    count: number,
    least: readonly [compared: number, passed: number],
  ): Promise<void> => {
    let [compared, passed] = [0, 0];
    for (const text of texts) {
      const [all, open] = await compare(proof, text, phases, seed, count);
      compared += all;
      passed += open;
    }
    assert.ok(compared > least[0] && passed > least[1], `${compared} packets compared, ${passed} of them pass`);
  };

  describe(`${plain.name}: what is emitted, read as a running configuration, decides as the plan does`, () => {
    it('plans with all kinds of rules, and hostile labels', async () => {
      await holds([...Object.values(plans), hostilePlan], ['deployment'], 5, 150, [200, 50]);
    });

    it('all examples', async () => {
      const files = readdirSync(examples).filter((f) => f.endsWith('.segplan'));
      await holds(
        someOf(files, 5, plain.name.length).map((file) => readFileSync(join(examples, file), 'utf8')),
        [],
        3,
        80,
        [ofChance(200), ofChance(50)],
      );
    });

    it('zones and services of chance', async () => {
      for (const random of [randomZones, randomBeyondPorts])
        await fc.assert(
          fc.asyncProperty(random, fc.nat(), async (text, seed) => {
            await compare(proof, text, [], seed, 40);
          }),
          { numRuns: ofChance(15, 4), seed: 29 },
        );
    });

    provesChance((plan, seed, tally) => tryPlan(proof, plan, seed, tally));
  });
}
