import assert from 'node:assert/strict';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { buildCli, folderWith, planWith, reading, removeFolders, segplan } from './segplan.ts';

const GOOD = 'allow vbr -> repo : tcp 6162, 2500-3300';

describe('segplan check --fix', () => {
  before(buildCli);
  after(removeFolders);

  const read = (folder: string, name = 'plan.segplan'): string => readFileSync(join(folder, name), 'utf8');
  const rulesOf = (text: string): string[] => text.match(/^allow .*$/gm) ?? [];

  it('writes rules for what is required and nothing else, and says what it mended', () => {
    const folder = folderWith({ 'plan.segplan': planWith('// kept', 'allow repo -> vbr : tcp 9999') });
    const { code, stdout, stderr } = segplan(['check', 'plan.segplan', '--fix'], folder);
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /^plan\.segplan:6: mended missing-flow: No rule permits vbr -> repo on tcp 2500-3300, 6162\./);
    // What nothing needs is a finding still, whose mend closes something.
    assert.match(stdout, /\n\nplan\.segplan:\d+:\d+: warning unneeded-port: [\s\S]*\n1 file checked: 0 errors, 1 warning\n$/);
    const text = read(folder);
    const [kept, added, ...others] = rulesOf(text);
    assert.deepEqual([kept, others], ['allow repo -> vbr : tcp 9999', []]);
    assert.match(added!, /^allow vbr -> repo : vault\.data-mover, vault\.data-channels "/);
    // Without that line it is what it was.
    assert.equal(text.replace(`${added}\n`, ''), planWith('// kept', 'allow repo -> vbr : tcp 9999'));
    const again = segplan(['check', 'plan.segplan', '--fix'], folder);
    assert.doesNotMatch(again.stdout, /mended/);
    assert.equal(read(folder), text);
  });

  it('writes into the plan that lacks it, and not into a part that the plan imports', () => {
    const parts = {
      'zones.segplan': planWith(),
      'main.segplan': 'import "./zones.segplan"\nuse vault\n\nallow repo -> vbr : tcp 6162\n',
    };
    const folder = folderWith(parts);
    assert.equal(segplan(['check', '.', '--fix'], folder).code, 0);
    assert.equal(read(folder, 'zones.segplan'), parts['zones.segplan']);
    assert.equal(rulesOf(read(folder, 'main.segplan')).length, 2);
  });

  it('mends what a plan imports first, so that the plan does not get the same rule', () => {
    const main = 'import "./base.segplan"\nzone lab { subnet 10.9.0.0/24 component pc at 10.9.0.9 }\nallow pc -> vbr : tcp 443\n';
    const folder = folderWith({ 'a.segplan': main, 'base.segplan': planWith('allow repo -> vbr : tcp 9999') });
    segplan(['check', '.', '--fix'], folder);
    assert.equal(read(folder, 'a.segplan'), main);
    assert.equal(rulesOf(read(folder, 'base.segplan')).length, 2);
  });

  it('mends a file once that is found by its name and by a link', () => {
    const folder = folderWith({ 'plan.segplan': planWith() });
    symlinkSync('plan.segplan', join(folder, 'link.segplan'));
    assert.equal(segplan(['check', '.', '--fix'], folder).code, 0);
    assert.equal(rulesOf(read(folder)).length, 1);
  });

  it('leaves out what nobody may open but by hand, and says so', () => {
    const plan = planWith().replace('zone management', 'zone management external');
    const folder = folderWith({ 'plan.segplan': plan });
    const { code, stdout } = segplan(['check', 'plan.segplan', '--fix'], folder);
    assert.equal(code, 1);
    assert.match(stdout, /Fixing all leaves this one out: management is external\./);
    assert.equal(read(folder), plan);
  });

  it('writes nothing where one of the files can not be read', () => {
    const folder = folderWith({ 'plan.segplan': planWith(), 'none.segplan': new Uint8Array([0x61, 0xff]) });
    const { code, stdout, stderr } = segplan(['check', '.', '--fix'], folder);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^segplan: none\.segplan is not a text in UTF-8/);
    assert.equal(read(folder), planWith());
  });

  it('keeps standard output for the form that was asked for', () => {
    const folder = folderWith({ 'plan.segplan': planWith() });
    const { code, stdout, stderr } = segplan(['check', 'plan.segplan', '--fix', '--format', 'json'], folder);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout).files[0].diagnostics, []);
    assert.match(stderr, /^plan\.segplan:6: mended missing-flow: /);
  });

  it('has no file to write for standard input', () => {
    const { code, stdout, stderr } = reading(planWith(GOOD), ['check', '-', '--fix'], folderWith({}));
    assert.deepEqual([code, stdout], [2, '']);
    assert.equal(stderr, 'segplan: --fix writes plans in their files, and standard input is none; name a .segplan file.\n');
  });
});
