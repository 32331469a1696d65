// Runs the extension over a workspace that lies on no disk: `node test/vscode/virtual/run.ts [web|node]`, in one extension host or both.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { ensureWorkbench, type Workbench } from '../harness/install.ts';
import { LIMITS, runTestsInWindow } from '../harness/tests-in-window.ts';
import { serveFolders, takeFrom } from '../harness/web-host.ts';
import { writeSettings } from '../harness/workbench.ts';

const SKIPPED = 77;
const root = join(import.meta.dirname, '../../..');
const bundled = join(root, 'dist/test-vscode/virtual');
const folder = 'virtual:/plans';
const extension = resolve(process.env.SEGPLAN_EXTENSION_PATH || root);

const BRANCH = `plan "A branch"
import "../shared.segplan"

zone clinic {
  subnet 10.1.0.0/24
}

allow clinic -> office : tcp 443
`;
const SHARED = `plan "What all branches share"

zone office {
  subnet 10.99.0.0/24
}
`;
/** What the folder holds. */
const examples = [
  'segmented-veeam.segplan',
  'two-sites.segplan',
  ...readdirSync(join(root, 'examples/running')).map((name) => `running/${name}`),
];
const files = {
  ...Object.fromEntries(examples.map((name) => [`/plans/${name}`, readFileSync(join(root, 'examples', name), 'utf8')])),
  '/plans/branches/branch.segplan': BRANCH,
  '/plans/shared.segplan': SHARED,
};

const { positionals } = parseArgs({ allowPositionals: true });

const counts = { passed: 0, failed: 0 };

/** Shows a line of the tests, and counts what it tells of. */
function print(line: string): void {
  if (/^\s+✔ /.test(line)) counts.passed++;
  else if (/^ {4}\d+\) /.test(line)) counts.failed++;
  console.log(line);
}

/** Bundles of the tests and of the extension that provides the folder. */
async function bundle(): Promise<void> {
  rmSync(bundled, { recursive: true, force: true });
  const shared = { absWorkingDir: root, bundle: true, format: 'cjs', sourcemap: true, logLevel: 'warning' } as const;
  const outExtension = { '.js': '.cjs' };
  await Promise.all([
    build({
      ...shared,
      entryPoints: ['test/vscode/virtual/files/extension.ts'],
      outfile: join(bundled, 'files/extension.cjs'),
      external: ['vscode'],
      define: { FILES: JSON.stringify(files) },
    }),
    build({
      ...shared,
      entryPoints: ['test/vscode/virtual/index.web.ts'],
      outfile: join(bundled, 'files/web/index.js'),
      external: ['vscode'],
      platform: 'browser',
      define: { global: 'globalThis' },
      alias: { 'node:assert/strict': './test/vscode/virtual/assert.web.ts' },
    }),
    build({
      ...shared,
      entryPoints: { index: 'test/vscode/suite/index.ts', 'virtual.test': 'test/vscode/virtual/virtual.test.ts' },
      outdir: join(bundled, 'node'),
      outExtension,
      platform: 'node',
      target: 'node20',
      mainFields: ['module', 'main'],
      external: ['vscode', 'mocha'],
    }),
  ]);
  cpSync(join(import.meta.dirname, 'files/package.json'), join(bundled, 'files/package.json'));
}

/** Runs the tests in the extension host of Node, as on a desktop. */
function inNode(workbench: Workbench, userDataDir: string, extensionsDir: string): Promise<number> {
  // A window has room for one extension in development.
  cpSync(join(bundled, 'files'), join(extensionsDir, 'segplan-tests.virtual-files-0.0.0'), { recursive: true });
  return runTestsInWindow(
    workbench,
    { userDataDir, extensionsDir, disableWorkspaceTrust: true },
    {
      paths: [folder],
      extensionDevelopmentPaths: [extension],
      extensionTestsPath: join(bundled, 'node/index.cjs'),
    },
    LIMITS,
    undefined,
    { print },
  );
}

/** Runs them in the one of a browser. */
async function inBrowser(workbench: Workbench, userDataDir: string, extensionsDir: string): Promise<number> {
  // Tests run where the extension runs that they lie in.
  const served = await serveFolders({ extension, files: join(bundled, 'files') });
  try {
    return await runTestsInWindow(
      workbench,
      { userDataDir, extensionsDir, disableWorkspaceTrust: true },
      { paths: [folder], extensionDevelopmentPaths: [] },
      LIMITS,
      undefined,
      {
        print,
        prepare: (page) =>
          takeFrom(page, [served.address('extension'), served.address('files')], `${served.address('files')}/web/index.js`),
      },
    );
  } finally {
    served.stop();
  }
}

const hosts = { web: inBrowser, node: inNode };
const [asked] = positionals;
const workbench = ensureWorkbench();
if ('skip' in workbench) {
  console.log(`skipped: ${workbench.skip}`);
  process.exit(SKIPPED);
}
const temporary = mkdtempSync(join(tmpdir(), 'segplan-virtual-'));
process.on('exit', () => rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
await bundle();
for (const [name, run] of Object.entries(hosts)) {
  if (asked && asked !== name) continue;
  const userDataDir = join(temporary, name);
  writeSettings(userDataDir);
  mkdirSync(join(userDataDir, 'extensions'));
  console.log(`In the extension host of ${name === 'web' ? 'a browser' : 'Node'}:`);
  const before = counts.failed;
  let fault: string | undefined;
  try {
    if ((await run(workbench, userDataDir, join(userDataDir, 'extensions'))) !== 0) fault = 'The tests failed.';
  } catch (error) {
    fault = error instanceof Error ? error.message : String(error);
  }
  // A run that failed in any other way than by its tests counts as one failure.
  if (fault && counts.failed === before) {
    console.error(fault);
    counts.failed++;
  }
}
console.log(`${counts.passed} passed, ${counts.failed} failed, 0 skipped`);
process.exit(counts.failed ? 1 : 0);
