// Bundles the extension, its language server and the command line into dist/, or into another folder of the repository:
// `node esbuild.mjs [--watch] [--production] [--dist FOLDER]`.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import { writeBundledPackages } from './scripts/bundled-packages.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');
const at = process.argv.indexOf('--dist');
/** Where to, below the repository. */
const dist = at > 0 ? process.argv[at + 1] : 'dist';

// The generator of the parser needs a newer Node than this script: the one among the development dependencies.
const newerNode = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
// Whoever reads these files meanwhile would find none: the tests, which pack the extension beside the others, have them made before.
if (!process.env.SEGPLAN_GENERATED)
  execFileSync(existsSync(newerNode) ? newerNode : process.execPath, [join(root, 'scripts/generate.mjs')], { stdio: 'inherit' });

const shared = {
  absWorkingDir: root,
  bundle: true,
  inject: ['server/polyfills.ts'],
  // Files that a program reads beside itself.
  loader: { '.ttf': 'file', '.wasm': 'file' },
  assetNames: '[name]',
  legalComments: 'external',
  logLevel: process.argv.includes('--quiet') ? 'warning' : 'info',
  // Names of classes and functions appear in messages and logs. Keeping them as they are takes a little room; giving them back to renamed
  // ones, a call for each function, took a fifth of all time.
  minifyWhitespace: production,
  minifySyntax: production,
  sourcemap: production ? 'linked' : true,
  sourcesContent: false,
};
const node = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  // Written as `require`: what is started with code that V8 kept can't import in all releases of Node 20.
  supported: { 'dynamic-import': false },
};
const browser = { ...shared, platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] };

const page = { ...browser, format: 'iife', inject: [], sourcemap: false };

/** What starts a bundle beside it. */
function started(program) {
  const define = { PROGRAM: JSON.stringify(program) };
  return { entryPoints: ['server/cached.node.ts'], define, external: [program], inject: [], sourcemap: false };
}

/** Marks the command line as a program once it is written. */
const executable = {
  name: 'executable',
  setup({ initialOptions, onEnd }) {
    onEnd(({ errors }) => {
      if (!errors.length) chmodSync(join(root, initialOptions.outfile), 0o755);
    });
  },
};

/**
 * What the bundler leaves of other letters, in patterns and comments, is written by their numbers: V8 takes twice the room for a text that has one,
 * and twice the time to read it at each start.
 */
const plainLetters = {
  name: 'plain-letters',
  setup({ initialOptions, onEnd }) {
    onEnd(({ errors }) => {
      if (errors.length) return;
      const file = join(root, initialOptions.outfile);
      const text = readFileSync(file, 'utf8');
      // Behind a backslash it would no longer be the letter. Nothing else is changed: places of the map stay right but behind such a letter.
      if (/\\[^\0-\x7f]/.test(text))
        throw new Error(`${file} has a letter behind a backslash that ASCII lacks: leave the backslash out.`);
      const plain = text.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
      if (plain !== text) writeFileSync(file, plain);
    });
  },
};

/** Programs beside the command line, which it loads when they are asked for. */
const beside = {
  name: 'beside',
  setup({ onResolve }) {
    onResolve({ filter: /\/server\/main\.node\.ts$/ }, () => ({ path: './server.cjs', external: true }));
    onResolve({ filter: /\/mcp\/main\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './mcp.cjs', external: true } : undefined,
    );
  },
};

/** What the package for assistants would bring, and nobody asks for. */
const lean = {
  name: 'lean',
  setup({ onResolve }) {
    onResolve({ filter: /\/ajv-provider\.js$/ }, () => ({ path: join(root, 'mcp/no-validator.ts') }));
  },
};

/** Asks plans through the bundle that programs import, and brings none of that again. */
const onApi = {
  name: 'on-api',
  setup({ onResolve }) {
    onResolve({ filter: /\/api\/main\.ts$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './api.cjs', external: true },
    );
  },
};

/** Has no connection, and takes of the package for that what Langium does. */
const connectionless = {
  name: 'connectionless',
  setup({ onResolve }) {
    onResolve({ filter: /^vscode-languageserver-protocol$/ }, () => ({ path: join(root, 'api/connectionless.ts') }));
  },
};

/** Formats as the editor does, and takes nothing else of what Langium has for a server. */
const formatting = {
  name: 'formatting',
  setup({ onResolve }) {
    onResolve({ filter: /^langium\/lsp$/ }, () => ({ path: join(root, 'node_modules/langium/lib/lsp/formatter.js') }));
  },
};

