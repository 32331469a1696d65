// Runs the suite in a real VS Code: `node test/vscode/run.ts [--vsix FILE] [--grep TEXT] [--some] [--keep]`.
// `--some` takes every fifth of the tests.
//
// SEGPLAN_VSCODE          `download`, or the executable of a VS Code; otherwise the workbench of harness/
// SEGPLAN_EXTENSION_PATH  the extension, if it is not this repository
// SEGPLAN_SCREENSHOTS     the folder of the pictures, if it is not dist/screenshots
// SEGPLAN_TEST_TIMEOUT    seconds that all tests may take
// SEGPLAN_TEST_SILENCE    seconds without a word from them
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { downloadAndUnzipVSCode, resolveCliPathFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { ensureWorkbench } from './harness/install.ts';
import { LIMITS } from './harness/tests-in-window.ts';
import { writeSettings } from './harness/workbench.ts';
import type { Counts } from './suite/index.ts';

const SKIPPED = 77;
const root = join(import.meta.dirname, '../..');
const standin = join(import.meta.dirname, 'harness/code-standin');

const { values: options } = parseArgs({
  options: {
    vsix: { type: 'string' },
    grep: { type: 'string' },
    some: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});

// Both kinds of extension may be tested side by side.
const bundled = join(root, 'dist/test-vscode', options.vsix ? 'package' : 'source');

/** A machine that can't run the suite, as opposed to a suite that fails. */
class Skipped extends Error {}

const temporary = mkdtempSync(join(tmpdir(), 'segplan-vscode-'));
process.on('exit', () => {
  if (options.keep) console.log(`Kept ${temporary}`);
  else rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});
// test-electron passes an interrupt on to VS Code, and the other ways to end a program are worth the same.
let interrupted = false;
process.on('SIGINT', () => {
  interrupted = true;
});
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.emit('SIGINT'));

try {
  const counts = await main();
  // The layers of tests are counted by this line, so it comes last.
  process.on('exit', () => console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`));
  process.exit(counts.failed || interrupted ? 1 : 0);
} catch (error) {
  if (error instanceof Skipped) {
    console.log(`skipped: ${error.message}`);
    process.exit(SKIPPED);
  }
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function main(): Promise<Counts> {
  const userData = join(temporary, 'user-data');
  const extensions = join(temporary, 'extensions');
  const workspace = join(temporary, 'workspace');
  const countsFile = join(temporary, 'counts.json');
  const examples = join(root, 'examples');
  cpSync(existsSync(examples) ? examples : join(import.meta.dirname, 'fixture'), workspace, { recursive: true });
  writeSettings(userData);
  mkdirSync(extensions);

  const [executable] = await Promise.all([findExecutable(), bundleSuite()]);
  const isStandin = executable === standin;
  const developed = resolve(process.env.SEGPLAN_EXTENSION_PATH || root);
  const extension = options.vsix
    ? installPackage(executable, resolve(options.vsix), extensions, userData)
    : readManifest(developed);

  const failure = await limited(
    runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: options.vsix ? emptyExtension() : developed,
      extensionTestsPath: join(bundled, 'index.cjs'),
      launchArgs: [workspace, '--user-data-dir', userData, '--extensions-dir', extensions],
      extensionTestsEnv: {
        SEGPLAN_NODE: process.execPath,
        SEGPLAN_COUNTS: countsFile,
        SEGPLAN_GREP: options.grep ?? '',
        SEGPLAN_SOME: options.some ? '1' : '',
        SEGPLAN_EXTENSION: JSON.stringify(extension),
        // Only the stand-in takes pictures.
        SEGPLAN_SCREENSHOTS: isStandin ? resolve(process.env.SEGPLAN_SCREENSHOTS || join(root, 'dist/screenshots')) : '',
      },
    }),
  );

  const counts: Counts = existsSync(countsFile)
    ? JSON.parse(readFileSync(countsFile, 'utf8'))
    : { passed: 0, failed: 0, skipped: 0 };
  // A run that failed in any other way than by its tests counts as one failure.
  if (failure && !counts.failed) {
    console.error(failure.message);
    counts.failed = 1;
  }
  if (!failure && !counts.passed) {
    console.error('The suite ended without having run a test.');
    counts.failed = 1;
  }
  return counts;
}

/** The extension under test. */
interface Extension {
  readonly id: string;
  readonly path: string;
}

function readManifest(path: string): Extension {
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const main = join(path, manifest.main);
  if (![main, `${main}.js`].some((file) => existsSync(file)))
    throw new Error(`${main} is missing: the extension is not built, or its package lacks it.`);
  return { id: `${manifest.publisher}.${manifest.name}`, path };
}

async function findExecutable(): Promise<string> {
  const asked = process.env.SEGPLAN_VSCODE || (process.platform === 'win32' ? 'download' : '');
  if (asked && process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    throw new Skipped('a VS Code on Linux needs a display; run this with xvfb-run, or without SEGPLAN_VSCODE');
  if (asked === 'download') {
    try {
      return await downloadAndUnzipVSCode({ version: 'stable', cachePath: join(import.meta.dirname, '.cache') });
    } catch (error) {
      throw new Skipped(`VS Code can't be downloaded: ${error instanceof Error ? error.message : error}`);
    }
  }
  if (asked) return asked;
  const workbench = ensureWorkbench();
  if ('skip' in workbench) throw new Skipped(workbench.skip);
  return standin;
}

