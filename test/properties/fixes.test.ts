import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ofChance } from '../support/chance.ts';
import { fixablePlan } from './fixable-plans.ts';
import { violationsOf, violationsOfAll } from './violations.ts';

/** More plans, and others, than each run of the tests has time for: SEGPLAN_PLANS=2000 SEGPLAN_SEED=5. */
const plans = Number(process.env.SEGPLAN_PLANS ?? ofChance(60, 5));
const seed = Number(process.env.SEGPLAN_SEED ?? 20);

describe('the fixes of plans of chance', () => {
  const each = async (property: (text: string, n: number) => Promise<void>): Promise<void> => {
    for (const [n, text] of fc.sample(fixablePlan, { numRuns: plans, seed }).entries()) await property(text, n);
  };

  it('each take their finding away, open what it says is missing and nothing else, cut off nothing needed and make no new error', async () => {
    let fixes = 0;
    await each(async (text, n) => {
      const { violations, fixes: own } = await violationsOf(text, n);
      fixes += own;
      assert.deepEqual(violations, [], text);
    });
    assert.ok(fixes > 4 * plans, `${fixes} fixes are too few to show anything`);
  }).timeout(0);

  it('all at once do the same, and once more change nothing', async () => {
    let changed = 0;
    await each(async (text) => {
      const { violations, fixes } = await violationsOfAll(text);
      changed += fixes;
      assert.deepEqual(violations, [], text);
    });
    assert.ok(changed > plans / 2, `${changed} plans were changed`);
  }).timeout(0);
});
