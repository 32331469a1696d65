// What is kept while somebody edits is what a fresh start would find: findings, their places, and what the rules permit.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LangiumDocument } from 'langium';
import type * as ast from '../../language/generated/ast.ts';
import { formatServices } from '../../language/model/services.ts';
import { edited } from '../rulesets/edited-plans.ts';
import { createTestLanguage, type TestLanguage } from '../support/language.ts';
import { randomAcmeRules, randomPlanWithDenies, randomVeeamRules } from '../support/random-plans.ts';

const RANDOM = [
  ['zones and denies', randomPlanWithDenies, 5],
  ['sites, bindings and a vendor of its own', randomAcmeRules, 6],
  ['sites with Veeam', randomVeeamRules, 4],
] as const;
const EDITS = 5;

/** All that an editor shows of a plan, and who may connect to whom. */
function shown({ services }: TestLanguage, { diagnostics, parseResult, references }: LangiumDocument<ast.Document>): unknown {
  const analysis = services.segplan.Plans.analysis(parseResult.value);
  return {
    diagnostics: diagnostics?.map(({ code, range, message, relatedInformation }) => ({
      code,
      range,
      message,
      related: relatedInformation?.map((each) => `${each.message} ${JSON.stringify(each.location.range)}`),
    })),
    references: references.length,
    required: analysis.requirements.map(
      (r) => `${r.flow.id} ${r.fromZone.name} ${r.toZone.name} ${r.from.length} ${r.to.length}`,
    ),
    permitted: analysis.allows.map((box) => formatServices(box.services)),
  };
}

/** The same plan with a comment or blanks more: within a zone, behind a statement, or in between. */
function commented(text: string, seed: number): string {
  const lines = text.split('\n');
  const at = seed % lines.length;
  const more = ['// why\n', '/* a note\n of two lines */ ', '   ', '\n\n'][seed % 4]!;
  return lines.map((line, n) => (n === at ? `${more}${line}` : line)).join('\n');
}

describe('a plan that is edited', () => {
  for (const [what, random, numRuns] of RANDOM)
    it(`shows after each edit what a fresh start shows: ${what}`, async () => {
      await fc.assert(
        fc.asyncProperty(random, fc.array(fc.nat(), { minLength: EDITS, maxLength: EDITS }), async (text, seeds) => {
          const kept = await createTestLanguage();
          await kept.load({ 'plan.segplan': text });
          let now = text;
          for (const seed of seeds) {
            now = seed % 3 ? edited(now, seed) : commented(now, seed);
            const fresh = await createTestLanguage();
            assert.deepEqual(
              shown(kept, await kept.load({ 'plan.segplan': now })),
              shown(fresh, await fresh.load({ 'plan.segplan': now })),
              now,
            );
          }
        }),
        { numRuns, seed: 41, endOnFailure: true },
      );
    });
});
