// npm start: installs, builds, checks the examples, writes the rule sets of the reference design, and opens it all in VS Code.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fail, install, root, run } from './setup.mjs';

const DESIGN = 'examples/segmented-veeam.segplan';
const CLI = 'node dist/cli.cjs';
const TARGETS = ['nftables', 'csv', 'markdown', 'json'];

install();
const built = await run(['esbuild.mjs', '--quiet']);
if (built.code !== 0) fail('The build failed; the lines above say why.');

const checked = await segplan('check', 'examples');
// What is good to know of catalogs is for those who look at one plan.
console.log(checked.trimEnd().split('\n').at(-1));
const generate = ['generate', DESIGN, '--target', TARGETS.join(','), '--out', 'out'];
// Those of this command: others in the folder are from earlier ones.
const written = (await segplan(...generate)).split(/\r?\n/).filter((line) => /^out[\\/]/.test(line));
console.log(`Its rule sets: ${written.join(', ')}`);

console.log(`
What to do next
  in the editor:   open ${DESIGN}, delete ", 6162" in a rule, and press Ctrl+. on what is underlined.
                   The command "Segplan: Open Walkthrough" shows the rest; "Segplan: New Plan…" begins a plan of yours.
  in a terminal:   ${CLI} explain ${DESIGN} "vbr -> proxy tcp 6162"
                   ${CLI} new --help
  for your own VS Code:   npm run package, then "Extensions: Install from VSIX…"
  to read:         README.md, docs/language.md`);

if (!process.argv.includes('--no-editor')) await openEditor();

/** Runs the command line as a user would; shows what it says only where it fails. */
async function segplan(...args) {
  console.log(`\n$ ${CLI} ${args.join(' ')}`);
  const { code, output } = await run(['dist/cli.cjs', ...args], { capture: true });
  if (code !== 0) fail(`${output}\nThat should not be; the lines above say why.`);
  return output;
}

/** A desktop VS Code where there is one, else VS Code in the browser; with the examples as its folder and the reference design in its editor. */
async function openEditor() {
  const paths = [join(root, 'examples'), join(root, DESIGN)];
  const desktop = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const shell = process.platform === 'win32';
  if (desktop && spawnSync('code', ['--version'], { stdio: 'ignore', shell }).status === 0) {
    console.log('\nOpening VS Code…');
    spawnSync('code', [`--extensionDevelopmentPath=${root}`, ...paths], { stdio: 'inherit', shell });
    return;
  }
  const { code } = await run(['test/vscode/serve.ts', ...paths]);
  process.exitCode = code;
}
