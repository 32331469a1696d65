// Whatever checks find is still right after an edit of a comment, when nothing of the plan is read or looked at again.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LangiumDocument } from 'langium';
import type * as ast from '../../language/generated/ast.ts';
import { ofChance, someOf } from '../support/chance.ts';
import { createEditedLanguage } from '../support/edited-language.ts';
import { createTestLanguage, loadPlan } from '../support/language.ts';
import { unmarked } from '../support/marks.ts';
import type { Case } from './case.ts';

const files = readdirSync(join(import.meta.dirname, 'cases')).filter((f) => f.endsWith('.ts'));
const cases: readonly Case[] = (
  await Promise.all(files.map((f) => import(`./cases/${f}`) as Promise<{ cases: readonly Case[] }>))
).flatMap((m) => m.cases);

const told = ({ diagnostics }: Pick<LangiumDocument, 'diagnostics'>): string =>
  JSON.stringify(diagnostics?.map(({ code, range, message, severity, data }) => ({ code, range, message, severity, data })));

/** The first plan that each check finds something in, with a comment behind each line that has none. */
function* commented(): Iterable<[code: string, text: string]> {
  const seen = new Set<string>();
  for (const { code, text: marked, finds, running } of cases) {
    const { text, parts } = unmarked(marked);
    if (seen.has(code) || running || !(finds ?? parts).length || text.includes('/*') || text.includes('import ')) continue;
    seen.add(code);
    yield [code, text.replace(/^(.*[^\s].*)$/gm, (line) => (line.includes('//') ? line : `${line} // so`))];
  }
}

describe('an edit of a comment', () => {
  it('leaves what each check finds as it is found anew', async () => {
    const { edit } = await createEditedLanguage();
    let count = 0;
    for (const [code, text] of someOf([...commented()], 3)) {
      await edit(`${code}.segplan`, text);
      for (const at of [text.indexOf('// so') + 4, text.lastIndexOf('// so') + 5]) {
        const now = `${text.slice(0, at)}why${text.slice(at)}`;
        assert.equal(told(await edit(`${code}.segplan`, now)), told((await loadPlan(now, {}, true)).document), now);
        await edit(`${code}.segplan`, text);
      }
      count++;
    }
    assert.ok(count > ofChance(70, 23), `only ${count} checks were tried`);
  });

  const plan = 'zone a { subnet 10.0.0.0/24 } // one\nzone b { subnet 10.0.1.0/24 }\nallow a -> b : any // all\n';
  const codes = ({ diagnostics }: LangiumDocument): unknown[] => diagnostics?.map(({ code }) => code) ?? [];

  it('leaves the tree, the analysis and the findings the same objects', async () => {
    const { edit, services } = await createEditedLanguage();
    const state = async (text: string): Promise<unknown[]> => {
      const document: LangiumDocument<ast.Document> = await edit('plan.segplan', text);
      const root = document.parseResult.value;
      return [root, services.segplan.Plans.analysis(root), ...(await services.segplan.CheckRunner.results(document))];
    };
    const [before, after] = [await state(plan), await state(plan.replace('// one', '// two'))];
    assert.ok(before.length > 2);
    assert.ok(before.length === after.length && before.every((each, n) => each === after[n]));
  });

  it('silences findings as soon as it says so, and no longer than that', async () => {
    const { edit } = await createEditedLanguage();
    const first = codes(await edit('plan.segplan', plan));
    assert.ok(first.includes('any-service'));
    const said = plan.replace('allow', '// segplan-disable-next-line any-service -- a lab\nallow');
    assert.ok(!codes(await edit('plan.segplan', said)).includes('any-service'));
    assert.ok(codes(await edit('plan.segplan', said.replace('line any', 'line an'))).includes('any-service'));
    assert.ok(!codes(await edit('plan.segplan', said)).includes('any-service'));
    const plain = said.replace('segplan-disable', 'segplan-disabled');
    assert.deepEqual(codes(await edit('plan.segplan', plain)), first);
    assert.ok(!codes(await edit('plan.segplan', said)).includes('any-service'));
  });
});

describe('settings that change while a plan is checked', () => {
  it('count from then on, whenever they come', async () => {
    const { services, load } = await createTestLanguage();
    const { CheckRunner } = services.segplan;
    let late = 0;
    for (let asked = 1; asked <= 30; asked++) {
      const document = await load({ 'plan.segplan': 'zone a { subnet 10.0.0.0/24 }\nallow a -> any : any\n' }, false);
      let count = 0;
      CheckRunner.levels = {};
      const token = {
        get isCancellationRequested() {
          if (++count === asked) CheckRunner.levels = { 'any-service': 'off' };
          return false;
        },
        onCancellationRequested: () => ({ dispose: () => {} }),
      };
      const codes = async () => (await CheckRunner.run(document, token)).map(({ check }) => check.code);
      if ((await codes()).includes('any-service') && count >= asked) late++;
      CheckRunner.levels = count >= asked ? CheckRunner.levels : { 'any-service': 'off' };
      assert.ok(!(await codes()).includes('any-service'), `asked ${asked} times`);
    }
    assert.ok(late > 0, 'they never came in between');
  });
});
