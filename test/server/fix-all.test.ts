import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Mender } from '../../language/checking/fix-all.ts';
import { checks } from '../../language/generated/checks.ts';
import { Drafts } from '../../language/workspace/drafts.ts';
import { applied, openText } from '../support/editor.ts';
import { loadPlan } from '../support/language.ts';

const examples = join(import.meta.dirname, '../../examples');
const FIXABLE = checks.filter((check) => check.fixAll).map((check) => check.code);

/** What `source.fixAll.segplan` makes of a text, and the codes of what is then found. */
async function saved(text: string): Promise<{ after: string; codes: unknown[] }> {
  const { document, segplan } = await openText(text);
  const after = applied(document, await segplan.segplan.Mender.edits(document));
  const next = await openText(after);
  return { after, codes: (next.document.diagnostics ?? []).map((d) => d.code) };
}

const zones = `zone a {
  subnet 10.0.0.0/24
  component admins : zerto.user-interface at 10.0.0.1
}

zone b {
  subnet 10.0.1.0/24
  component zvm : zerto.zvm at 10.0.1.1
}
`;

describe('everything at once', () => {
  it('mends what two checks want on one line', async () => {
    const { after, codes } = await saved(`use zerto 10\n\n${zones}\nallow admins -> zvm : tcp 7073\n`);
    assert.deepEqual(codes, []);
    assert.match(after, /\n\nallow admins -> zvm : [^\n]+\n$/);
  });

  it('goes on with what a mend brings to light', async () => {
    const { after, codes } = await saved(`plan "p"\n\n${zones}`);
    assert.deepEqual(codes, []);
    assert.match(after, /^plan "p"\n\nuse zerto\n\nzone a \{/);
    assert.match(after, /\}\n\nallow admins -> zvm : [^\n]+\n$/);
  });

  it('leaves in the examples nothing behind that it can mend, and adds nothing when it is asked again', async () => {
    for (const folder of ['.', 'faulty'])
      for (const name of readdirSync(join(examples, folder)).filter((f) => f.endsWith('.segplan'))) {
        const { after, codes } = await saved(readFileSync(join(examples, folder, name), 'utf8'));
        // Roles of a component and their flows are unknown as long as a name leads nowhere.
        assert.deepEqual(
          codes.filter((code) => FIXABLE.includes(`${code}`)),
          [],
          `${folder}/${name}`,
        );
        assert.equal((await saved(after)).after, after, name);
      }
  });

  it('comes to the same in whatever order things are found', async () => {
    const text = readFileSync(join(examples, 'faulty/zerto-azure.segplan'), 'utf8');
    const { document, segplan } = await openText(text);
    const { CheckRunner, Plans, VisibleDocuments, Mender: inOrder } = segplan.segplan;
    const reversed = Object.assign(Object.create(CheckRunner) as typeof CheckRunner, {
      run: async (...args: Parameters<typeof CheckRunner.run>) => (await CheckRunner.run(...args)).reverse(),
    });
    const other = new Mender(reversed, new Drafts(segplan, Plans, VisibleDocuments));
    assert.equal(applied(document, await other.edits(document)), applied(document, await inOrder.edits(document)));
  });

  it('leaves no trace of the texts in between', async () => {
    const { document, segplan } = await openText(`use zerto 10\n${zones}`);
    const known = segplan.shared.workspace.LangiumDocuments.all.count();
    const before = segplan.segplan.Plans.plan(document.parseResult.value);
    const rules = before.rules.length;
    await segplan.segplan.Mender.edits(document);
    assert.equal(segplan.shared.workspace.LangiumDocuments.all.count(), known);
    assert.equal(segplan.segplan.Plans.plan(document.parseResult.value), before);
    assert.equal(before.rules.length, rules);
  });

  it('sees what a plan imports', async () => {
    const shared = zones.replaceAll('zerto.zvm', 'zerto.zvm, zerto.vba');
    const { document, services } = await loadPlan('import "./shared.segplan"\nuse zerto 10\n', { 'shared.segplan': shared });
    const edits = await services.segplan.Mender.edits(document);
    assert.match(applied(document, edits), /^import "\.\/shared\.segplan"\nuse zerto 10\n\nallow admins -> zvm : [^\n]+\n$/);
  });

  it('of a file that imports itself mends what one look shows', async () => {
    const plan = `import "./plan.segplan"\nuse zerto 10\n${zones}`;
    const { document, services } = await loadPlan(plan);
    const after = applied(document, await services.segplan.Mender.edits(document));
    assert.ok(after.startsWith(plan));
    assert.match(after.slice(plan.length), /^\nallow admins -> zvm : [^\n]+\n$/);
  });
});
