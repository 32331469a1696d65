import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver';
import { ACME_BACKUP } from '../support/backup-vendor.ts';
import { actions, formatted, openText } from '../support/editor.ts';

const codesOf = async (text: string): Promise<unknown[]> =>
  ((await openText(text)).document.diagnostics ?? []).map((d) => d.code);

const plan = (rules: string): string => `use acme 4
${ACME_BACKUP}
zone a {
  subnet 10.0.0.0/24
  component vbr : acme.backup-server at 10.0.0.1
}

zone b {
  subnet 10.0.1.0/24
  component proxy : acme.proxy at 10.0.1.1
  component repo  : acme.repository at 10.0.1.2
}

${rules}`;

describe('quick-fixes', () => {
  it('add missing ports to the rule of the pair and keep its comment', async () => {
    const { list, apply } = await actions(
      plan('allow vbr -> proxy : tcp 6160, 2500-3000   // keep me\nallow vbr -> repo : required\n'),
    );
    const fix = list.find((a) => a.isPreferred);
    assert.equal(fix?.title, 'Add tcp 3001-3300, 6162 to this rule');
    assert.equal(fix?.diagnostics?.[0]?.code, 'missing-flow');
    const after = apply(fix);
    assert.match(after, /allow vbr -> proxy : tcp 6160, 2500-3300, 6162 {3}\/\/ keep me\n/);
    assert.deepEqual(await codesOf(after), []);
    assert.equal(await formatted(after), after);
  });

  it('add a rule beside its kin where the pair has none', async () => {
    const { list, apply } = await actions(plan('allow vbr -> proxy : required // first\ndeny repo -> vbr\n'));
    const after = apply(list.find((a) => a.title.startsWith('Add a rule')));
    assert.match(after, /required \/\/ first\nallow vbr -> repo : acme\.data-mover, acme\.data-channels "Controls .*"\ndeny/);
    assert.deepEqual(await codesOf(after), []);
  });

  it('never widen a rule between zones', async () => {
    const { list, apply } = await actions(plan('allow a -> b : tcp 6162\n'));
    for (const fix of list.filter((a) => a.isPreferred)) assert.match(apply(fix), /allow a -> b : tcp 6162\n/);
  });

  it('offer all findings of a kind at once', async () => {
    const { list, apply } = await actions(plan('allow vbr -> proxy : tcp 6160\n'));
    const all = list.find((a) => a.title.startsWith('Fix all'));
    assert.deepEqual(await codesOf(apply(all)), []);
  });

  it('say how many findings are left to be looked at, where not all are mended at once', async () => {
    const sites = (pair: string): string =>
      `use acme
${pair}site north { zone a { subnet 10.0.0.0/24 component vbr : acme.server at 10.0.0.1 } zone b { subnet 10.0.1.0/24 component one : acme.agent at 10.0.1.1 } }
site south { zone c { subnet 10.0.2.0/24 component two : acme.agent at 10.0.2.1 component three : acme.agent at 10.0.2.2 } }
vendor acme { role server role agent flow server -> agent : tcp 7000 }
`;
    const offered = async (pair: string): Promise<[title: string, left: string[]]> => {
      const { list, apply } = await actions(sites(pair));
      const all = list.find(({ title }) => /^Fix .* of missing-flow in this file/.test(title))!;
      return [all.title, (await codesOf(apply(all))).filter((code) => code === 'missing-flow')];
    };
    assert.deepEqual(await offered(''), [
      'Fix 1 of 3 findings of missing-flow in this file (2 left to be looked at)',
      ['missing-flow', 'missing-flow'],
    ]);
    assert.deepEqual(await offered('pair north, south\n'), ['Fix all 3 findings of missing-flow in this file', []]);
  });

  it('mend everything as source.fixAll.segplan, formatted and without opening more', async () => {
    const { list, apply } = await actions(plan('// rules\nallow vbr -> proxy : tcp 6160, 7   // odd\n'), ['source.fixAll']);
    assert.deepEqual(
      list.map((a) => a.kind),
      ['source.fixAll.segplan'],
    );
    const after = apply(list[0]);
    // Whether an odd port may go is for people to say.
    assert.deepEqual(await codesOf(after), ['unneeded-port']);
    assert.match(
      after,
      /\/\/ rules\nallow vbr -> proxy : tcp 6160, 7, 2500-3300, 6162 {3}\/\/ odd\nallow vbr -> repo : acme\.data-mover, acme\.data-channels ".*"\n/,
    );
    assert.equal(await formatted(after), after);
  });

  it('replace a mistyped name', async () => {
    const { list, apply } = await actions(plan('allow vbr -> proxi : required\nallow vbr -> repo : required\n'));
    assert.match(apply(list.find((a) => a.title === "Replace by 'proxy'")), /allow vbr -> proxy : required/);
  });

  it('keep Windows line ends', async () => {
    const { list, apply } = await actions(plan('allow vbr -> proxy : required\n').replace(/\n/g, '\r\n'));
    const after = apply(list.find((a) => a.title.startsWith('Add a rule')));
    assert.match(after, /required\r\nallow vbr -> repo/);
    assert.doesNotMatch(after, /[^\r]\n/);
  });

  it('are those of the diagnostics that are asked about, not of others at the same place', async () => {
    const text = plan('allow vbr -> proxy : tcp 6160, 7\nallow vbr -> repo : required\n');
    const titles = async (code: string): Promise<string[]> =>
      (await actions(text, ['quickfix'], (d) => d.code === code)).list.map((a) => a.title);
    assert.deepEqual(await titles('missing-flow'), [
      'Add tcp 2500-3300, 6162 to this rule',
      'Silence missing-flow here, with a reason',
    ]);
    for (const title of await titles('unneeded-port')) assert.doesNotMatch(title, /missing-flow|Add/);
    assert.ok((await titles('unneeded-port')).length);
    // One that says the same of another place, or another thing of the same place, is none of ours.
    const { document, segplan } = await openText(text);
    const [found] = (document.diagnostics ?? []).filter((d) => d.code === 'missing-flow');
    const ask = async (diagnostic: Diagnostic): Promise<unknown[]> =>
      (await segplan.lsp.CodeActionProvider!.getCodeActions(document, {
        textDocument: { uri: document.uri.toString() },
        range: diagnostic.range,
        context: { diagnostics: [diagnostic], only: ['quickfix'] },
      })) ?? [];
    assert.equal((await ask(found!)).length, 2);
    assert.deepEqual(await ask({ ...found!, message: 'Something else.' }), []);
    assert.deepEqual(await ask({ ...found!, code: 'spelling' }), []);
    const elsewhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    assert.deepEqual(await ask({ ...found!, range: elsewhere }), []);
  });

  it('are found where an editor gives places back that are counted in bytes', async () => {
    const text = plan('/* ü🔥 */ allow vbr -> proxy : tcp 6160, 2500-3000\nallow vbr -> repo : required\n');
    const { document, segplan } = await openText(text);
    const diagnostics = (document.diagnostics ?? []).map((diagnostic) => {
      const { start, end } = diagnostic.range;
      const bytes = (character: number): number => Buffer.byteLength(text.split('\n')[start.line]!.slice(0, character));
      const range = {
        start: { line: start.line, character: bytes(start.character) },
        end: { line: end.line, character: bytes(end.character) },
      };
      assert.notDeepEqual(range, diagnostic.range);
      return { ...diagnostic, range };
    });
    const list = (await segplan.lsp.CodeActionProvider!.getCodeActions(document, {
      textDocument: { uri: document.uri.toString() },
      range: diagnostics[0]!.range,
      context: { diagnostics, only: ['quickfix'] },
    }))!;
    assert.equal(list[0]?.title, 'Add tcp 3001-3300, 6162 to this rule');
  });

  it('are those of a range where no diagnostics are named', async () => {
    const { list } = await actions(plan('allow vbr -> proxi : required\nallow vbr -> repo : any\n'), ['quickfix'], () => false);
    for (const title of ["Replace by 'proxy'", 'Silence any-service here, with a reason'])
      assert.ok(
        list.some((a) => a.title === title),
        title,
      );
  });

  it('are none of another word of the line, where the one that is asked about has none', async () => {
    const text = plan('allow nobody -> proxi : required\n');
    const at = (word: string) => (d: Diagnostic) => String(d.message).includes(`named '${word}'`);
    const titles = async (word: string): Promise<string[]> =>
      (await actions(text, ['quickfix'], at(word))).list.map(({ title }) => title);
    assert.deepEqual(await titles('nobody'), []);
    assert.ok((await titles('proxi')).includes("Replace by 'proxy'"));
  });

  it('silence a finding, wherever that is offered', async () => {
    const rule = 'allow vbr -> repo : any';
    const texts = [`${rule}\n`, `  ${rule}`, `/* all */ ${rule}\n`, `/* all\n*/\n${rule}\n`, `allow vbr ->\n  repo :\n  any\n`];
    for (const rules of texts) {
      const text = plan(rules);
      const { list, apply } = await actions(text, ['quickfix'], (d) => d.code === 'any-service');
      const after = apply(list.find((a) => a.title.startsWith('Silence any-service')));
      assert.notEqual(after, text);
      assert.equal((await codesOf(after)).includes('any-service'), false, after);
      assert.equal((await codesOf(after)).includes('syntax-error'), false, after);
    }
  });

  it('silence nothing that stands in a comment, or behind one that began on a line above', async () => {
    const silencing = async (rules: string, code: string): Promise<unknown[]> => {
      const { list } = await actions(plan(rules), ['quickfix'], (d) => d.code === code);
      return list.filter((a) => a.title.startsWith('Silence'));
    };
    assert.deepEqual(await silencing('/* all\n of it */ allow vbr -> repo : any\n', 'any-service'), []);
    assert.deepEqual(await silencing('// segplan-disable-next-line any-servise\nallow vbr -> repo : any\n', 'unknown-check'), []);
    assert.equal((await silencing('check any-servise off\n', 'unknown-check')).length, 1);
  });

  it('add no address behind a prefix that is half typed, nor one whose own prefix is', async () => {
    const adds = async (subnet: string, address: string): Promise<string[]> => {
      const text = `zone a {\n  subnet ${subnet}\n  component c at ${address}\n}\n`;
      const { list, apply } = await actions(text, ['quickfix']);
      return list.filter((a) => a.title.startsWith('Add ')).map((a) => apply(a));
    };
    assert.match((await adds('10.0.0.0/24', '10.9.9.9'))[0] ?? '', /subnet 10\.0\.0\.0\/24, 10\.9\.9\.9\n/);
    assert.deepEqual(await adds('10.0.0.0/', '10.9.9.9'), []);
    assert.deepEqual(await adds('10.0.0.0-', '10.9.9.9'), []);
    assert.deepEqual(await adds('10.0.0.0/24', '10.9.9.9/'), []);
  });
});
