// The entry that VS Code runs in its extension host: all files of tests that lie beside it.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 30_000,
    slow: 2000,
    color: false,
    forbidOnly: !!process.env.CI,
    ...(process.env.SEGPLAN_GREP ? { grep: process.env.SEGPLAN_GREP } : {}),
  });
  // On its way out of the extension host a line is only its text: formats and empty lines get lost.
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(format(...args) || ' ');
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.test.cjs')).sort()) mocha.addFile(join(__dirname, file));

  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const failures = await new Promise<number>((done) => {
    const runner = mocha.run(done);
    runner.on('pass', () => counts.passed++);
    runner.on('fail', () => counts.failed++);
    runner.on('pending', () => counts.skipped++);
  });
  if (process.env.SEGPLAN_COUNTS) writeFileSync(process.env.SEGPLAN_COUNTS, JSON.stringify(counts));
  if (failures) throw new Error(`${failures} failed.`);
  if (!counts.passed) throw new Error('No test ran.');
}
