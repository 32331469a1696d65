import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LangiumDocument } from 'langium';
import { Mender } from '../../language/checking/fix-all.ts';
import type * as ast from '../../language/generated/ast.ts';
import { checks } from '../../language/generated/checks.ts';
import { Drafts } from '../../language/workspace/drafts.ts';
import type { SegplanServices } from '../../server/services.ts';
import { someOf } from '../support/chance.ts';
import { applied, openText } from '../support/editor.ts';
import { loadPlan } from '../support/language.ts';

const faulty = join(import.meta.dirname, '../examples/faulty');
const folders = [join(import.meta.dirname, '../../examples'), faulty];
const FIXABLE = checks.filter((check) => check.fixAll).map((check) => check.code);

const LEFT = /^Fixing all leaves this one out: (.*)\.$/;

/**
 * What `source.fixAll.segplan` makes of a text, the codes of what is then found, and the reasons for which findings were left to be mended one
 * by one.
 */
async function saved(text: string): Promise<{ after: string; codes: unknown[]; left: string[] }> {
  const { document, segplan } = await openText(text);
  const after = applied(document, await segplan.segplan.Mender.edits(document));
  const next = await openText(after);
  // What a catalog leaves out is nothing that a plan could mend.
  const found = (next.document.diagnostics ?? []).filter((d) => d.code !== 'incomplete-catalog');
  const whyLeft = ({ relatedInformation }: (typeof found)[number]): string[] =>
    relatedInformation?.flatMap(({ message }) => LEFT.exec(message)?.[1] ?? []) ?? [];
  return {
    after,
    codes: found.filter((d) => !whyLeft(d).length).map((d) => d.code),
    left: found.flatMap((d) => whyLeft(d).map((why) => `${/permits (\S+ -> \S+)/.exec(`${d.message}`)?.[1]}: ${why}`)),
  };
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
    const { after, codes } = await saved(`use zerto 8.5\n\n${zones}\nallow admins -> zvm : tcp 7073\n`);
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
    for (const folder of folders)
      for (const name of someOf(
        readdirSync(folder).filter((f) => f.endsWith('.segplan')),
        5,
      )) {
        const { after, codes } = await saved(readFileSync(join(folder, name), 'utf8'));
        // Roles of a component and their flows are unknown as long as a name leads nowhere.
        assert.deepEqual(
          codes.filter((code) => FIXABLE.includes(`${code}`)),
          [],
          `${folder}/${name}`,
        );
        assert.equal((await saved(after)).after, after, name);
      }
  });

  const FLOWS = `use acme
vendor acme { role agent role store flow agent -> store : tcp 10006 "Sends data" flow store -> agent : tcp 10007 "Restores" }
`;

  it('opens nothing from an external zone and nothing into an isolated one', async () => {
    const text = `${FLOWS}
zone office { subnet 10.0.0.0/24 component desk : acme.agent at 10.0.0.1 }
zone field external { subnet 198.51.100.0/24 component laptop : acme.agent at 198.51.100.7 }
zone vault isolated { subnet 10.0.1.0/24 component safe : acme.store at 10.0.1.1 }
zone data { subnet 10.0.2.0/24 component share : acme.store at 10.0.2.1 }
`;
    const { after, left } = await saved(text);
    assert.deepEqual(left, [
      'desk -> safe: vault is isolated',
      'laptop -> safe: field is external',
      'laptop -> share: field is external',
    ]);
    assert.deepEqual(after.slice(text.length).trim().split('\n').sort(), [
      'allow desk -> share : tcp 10006 "Sends data"',
      'allow safe -> desk : tcp 10007 "Restores"',
      'allow safe -> laptop : tcp 10007 "Restores"',
      'allow share -> desk : tcp 10007 "Restores"',
      'allow share -> laptop : tcp 10007 "Restores"',
    ]);
  });

  const twoSites = (said: string): string => `${FLOWS}
site hq { zone hq-zone { subnet 10.1.0.0/24 component desk : acme.agent at 10.1.0.1 } }
site dr { zone dr-zone { subnet 10.2.0.0/24 component share : acme.store at 10.2.0.1 } }
${said}
`;

  it('opens nothing across sites that nothing binds, and names one line that would, whichever of them connects', async () => {
    const { after, left } = await saved(twoSites(''));
    assert.equal(after, twoSites(''));
    assert.deepEqual(left, [
      "desk -> share: nothing binds the sites dr and hq, as 'pair dr, hq' would",
      "share -> desk: nothing binds the sites dr and hq, as 'pair dr, hq' would",
    ]);
  });

  for (const said of ['pair hq, dr', 'deployment all = hq, dr', 'bind desk with share', 'bind acme.store in dr with hq'])
    it(`opens what is needed across sites with: ${said}`, async () => {
      const { after, left, codes } = await saved(twoSites(said));
      assert.deepEqual([left, codes], [[], []]);
      assert.match(after, /allow desk -> share/);
    });

  it('does not add to a rule that would open the same where it is left to be looked at', async () => {
    const text = `${FLOWS}
zone office { subnet 10.0.0.0/24 component desk : acme.agent at 10.0.0.1 }
zone vault isolated { subnet 10.0.1.0/24 component safe : acme.store at 10.0.1.1 }
zone data { subnet 10.0.2.0/24 component share : acme.store at 10.0.2.1 }
allow acme.store -> desk : tcp 10007
allow desk -> safe, share : tcp 22 "run by hand"
`;
    const { after, left } = await saved(text);
    assert.deepEqual(left, ['desk -> safe: vault is isolated']);
    assert.equal(after, `${text}allow desk -> share : tcp 10006 "Sends data"\n`);
  });

  it('comes to the same in whatever order things are found', async () => {
    const { document, segplan } = await openText(readFileSync(join(faulty, 'zerto-azure.segplan'), 'utf8'));
    await isTheSameReversed(document, segplan);
  });

  it('comes to the same in whatever order things of one place are found', async () => {
    const stores = ['middle', 'last', 'first'].map(
      (name, n) => `zone ${name} { subnet 10.0.${n}.0/24 component ${name}-store : acme.store at 10.0.${n}.1 }\n`,
    );
    const { document, segplan } = await openText(
      `${FLOWS}zone office { subnet 10.9.0.0/24 component desk : acme.agent at 10.9.0.1 }\n${stores.join('')}`,
    );
    await isTheSameReversed(document, segplan);
  });

  /** Whether all is mended alike by who is told everything in the contrary order. */
  async function isTheSameReversed(document: LangiumDocument<ast.Document>, services: SegplanServices): Promise<void> {
    const { CheckRunner, Plans, VisibleDocuments, Mender: inOrder } = services.segplan;
    const reversed = Object.assign(Object.create(CheckRunner) as typeof CheckRunner, {
      run: async (...args: Parameters<typeof CheckRunner.run>) => (await CheckRunner.run(...args)).toReversed(),
    });
    const other = new Mender(reversed, new Drafts(services, Plans, VisibleDocuments));
    const after = applied(document, await inOrder.edits(document));
    assert.notEqual(after, document.textDocument.getText());
    assert.equal(applied(document, await other.edits(document)), after);
  }

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
