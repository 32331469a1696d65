// What is kept while somebody edits is what a fresh start would find: findings, their places, and what the rules permit.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { edited } from '../rulesets/edited-plans.ts';
import { ofChance } from '../support/chance.ts';
import { picker } from '../support/changed-lines.ts';
import { changedRules } from '../support/changed-rules.ts';
import { createEditedLanguage, type EditedLanguage } from '../support/edited-language.ts';
import { createTestLanguage, type TestLanguage } from '../support/language.ts';
import { randomAcmeRules, randomPlanWithDenies, randomVeeamRules } from '../support/random-plans.ts';
import { shown } from '../support/shown-plan.ts';

const RANDOM = [
  ['zones and denies', randomPlanWithDenies, ofChance(5, 1)],
  ['sites, bindings and a vendor of its own', randomAcmeRules, ofChance(6, 1)],
  ['sites with Veeam', randomVeeamRules, ofChance(4, 1)],
] as const;
const EDITS = 5;
const RULE_EDITS = 10;

/** The same plan with a comment or blanks more: within a zone, behind a statement, or in between. */
function commented(text: string, seed: number): string {
  const lines = text.split('\n');
  const at = seed % lines.length;
  const more = ['// why\n', '/* a note\n of two lines */ ', '   ', '\n\n'][seed % 4]!;
  return lines.map((line, n) => (n === at ? `${more}${line}` : line)).join('\n');
}

/** How many times as much as usual; `PLANS=50 npx mocha …` looks for longer. */
const TIMES = Number(process.env.PLANS ?? 1);
let count = 0;

describe('a plan that is edited', () => {
  let kept: EditedLanguage;
  let fresh: TestLanguage;
  before(async () => {
    kept = await createEditedLanguage();
    fresh = await createTestLanguage();
  });

  /** Edits a plan several times; now and then what was done is taken back. */
  async function follow(text: string, seeds: readonly number[], edit: (text: string, seed: number) => string): Promise<void> {
    const folder = `plan-${count++}`;
    await kept.edit(`${folder}/plan.segplan`, text);
    const former = [text];
    for (const seed of seeds) {
      const now = seed % 7 ? edit(former.at(-1)!, seed) : former[seed % former.length]!;
      former.push(now);
      assert.deepEqual(
        shown(kept.services, await kept.edit(`${folder}/plan.segplan`, now)),
        shown(fresh.services, await fresh.load({ [`${folder}-${former.length}/plan.segplan`]: now })),
        now,
      );
    }
  }

  for (const [what, random, numRuns] of RANDOM) {
    it(`shows after each edit what a fresh start shows: ${what}`, async () => {
      const edit = (text: string, seed: number): string => (seed % 3 ? edited(text, seed) : commented(text, seed));
      await fc.assert(
        fc.asyncProperty(random, fc.array(fc.nat(), { minLength: EDITS, maxLength: EDITS }), (text, seeds) =>
          follow(text, seeds, edit),
        ),
        { numRuns: numRuns * TIMES, seed: 41 + TIMES, endOnFailure: true },
      );
    });

    it(`shows after each edit of its rules what a fresh start shows: ${what}`, async () => {
      const edit = (text: string, seed: number): string => (seed % 5 ? changedRules(text, picker(seed)) : commented(text, seed));
      await fc.assert(
        fc.asyncProperty(random, fc.array(fc.nat(), { minLength: RULE_EDITS, maxLength: RULE_EDITS }), (text, seeds) =>
          follow(text, seeds, edit),
        ),
        { numRuns: numRuns * TIMES, seed: 42 + TIMES, endOnFailure: true },
      );
    });
  }
});