/** One bundle for each file of tests: mocha itself stays outside, where all of them find the same one. */
async function bundleSuite(): Promise<void> {
  rmSync(bundled, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['test/vscode/suite/index.ts', ...globSync('test/vscode/suite/**/*.test.ts', { cwd: root })],
    outbase: 'test/vscode/suite',
    outdir: bundled,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['vscode', 'mocha'],
    sourcemap: true,
    logLevel: 'warning',
  });
}

/** Installs a package where nothing else is, so that what it lacks can't come from elsewhere. */
function installPackage(executable: string, vsix: string, extensions: string, userData: string): Extension {
  if (!existsSync(vsix)) throw new Error(`${vsix} does not exist.`);
  const shell = process.platform === 'win32';
  const cli = executable === standin ? standin : resolveCliPathFromVSCodeExecutablePath(executable);
  const args = ['--install-extension', vsix, '--force', '--extensions-dir', extensions, '--user-data-dir', userData];
  const { status, error } = spawnSync(shell ? `"${cli}"` : cli, shell ? args.map((arg) => `"${arg}"`) : args, {
    env: { ...process.env, SEGPLAN_NODE: process.execPath },
    stdio: ['ignore', 'inherit', 'inherit'],
    shell,
  });
  const folder = readdirSync(extensions, { withFileTypes: true }).find(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.'),
  );
  if (status !== 0 || !folder) throw new Error(`${vsix} could not be installed. ${error?.message ?? ''}`);
  return readManifest(join(extensions, folder.name));
}

/** VS Code runs tests only together with an extension in development. */
function emptyExtension(): string {
  const path = join(temporary, 'empty-extension');
  mkdirSync(path);
  const manifest = { name: 'empty', publisher: 'segplan-tests', version: '0.0.0', engines: { vscode: '*' } };
  writeFileSync(join(path, 'package.json'), JSON.stringify(manifest));
  return path;
}

/** Gives how a run failed. The stand-in has limits of its own; this one is for VS Code itself, and for a stand-in that doesn't end. */
async function limited(run: Promise<number>): Promise<Error | undefined> {
  // It opens a second window where the first one stays silent.
  const seconds = Number(process.env.SEGPLAN_TEST_TIMEOUT || LIMITS.total / 1000) + LIMITS.silence / 1000 + 60;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Error>((done) => {
    timer = setTimeout(() => {
      // Once asks test-electron to close VS Code, twice to kill it.
      process.emit('SIGINT');
      process.emit('SIGINT');
      done(new Error(`VS Code did not end within ${seconds} s.`));
    }, seconds * 1000);
  });
  const ended = run.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
  try {
    return await Promise.race([ended, late]);
  } finally {
    clearTimeout(timer);
  }
}
