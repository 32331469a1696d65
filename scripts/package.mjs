// npm run package: the .vsix, from a production build. `--out FILE` puts it elsewhere.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, install, root, run } from './setup.mjs';

install();
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const at = process.argv.indexOf('--out');
const out = at > 0 ? process.argv[at + 1] : `${manifest.name}-${manifest.version}.vsix`;
if ((await run(['esbuild.mjs', '--production', '--quiet'])).code !== 0) fail('The build failed.');
const { code } = await run([
  'node_modules/@vscode/vsce/vsce',
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  // What users of the extension read; the README of the repository is for those who build it.
  ...['--readme-path', 'docs/extension.md'],
  // There is no address that links could lead to; what the package holds is found beside the page.
  '--no-rewrite-relative-links',
  '--out',
  out,
]);
process.exitCode = code;
