// npm run baselines: writes what is expected of the examples, the sentences that checks, targets, answers and readers of running files say
// in their tests, what rules of running files mean there, and how many calls it takes to check plans. Look at the difference before you commit it.
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, root, run } from './setup.mjs';

if (process.argv[2] !== '--write') {
  install();
  const generated = await run(['scripts/generate.mjs']);
  const written = generated.code === 0 ? await run([fileURLToPath(import.meta.url), '--write']) : generated;
  process.exitCode = written.code === 0 ? await writeSentences() : written.code;
} else {
  const { baselines, planFolders } = await import('../test/support/baselines.ts');
  const files = await baselines();
  for (const folder of planFolders) rmSync(join(root, folder, 'expected'), { recursive: true, force: true });
  for (const { path, text } of files) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/**
 * Has the tests that hold sentences write them, from nothing: what nobody says any more is gone then.
 * @returns how they ended; with another code than 0, sentences may be missing
 */
async function writeSentences() {
  const holder = join(root, 'test/support/sentences.ts');
  const tests = globSync('test/**/*.test.ts', { cwd: root }).map((file) => join(root, file));
  const holding = tests.filter((file) => isReached(holder, file) || file.endsWith('calls.test.ts')).sort();
  for (const file of globSync('test/**/{sentences,meanings}.txt', { cwd: root })) rmSync(join(root, file));
  // One after the other: each process would write what it has heard itself.
  const { code } = await run(['node_modules/mocha/bin/mocha.js', '--exit', '--reporter', 'min', ...holding], {
    // With all that test:chance tries: it says more than an eighth of it.
    env: { SEGPLAN_SENTENCES: 'write', SEGPLAN_GENERATED: '1', SEGPLAN_THOROUGH: '1' },
  });
  return code;
}

/** Whether a file of the tests imports another one, be it through others. */
function isReached(wanted, from, seen = new Set()) {
  if (from === wanted) return true;
  if (seen.has(from) || !from.startsWith(join(root, 'test')) || !from.endsWith('.ts') || !existsSync(from)) return false;
  seen.add(from);
  const imports = readFileSync(from, 'utf8').matchAll(/ from '(\.[^']+)'/g);
  return [...imports].some(([, path]) => isReached(wanted, join(dirname(from), path), seen));
}
