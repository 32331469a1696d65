// npm run baselines: writes what is expected of the examples. Look at the difference before you commit it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, run } from './setup.mjs';

if (process.argv[2] !== '--write') {
  install();
  const generated = await run(['scripts/generate.mjs']);
  const written = generated.code === 0 ? await run([fileURLToPath(import.meta.url), '--write']) : generated;
  process.exitCode = written.code;
} else {
  const { baselines, examplesFolder } = await import('../test/support/baselines.ts');
  const files = await baselines();
  for (const folder of ['expected', 'faulty/expected']) rmSync(join(examplesFolder, folder), { recursive: true, force: true });
  for (const { path, text } of files) {
    const file = join(examplesFolder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
