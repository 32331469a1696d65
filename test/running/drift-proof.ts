// What has to hold of every form that a target writes and a reader reads: nothing is found where the rules of the plan are loaded, and of a file with one thing
// changed an audit says what packets find.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { limits } from '../../language/rulesets/limits.ts';
import { betweenZones, buildRuleSet } from '../../language/rulesets/rule-set.ts';
import type { OutputFile, Target } from '../../language/rulesets/target.ts';
import type { Packet } from '../rulesets/evaluator.ts';
import { plans } from '../rulesets/plans.ts';
import type { Verdict } from '../rulesets/readers.ts';
import { ofChance } from '../support/chance.ts';
import { loadPlan } from '../support/language.ts';
import { randomBeyondPorts, randomPlan, randomPlanWithDenies } from '../support/random-plans.ts';
import { randomZones } from '../support/random-zones.ts';
import { agrees, auditOf, drift, type Mutation, mutated, type Running } from './mutants.ts';

/** How many times as many plans and changes of chance are tried. */
const MORE = Number(process.env.SEGPLAN_DRIFT ?? 1);

const examples = join(import.meta.dirname, '../../examples');
const texts = {
  ...plans,
  ...Object.fromEntries(
    readdirSync(examples)
      .filter((file) => file.endsWith('.segplan'))
      .map((file) => [file, readFileSync(join(examples, file), 'utf8')]),
  ),
};

export interface DriftProof {
  readonly target: Target;
  /** A strict reading of the files, which is not the one under test. */
  readonly read: (files: readonly OutputFile[]) => (packet: Packet) => Verdict;
  readonly mutations: Readonly<Record<string, Mutation>>;
  readonly isRule: (line: string) => boolean;
}

/** What runs where a plan was loaded; nothing where the target can't hold it. */
export async function running(text: string, target: Target): Promise<Running | undefined> {
  const { document, services } = await loadPlan(text);
  const root = document.parseResult.value;
  const analysis = services.segplan.Plans.analysis(root);
  const ruleSet = betweenZones(buildRuleSet(analysis));
  // A packet filter can't hold names, wherever a plan has them.
  if (/ at "/.test(text) || ruleSet.entries.some((e) => [...e.sources, ...e.destinations].some((s) => s.hostNames.length)))
    return undefined;
  if (limits(ruleSet.entries, target).some(({ level }) => level === 'error')) return undefined;
  return { root, analysis, files: await target.emit(ruleSet, 'plan') };
}

/** Adds the tests. */
export function provesDrift({ target, read, mutations, isRule }: DriftProof): void {
  describe(`an audit of ${target.name}`, () => {
    it('finds nothing where the rules of the plan are loaded, for all examples and plans of chance', async () => {
      let held = 0;
      const nothing = async (text: string): Promise<void> => {
        const all = await running(text, target);
        if (!all) return;
        held++;
        const result = auditOf(all);
        const { closed, open, unsure } = drift(result);
        assert.deepEqual([closed.length, open.length, unsure.length], [0, 0, 0], text);
        assert.deepEqual(
          result.devices.flatMap(({ unknown }) => unknown),
          [],
        );
      };
      for (const text of Object.values(texts)) await nothing(text);
      for (const [random, numRuns] of [
        [randomPlan, 8],
        [randomPlanWithDenies, 12],
        [randomZones, 12],
        [randomBeyondPorts, 12],
      ] as const)
        await fc.assert(fc.asyncProperty(random, nothing), { numRuns: ofChance(4 * numRuns, numRuns) * MORE, seed: 5 });
      assert.ok(held > 40, `${held}`);
    });

    for (const [name, mutation] of Object.entries(mutations))
      it(`says of ${name} what packets find, and nothing else`, async () => {
        let [changed, reported, silent] = [0, 0, 0];
        const tried = async (text: string, seeds: readonly number[]): Promise<void> => {
          const right = await running(text, target);
          for (const seed of right ? seeds : []) {
            const files = mutated(right!.files, mutation, seed, isRule);
            if (!files) continue;
            changed++;
            if (agrees({ ...right!, files }, read(files), seed, 25)) reported++;
            else silent++;
          }
        };
        for (const text of Object.values(plans)) await tried(text, [1, 2]);
        await fc.assert(
          fc.asyncProperty(randomPlanWithDenies, fc.nat(), (text, seed) => tried(text, [seed, seed + 1, seed + 2])),
          { numRuns: ofChance(20) * MORE, seed: 23 },
        );
        assert.ok(changed > 3, `${changed} changed`);
        // A rule that stands there twice changes nothing; everything else mostly does.
        assert.equal(reported > 0, name !== 'a rule twice', `${reported} reported, ${silent} not`);
      });
  });
}
