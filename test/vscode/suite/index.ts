// The entry that VS Code runs in its extension host: all files of tests that lie beside it.
import { readdirSync, writeFileSync } from 'node:fs';
import { findSourceMap } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format } from 'node:util';
import Mocha from 'mocha';

/** What the runner wants to know of a run; it has no other way to it than a file. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Runs the tests; VS Code takes a rejection as a failure. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const mocha = new Suite({
    ui: 'bdd',
    // Twice what a test waits for one thing; a test that hangs is found out, and a busy machine is no fault.
    timeout: 240_000,
    slow: 2000,
    color: false,
    forbidOnly: !!process.env.CI,
    ...(process.env.SEGPLAN_GREP ? { grep: process.env.SEGPLAN_GREP } : {}),
  });
  // On its way out of the extension host a line is only its text: formats and empty lines get lost.
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(format(...args) || ' ');
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.test.cjs')).sort()) mocha.addFile(join(__dirname, file));

  if (process.env.SEGPLAN_SOME) {
    const all = mocha.takeSome();
    console.log(`${mocha.suite.total()} of ${all} tests; npm run test:chance takes all.`);
  }

  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const failures = await new Promise<number>((done) => {
    const runner = mocha.run(done);
    runner.on('pass', () => counts.passed++);
    runner.on('fail', (_, error) => {
      counts.failed++;
      error.stack = toSources(error.stack);
    });
    runner.on('pending', () => counts.skipped++);
  });
  if (process.env.SEGPLAN_COUNTS) writeFileSync(process.env.SEGPLAN_COUNTS, JSON.stringify(counts));
  if (failures) throw new Error(`${failures} failed.`);
  if (!counts.passed) throw new Error('No test ran.');
}

/** `npm test`, which somebody waits for, takes one of so many tests, in the order in which they stand. */
const ONE_OF = 5;

class Suite extends Mocha {
  /** Loads the tests, and leaves some of them. @returns how many there are */
  takeSome(): number {
    this.loadFiles();
    // What is loaded is not loaded again when it is run.
    this.files = [];
    const all = this.suite.total();
    takeSome(this.suite, 0);
    return all;
  }
}

/**
 * Leaves every fifth test of a group and of the groups in it, counted through all of them: many groups have one or two.
 * @param before how many tests stand before the group
 * @returns how many stand before what follows it
 */
function takeSome(group: Mocha.Suite, before: number): number {
  const own = group.tests.length;
  group.tests = group.tests.filter((_, n) => (before + n) % ONE_OF === 0);
  return group.suites.reduce((count, inner) => takeSome(inner, count), before + own);
}

/** Leads the lines of a stack back to the sources of the bundles. VS Code makes its own stacks, so Node doesn't do it. */
function toSources(stack: string | undefined): string | undefined {
  return stack?.replace(/([^\s(]+\.cjs):(\d+):(\d+)/g, (place, file: string, line: string, column: string) => {
    const entry = findSourceMap(file)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!entry || !('originalSource' in entry)) return place;
    const source = relative(join(__dirname, '../..'), fileURLToPath(new URL(entry.originalSource, pathToFileURL(file))));
    return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}
