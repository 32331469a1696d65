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
    const seen: (readonly [text: string, shown: ReturnType<typeof shown>])[] = [];
    for (const seed of seeds) {
      const now = seed % 7 ? edit(former.at(-1)!, seed) : former[seed % former.length]!;
      former.push(now);
      seen.push([now, shown(kept.services, await kept.edit(`${folder}/plan.segplan`, now))]);
    }
    // A file that is new has everything linked again that is known anywhere: between two edits it would hide what these leave as it was.
    for (const [n, [now, was]] of seen.entries())
      assert.deepEqual(was, shown(fresh.services, await fresh.load({ [`${folder}-${n}/plan.segplan`]: now })), now);
  }

  it('permits nothing by a name that a second component gets, and the same as before once that is taken back', async () => {
    const plan = `zone a { subnet 10.0.0.0/24 component till at 10.0.0.5 component desk at 10.0.0.6 }
zone b { subnet 10.0.1.0/24 component shop at 10.0.1.5 }
zone c { subnet 10.0.2.0/24 component other at 10.0.2.5 }
zone d { subnet 10.0.3.0/24 }
allow till -> shop : tcp 443
allow desk -> till : tcp 22
allow b -> desk : tcp 80
`;
    const allowed = async (text: string): Promise<number> => {
      const document = await kept.edit('twice.segplan', text);
      return kept.services.segplan.Plans.analysis(document.parseResult.value).allows.length;
    };
    assert.equal(await allowed(plan), 3);
    // Which of two is meant nobody knows, and a rule that names one of them opens nothing.
    assert.equal(await allowed(plan.replace('component other', 'component till')), 1);
    assert.equal(await allowed(plan), 3);
  });

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
