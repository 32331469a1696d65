// Makes what is said in several places from the one where it is kept: the pages below docs/checks/, docs/catalogs/ and docs/targets/, the
// tables of checks and targets in the README, that of running forms in docs/audit.md, and the settings schema in package.json. `--check` only says what is out of date.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInVendors, catalogPages } from './catalog-pages.mjs';
import { referencePage } from './reference-page.mjs';
import { root } from './setup.mjs';
import { targetPages } from './target-pages.mjs';

const { checks } = await import('../language/generated/checks.ts');
const { THEMES } = await import('../language/checking/check.ts');
const { checkPages, pageText } = await import('../language/checking/pages.ts');
const checkOnly = process.argv.includes('--check');
const stale = [];

function put(path, text) {
  const file = join(root, path);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  stale.push(path);
  if (!checkOnly) writeFileSync(file, text);
}

/** Writes the pages of a folder, and takes out what else is in it. */
function putAll(folder, pages) {
  mkdirSync(join(root, folder), { recursive: true });
  for (const { path, text } of pages) put(path, text);
  for (const file of readdirSync(join(root, folder)))
    if (!pages.some((p) => p.path === `${folder}/${file}`)) {
      stale.push(`${folder}/${file}`);
      if (!checkOnly) rmSync(join(root, folder, file));
    }
}

/** A text with a table in its place. */
function withTable(text, name, rows) {
  const place = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!place.test(text)) throw new Error(`There is no place for the table of ${name}: <!-- ${name} --> … <!-- /${name} -->`);
  return text.replace(place, (_, start, end) => `${start}\n${rows}\n\n${end}`);
}

/** A text as the formatter leaves a file of this name. */
function formatted(path, text) {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  return execFileSync(process.execPath, [biome, 'format', `--stdin-file-path=${path}`], {
    cwd: root,
    input: text,
    encoding: 'utf8',
  });
}

const pages = checkPages(checks);
putAll(
  'docs/checks',
  pages.map((page) => ({ path: `docs/checks/${page.code}.md`, text: pageText(page) })),
);
const vendors = await builtInVendors();
putAll('docs/catalogs', catalogPages(vendors));
const references = await referencePage(vendors);
put(references.path, references.text);
const { pages: targets, summary } = await targetPages();
putAll('docs/targets', targets);

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const rows = pages.map(
  (p) => `| [${p.code}](docs/checks/${p.code}.md) | ${p.title.replace(/\|/g, '\\|')} | ${p.level} | ${p.fix ? 'yes' : ''} |`,
);
const table = ['| Code | What it finds | Level | Quick-fix |', '| --- | --- | --- | --- |', ...rows].join('\n');
put('README.md', formatted('README.md', withTable(withTable(readme, 'checks', table), 'targets', summary)));

const { readers } = await import('../language/generated/readers.ts');
const forms = [
  '| `--form` | what the device gives out |',
  '| --- | --- |',
  ...readers.map((r) => `| \`${r.name}\` | ${r.title} |`),
];
const auditPage = readFileSync(join(root, 'docs/audit.md'), 'utf8');
put('docs/audit.md', formatted('docs/audit.md', withTable(auditPage, 'forms', forms.join('\n'))));

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
// What stands in these is written by hand; those of checks are made of the checks, a section for each theme.
const { configuration } = manifest.contributes;
const isOfChecks = ({ properties }) => Object.keys(properties).some((key) => key.startsWith('segplan.checks.'));
const [first, last] = [configuration.filter((each) => each.order < 10), configuration.filter((each) => each.order >= 100)];
if (configuration.some((each) => !isOfChecks(each) && each.order >= 10 && each.order < 100))
  throw new Error('Settings of checks stand at 10 to 99 among the sections of settings, and no others do.');
const adjustable = checks.filter((c) => !c.essential);
const ofChecks = Object.entries(THEMES).map(([theme, title], n) => ({
  // What they have in common stands behind: beside the settings there is room for their first words only.
  title: `${title} (Checks)`,
  order: 10 + n,
  properties: Object.fromEntries(
    adjustable
      .filter((c) => c.theme === theme)
      .map((c, order) => [
        `segplan.checks.${c.code}`,
        {
          type: 'string',
          enum: ['error', 'warning', 'info', 'hint', 'off'],
          default: c.level,
          order,
          markdownDescription: `${c.title}.`,
        },
      ]),
  ),
}));
manifest.contributes.configuration = [...first, ...ofChecks, ...last];
put('package.json', formatted('package.json', JSON.stringify(manifest, undefined, 2)));

if (stale.length) console.log(`${checkOnly ? 'Out of date (run npm run docs)' : 'Written'}: ${stale.join(', ')}`);
if (checkOnly && stale.length) process.exitCode = 1;
