import assert from 'node:assert/strict';
import { applied } from '../support/editor.ts';
import { createTestLanguage } from '../support/language.ts';

/** The files of a workspace beside the plan. */
const FILES = {
  'work/parts/shared.segplan': 'group g = 10.0.0.1\n',
  'work/parts/sites.segplan': 'site north {}\n',
  'sites.segplan': 'site south {}\n',
};

describe('an import that leads nowhere', () => {
  /** What the fixes are called, and what each makes of the import. */
  async function offered(path: string): Promise<[title: string, text: string][]> {
    const { services, load } = await createTestLanguage();
    const document = await load({ 'work/plan.segplan': `import "${path}"\n`, ...FILES, 'other/plan.segplan': '' });
    const { CheckRunner } = services.segplan;
    const found = (await CheckRunner.run(document)).find(({ check }) => check.code === 'unknown-import');
    assert.ok(found?.check.fix, path);
    const fixes = found.check.fix(found.finding, CheckRunner.context(document));
    assert.equal(fixes.filter(({ preferred }) => preferred).length, fixes.length === 1 ? 1 : 0);
    return fixes.map(({ title, edits }) => [title, applied(document, edits)]);
  }

  it('is offered the file of that name in another folder', async () => {
    const fix = ["Import './parts/shared.segplan'", 'import "./parts/shared.segplan"\n'];
    assert.deepEqual(await offered('../shared.segplan'), [fix]);
    assert.deepEqual(await offered('./parts/shared'), [fix]);
  });

  it('is offered the one that has almost that name', async () => {
    assert.deepEqual(
      (await offered('./parts/shraed.segplan')).map(([title]) => title),
      ["Import './parts/shared.segplan'"],
    );
  });

  it('is offered several with the nearest first, and none that is not like it', async () => {
    assert.deepEqual(
      (await offered('./sites.segplan')).map(([title]) => title),
      ["Import '../sites.segplan'", "Import './parts/sites.segplan'"],
    );
    assert.deepEqual(await offered('./everything-else.segplan'), []);
    // What is named is the file itself, which is none to import, nor one of its name.
    assert.deepEqual(await offered('./plan.segplan'), []);
  });
});
