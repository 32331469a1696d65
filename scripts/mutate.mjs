// npm run mutate: how much of what the language does is held by tests. Changes the code of its model, analysis, checks and rule sets in
// small ways, one at a time, and counts after how many of the changes a test fails. docs/mutation.md says what came out, and the options.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fail, install, root, run } from './setup.mjs';

const { values: options } = parseArgs({
  options: {
    sample: { type: 'string', default: '150' },
    seed: { type: 'string', default: '1' },
    project: { type: 'string', default: 'scripts/mutate/project.json' },
    tests: { type: 'string' },
    seconds: { type: 'string', default: '60' },
    jobs: { type: 'string', default: '1' },
    results: { type: 'string' },
    again: { type: 'string' },
    plans: { type: 'string', default: '0' },
    below: { type: 'string' },
    measure: { type: 'boolean', default: false },
  },
});

if (!options.measure) {
  install();
  const measured = await run([fileURLToPath(import.meta.url), '--measure', ...process.argv.slice(2)]);
  process.exitCode = measured.code;
} else await measure();

async function measure() {
  await installInstrumenter();
  const { mutantsOf, instrumented, sampled } = await import('./mutate/mutants.mjs');
  const { Session } = await import('./mutate/session.mjs');
  const { Types } = await import('./mutate/types.mjs');
  const { Plans } = await import('./mutate/plans.mjs');
  const { equivalents, table, survivors } = await import('./mutate/report.mjs');

  const project = JSON.parse(readFileSync(join(root, options.project), 'utf8'));
  const groups = project.groups;
  const known = options.again ? JSON.parse(readFileSync(options.again, 'utf8')) : [];
  const noticed = new Map(known.filter(({ outcome }) => outcome !== 'survived').map((result) => [result.key, result]));
  const all = await mutantsOf(groups, options.seed);
  const { excluded, stale } = equivalents(all, JSON.parse(readFileSync(join(root, project.equivalent), 'utf8')));
  for (const each of stale) console.log(`${project.equivalent} names what no mutant is: ${JSON.stringify(each)}`);
  const open = all.filter((mutant) => !excluded.has(mutant.key));
  const sample = sampled(open, Number(options.sample));
  const mutants = sample.filter(({ key }) => !noticed.has(key));
  console.log(
    `${mutants.length} of ${all.length} mutants; ${excluded.size} others are known to change nothing that anyone notices`,
  );

  const results = new Map(sample.filter(({ key }) => noticed.has(key)).map(({ key }) => [key, noticed.get(key)]));
  const built = await instrumented(mutants);
  const session = new Session({
    instrumented: built,
    tests: options.tests ?? project.tests,
    seconds: Number(options.seconds),
    jobs: Number(options.jobs),
  });
  try {
    for await (const result of session.judge(mutants)) {
      results.set(result.key, result);
      console.log(
        `${String(results.size).padStart(4)} ${result.outcome.padEnd(9)} ${result.file}:${result.line} ${result.mutator}`,
      );
      write();
    }
    console.log(`${session.tests.size} tests were run; left out, since they fail without a mutant:`, session.failed);
  } finally {
    session.end();
  }
  await tryTypes();
  if (Number(options.plans)) await tryPlans();
  const { lines, score } = table(Object.keys(groups), [...results.values()]);
  console.log(['', ...lines, '', ...survivors([...results.values()])].join('\n'));
  if (options.below && score < Number(options.below)) process.exitCode = 1;

  function write() {
    if (options.results) writeFileSync(options.results, `${JSON.stringify([...results.values()], undefined, 1)}\n`);
  }

  /** Tries what survived with the types. */
  async function tryTypes() {
    const types = new Types(project.types);
    try {
      const left = mutants.filter(({ key }) => results.get(key)?.outcome === 'survived');
      for await (const result of types.refused(left)) results.set(result.key, result);
      write();
    } finally {
      types.end();
    }
  }

  /** Looks at plans with what survived: says what a test could see, and what may be nothing. */
  async function tryPlans() {
    const plans = new Plans(built, Number(options.plans));
    try {
      const left = mutants.filter(({ key }) => results.get(key)?.outcome === 'survived');
      for await (const { key, ...found } of plans.tried(left)) results.set(key, { ...results.get(key), ...found });
      write();
    } finally {
      plans.end();
    }
  }
}

/** Installs what makes mutants, apart from what Segplan needs. */
async function installInstrumenter() {
  const folder = join(root, 'scripts/mutate');
  if (existsSync(join(folder, 'node_modules/.package-lock.json'))) return;
  console.log('Installing what makes mutants…');
  const { spawnSync } = await import('node:child_process');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, stdio: 'inherit' });
  if (status !== 0) fail('npm ci failed in scripts/mutate; the lines above say why.');
}
