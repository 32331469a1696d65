// Stands in for the executable of VS Code: takes the arguments that @vscode/test-electron passes, and runs them in the workbench.
import { spawnSync } from 'node:child_process';
import { ensureWorkbench } from './install.ts';
import { LIMITS, runTestsInWindow } from './tests-in-window.ts';
import { serverEnvironment, stateArguments } from './workbench.ts';

/** Options with a value, given as `--name=value` or `--name value`; all others are switches. */
const VALUED = new Set([
  'extensionDevelopmentPath',
  'extensionTestsPath',
  'extensions-dir',
  'user-data-dir',
  'install-extension',
  'uninstall-extension',
  'locale',
  'log',
]);
/** What is done instead of opening a window. */
const COMMANDS = ['install-extension', 'uninstall-extension', 'list-extensions', 'show-versions', 'force', 'version'];

const values = new Map<string, string[]>();
const paths: string[] = [];
const args = process.argv.slice(2);
for (let arg = args.shift(); arg !== undefined; arg = args.shift()) {
  if (!arg.startsWith('--')) {
    paths.push(arg);
    continue;
  }
  const [, name = '', value] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
  values.set(name, [...(values.get(name) ?? []), value ?? (VALUED.has(name) ? (args.shift() ?? '') : '')]);
}
const last = (name: string) => values.get(name)?.at(-1);

const state = {
  extensionsDir: last('extensions-dir'),
  userDataDir: last('user-data-dir'),
  disableWorkspaceTrust: values.has('disable-workspace-trust'),
};

process.exitCode = await main();
// Handles that a failed launch leaves behind must not keep the runner waiting.
process.exit();

async function main(): Promise<number> {
  const command = COMMANDS.flatMap((name) =>
    (values.get(name) ?? []).flatMap((value) => [`--${name}`, ...(VALUED.has(name) ? [value] : [])]),
  );
  const extensionTestsPath = last('extensionTestsPath');
  if (!command.length && !extensionTestsPath) {
    console.error('This stand-in for VS Code only runs tests and manages extensions: pass --extensionTestsPath=FILE.');
    return 1;
  }
  const workbench = ensureWorkbench({ browser: !command.length });
  if ('skip' in workbench) {
    console.error(workbench.skip);
    return 1;
  }
  if (command.length) {
    const result = spawnSync(process.execPath, [workbench.server, ...command, ...stateArguments(state)], {
      env: serverEnvironment(),
      encoding: 'utf8',
      timeout: 120_000,
    });
    process.stdout.write(result.stdout ?? '');
    // It misses the native module of its own log at length, and does without.
    process.stderr.write((result.stderr ?? '').replace(/^Error: Could not locate the bindings file[\s\S]*?^}\n/gm, ''));
    return result.status ?? 1;
  }

  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort());
  // A killed parent sends no signal; its child then gets another one.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && interrupted.abort(), 1000).unref();
  const seconds = (name: string, otherwise: number) => Number(process.env[name]) * 1000 || otherwise;
  try {
    return await runTestsInWindow(
      workbench,
      state,
      { paths, extensionDevelopmentPaths: values.get('extensionDevelopmentPath') ?? [], extensionTestsPath },
      { total: seconds('SEGPLAN_TEST_TIMEOUT', LIMITS.total), silence: seconds('SEGPLAN_TEST_SILENCE', LIMITS.silence) },
      interrupted.signal,
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}
