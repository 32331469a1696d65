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
  const { baselines, planFolders, root } = await import('../test/support/baselines.ts');
  const files = await baselines();
  for (const folder of planFolders) rmSync(join(root, folder, 'expected'), { recursive: true, force: true });
  for (const { path, text } of files) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
