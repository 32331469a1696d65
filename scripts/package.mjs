// npm run package: the .vsix, from a production build. `--out FILE` puts it elsewhere.
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fail, install, root, run } from './setup.mjs';

install();
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const at = process.argv.indexOf('--out');
const out = resolve(root, at > 0 ? process.argv[at + 1] : `${manifest.name}-${manifest.version}.vsix`);

// The package is made in a folder of its own, so that the bundles in dist/ stay what a build for the development has made.
const STAGE = 'dist/package';
rmSync(join(root, STAGE), { recursive: true, force: true });
const kept = readFileSync(join(root, '.vscodeignore'), 'utf8').matchAll(/^!([^*\n]*?)\/?(?:[^/\n]*\*.*)?$/gm);
for (const path of new Set(['.vscodeignore', ...[...kept].map(([, each]) => each)]))
  if (!/^dist(\/|$)/.test(path)) cpSync(join(root, path), join(root, STAGE, path), { recursive: true });
if ((await run(['esbuild.mjs', '--production', '--quiet', '--dist', `${STAGE}/dist`])).code !== 0) fail('The build failed.');
const { code } = await run(
  [
    join(root, 'node_modules/@vscode/vsce/vsce'),
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    // What users of the extension read; the README of the repository is for those who build it.
    ...['--readme-path', 'docs/extension.md'],
    // There is no address that links could lead to; what the package holds is found beside the page.
    '--no-rewrite-relative-links',
    '--out',
    out,
  ],
  { cwd: join(root, STAGE) },
);
process.exitCode = code;
