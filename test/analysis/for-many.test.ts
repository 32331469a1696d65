// Above some numbers things are looked up that are gone through below them. Here nothing is gone through, in plans of chance and after edits of them.
import assert from 'node:assert/strict';
import { EVERYTHING, planOfChance } from '../reading/plans.ts';
import { ofChance } from '../support/chance.ts';
import { changed, picker } from '../support/changed-lines.ts';
import { alsoForMany, ofCopy } from '../support/for-many.ts';
import { createTestLanguage } from '../support/language.ts';
import { shown } from '../support/shown-plan.ts';

const PLANS = Number(process.env.SEGPLAN_CHANCE ?? ofChance(40, 2));
const FIRST = Number(process.env.SEGPLAN_CHANCE_FROM ?? 1);
const EDITS = 2;

for (const name of ['bindings', 'choices', 'conditions', 'contested', 'passing-needs'])
  await alsoForMany(`../analysis/${name}.test.ts`);

describe('what is done for many', () => {
  it('shows of a plan, and after an edit of it, what is shown of one that is gone through', async function () {
    this.timeout(0);
    const { createEditedLanguage } = await ofCopy<typeof import('../support/edited-language.ts')>('./edited-language.ts');
    const { shown: shownThere } = await ofCopy<typeof import('../support/shown-plan.ts')>('./shown-plan.ts');
    const [many, few] = [await createEditedLanguage(), await createTestLanguage()];
    for (let seed = FIRST; seed < FIRST + PLANS; seed++) {
      const pick = picker(seed);
      const { text: first, others } = planOfChance(seed, EVERYTHING);
      for (const [name, other] of Object.entries(others)) await many.edit(`${seed}/${name}`, other);
      for (let n = 0, text = first; n <= EDITS; n++, text = changed(text, pick)) {
        const document = await many.edit(`${seed}/plan.segplan`, text);
        const files = Object.entries({ 'plan.segplan': text, ...others });
        const fresh = await few.load(Object.fromEntries(files.map(([name, each]) => [`${seed}-${n}/${name}`, each])));
        assert.deepEqual(shownThere(many.services, document), shown(few.services, fresh), `plan ${seed}, edit ${n}:\n${text}`);
      }
    }
  });
});