/** What reads the command line could start programs, and is never asked to. */
const noPrograms = {
  name: 'no-programs',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: 'child_process', namespace: 'no-programs' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'no-programs' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** The layout engine is a third of what loads it: two files beside it, which are read when the first picture is made. */
const elk = {
  name: 'elk',
  setup({ onResolve }) {
    onResolve({ filter: /^elkjs\// }, ({ path }) => ({ path: `./${basename(path, '.js')}.cjs`, external: true }));
  },
};

/**
 * Whatever imports the protocol's names from the packages of the connection gets them all copied, some three hundred, and dozens of files do:
 * with this they are copied once. What pipes alone need, or workbooks, is loaded when somebody asks for it, and what finds modules of npm, never.
 */
const quickStart = {
  name: 'quick-start',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vscode-languageserver(-protocol)?$/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'names' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'names' }, ({ path }) => {
      const names = Object.keys(require(path)).filter((name) => name !== 'default');
      return { contents: `export { ${names.join(', ')} } from ${JSON.stringify(require.resolve(path))};`, resolveDir: root };
    });
    onResolve({ filter: /^\.\/files$/ }, ({ importer }) =>
      /vscode-languageserver[\\/]lib[\\/]node[\\/]main\.js$/.test(importer) ? { path: 'files', namespace: 'nothing' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
    onResolve({ filter: /^(crypto|fflate\/browser)$/ }, ({ path, namespace }) =>
      namespace === 'late' ? undefined : { path, namespace: 'late' },
    );
    onLoad({ filter: /.*/, namespace: 'late' }, ({ path }) => {
      const functions = { crypto: ['randomBytes', 'randomUUID'], 'fflate/browser': ['strToU8', 'zipSync'] }[path];
      const late = functions.map(
        (name) => `export const ${name} = (...args) => require(${JSON.stringify(path)}).${name}(...args);`,
      );
      return { contents: late.join('\n'), resolveDir: root };
    });
  },
};

const bundles = [
  { ...node, entryPoints: ['client/main.node.ts'], outfile: `${dist}/client.cjs`, external: ['vscode'] },
  {
    ...browser,
    entryPoints: ['client/main.browser.ts'],
    outfile: `${dist}/client.browser.cjs`,
    format: 'cjs',
    external: ['vscode'],
  },
  // The page of the map, and what finds places for everything on it, beside the page.
  { ...page, entryPoints: ['client/features/map/view/main.ts'], outfile: `${dist}/map.js` },
  { ...page, entryPoints: ['client/features/map/view/layout-worker.ts'], outfile: `${dist}/map-layout.js` },
  { ...node, entryPoints: ['server/main.node.ts'], outfile: `${dist}/server.main.cjs`, plugins: [elk, quickStart, plainLetters] },
  { ...node, ...started('./server.main.cjs'), outfile: `${dist}/server.cjs` },
  { ...browser, entryPoints: ['server/main.browser.ts'], outfile: `${dist}/server.browser.js`, format: 'iife' },
  { ...node, entryPoints: ['api/main.ts'], outfile: `${dist}/api.cjs`, plugins: [elk, connectionless, formatting, plainLetters] },
  ...['elk-api', 'elk-worker.min'].map((each) => ({
    ...node,
    entryPoints: [`node_modules/elkjs/lib/${each}.js`],
    outfile: `${dist}/${each}.cjs`,
    inject: [],
    sourcemap: false,
  })),
  { ...node, entryPoints: ['mcp/main.ts'], outfile: `${dist}/mcp.cjs`, plugins: [onApi, lean, plainLetters] },
  {
    ...node,
    entryPoints: ['cli/main.ts'],
    outfile: `${dist}/cli.main.cjs`,
    plugins: [beside, elk, connectionless, formatting, noPrograms, plainLetters],
  },
  {
    ...node,
    ...started('./cli.main.cjs'),
    outfile: `${dist}/cli.cjs`,
    banner: { js: '#!/usr/bin/env node' },
    plugins: [executable],
  },
].filter(({ entryPoints }) => existsSync(join(root, entryPoints[0])));

/** What `import … from 'segplan'` gives, for the compiler: the files of types as they are, in one, and what there is besides types. */
function writeDeclarations() {
  const folder = join(root, 'api/types');
  const types = readdirSync(folder)
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replace(/^import type [^;]*;\n/gm, ''))
    .join('\n');
  const values = [
    '/** Plans on the disk, or in texts that a program has, which can be asked. Nothing is read before a question is. */',
    'export declare const openWorkspace: OpenWorkspace;',
    '',
    '/** Wrong use or unreadable input. The message is one sentence for the user, with the way out. */',
    'export declare class SegplanError extends Error {}',
  ];
  mkdirSync(join(root, dist), { recursive: true });
  writeFileSync(join(root, dist, 'api.d.cts'), `${types}\n${values.join('\n')}\n`);
}

try {
  writeDeclarations();
  if (watch) {
    const contexts = await Promise.all(bundles.map((bundle) => context(bundle)));
    await Promise.all(contexts.map((each) => each.watch()));
  } else {
    const results = await Promise.all(bundles.map((bundle) => build({ ...bundle, metafile: true })));
    const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
    writeBundledPackages(root, join(root, dist), inputs);
  }
} catch {
  // esbuild has said what is wrong.
  process.exitCode = 1;
}
