import assert from 'node:assert/strict';
import { organizeImports } from '../../language/checking/organize-imports.ts';
import { actions, applied } from '../support/editor.ts';
import { loadPlan } from '../support/language.ts';

const PLAN = `zone a { subnet 10.0.0.0/24 component vbr : veeam.backup-server at 10.0.0.1 component m : vmware.vcenter at 10.0.0.2 }
zone b { subnet 10.0.1.0/24 component y : veeam.linux-server at 10.0.1.1 }
allow vbr -> y : web, log
`;
const FILES = {
  'log.segplan': 'service log = tcp 514\n',
  'web.segplan': 'service web = tcp 443\n',
  'old.segplan': 'service old = tcp 23\n',
};

describe('organizing imports', () => {
  /** A text after it, in the file that it leaves when it is organized twice. */
  async function organized(text: string, files: Record<string, string> = FILES, isWhole = true): Promise<string> {
    const { document, services } = await loadPlan(text, files);
    const edits = organizeImports(services.segplan.CheckRunner.context(document), isWhole);
    return edits.length ? applied(document, edits) : text;
  }

  it('sorts blocks of lines with their comments, and takes out what stands twice or is not used', async () => {
    const after = await organized(`// Of the shop.
plan "Test"

// ---- shared
import "./web.segplan"   // for the shop
// Of what is gone.
import "./old.segplan"
// What is logged.
import "./log.segplan"
import "./web.segplan"

use vmware // hosts
use zerto
use veeam 13
use veeam 13

${PLAN}`);
    assert.equal(
      after,
      `// Of the shop.
plan "Test"

// ---- shared
// What is logged.
import "./log.segplan"
import "./web.segplan"   // for the shop

use veeam 13
use vmware // hosts

${PLAN}`,
    );
    assert.equal(await organized(after), after);
  });

  it('takes the empty line along that a block leaves, and the comment above its first line', async () => {
    assert.equal(
      await organized(
        `plan "Test"\n\n// Of what is gone.\nimport "./old.segplan"\n\nimport "./web.segplan"\nimport "./log.segplan"\n\n${PLAN}`,
      ),
      `plan "Test"\n\nimport "./log.segplan"\nimport "./web.segplan"\n\n${PLAN}`,
    );
  });

  it('leaves nothing behind of a block that ends the file', async () => {
    const rest = `${PLAN.replace('web, log', 'tcp 443')}\n`;
    for (const end of ['', '\n', '\n  ', '\n\n']) assert.equal(await organized(`${rest}import "./old.segplan"${end}`), rest);
  });

  it('keeps line endings, and a last line without one', async () => {
    const text = `${PLAN}import "./web.segplan"\nimport "./log.segplan"`.replaceAll('\n', '\r\n');
    assert.equal(await organized(text), `${PLAN}import "./log.segplan"\nimport "./web.segplan"`.replaceAll('\n', '\r\n'));
  });

  it('keeps the order of imports that give one name, of which the first counts', async () => {
    const text = `import "./web.segplan"\nimport "./alt.segplan"\nimport "./log.segplan"\n${PLAN}`;
    assert.equal(
      await organized(text, { ...FILES, 'alt.segplan': 'service web = tcp 80\nzone c { subnet 10.0.2.0/24 }\n' }),
      text,
    );
  });

  it('takes nothing out while a name leads nowhere, and does nothing to a broken text', async () => {
    const text = `import "./old.segplan"\nimport "./log.segplan"\n${PLAN}`;
    assert.equal(await organized(text, FILES, false), `import "./log.segplan"\nimport "./old.segplan"\n${PLAN}`);
    const broken = `import "./old.segplan"\nimport "./log.segplan"\nallow ->\n${PLAN}`;
    assert.equal(await organized(broken), broken);
  });

  it('is offered as source.organizeImports, where there is anything to do', async () => {
    const offered = await actions(`use vmware\nuse veeam 13\n${PLAN.replace('web, log', 'required')}`, [
      'source.organizeImports',
    ]);
    assert.deepEqual(
      offered.list.map(({ title, kind }) => [title, kind]),
      [["Organize 'import' and 'use' lines", 'source.organizeImports']],
    );
    assert.match(offered.apply(offered.list[0]), /^use veeam 13\nuse vmware\nzone/);
    const nothing = await actions(`use veeam 13\nuse vmware\n${PLAN.replace('web, log', 'required')}`, [
      'source.organizeImports',
    ]);
    assert.deepEqual(nothing.list, []);
  });
});
