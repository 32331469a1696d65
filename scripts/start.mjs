// npm start: installs, builds, checks the examples, writes the rule sets of the reference design, and opens it all in VS Code.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, install, root, run } from './setup.mjs';

const BASE = 'segmented-veeam';
const DESIGN = `examples/${BASE}.segplan`;
const examples = readdirSync(join(root, 'examples'))
  .filter((f) => f.endsWith('.segplan'))
  .sort()
  .map((f) => `examples/${f}`);

install();
const built = await run(['esbuild.mjs', '--quiet']);
if (built.code !== 0) fail('The build failed; the lines above say why.');

console.log(`\n$ segplan check ${examples.join(' ')}`);
const checked = await run(['dist/cli.cjs', 'check', ...examples]);

const targets = ['nftables', 'csv', 'markdown', 'json'];
console.log(`\n$ segplan generate ${DESIGN} --target ${targets.join(',')} --out out`);
const generated = await run(['dist/cli.cjs', 'generate', DESIGN, '--target', targets.join(','), '--out', 'out']);
console.log(`\n$ cat out/${BASE}.nft`);
if (generated.code === 0) process.stdout.write(readFileSync(join(root, `out/${BASE}.nft`)));
if (checked.code !== 0 || generated.code !== 0) fail('\nThe examples have findings; the lines above say which.');

if (!process.argv.includes('--no-editor')) await openEditor();

/** A desktop VS Code where there is one, else VS Code in the browser. */
async function openEditor() {
  const desktop = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const shell = process.platform === 'win32';
  if (desktop && spawnSync('code', ['--version'], { stdio: 'ignore', shell }).status === 0) {
    console.log('\nOpening VS Code…');
    spawnSync('code', [`--extensionDevelopmentPath=${root}`, join(root, 'examples'), join(root, DESIGN)], {
      stdio: 'inherit',
      shell,
    });
    return;
  }
  const { code } = await run(['test/vscode/serve.ts', join(root, 'examples')]);
  process.exitCode = code;
}
