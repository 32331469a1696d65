// What every target has to prove besides: plans that hold whatever the language has, through the text that was emitted and read back, are
// decided as the reading of the language reference decides them.
import assert from 'node:assert/strict';
import { ofChance } from '../support/chance.ts';
import { newTally, planFor, type Tally } from './through-targets.ts';

/** How many plans, and from which number on; more of them are tried by whoever has the time. */
export const PLANS = Number(process.env.SEGPLAN_CHANCE ?? ofChance(6));
export const FIRST = Number(process.env.SEGPLAN_CHANCE_FROM ?? 1);

/** Adds the test. @param tryOne adds to a tally what one plan gives */
export function provesChance(tryOne: (plan: ReturnType<typeof planFor>, seed: number, tally: Tally) => Promise<void>): void {
  it('plans that hold whatever the language has, as the language reference is read', async function () {
    this.timeout(0);
    const tally = newTally();
    for (let seed = FIRST; seed < FIRST + PLANS; seed++) {
      try {
        await tryOne(planFor(seed), seed, tally);
      } catch (error) {
        tally.wrong.push(`seed ${seed}: ${error instanceof Error ? error.message.slice(0, 400) : error}`);
      }
    }
    if (process.env.SEGPLAN_CHANCE) report(tally);
    const wrong = [...new Map(tally.wrong.map((each) => [each.split(':')[0], each])).values()];
    assert.equal(wrong.length, 0, `${wrong.length} plans:\n${wrong.slice(0, 12).join('\n')}`);
    assert.ok(tally.plans + tally.refused > 0);
    // Of few plans that a form holds, none may open anything.
    assert.ok(tally.plans < 4 || (tally.passed > 0 && tally.dropped > 0), `${tally.plans} plans, ${tally.refused} refused`);
  });
}

/** Says what was tried, and why the rest was refused. */
function report({ plans, refused, passed, dropped, refusals }: Tally): void {
  console.log(`    ${plans} plans, ${refused} refused, ${passed} packets pass, ${dropped} don't`);
  for (const [message, count] of [...refusals].sort((a, b) => b[1] - a[1]).slice(0, 12))
    console.log(`      ${count} ${message.slice(0, 160)}`);
}
