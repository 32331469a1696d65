// npm run test:chance: what is tried with plans of chance and with many things of one kind, with all of them, of which `npm test` takes an eighth;
// tests that take long, which it leaves out (test/support/chance.ts); and all of the editor's suite, of which it takes a fifth (test/vscode/suite/index.ts).
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { install, root, run } from './setup.mjs';

install();
process.env.SEGPLAN_THOROUGH = '1';

/** What tests share that takes more with time. */
const SHARED =
  /from '[./]*(?:support\/chance|(?:rulesets\/|reading\/)?(?:proof|host-proof|chance-proof)|drift-proof|at-ends-drift|emitted|clouds)\.ts'/;

/** The tests that take more with time, by themselves or by what they share; those that need a kernel or other programs have runs of their own. */
const files = readdirSync(join(root, 'test'), { recursive: true })
  .filter((file) => file.endsWith('.test.ts'))
  .filter((file) => !/^(?:lab|oracles)\b/.test(file) && SHARED.test(readFileSync(join(root, 'test', file), 'utf8')))
  .map((file) => join('test', file));
await run(['esbuild.mjs', '--quiet']);
process.env.SEGPLAN_GENERATED = '1';
const jobs = String(Math.max(2, availableParallelism()));
const { code } = await run(['node_modules/mocha/bin/mocha.js', '--exit', '--parallel', '--jobs', jobs, ...files.sort()]);

await run(['test/vscode/prepare.ts']);
await run(['scripts/package.mjs', '--out', 'dist/segplan.vsix']);
const editors = [
  ['test/vscode/run.ts', '--vsix', 'dist/segplan.vsix'],
  // The source tree starts as well, and mends; what a catalog and its roles are taken from lies elsewhere in it.
  ['test/vscode/run.ts', '--grep', '/^(The workbench|a plan in the editor (adds the missing|completes roles|opens a built-in))/'],
  ['test/vscode/virtual/run.ts'],
];
const codes = [code];
for (const args of editors) codes.push((await run(args)).code);
// `npm test` says what this machine can't run, with the reason.
const SKIPPED = 77;
process.exitCode = codes.find((each) => each && (each !== SKIPPED || process.env.CI)) ?? 0;
