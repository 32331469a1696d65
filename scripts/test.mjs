// npm test: every layer of tests; what this machine can't run is named with its reason.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { install, root, run } from './setup.mjs';

install();

// What an earlier run has found is no answer of this one, and nothing of a test stays with the user.
process.env.SEGPLAN_KEEP_FINDINGS = '0';

/** With room for what is new, which lives shortly in tests: a tenth of their time went into collecting it. */
const mocha = (...args) => ['node_modules/mocha/bin/mocha.js', '--exit', '--node-option=max-semi-space-size=64', ...args];
/** For tests that need nothing but a processor, and for those that wait half of their time for programs that they start. */
const jobs = (count) => ['--parallel', '--jobs', String(Math.max(count, availableParallelism() - 1))];
const [parallel, waiting] = [jobs(2), jobs(3)];
const SKIPPED = 77;
const only = process.argv[2];

/**
 * Chains of layers: what a chain needs and waits for, and its layers, each a name and what to run, one after the other. Chains run side by side, since the
 * packet lab and the editors mostly wait. Tests of a layer count one by one where the runner counts them, else as one. What has no name
 * counts for nothing.
 */
const chains = {
  build: { after: [], layers: [['build', ['esbuild.mjs', '--quiet']]] },
  // Two installations with apt at once would be in each other's way.
  machine: {
    after: ['build'],
    layers: [
      [undefined, ['test/vscode/prepare.ts']],
      [undefined, ['test/lab/prepare.ts']],
      [undefined, ['test/editors/prepare.ts']],
    ],
  },
  sources: {
    after: ['build'],
    layers: [
      ['types', ['node_modules/typescript/bin/tsc', '--noEmit']],
      ['format and lint', ['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings']],
      ['generated files are up to date', ['scripts/docs.mjs', '--check']],
      [
        'language',
        mocha(
          ...parallel,
          'test/{house,support,scripts,language,editing,model,map,analysis,checks,catalogs,reading,rulesets,running,importing,inventory,docs,outlines,properties,refactoring}/**/*.test.ts',
        ),
      ],
    ],
  },
  package: {
    after: ['build'],
    layers: [['package', ['scripts/package.mjs', '--out', 'dist/segplan.vsix']]],
  },
  // The editor's suite is tried on the package, which users have, a fifth of it where all layers are run. `npm run test:chance` runs all, and some of it on the
  // source tree.
  editor: {
    after: ['machine', 'package'],
    layers: [
      ['editor, from the installed package', ['test/vscode/run.ts', '--vsix', 'dist/segplan.vsix', ...(only ? [] : ['--some'])]],
    ],
  },
  lab: {
    after: ['machine'],
    layers: [
      ['packet lab', mocha('--parallel', '--jobs', '4', 'test/lab/*.test.ts')],
      // The extension host of a browser differs more from what the suite runs in than the one of Node, which `npm run test:chance` tries as well.
      ['editor, over files on no disk', ['test/vscode/virtual/run.ts', ...(only ? [] : ['web'])]],
    ],
  },
  programs: {
    after: ['machine'],
    layers: [
      [
        'command line, server and client',
        mocha(...waiting, 'test/{api,automation,cli,editors,server,client,examples,fuzz,mcp}/**/*.test.ts'),
      ],
    ],
  },
};

/** Whether a layer is one of those that were named, or all are. */
const isAsked = ([name]) => !only || !!name?.includes(only);
const asked = Object.values(chains).filter(({ layers }) => layers.some(isAsked));
if (!asked.length) {
  const names = Object.values(chains).flatMap(({ layers }) => layers.flatMap(([name]) => name ?? []));
  console.error(`No layer is called '${only}'. There are: ${names.join('; ')}.`);
  process.exit(2);
}
/** Chains that others need, which are run as a whole: a layer by its name finds what is built of the sources as they are. */
const needed = new Set();
const need = (name) => {
  needed.add(name);
  chains[name].after.forEach(need);
};
for (const { after } of asked) after.forEach(need);

const total = { passed: 0, failed: 0, skipped: 0 };
const notes = [];
/** The end of each chain that has begun. */
const ends = {};
for (const [name, { after, layers }] of Object.entries(chains)) {
  ends[name] = (async () => {
    await Promise.all(after.map((each) => ends[each]));
    for (const layer of layers) if (needed.has(name) || isAsked(layer)) await runLayer(layer);
    // The build has made the generated files; made again, they would be gone for a moment under the tests.
    if (name === 'build') process.env.SEGPLAN_GENERATED = '1';
  })();
}
await Promise.all(Object.values(ends));

/** Runs a layer, shows what it said once it has ended, and counts. */
async function runLayer([name, args]) {
  if (!existsSync(join(root, args[0]))) {
    total.failed++;
    notes.push(`${name}: ${args[0]} is missing`);
    return;
  }
  const start = Date.now();
  const { code, output } = await run(args, { capture: true });
  if (output.trim() || name)
    console.log(`\n== ${name ?? 'preparing'} (${Math.round((Date.now() - start) / 1000)} s)\n${output.trimEnd()}`);
  if (name === undefined) return;
  const counts = read(output);
  if (code === SKIPPED) {
    const reason = /skipped: (.*)/.exec(output)?.[1] ?? 'this machine can not run it';
    notes.push(`${name}: skipped, ${reason}`);
    if (process.env.CI) total.failed++;
    else total.skipped++;
    return;
  }
  total.passed += counts?.passed ?? (code === 0 ? 1 : 0);
  total.skipped += counts?.skipped ?? 0;
  total.failed += Math.max(counts?.failed ?? 0, code === 0 ? 0 : 1);
  if (code !== 0) notes.push(`${name}: failed`, ...failures(output));
}

/** What mocha says of the tests that failed, for those who see the end of the output alone. */
function failures(output) {
  const start = output.search(/^\s+\d+ failing/m);
  return start < 0 ? output.trimEnd().split('\n').slice(-20) : [output.slice(start).trimEnd()];
}

/** What mocha or the editor's runner counted. */
function read(output) {
  const number = (pattern) => Number(pattern.exec(output)?.[1] ?? 0);
  const own = /^(\d+) passed, (\d+) failed, (\d+) skipped$/m.exec(output);
  if (own) return { passed: Number(own[1]), failed: Number(own[2]), skipped: Number(own[3]) };
  if (!/^\s+\d+ passing/m.test(output)) return undefined;
  return { passed: number(/^\s+(\d+) passing/m), failed: number(/^\s+(\d+) failing/m), skipped: number(/^\s+(\d+) pending/m) };
}

console.log('');
for (const note of notes) console.log(note);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed ? 1 : 0;
