import assert from 'node:assert/strict';
import { CompletionItemKind } from 'vscode-languageserver';
import { explainResult } from '../../server/features/explain.ts';
import { ACME, contestedPlan } from '../support/contested.ts';
import { actions, complete, definition, formatted, hover, openText, references, renamed } from '../support/editor.ts';
import { marking, unmarked } from '../support/marks.ts';

const AGENT = 'component one : acme.linux-agent at 10.0.1.1';
const plan = contestedPlan(AGENT, 'allow main -> one : tcp 7000\nallow one -> main : tcp 7001');
const REFERENCE = "[Acme ports](<https://acme.example/ports>), the maker's reference, version 4.2, 2026-01-31";

const says = async (place: string, ...texts: string[]): Promise<string> => {
  const text = await hover(marking(plan, place));
  for (const each of texts) assert.ok(text.includes(each), `${each}\n---\n${text}`);
  return text;
};

describe('sources on hover', () => {
  it('stand on a role, with their rank, version, date and address, and with what is contested by whom', () =>
    says('acme.l<|>inux-agent at', `- ${REFERENCE}`, '- Field guide (guide.pdf)', 'contested by Acme ports \\(Agents\\)'));

  it('stand on a component, whose contested flows are told from those that are required', async () => {
    const text = await says('o<|>ne : acme', '**Contested, so not required**', `Contested by: ${REFERENCE}, section Agents`);
    assert.match(text, /\*\*Contested, so not required\*\*\n\n- to main: `tcp 7001-7002` — Asks for jobs/);
    assert.match(text, /\*\*Is connected to by\*\*\n\n- main: `tcp 7000`/);
    assert.doesNotMatch(text.slice(0, text.indexOf('**Contested')), /7001/);
  });

  it('are no longer set apart on a component once they are trusted', async () => {
    const text = await hover(marking(contestedPlan(AGENT, 'trust acme.guide'), 'o<|>ne : acme'));
    assert.doesNotMatch(text, /Contested, so not required/);
    assert.match(text, /main: `tcp 7001-7002`/);
  });

  it('stand on a port of a rule', () =>
    says('one -> main : tcp 70<|>01', `Contested by: ${REFERENCE}, section Agents`, 'Field guide'));

  it('stand on a statement of a catalog, wherever it is pointed at', async () => {
    for (const place of ['f<|>low agent -> server', 'tcp 700<|>1, 7002 "Asks', '"Asks<|> for jobs"'])
      await says(place, '**acme.agent -\\> acme.server**', 'Field guide (guide.pdf), section 3', `Contested by: ${REFERENCE}`);
  });

  it('stand below the ports of a rule, each once with its sections, and under no name that a machine gave to a copy', async () => {
    const text = await hover(`use veeam 13
zone a { subnet 10.0.0.0/24 component vbr : veeam.backup-server at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component repo : veeam.linux-repository at 10.0.1.1 }
allow vbr -> repo : requi<|>red`);
    const [, sources = ''] = text.split('**Sources**');
    const titles = [...sources.matchAll(/^- (\[[^\]]*\]|[^,]*)/gm)].map(([, title]) => title);
    assert.ok(titles.length > 1 && new Set(titles).size === titles.length, sources);
    assert.match(sources, /Veeam and Network Segmentation: Firewall Rules for Every Component, version 13, sections? /);
    assert.match(sources, /\]\(<https:\/\/helpcenter\.veeam\.com\//);
    assert.doesNotMatch(text, /\.txt/);
    assert.doesNotMatch(text, /Source: /);
  });

  it('are folded where there are many, with the way to all of them', async () => {
    const text = await hover('use veeam 13\nzone a { subnet 10.0.0.0/24 component vbr : veeam.back<|>up-server at 10.0.0.1 }');
    const [, sources = ''] = text.split('**Sources**');
    assert.match(sources, /^\n\n(- [^\n]*\n){5}- and \d+ more: see the catalog \(_Go to Definition_\)/);
  });

  it('say of themselves what they are, what contests them, and what they contest', async () => {
    const trusting = contestedPlan(AGENT, 'trust acme.guide');
    const lower = await hover(marking(trusting, 'trust acme.g<|>uide'));
    assert.match(lower, /^\*\*acme\.guide\*\* · Field guide/);
    assert.match(lower, /Contested readings, required, since this plan trusts the source/);
    assert.match(lower, /acme\.agent -\\> acme\.server: `tcp 7001-7002` — Asks for jobs _contested by Acme ports/);
    const upper = await hover(marking(ACME, 'contested by p<|>orts "Agents"'));
    assert.ok(upper.includes(REFERENCE), upper);
    assert.match(upper, /\*\*Contests\*\*[\s\S]*acme\.agent -\\> acme\.server/);
  });

  it('stand in the answers to questions about traffic, with a link to their address', async () => {
    const { document, segplan } = await openText(plan);
    const result = await explainResult(document, segplan, { uri: '', question: 'one -> main tcp 7001' });
    const text = 'markdown' in result ? result.markdown : result.error;
    assert.match(text, /A contested reading has it needed for one -\\> main on tcp 7001: Asks for jobs/);
    assert.match(
      text,
      /contested by: Acme ports \\\(<https:\/\/acme\.example\/ports>\\\), section Agents; the maker's reference/,
    );
    assert.match(text, /can be closed if you go by the maker's reference: tcp 7001/);
  });
});

describe('the date of a source', () => {
  for (const date of ['2019', '2019-09', '2019-12', '2019-09-05'])
    it(`is shown as exactly as it is written: ${date}`, async () => {
      const text = await hover(
        `vendor v { source a "a.pdf" "Guide" vendor dated ${date} role r flow r -> r : tcp 1 from <|>a "1" }`,
      );
      assert.ok(text.endsWith(`, the maker's reference, ${date}`) || text.includes(`, the maker's reference, ${date}\n`), text);
    });
});

describe('a source that a plan trusts', () => {
  const trusting = contestedPlan(AGENT, 'trust acme.guide');
  const marked = (...pieces: string[]): string =>
    pieces.reduce((text, piece) => text.replace(unmarked(piece).text, () => piece), trusting);
  const labels = async (text: string): Promise<string[]> =>
    (await complete(text)).items.filter((i) => i.kind === CompletionItemKind.Reference).map((i) => i.label);

  it('is offered where something contests it, first those of vendors in use', async () => {
    const other = ACME.replaceAll('acme', 'zeta').replace(/guide/g, 'blog');
    const begun = contestedPlan(AGENT, 'trust <|>').replace(
      'use acme',
      `${other.replaceAll('vendor zeta', 'vendor aaa')}use acme`,
    );
    assert.deepEqual((await labels(begun)).slice(0, 2), ['acme.guide', 'aaa.blog']);
    assert.ok(!(await labels(`${trusting}, <|>`)).includes('acme.guide'));
    // What nobody contests counts anyway.
    assert.ok(!(await labels(begun)).includes('acme.ports'));
    const { items, look } = await complete(contestedPlan(AGENT, 'trust ac<|>'));
    const item = items.find((i) => i.label === 'acme.guide');
    assert.equal(item?.detail, 'Field guide');
    const text = look(item);
    assert.ok(text.includes('Contested readings, required only with `trust acme.guide`'), text);
  });

  it("is contested by a maker's own reference, which stands first where a catalog names it", async () => {
    const text = ACME.replace('contested by ports "Agents"', 'contested by <|>');
    const offered = await labels(text);
    assert.deepEqual(offered.slice(0, 2), ['ports', 'guide']);
  });

  it('leads to its declaration, and is found and renamed with it', async () => {
    const at = marking(trusting, 'trust acme.gu<|>ide');
    assert.equal(await definition(at), marked('source <|guide|>'));
    const everywhere = trusting.replaceAll(/(?<=source |from |trust )(acme\.)?guide/g, (name) => `<|${name}|>`);
    assert.equal(await references(at), everywhere);
    assert.equal(await renamed(at, 'handbook'), trusting.replaceAll(/(?<=source |from |trust |acme\.)guide/g, 'handbook'));
    await assert.rejects(renamed(at, 'ports'), /already a source named 'ports'/);
  });

  it('is corrected where it is mistyped', async () => {
    const offered = await actions(contestedPlan(AGENT, 'trust <|acme.giude|>'));
    const fix = offered.list.find((a) => a.title.includes('acme.guide'));
    assert.equal(offered.apply(fix), trusting);
  });

  it('is formatted like every list', async () => {
    assert.equal(await formatted('trust   acme.guide ,acme . blog   // why\n'), 'trust acme.guide, acme.blog   // why\n');
  });
});

describe('the versions of a product', () => {
  const labels = async (text: string): Promise<string[]> =>
    (await complete(`vendor acme { versions 12.3, 13 role server flow server -> server : tcp 1 }\n${text}`)).items
      .filter((i) => i.detail?.startsWith('version of'))
      .map((i) => i.label);

  it('are offered behind its use, the newest first', async () => {
    assert.deepEqual(await labels('use acme <|>'), ['13', '12.3']);
    assert.deepEqual(await labels('use acme 1<|>\nzone z'), ['13', '12.3']);
    assert.deepEqual(await labels('use vmware <|>'), []);
  });

  it('are offered for one component', async () => {
    assert.deepEqual(await labels('use acme\nzone z { component x : acme.server { version = <|> } }'), ['13', '12.3']);
  });
});

describe('a vendor that a file adds to', () => {
  const text = `vendor acme "Acme" { role server }
extend vendor acme { role agent flow server -> agent : tcp 7000 }
use acme
zone z { subnet 10.0.0.0/24 component x : acme.agent at 10.0.0.1 }
`;
  const at = marking(text, 'extend vendor ac<|>me');

  it('is shown on the name of what extends it, which leads to where it begins', async () => {
    assert.match(await hover(at), /^\*\*acme\*\* · Acme\n\n2 roles, 1 flows/);
    assert.equal(await definition(at), marking(text, 'vendor <|acme|> "Acme"'));
    // What is renamed with it.
    assert.equal(await references(at), text.replaceAll('acme', '<|acme|>'));
  });

  it('is renamed with all of its blocks, and a name of one block is taken for the others', async () => {
    assert.equal(await renamed(at, 'vault'), text.replaceAll('acme', 'vault'));
    await assert.rejects(renamed(marking(text, 'role ag<|>ent'), 'server'), /already a role named 'server'/);
    await assert.rejects(renamed('extend vendor ve<|>eam { role x }', 'y'), /built-in catalog/);
  });

  it('is completed', async () => {
    const labels = (await complete('extend vendor <|>')).items.map((i) => i.label);
    for (const name of ['veeam', 'network', 'zerto']) assert.ok(labels.includes(name), name);
    const own = (await complete('vendor acme { }\nextend vendor ac<|> {\n  role x\n}\n')).items.map((i) => i.label);
    assert.ok(own.includes('acme'), own.join());
  });

  it('is corrected where nobody has it', async () => {
    const offered = await actions('vendor acme {}\nextend vendor <|acmee|> { role x }');
    assert.match(String(offered.diagnostics[0]?.message), /There is no vendor named 'acmee' to extend\. Did you mean 'acme'\?/);
    const fix = offered.list.find((a) => a.title === "Replace by 'acme'");
    assert.equal(offered.apply(fix), 'vendor acme {}\nextend vendor acme { role x }');
  });
});
