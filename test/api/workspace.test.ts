import assert from 'node:assert/strict';
import { readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openWorkspace, SegplanError } from '../../api/main.ts';
import { buildCli, folderWith, planWith, removeFolders, segplan } from '../cli/segplan.ts';

const GOOD = 'allow vbr -> repo : tcp 6162, 2500-3300';

/** Asserts that a question is answered by a sentence for the user. */
async function refuses(answer: Promise<unknown>, sentence: RegExp): Promise<void> {
  await assert.rejects(
    answer,
    (error) => error instanceof SegplanError && sentence.test(error.message) && !error.message.includes('\n'),
  );
}

describe('plans that a program asks', () => {
  before(buildCli);
  after(removeFolders);

  it('are those of the folder that is named, as they are when they are asked', async () => {
    const folder = folderWith({ 'sub/plan.segplan': planWith(GOOD) });
    const plans = openWorkspace({ folder });
    assert.deepEqual(await plans.check('sub'), {
      schemaVersion: 1,
      files: [{ file: join('sub', 'plan.segplan'), diagnostics: [] }],
      summary: { errors: 0, warnings: 0 },
    });
    folderWith({});
    const { writeFileSync } = await import('node:fs');
    writeFileSync(join(folder, 'sub/plan.segplan'), planWith());
    assert.equal((await plans.check('sub/plan.segplan')).summary.errors, 1);
  });

  it('are written whatever the rules of an imported file lack, as long as theirs lack nothing', async () => {
    const shared = planWith('allow vbr -> repo : tcp 6162');
    const plans = openWorkspace({ texts: { 'shared.segplan': shared, 'plan.segplan': `import "./shared.segplan"\n${GOOD}\n` } });
    assert.ok((await plans.check('shared.segplan')).summary.errors > 0);
    const { files, problems } = await plans.generate('plan.segplan', { target: 'nftables' });
    assert.deepEqual(
      problems.filter(({ level }) => level === 'error'),
      [],
    );
    assert.equal(files.length, 1);
  });

  it('import each other also where they are texts alone', async () => {
    const plans = openWorkspace({
      texts: {
        'a/main.segplan': 'import "../zones.segplan"\nuse vault 13\nallow management -> backup : required\n',
        'zones.segplan': planWith(),
      },
    });
    const { files } = await plans.check('a/main.segplan');
    assert.deepEqual(
      files.map(({ file, diagnostics }) => [file, diagnostics.map((d) => d.code)]),
      [['a/main.segplan', []]],
    );
    await refuses(plans.check('b.segplan'), /no text named b\.segplan/);
  });

  it('are mended by edits of their text', async () => {
    const text = planWith('allow vbr -> repo : tcp 2500-3300').replaceAll('\n', '\r\n');
    const plans = openWorkspace({ texts: { 'plan.segplan': text } });
    const { findings, fixAll } = await plans.fixes('plan.segplan');
    assert.deepEqual(
      findings.map((f) => f.code),
      ['missing-flow'],
    );
    const [fix] = findings[0]!.fixes.filter((each) => each.preferred);
    assert.match(fix!.title, /tcp 6162/);
    assert.equal(fixAll!.text, text.replace('tcp 2500-3300', 'tcp 2500-3300, 6162'));
    assert.equal((await openWorkspace({ texts: { 'plan.segplan': fixAll!.text } }).check('plan.segplan')).summary.errors, 0);
  });

  it('are laid out as segplan format lays them out, with the line ends that they have, and nothing is written', async () => {
    const untidy = 'import "./missing.segplan"\r\nzone  a{\r\nsubnet   10.0.0.0/24\r\n}\r\n';
    const tidy = 'import "./missing.segplan"\r\nzone a {\r\n  subnet 10.0.0.0/24\r\n}\r\n';
    const folder = folderWith({ 'plan.segplan': untidy });
    const plans = openWorkspace({ folder });
    assert.deepEqual(await plans.format('plan.segplan'), { file: 'plan.segplan', text: tidy, changed: true, errors: [] });
    assert.equal(readFileSync(join(folder, 'plan.segplan'), 'utf8'), untidy);
    segplan(['format', 'plan.segplan'], folder);
    assert.equal(readFileSync(join(folder, 'plan.segplan'), 'utf8'), tidy);
    assert.deepEqual(await plans.format('plan.segplan'), { file: 'plan.segplan', text: tidy, changed: false, errors: [] });
    await refuses(plans.format('nowhere.segplan'), /nowhere\.segplan does not exist/);
  });

  it('are not laid out where they have syntax errors, which are told, and nothing else is', async () => {
    const text = 'zone  a { subnet 10.0.0.0/24\nallow nobody -> a : tcp 1\n';
    const report = await openWorkspace({ texts: { 'plan.segplan': text } }).format('plan.segplan');
    assert.deepEqual([report.text, report.changed], [text, false]);
    assert.ok(report.errors.length);
    assert.deepEqual([...new Set(report.errors.map(({ code, severity }) => `${severity} ${code}`))], ['error syntax-error']);
  });

  it('offer the names that may have been meant', async () => {
    const plans = openWorkspace({ texts: { 'plan.segplan': planWith(GOOD.replace('repo', 'rep')) } });
    const { findings } = await plans.fixes('plan.segplan', { code: 'unknown-name' });
    assert.deepEqual(
      findings[0]!.fixes.map((f) => [f.title, f.edits[0]!.newText]),
      [["Replace by 'repo'", 'repo']],
    );
    assert.deepEqual((await plans.fixes('plan.segplan', { line: 1 })).findings, []);
  });

  it('warn of what nobody knows, and of errors that leave the answer incomplete', async () => {
    const plans = openWorkspace({
      texts: { 'plan.segplan': planWith(GOOD, 'allow vbr -> nobody : tcp 1') },
      phases: ['deplyment'],
    });
    const { verdict, warnings } = await plans.explain('plan.segplan', 'vbr -> repo tcp 6162');
    assert.equal(verdict, 'permitted');
    assert.equal(warnings.length, 2);
    assert.match(warnings.join('\n'), /'deplyment'[\s\S]*has errors/);
  });

  it('have rules that end on a day that can be named', async () => {
    const texts = { 'plan.segplan': planWith(`${GOOD} until 2030-06-01`) };
    const verdict = async (today: string) =>
      (await openWorkspace({ texts, today }).explain('plan.segplan', 'vbr -> repo tcp 6162')).verdict;
    assert.deepEqual([await verdict('2030-06-01'), await verdict('2030-06-02')], ['permitted', 'denied']);
  });

  it('become rule sets, or say what stands in the way', async () => {
    const texts = { 'good.segplan': planWith(GOOD), 'bad.segplan': planWith() };
    const plans = openWorkspace({ texts });
    const { files, problems } = await plans.generate('good.segplan', { target: 'csv' });
    assert.deepEqual([files.map((f) => f.name), problems], [['good.csv'], []]);
    const refused = await plans.generate('bad.segplan', { target: 'csv' });
    assert.deepEqual(refused.files, []);
    assert.deepEqual(
      refused.problems.map(({ level, file }) => [level, file]),
      [['error', 'bad.segplan']],
    );
    await refuses(plans.generate('good.segplan', { target: 'nftable' }), /no target named 'nftable'\. Did you mean 'nftables'\?/);
  });

  it('know catalogs and roles, with the way to a name that is not quite right', async () => {
    const plans = openWorkspace();
    await refuses(plans.catalog('veem'), /did you mean 'veeam'/);
    await refuses(plans.role('veeam.hardened-repositry'), /did you mean 'veeam\.hardened-repository'/);
    await refuses(plans.role('hardened-repository'), /named with its vendor: veeam\.hardened-repository/);
  });

  describe('of one folder alone', () => {
    const inside = (files: Record<string, string>) => {
      const folder = folderWith({
        ...Object.fromEntries(Object.entries(files).map(([n, t]) => [`in/${n}`, t])),
        'out.segplan': planWith(),
      });
      return { folder: join(folder, 'in'), plans: openWorkspace({ folder: join(folder, 'in'), bounded: true }) };
    };

    it('are read nowhere else, by no path', async () => {
      const { folder, plans } = inside({ 'plan.segplan': planWith(GOOD) });
      assert.equal((await plans.check('.')).summary.errors, 0);
      for (const file of ['../out.segplan', join(dirname(folder), 'out.segplan'), '..', '/', '/etc/passwd'])
        await refuses(plans.check(file), /lies outside of the folder/);
    });

    it('are read nowhere else, by no link', async () => {
      const { folder, plans } = inside({ 'plan.segplan': planWith(GOOD) });
      symlinkSync('../out.segplan', join(folder, 'link.segplan'));
      symlinkSync('..', join(folder, 'up'), 'junction');
      await refuses(plans.check('link.segplan'), /lies outside of the folder/);
      await refuses(plans.check('up/out.segplan'), /lies outside of the folder/);
      await refuses(plans.check('up'), /lies outside of the folder/);
      // The plans of the folder are the others.
      assert.deepEqual(
        (await plans.check('.')).files.map((f) => f.file),
        ['plan.segplan'],
      );
    });

    it('import nothing from elsewhere, and say so there', async () => {
      const { plans } = inside({ 'plan.segplan': `import "../out.segplan"\n${planWith(GOOD)}` });
      const { files } = await plans.check('plan.segplan');
      assert.deepEqual(
        files.map((f) => [f.file, f.diagnostics.map((d) => [d.code, d.range.start.line])]),
        [['plan.segplan', [['unknown-import', 0]]]],
      );
      assert.match(files[0]!.diagnostics[0]!.message, /lies outside of the folder/);
    });
  });
});
