import assert from 'node:assert/strict';
import { useColors } from '../../cli/report.ts';
import { faults, isCheckReport } from './schemas.ts';
import { buildCli, FIRST_RULE, folderWith, planWith, reading, removeFolders, segplan } from './segplan.ts';

const GOOD = 'allow vbr -> repo : tcp 6162, 2500-3300';
const SHORT = 'allow vbr -> repo : tcp 2500-3300';

describe('segplan check', () => {
  before(() => {
    buildCli();
  });
  after(removeFolders);

  it('reports a clean plan with exit code 0', () => {
    const folder = folderWith({ 'plan.segplan': planWith(GOOD) });
    const { code, stdout, stderr } = segplan(['check', 'plan.segplan', '--format', 'json'], folder);
    assert.deepEqual(JSON.parse(stdout), {
      schemaVersion: 1,
      files: [{ file: 'plan.segplan', diagnostics: [] }],
      summary: { errors: 0, warnings: 0 },
    });
    assert.deepEqual([code, stderr], [0, '']);
  });

  it('reports a missing port with exit code 1, at the services of the rule', () => {
    const folder = folderWith({ 'plan.segplan': planWith(SHORT) });
    const { code, stdout } = segplan(['check', 'plan.segplan', '--format', 'json'], folder);
    const report = JSON.parse(stdout);
    assert.equal(faults(isCheckReport, report), '');
    assert.equal(code, 1);
    assert.deepEqual(report.summary, { errors: 1, warnings: 0 });
    const [finding] = report.files[0].diagnostics;
    assert.deepEqual([finding.code, finding.severity], ['missing-flow', 'error']);
    assert.match(finding.message, /vbr -> repo on tcp 6162\b/);
    const line = FIRST_RULE - 1;
    const character = SHORT.indexOf('tcp');
    assert.deepEqual(finding.range, { start: { line, character }, end: { line, character: SHORT.length } });
  });

  it('shows the part of a long line that a finding is about, with its place in the whole line', () => {
    const before = `zone a { subnet 10.0.0.0/24 } /* ${'x'.repeat(25_000)} */ `;
    const folder = folderWith({ 'plan.segplan': `${before}allow a -> nowhere : tcp 1 /* ${'y'.repeat(25_000)} */\n` });
    const { stdout } = segplan(['check', 'plan.segplan'], folder);
    const lines = stdout.split('\n');
    const at = lines.findIndex((line) => line.includes('unknown-name'));
    assert.ok(lines[at]!.startsWith(`plan.segplan:1:${before.length + 'allow a -> '.length + 1}: error unknown-name:`));
    assert.match(lines[at + 1]!, /^ {4}…x+ \*\/ allow a -> nowhere : tcp 1 \/\* y+…$/);
    assert.equal(lines[at + 2]!.indexOf('^'), lines[at + 1]!.indexOf('nowhere'));
    assert.equal(lines[at + 2]!.trim(), '^'.repeat('nowhere'.length));
    assert.ok(stdout.length < 5_000, `${stdout.length}`);
  });

  it('says little of a line of nothing but errors', () => {
    for (const unit of ['zone a { component ', 'allow } ', 'plan "x ', '/* ']) {
      const folder = folderWith({ 'plan.segplan': unit.repeat(25_000 / unit.length) });
      const { code, stdout, stderr } = segplan(['check', 'plan.segplan'], folder);
      assert.ok(stdout.length < 600_000, `${stdout.length}`);
      assert.deepEqual([code, stderr], [1, '']);
    }
  });

  it('writes findings as compilers do, with the line underlined, what it leads to, and a summary', () => {
    const folder = folderWith({ 'plan.segplan': planWith(`\t${SHORT}`) });
    const { code, stdout } = segplan(['check', 'plan.segplan'], folder);
    const lines = stdout.split('\n');
    const column = SHORT.indexOf('tcp') + 1;
    assert.match(lines[0]!, new RegExp(`^plan\\.segplan:${FIRST_RULE}:${column + 1}: error missing-flow: No rule permits`));
    assert.equal(lines[1], `     ${SHORT}`);
    assert.equal(lines[2], `    ${' '.repeat(column)}${'^'.repeat('tcp 2500-3300'.length)}`);
    assert.ok(
      lines.some((l) => /^ {4}plan\.segplan:10: repo/.test(l)),
      'the other end',
    );
    assert.ok(
      lines.some((l) => /^ {4}plan\.segplan:\d+: tcp 6162/.test(l)),
      'the row of the catalog',
    );
    assert.match(stdout, /\n\n1 file checked: 1 error, 0 warnings\n$/);
    assert.equal(code, 1);
  });

  it('names --fix where it adds something, and nowhere else', () => {
    const folder = folderWith({ 'plan.segplan': planWith(SHORT), 'wrong.segplan': 'zone a { subnet 10.0.0.1/24 }\n' });
    const names = (...args: string[]): boolean => / --fix,/.test(segplan(['check', ...args], folder).stdout);
    assert.deepEqual(
      [names('plan.segplan'), names('plan.segplan', '--format', 'github'), names('wrong.segplan')],
      [true, false, false],
    );
    // It is no file that could be written.
    assert.ok(!reading(planWith(SHORT), ['check', '-'], folder).stdout.includes('--fix'));
    assert.ok(!names('plan.segplan', '--fix'));
    assert.ok(!names('plan.segplan'), 'once it is mended');
  });

  it('exits with 0 when there are warnings only', () => {
    const folder = folderWith({ 'plan.segplan': 'use vmware\nzone a { subnet 10.0.0.0/24 component x : vmware.esxi }\n' });
    const { code, stdout } = segplan(['check', 'plan.segplan', '--format', 'json'], folder);
    const report = JSON.parse(stdout);
    assert.deepEqual([code, report.summary.errors, report.files[0].diagnostics[0].severity], [0, 0, 'warning']);
    assert.equal(report.summary.warnings, report.files[0].diagnostics.length);
  });

  it('names files as they were given, in that order, and keeps plans of the same names apart', () => {
    const folder = folderWith({ 'b/plan.segplan': planWith(SHORT), 'a.segplan': planWith(GOOD) });
    const { code, stdout } = segplan(['check', './b/plan.segplan', 'a.segplan', '--format', 'json'], folder);
    const { files } = JSON.parse(stdout);
    assert.deepEqual(
      files.map((f: { file: string; diagnostics: unknown[] }) => [f.file, f.diagnostics.length]),
      [
        ['./b/plan.segplan', 1],
        ['a.segplan', 0],
      ],
    );
    assert.equal(code, 1);
  });

  it('sorts findings by their place', () => {
    const folder = folderWith({
      'plan.segplan': 'allow x -> y : tcp 70000\nzone a { subnet 10.0.0.999/24 }\nallow x -> y : tcp 0, zz\n',
    });
    const { stdout } = segplan(['check', 'plan.segplan', '--format', 'json'], folder);
    const report = JSON.parse(stdout);
    assert.equal(faults(isCheckReport, report), '');
    const places = report.files[0].diagnostics.map(
      (d: { range: { start: { line: number; character: number } } }) => d.range.start,
    );
    const sorted = [...places].sort((a, b) => a.line - b.line || a.character - b.character);
    assert.ok(places.length >= 6);
    assert.deepEqual(places, sorted);
  });

  it('reads a file with a byte order mark as one without', () => {
    const folder = folderWith({ 'bom.segplan': `\ufeff${planWith(SHORT)}`, 'plain.segplan': planWith(SHORT) });
    const { files } = JSON.parse(segplan(['check', 'bom.segplan', 'plain.segplan', '--format', 'json'], folder).stdout);
    assert.deepEqual(files[0].diagnostics, files[1].diagnostics);
    assert.equal(files[0].diagnostics.length, 1);
  });

  it('demands with --phase what only that phase needs', () => {
    const folder = folderWith({
      'plan.segplan': planWith(GOOD),
      'open.segplan': planWith(GOOD, 'allow vbr -> repo : tcp 22 during deployment'),
    });
    const run = segplan(['check', 'plan.segplan', '--phase', 'deployment'], folder);
    assert.equal(run.code, 1);
    assert.match(run.stdout, /missing-flow: No rule permits vbr -> repo on tcp 22\b/);
    assert.equal(segplan(['check', 'open.segplan', '--phase', 'other,deployment'], folder).code, 0);
  });

  it('warns of a phase that nothing knows', () => {
    const folder = folderWith({ 'plan.segplan': planWith(GOOD) });
    const { code, stderr } = segplan(['check', 'plan.segplan', '--phase', 'deplyment'], folder);
    assert.equal(code, 0);
    assert.match(stderr, /^segplan: warning: .*'deplyment'.*deployment\n$/);
  });

  it('reports the errors of an imported file, but not which rules that file would need as a plan of its own', () => {
    const zones = planWith();
    const main = 'import "./zones.segplan"\nuse vault\nallow management -> backup : required\n';
    const good = folderWith({ 'main.segplan': main, 'zones.segplan': zones });
    assert.equal(segplan(['check', 'main.segplan'], good).code, 0);
    const bad = folderWith({ 'main.segplan': main, 'zones.segplan': zones.replace('10.2.0.20', '10.2.0.300') });
    const { code, stdout } = segplan(['check', 'main.segplan'], bad);
    assert.match(stdout, /^zones\.segplan:10:\d+: error invalid-address: /m);
    assert.equal(code, 1);
  });

  it('calls no name unused that a file uses which imports it and is imported in turn', () => {
    const folder = folderWith({
      'one.segplan': 'import "./two.segplan"\nzone a { subnet 10.0.0.0/24 }\nallow mine -> a : tcp 5\n',
      'two.segplan': 'import "./one.segplan"\nzone b { subnet 10.1.0.0/24 }\ngroup mine = b\nallow b -> a : tcp 99\n',
    });
    for (const file of ['one.segplan', 'two.segplan']) {
      const { code, stdout } = segplan(['check', file], folder);
      assert.deepEqual([code, stdout.includes('unused-name')], [0, false], stdout);
    }
  });

  it('never passes on what a terminal would obey or what hides text', () => {
    const folder = folderWith({ 'plan.segplan': 'zone a "\u001b[31m\u202e" { component x : nope.y }\n' });
    const { stdout } = segplan(['check', 'plan.segplan'], folder);
    assert.match(stdout, /unknown-role/);
    for (const char of ['\u001b', '\u202e']) assert.ok(!stdout.includes(char));
  });

  it('uses colors on a terminal only, and not with NO_COLOR', () => {
    const before = process.env.NO_COLOR;
    try {
      delete process.env.NO_COLOR;
      assert.deepEqual([useColors({ isTTY: true }), useColors({ isTTY: false }), useColors({})], [true, false, false]);
      process.env.NO_COLOR = '1';
      assert.equal(useColors({ isTTY: true }), false);
    } finally {
      if (before === undefined) delete process.env.NO_COLOR;
      else process.env.NO_COLOR = before;
    }
  });
});
