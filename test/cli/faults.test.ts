import assert from 'node:assert/strict';
import { join } from 'node:path';
import { someOf } from '../support/chance.ts';
import { failing } from '../support/faults.ts';
import { buildCli, folderWith, planWith, type Run, removeFolders, segplan } from './segplan.ts';

const GOOD = 'allow vbr -> repo : tcp 6162, 2500-3300';

describe('segplan, where it fails itself', () => {
  let folder = '';
  before(() => {
    buildCli();
    folder = folderWith({
      'plan.segplan': planWith(GOOD),
      'short.segplan': planWith('allow vbr -> repo : tcp 2500-3300'),
      'check.cjs': failing('check'),
      'analysis.cjs': failing('analysis'),
      'linking.cjs': failing('linking'),
    });
  });
  after(removeFolders);

  function broken(part: string, args: readonly string[]): Run {
    const run = segplan(args, folder, ['--require', join(folder, `${part}.cjs`)]);
    assert.doesNotMatch(run.stdout + run.stderr, /^\s+at .*:\d+:\d+/m, 'a stack trace');
    return run;
  }

  it('does not call a plan clean of which a check failed', () => {
    const { code, stdout, stderr } = broken('check', ['check', 'plan.segplan']);
    assert.match(stdout, /^plan\.segplan:1:1: error internal-error: The check 'any-endpoint' failed on this file \(Maximum call/);
    assert.match(stdout, /Leaving out the statement.*tell whoever gave you Segplan/);
    assert.match(stdout, /1 file checked: 1 error, 0 warnings\n$/);
    assert.deepEqual([code, stderr], [2, '']);
  });

  it('still tells what the other checks find', () => {
    const { code, stdout } = broken('check', ['check', 'short.segplan', '--format', 'json']);
    const [{ diagnostics }] = JSON.parse(stdout).files;
    assert.deepEqual(
      diagnostics.map((d: { code: string }) => d.code),
      ['internal-error', 'missing-flow'],
    );
    assert.equal(code, 2);
  });

  for (const [part, what] of [
    ['analysis', 'The analysis'],
    ['linking', 'Linking the names'],
  ] as const)
    it(`does not call a plan clean when this failed: ${what}`, () => {
      for (const args of someOf([
        ['check', 'plan.segplan'],
        ['check', 'plan.segplan', '--summary', '--phase', 'x'],
        ['check', '.'],
      ])) {
        const { code, stdout, stderr } = broken(part, args);
        assert.match(stdout, new RegExp(`^plan\\.segplan:1:1: error internal-error: ${what} failed`));
        assert.deepEqual([code, stderr], [2, ''], args.join(' '));
      }
    });

  it('makes no rule set of a plan of which a check failed', () => {
    const { code, stdout, stderr } = broken('check', ['generate', 'plan.segplan', '--target', 'nftables']);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /internal-error: The check 'any-endpoint' failed[\s\S]*1 error: nothing was written\.\n$/);
  });

  it('compares no plans and answers no questions without an analysis', () => {
    for (const args of [
      ['diff', 'plan.segplan', 'short.segplan'],
      ['explain', 'plan.segplan', 'vbr -> repo tcp 6162'],
      ['reach', 'plan.segplan', 'vbr -> repo'],
    ]) {
      const { code, stdout, stderr } = broken('analysis', args);
      assert.deepEqual([code, stdout], [2, ''], args.join(' '));
      assert.match(stderr, /^segplan: [^\n]*tell whoever gave you Segplan[^\n]*\n$/);
    }
  });
});

describe('a plan with more required flows than a stack holds', () => {
  before(buildCli);
  after(removeFolders);

  it('is checked to its end, so that its failed assertion is told', () => {
    const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
    const zones = numbers(52).map(
      (n) =>
        `zone z${n} { subnet 10.${n}.0.0/16 component a${n} : acme.a at 10.${n}.0.1 component b${n} : acme.b at 10.${n}.0.2 }`,
    );
    const flows = numbers(60).map((n) => `flow a -> b : tcp ${1000 + n} "flow ${n}" from ports "1"`);
    const text = `use acme
${zones.join('\n')}
allow any -> any : required
assert z1 never reaches z2
vendor acme "Acme" { source ports "ports.pdf" "Ports" role a "A" role b "B" ${flows.join('\n')} }
`;
    const { code, stdout, stderr } = segplan(['check', 'plan.segplan'], folderWith({ 'plan.segplan': text }));
    assert.match(stdout, /error assertion-failed: This can happen: 10\.1\.0\.1 \(a1\) -> 10\.2\.0\.2 \(b2\) on tcp 1000\./);
    assert.match(stdout, /1 file checked: 1 error, 2 warnings\n$/);
    assert.deepEqual([code, stderr], [1, '']);
  });
});
