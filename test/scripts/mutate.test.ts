import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IS_THOROUGH } from '../support/chance.ts';

interface Result {
  readonly text: string;
  readonly replacement: string;
  outcome: string;
}

/** Of ten changes of the two files in mutants/ a test notices the six of sums.ts, and the types one more; an eleventh changes nothing, which is listed. */
describe('npm run mutate', () => {
  // It takes as long as a thousand others.
  if (!IS_THOROUGH) return;
  // What makes mutants is installed on first use.
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'segplan-mutants-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  function mutate(...options: string[]): { status: number | null; output: string } {
    const args = ['scripts/mutate.mjs', '--measure', '--project', 'test/scripts/mutants/project.json', ...options];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    return { status, output: stdout + stderr };
  }

  /** The numbers of a row of the table, with the score last. */
  const row = (output: string, name: string): number[] =>
    [...rowOf(output, name).matchAll(/\d+/g)].map(([number]) => Number(number));
  const rowOf = (output: string, name: string): string => new RegExp(`^${name} .*%$`, 'm').exec(output)?.[0] ?? '';

  it('counts what tests notice, and goes on from what came out before', () => {
    const [first, changed] = [join(folder, 'first.json'), join(folder, 'changed.json')];
    const { status, output } = mutate('--sample', '100', '--jobs', '2', '--results', first, '--below', '71');
    assert.match(output, /^10 of 11 mutants; 1 others are known to change nothing/m);
    assert.match(output, /equivalent.json names what no mutant is: .*"a line that is gone"/);
    assert.deepEqual(
      ['sums', 'words', 'all'].map((name) => row(output, name)),
      [
        [6, 6, 0, 0, 0, 100],
        [4, 0, 0, 1, 3, 25],
        [10, 6, 0, 1, 3, 70],
      ],
      output,
    );
    assert.equal(status, 1, '70 % is below 71 %');
    const survivors = output
      .slice(output.indexOf(rowOf(output, 'all')))
      .split('\n')
      .slice(1)
      .filter(Boolean);
    assert.deepEqual(survivors, [
      `test/scripts/mutants/words/words.ts:2  'try again'  →  ""`,
      "test/scripts/mutants/words/words.ts:2  (): string => 'try again'  →  () => undefined",
      `test/scripts/mutants/words/words.ts:6  'bye'  →  ""  (reached by no test)`,
    ]);

    // What a file says was noticed is taken as it is, even if it is not so; what it says survived is tried, even if it is noticed.
    const results = JSON.parse(readFileSync(first, 'utf8')) as Result[];
    const of = (text: string, replacement: string): Result => {
      const found = results.filter((r) => r.text.includes(text) && r.replacement === replacement);
      assert.equal(found.length, 1, text);
      return found[0]!;
    };
    of('bye', '""').outcome = 'killed';
    of('a + b', 'a - b').outcome = 'survived';
    writeFileSync(changed, JSON.stringify(results));
    const again = mutate('--sample', '100', '--again', changed, '--plans', '1', '--below', '80');
    assert.match(again.output, /^3 of 11 mutants/m);
    assert.deepEqual(row(again.output, 'all'), [10, 7, 0, 1, 2, 80], again.output);
    assert.equal(again.status, 0, '80 % is not below 80 %');
    assert.equal(again.output.match(/ {2}\(reached by no plan\)$/gm)?.length, 2, again.output);
  });
});
