// Takes pictures of docs/images anew, of the product as it is: `npm run pictures`. Look at each before it is committed.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { smallPng } from './small-png.mjs';

const root = join(import.meta.dirname, '..');
const examples = join(root, 'examples');
const node = join(root, 'node_modules/.bin/node');
const require = createRequire(import.meta.url);
const temporary = mkdtempSync(join(tmpdir(), 'segplan-pictures-'));
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));

/** Parts of what tests of the editor show, and which test shows it. */
const WINDOWS = {
  'map-matrix': { shown: 'map-matrix-drift', by: 'is shown on the map and in its matrix', at: [665, 36, 611, 446] },
  completion: { shown: 'completion-repo', by: 'finds a role by a part of its name', at: [353, 36, 800, 476] },
  walkthrough: { shown: 'walkthrough', by: 'the first minutes', at: [210, 136, 930, 630] },
};

/** What is wrong in the reference design where the map shows it: two that are missing, one that nothing needs, one that a rule denies. */
const FAULTS = [
  ['allow vbr -> esxi : vmware.vsphere-api, vmware.nfc\n', ''],
  ['allow vbr -> gateway : veeam.installer,', 'allow vbr -> gateway : tcp 6160,'],
  ['allow admins -> mount, repo : veeam.transport', 'allow admins -> mount, repo : veeam.transport, tcp 9999'],
  ['deny lab -> any', 'deny gateway -> repo, proxy, hyperv-proxy : tcp 2500-2600\ndeny lab -> any'],
];

/** The reference design with its faults. */
function faulty() {
  let text = readFileSync(join(examples, 'segmented-veeam.segplan'), 'utf8');
  for (const [whole, fault] of FAULTS) {
    if (!text.includes(whole)) throw new Error(`The reference design has no '${whole}'.`);
    text = text.replace(whole, fault);
  }
  const file = join(temporary, 'segmented-veeam.segplan');
  writeFileSync(file, text);
  return file;
}

/** Maps that the command line draws, with their widths. */
const MAPS = {
  'map-light': { args: ['map', faulty(), '--phase', 'deployment'], width: 1100 },
  'map-drift': { args: ['map', join(examples, 'two-sites.segplan'), '--audit'], width: 1500 },
};

/** Draws an SVG so many points wide. */
function draw(name, svg, width) {
  const font = { fontBuffers: fonts, defaultFontFamily: 'Open Sans', sansSerifFamily: 'Open Sans' };
  const picture = new Resvg(svg, { font, fitTo: { mode: 'width', value: width } }).render();
  // A picture has its own ground, so that each pixel is opaque and has its own color.
  const png = smallPng(picture.pixels, picture.width, picture.height);
  writeFileSync(join(root, `docs/images/${name}.png`), png);
  console.log(`docs/images/${name}.png: ${picture.width} x ${picture.height}, ${png.length} bytes`);
}

const fonts = ['400Regular/OpenSans_400Regular.ttf', '600SemiBold/OpenSans_600SemiBold.ttf'].map((file) =>
  readFileSync(require.resolve(`@expo-google-fonts/open-sans/${file}`)),
);
await initWasm(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));

for (const [name, { args, width }] of Object.entries(MAPS)) {
  const svg = join(temporary, `${name}.svg`);
  execFileSync(node, [join(root, 'dist/cli.cjs'), ...args, '--out', svg], { stdio: 'inherit' });
  draw(name, readFileSync(svg, 'utf8'), width);
}

const grep = Object.values(WINDOWS).map(({ by }) => by);
execFileSync(node, [join(root, 'test/vscode/run.ts'), '--grep', grep.join('|')], {
  env: { ...process.env, SEGPLAN_SCREENSHOTS: temporary },
  stdio: 'inherit',
});
for (const [name, { shown, at }] of Object.entries(WINDOWS)) {
  const [x, y, width, height] = at;
  const window = readFileSync(join(temporary, `${shown}.png`));
  const [wide, high] = [window.readUInt32BE(16), window.readUInt32BE(20)];
  const image = `<image x="${-x}" y="${-y}" width="${wide}" height="${high}" href="data:image/png;base64,${window.toString('base64')}"/>`;
  draw(name, `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${image}</svg>`, width);
}
