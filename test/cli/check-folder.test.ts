import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { faults, isSummaryReport } from './schemas.ts';
import { buildCli, folderWith, planWith, removeFolders, segplan } from './segplan.ts';

const GOOD = planWith('allow vbr -> repo : tcp 6162, 2500-3300');
const SHORT = planWith('allow vbr -> repo : tcp 2500-3300');

interface Report {
  readonly files: readonly {
    readonly file: string;
    readonly diagnostics: readonly { readonly code: string }[];
    readonly zonePairs?: readonly unknown[];
  }[];
}

describe('segplan check of a folder', () => {
  before(() => {
    buildCli();
  });
  after(removeFolders);

  const check = (folder: string, ...args: string[]): { code: number | null; report: Report } => {
    const { code, stdout, stderr } = segplan(['check', ...args, '--format', 'json'], folder);
    assert.equal(stderr, '');
    return { code, report: JSON.parse(stdout) };
  };
  const names = ({ files }: Report): string[] => files.map((f) => f.file);

  it('finds the plans in it and below it, in the order of their names, and nothing hidden or installed', () => {
    const folder = folderWith({
      'plans/b.segplan': GOOD,
      'plans/a/z.segplan': SHORT,
      'plans/a/notes.txt': 'no plan',
      'plans/a/segplan': 'no plan',
      'plans/.git/x.segplan': '}',
      'plans/.hidden.segplan': '}',
      'plans/node_modules/p/x.segplan': '}',
      'other/c.segplan': '}',
    });
    const { code, report } = check(folder, 'plans/');
    assert.deepEqual(names(report), ['plans/a/z.segplan', 'plans/b.segplan']);
    assert.deepEqual(
      report.files.map((f) => f.diagnostics.map((d) => d.code)),
      [['missing-flow'], []],
    );
    assert.equal(code, 1);
    assert.deepEqual(names(check(join(folder, 'plans'), '.').report), ['a/z.segplan', 'b.segplan']);
    assert.match(segplan(['check', 'plans'], folder).stdout, /\n2 files checked: 1 error, 0 warnings\n$/);
  });

  it('checks a file once that is named and found', () => {
    const folder = folderWith({ 'p/a.segplan': GOOD, 'p/b.segplan': GOOD });
    assert.deepEqual(names(check(folder, 'p', 'p/b.segplan', './p').report), ['p/a.segplan', 'p/b.segplan']);
  });

  it('takes links to files and leaves links to folders, which may lead in circles', () => {
    const folder = folderWith({ 'p/a.segplan': GOOD, 'q/b.segplan': GOOD });
    mkdirSync(join(folder, 'p/sub'));
    symlinkSync('..', join(folder, 'p/sub/up'), 'dir');
    symlinkSync('../q/b.segplan', join(folder, 'p/link.segplan'));
    symlinkSync('nowhere', join(folder, 'p/broken.segplan'));
    assert.deepEqual(names(check(folder, 'p').report), ['p/a.segplan', 'p/link.segplan']);
  });

  it('judges a shared file without rules as a part of the plans that import it', () => {
    const zones = planWith();
    const main = 'import "./shared/zones.segplan"\nuse vault 13\nallow management -> backup : required\n';
    const clean = folderWith({ 'main.segplan': main, 'shared/zones.segplan': zones });
    assert.deepEqual(
      check(clean, '.').report.files.map((f) => [f.file, f.diagnostics.length]),
      [
        ['main.segplan', 0],
        ['shared/zones.segplan', 0],
      ],
    );
    const alone = folderWith({ 'zones.segplan': zones });
    assert.equal(check(alone, '.').code, 1);
    const faulty = folderWith({ 'main.segplan': main, 'shared/zones.segplan': zones.replace('10.2.0.20', '10.2.0.300') });
    const { code, report } = check(faulty, '.');
    const codes = report.files[1]!.diagnostics.map((d) => d.code);
    assert.ok(codes.includes('invalid-address') && !codes.includes('missing-flow'), codes.join());
    assert.equal(code, 1);
  });

  it('asks no shared file without rules for the products that the plans use which import it', () => {
    const zones = planWith().replace(/^use .*\n/m, '');
    const folder = folderWith({
      'main.segplan': 'import "./zones.segplan"\nuse vault 13\nallow management -> backup : required\n',
      'zones.segplan': zones,
      'lacks/main.segplan': 'import "../zones.segplan"\nallow management -> backup : tcp 1\n',
      'alone/zones.segplan': zones,
    });
    const codesIn = (path: string): string[] =>
      check(folder, path).report.files.flatMap((f) => f.diagnostics.map((d) => `${f.file} ${d.code}`));
    assert.deepEqual(codesIn('main.segplan'), []);
    assert.ok(codesIn('lacks').includes('lacks/main.segplan unchecked-import'), codesIn('lacks').join());
    assert.ok(codesIn('alone').includes('alone/zones.segplan vendor-not-used'), codesIn('alone').join());
    assert.equal(segplan(['generate', 'main.segplan', '--target', 'csv'], folder).code, 0);
  });

  it('refuses a folder without plans in one line', () => {
    const folder = folderWith({ 'empty/notes.txt': '', 'full/a.segplan': GOOD });
    for (const args of [['empty'], ['full', 'empty']]) {
      const { code, stdout, stderr } = segplan(['check', ...args], folder);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^segplan: empty is a folder without \.segplan files; [^\n]+\n$/);
    }
  });

  it('passes over no plan whose name ends in capitals', () => {
    const folder = folderWith({
      'p/a.segplan': GOOD,
      'p/below/OLD.SEGPLAN': SHORT,
      'q/a.segplan': GOOD,
      'q/x.SEGPLAN/b.segplan': SHORT,
    });
    for (const command of ['check', 'format']) {
      const { code, stdout, stderr } = segplan([command, 'p'], folder);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^segplan: p\/below\/OLD\.SEGPLAN would be passed over, [^\n]*; rename it\.\n$/);
    }
    assert.match(segplan(['check', 'p/below/OLD.SEGPLAN'], folder).stderr, /OLD\.SEGPLAN is no \.segplan file; .*rename it/);
    assert.match(segplan(['check', 'q'], folder).stdout, /2 files checked/, 'of a folder the name is none of a plan');
  });

  it('shows with --summary what lies between the zones of each plan, and not without', () => {
    const folder = folderWith({ 'p/good.segplan': GOOD, 'p/short.segplan': SHORT });
    const { report } = check(folder, 'p', '--summary');
    assert.equal(faults(isSummaryReport, report), '');
    const pair = { from: 'management', to: 'backup', rules: 1, blocked: 0 };
    const [good, short] = report.files.map((f) => f.zonePairs as { required: number; missing: number }[]);
    assert.deepEqual(good, [{ ...pair, permitted: 'tcp 2500-3300, 6162', required: good![0]!.required, missing: 0 }]);
    assert.ok(good![0]!.required > 0);
    assert.ok(short![0]!.missing > 0 && short![0]!.missing <= short![0]!.required);
    const text = segplan(['check', 'p', '--summary'], folder).stdout;
    assert.match(text, /\n\np\/good\.segplan\n {2}from +to +rules +required +missing +blocked +permitted\n/);
    assert.match(text, /\n {2}management +backup +1 +\d+ +0 +0 +tcp 2500-3300, 6162\n/);
    assert.match(text, /\n\n2 files checked: /);
    assert.ok(check(folder, 'p').report.files.every((f) => !('zonePairs' in f)));
    assert.doesNotMatch(segplan(['check', 'p'], folder).stdout, /required +missing/);
  });
});
