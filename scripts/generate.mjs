// Makes language/generated/: Langium's part from the grammar, and the lists of catalogs, templates, checks and targets from the files that are
// there, so that adding one of them is adding its file.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const out = join(root, 'language/generated');

// The generator asks before it writes into a folder with files that are not its own, and nobody would answer.
rmSync(out, { recursive: true, force: true });
const langium = join(root, 'node_modules/langium-cli/bin/langium.js');
// The generator validates the grammar; a parser that did it again would cost each start.
execFileSync(process.execPath, [langium, 'generate', '--mode=production'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });

// A type that no other one goes for is told by its name alone. Langium's question, which looks for types above it as well, was a fifth of the
// work after a key.
const tree = join(out, 'ast.ts');
const grammar = readFileSync(tree, 'utf8');
const above = new Set([...grammar.matchAll(/superTypes: \[([^\]]+)\]/g)].flatMap(([, names]) => names.match(/\w+(?=\.\$type)/g)));
const quick = grammar.replace(/return reflection\.isInstance\(item, (\w+)\.\$type\);/g, (asked, type) =>
  above.has(type) ? asked : `return (item as { $type?: unknown } | null | undefined)?.$type === '${type}';`,
);
if (quick === grammar) throw new Error(`${tree} asks for types in another way than was known.`);
writeFileSync(tree, quick);

const banner = '// Made by scripts/generate.mjs; never edit.\n';
const camel = (name) => name.replace(/-(\w)/g, (_, c) => c.toUpperCase());
const write = (name, text) => {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, name), banner + text);
};

/** The texts of a folder's plans by file name. */
function texts(folder, file, name) {
  const files = readdirSync(join(root, folder))
    .filter((f) => f.endsWith('.segplan'))
    .sort();
  const entries = files.map((f) => `  ${JSON.stringify(f)}: ${JSON.stringify(readFileSync(join(root, folder, f), 'utf8'))},\n`);
  write(file, `export const ${name}: Readonly<Record<string, string>> = {\n${entries.join('')}};\n`);
}
texts('language/catalogs', 'catalogs.ts', 'catalogTexts');
texts('language/templates', 'templates.ts', 'templateTexts');

/** One value for each name, exported under the name in camel case by the module that `module` gives. */
function registry(names, module, file, name, type, typeFile) {
  const imports = names.map((n) => `import { ${camel(n)} } from '${module(n)}';\n`).join('');
  write(
    file,
    `${imports}import type { ${type} } from '${typeFile}';\n\nexport const ${name}: readonly ${type}[] = [${names.map(camel).join(', ')}];\n`,
  );
}

// A check is a file, a target is a folder with a file of its name.
const checks = readdirSync(join(root, 'language/checks'))
  .filter((f) => f.endsWith('.ts'))
  .map((f) => f.slice(0, -3))
  .sort();
registry(checks, (n) => `../checks/${n}.ts`, 'checks.ts', 'checks', 'Check', '../checking/check.ts');
const targets = readdirSync(join(root, 'language/rulesets/targets')).sort();
// Help names them all, and loads none.
const titleOf = (n) =>
  /^ {2}title: '(.*)',$/m.exec(readFileSync(join(root, `language/rulesets/targets/${n}/${n}.ts`), 'utf8'))?.[1] ?? n;
const titles = Object.fromEntries(targets.map((n) => [n, titleOf(n)]));
write(
  'target-names.ts',
  `export const targetTitles: Readonly<Record<string, string>> = ${JSON.stringify(titles)};\n` +
    'export const targetNames: readonly string[] = Object.keys(targetTitles);\n',
);
registry(targets, (n) => `../rulesets/targets/${n}/${n}.ts`, 'targets.ts', 'targets', 'Target', '../rulesets/target.ts');

// A reader of what devices run is `read.ts`, or `read/read.ts`, in the folder of its target; or a file of its own where there is no target.
const withReader = targets.flatMap((n) =>
  ['read.ts', 'read/read.ts']
    .filter((file) => existsSync(join(root, 'language/rulesets/targets', n, file)))
    .map((file) => ({ name: n, path: `../rulesets/targets/${n}/${file}` })),
);
const ownReaders = existsSync(join(root, 'language/running/readers'))
  ? readdirSync(join(root, 'language/running/readers'))
      .filter((f) => f.endsWith('.ts'))
      .map((f) => ({ name: f.slice(0, -3), path: `../running/readers/${f}` }))
  : [];
const readers = [...withReader, ...ownReaders].sort((a, b) => (a.name < b.name ? -1 : 1));
write(
  'readers.ts',
  `${readers.map(({ name, path }) => `import { reader as ${camel(name)} } from '${path}';\n`).join('')}import type { RunningReader } from '../running/running.ts';

export const readers: readonly RunningReader[] = [${readers.map(({ name }) => camel(name)).join(', ')}];
`,
);

// What writes changes of what runs is `change.ts` there.
const changed = targets.filter((n) => existsSync(join(root, 'language/rulesets/targets', n, 'change.ts')));
write(
  'change-writers.ts',
  `${changed.map((n) => `import { writer as ${camel(n)} } from '../rulesets/targets/${n}/change.ts';\n`).join('')}import type { ChangeWriter } from '../running/changing/change.ts';

export const changeWriters: readonly ChangeWriter[] = [${changed.map(camel).join(', ')}];
`,
);

// The catalogs as trees. The parser that makes them is made of what was generated above.
const trees = (shapes, entries) =>
  write(
    'catalog-trees.ts',
    `export const catalogShapes = ${shapes};\nexport const catalogTrees: Readonly<Record<string, string>> = {\n${entries}};\n`,
  );
const literal = (value) => JSON.stringify(JSON.stringify(value));
trees(literal([]), '');
const { createSegplanCoreServices } = await import('../language/module.ts');
const { Shapes } = await import('../language/syntax/flattened-tree.ts');
const { EmptyFileSystem } = await import('langium');
const { catalogTexts } = await import('../language/generated/catalogs.ts');
const { builtInUri } = await import('../language/workspace/built-in-catalogs.ts');
const { LangiumDocumentFactory, LangiumDocuments, DocumentBuilder } = createSegplanCoreServices(EmptyFileSystem).shared.workspace;
const documents = Object.entries(catalogTexts).map(([file, text]) => {
  const document = LangiumDocumentFactory.fromString(text, builtInUri(file));
  LangiumDocuments.addDocument(document);
  return { file, document };
});
await DocumentBuilder.build(
  documents.map((each) => each.document),
  { validation: false },
);
const faults = documents.flatMap(({ file, document: { parseResult, references } }) => [
  ...[...parseResult.lexerErrors, ...parseResult.parserErrors].map(
    ({ message, line, token }) => `language/catalogs/${file}:${line ?? token?.startLine}: ${message}`,
  ),
  ...references.flatMap(({ error, $refNode }) =>
    error ? [`language/catalogs/${file}:${($refNode?.range.start.line ?? 0) + 1}: ${error.message}`] : [],
  ),
]);
if (faults.length) {
  console.error(faults.join('\n'));
  process.exitCode = 1;
} else {
  const roots = documents.map(({ document }) => document.parseResult.value);
  const shapes = new Shapes(roots);
  const flat = documents.map(({ file }, n) => `  ${JSON.stringify(file)}: ${literal(shapes.flatten(roots[n]))},\n`);
  trees(literal(shapes.all), flat.join(''));
}
