import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmptyFileSystem } from 'langium';
import { createSegplanCoreServices } from '../../language/module.ts';
import { diagnose } from '../support/language.ts';

const root = join(import.meta.dirname, '../..');

/** The plans and catalogs that a page shows. */
function blocks(page: string): string[] {
  return [...readFileSync(join(root, page), 'utf8').matchAll(/^ *```segplan\n([\s\S]*?)^ *```/gm)].map((m) => m[1]!);
}

describe('examples in the documentation', () => {
  const { Segplan } = createSegplanCoreServices(EmptyFileSystem);
  for (const page of ['README.md', 'CONTRIBUTING.md', ...globSync('docs/*.md', { cwd: root })].filter(
    (name) => blocks(name).length,
  ))
    it(`${page}: every block can be read`, () => {
      for (const text of blocks(page)) {
        const result = Segplan.parser.LangiumParser.parse(text);
        assert.deepEqual(
          [...result.lexerErrors, ...result.parserErrors].map((e) => `${e.message}\n${text}`),
          [],
        );
      }
    });

  it('docs/vendors.md: the catalog is sound and the plan with it is clean', async () => {
    const [catalog, plan] = blocks('docs/vendors.md');
    assert.deepEqual(
      (await diagnose(catalog!)).map((d) => String(d.message)),
      [],
    );
    assert.deepEqual(
      (await diagnose(plan!, { 'acme.segplan': catalog! })).map((d) => String(d.message)),
      [],
    );
  });

  it('docs/vendors.md: each row of its table is demanded, or reported, as it says', async () => {
    const [catalog, plan] = blocks('docs/vendors.md');
    const says = async (text: string): Promise<string> =>
      (await diagnose(text, { 'acme.segplan': catalog! })).map((d) => `${d.code}: ${String(d.message)}`).join('\n');
    assert.match(await says(plan!.replace(/allow vault.*\n/, '')), /missing-flow.*vault -> pcs on tcp 7000.*Starts jobs/);
    assert.match(await says(plan!.replace(/allow pcs.*\n/, '')), /missing-flow.*pcs -> vault on tcp 7010-7020.*Sends backups/);
    const tape = 'zone tape { subnet 10.0.2.0/24 component library : acme.tape-library at 10.0.2.1 }\n';
    assert.match(await says(plan! + tape), /vault -> library on tcp 10000[\s\S]*library -> vault on tcp 10000/);
    assert.doesNotMatch(await says(`${plan}${tape}direction acme.server -> acme.tape-library`), /library -> vault/);
    assert.match(await says(plan!.replace('acme.data', 'acme.data, tcp 7099')), /internal-port/);
    assert.match(await says(plan!.replace('agents = 80', 'agents = 101')), /undersized-component.*cores 8/);
    const linux = plan!.replace('acme.agent', 'acme.linux-agent');
    assert.doesNotMatch(await says(linux), /tcp 22/);
    assert.match(await says(`${linux}phase deployment`), /vault -> pcs on tcp 22/);
    const sites = `import "./acme.segplan"
use acme 4.2
site a { zone za { subnet 10.1.0.0/24 component va : acme.server at 10.1.0.1 { replica-port = 17443 } } }
site b { zone zb { subnet 10.2.0.0/24 component vb : acme.server at 10.2.0.1 } }
`;
    assert.match(await says(sites), /vb -> va on tcp 17443/);
    assert.match(await says(sites), /va -> vb on tcp 7443/);
    assert.doesNotMatch(await says(sites.replace('use acme 4.2', 'use acme 3.9')), /missing-flow/);
    const mail = 'zone post { subnet 10.0.3.0/24 component relay : network.smtp-server at 10.0.3.1 }\n';
    assert.match(await says(`${plan}enable reports\n${mail}`), /vault -> relay on one of tcp 25 or tcp 465 or tcp 587/);
    assert.doesNotMatch(await says(`${plan}enable reports\n${mail}allow vault -> relay : tcp 587`), /missing-flow/);
  });
});

describe('tables in the documentation', () => {
  it('have as many cells in each row as in their header, since readers leave out what is more', () => {
    const pages = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', ...globSync('docs/**/*.md', { cwd: root })];
    let tables = 0;
    for (const page of pages) {
      const text = readFileSync(join(root, page), 'utf8').replace(/^( *)(`{3,})[\s\S]*?^ *\2$/gm, '');
      const cells = (line: string): number => line.trim().replace(/\\\|/g, '').split('|').length - 2;
      for (const [table, header] of text.matchAll(/^ *(\|.*\|)\n *\|[ :|-]+\|\n(?: *\|.*\n)*/gm)) {
        tables++;
        for (const line of table.trimEnd().split('\n')) assert.equal(cells(line), cells(header!), `${page}: ${line}`);
      }
    }
    assert.ok(tables > 50, `${tables}`);
  });
});
