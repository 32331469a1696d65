// Runs the server of the real workbench of VS Code as a process of this machine.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Workbench } from './install.ts';
import { Tail } from './tail.ts';

/** What a window of the workbench shows and runs. Paths are absolute or relative to the current folder. */
export interface WindowOptions {
  /** A folder, a `.code-workspace`, and files to open, in any order. What has a scheme is a folder that an extension provides. */
  readonly paths: readonly string[];
  readonly extensionDevelopmentPaths: readonly string[];
  /** A module that exports `run(): Promise<void>`, run in the extension host; the window then ends with it. */
  readonly extensionTestsPath?: string;
}

/** Where the workbench keeps its state. */
export interface StateOptions {
  readonly extensionsDir?: string;
  readonly userDataDir?: string;
  readonly disableWorkspaceTrust?: boolean;
}

/** A running server. */
export interface Server {
  /** The address of a window. */
  address(options: WindowOptions): string;
  /** The end of the process, whoever ended it. */
  readonly ended: Promise<string>;
  /** The end of an extension host by a signal, which a window takes for a success. */
  readonly crashed: Promise<string>;
  /** Ends the server with all its processes, and removes what it kept only for itself. */
  stop(): Promise<void>;
}

/** Arguments that {@link StateOptions} become on the command line of the server. */
export function stateArguments({ extensionsDir, userDataDir, disableWorkspaceTrust }: StateOptions): string[] {
  return [
    ...(extensionsDir ? ['--extensions-dir', resolve(extensionsDir)] : []),
    ...(userDataDir ? ['--user-data-dir', resolve(userDataDir)] : []),
    ...(disableWorkspaceTrust ? ['--disable-workspace-trust'] : []),
  ];
}

/** What keeps the window quiet and the same everywhere. */
const SETTINGS = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  // In a browser the default is to save after a second, a desktop's is not to.
  'files.autoSave': 'off',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.restoreWindows': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Gives VS Code settings that keep its window to what is worked on. */
export function writeSettings(userDataDir: string): void {
  mkdirSync(join(userDataDir, 'User'), { recursive: true });
  writeFileSync(join(userDataDir, 'User/settings.json'), JSON.stringify(SETTINGS, null, 2));
}

/** The environment of the server: this one, less what a VS Code around this process put there for its own processes. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name));
  return Object.fromEntries(inherited);
}

/**
 * Ends a process group when its input ends: when we end it, and also when we are killed and can't. The process that is waited for and the
 * one that waits are in the group too, so that each takes the other with it.
 */
const GROUP = '{ "$@" </dev/null; kill -TERM 0; } & read -r _; kill -TERM 0';

/** Starts the server on a free port of the loopback address. */
export async function startServer(
  workbench: Workbench,
  state: StateOptions = {},
  environment: NodeJS.ProcessEnv = {},
): Promise<Server> {
  const temporary = mkdtempSync(join(tmpdir(), 'segplan-workbench-'));
  // The server runs whatever its clients ask it to, so other users of this machine must not be clients.
  const token = crypto.randomUUID();
  const tokenFile = join(temporary, 'token');
  writeFileSync(tokenFile, token, { mode: 0o600 });
  const ownUserData = join(temporary, 'user-data');
  if (!state.userDataDir) writeSettings(ownUserData);
  const args = [
    workbench.server,
    ...['--host', '127.0.0.1', '--port', '0', '--connection-token-file', tokenFile, '--accept-server-license-terms'],
    // Without this one, a built server ignores the tests in silence.
    '--enable-smoke-test-driver',
    '--force-disable-user-env',
    ...['--telemetry-level', 'off', '--server-data-dir', join(temporary, 'server')],
    ...stateArguments({
      ...state,
      extensionsDir: state.extensionsDir ?? join(temporary, 'extensions'),
      userDataDir: state.userDataDir ?? ownUserData,
    }),
  ];
  const child = spawn('/bin/sh', ['-c', GROUP, 'workbench', process.execPath, ...args], {
    detached: true,
    // Its sockets would stay behind in the folder of temporary files.
    env: { ...serverEnvironment(), XDG_RUNTIME_DIR: temporary, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const tail = new Tail();
  const ended = new Promise<string>((done) => {
    child.on('error', (error) => done(`The server did not start: ${error.message}`));
    child.on('exit', (code, signal) => done(`The server ended with ${signal ?? code}.`));
  });
  // A broken pipe is the end of the process, which is told of above.
  child.stdin?.on('error', () => undefined);
  const stop = once(async () => {
    child.stdin?.end();
    await Promise.race([ended, delay(3000)]);
    killGroup(child);
    process.off('exit', killNow);
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });
  const killNow = () => {
    killGroup(child);
    rmSync(temporary, { recursive: true, force: true });
  };
  process.on('exit', killNow);

  let crash: (how: string) => void = () => undefined;
  const crashed = new Promise<string>((done) => {
    crash = done;
  });
  const port = new Promise<number>((found) => {
    const read = (data: Buffer) => {
      for (const line of data.toString().split('\n').filter(Boolean)) {
        // The token is part of the address that the server prints.
        tail.add(line.replaceAll(token, '…'));
        const at = /Extension host agent listening on (\d+)/.exec(line)?.[1];
        if (at) found(Number(at));
        const by = /Extension Host Process exited with code: .*, signal: (SIG\w+)/.exec(line)?.[1];
        if (by) crash(`The extension host ended with ${by}.`);
      }
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
  });
  const started = await Promise.race([port, ended, delay(60_000)]);
  if (typeof started !== 'number') {
    await stop();
    throw new Error(`${started ?? 'The server did not start within 60 s.'}\n${tail}`);
  }
  return { address: (options) => address(started, token, options), ended, crashed, stop };
}

function address(port: number, token: string, { paths, extensionDevelopmentPaths, extensionTestsPath }: WindowOptions): string {
  const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${pathToFileURL(resolve(path)).pathname}`;
  const payload: [string, string][] = [
    ['skipWelcome', 'true'],
    ['enableProposedApi', ''],
  ];
  for (const path of extensionDevelopmentPaths) payload.push(['extensionDevelopmentPath', remote(path)]);
  if (extensionTestsPath) payload.push(['extensionTestsPath', remote(extensionTestsPath)]);
  const query = new URLSearchParams({ tkn: token });
  for (const path of paths) {
    if (/^\w{2,}:/.test(path)) query.set('folder', path);
    else if (path.endsWith('.code-workspace')) query.set('workspace', resolve(path));
    else if (statSync(path).isDirectory()) query.set('folder', resolve(path));
    else payload.push(['openFile', remote(path)]);
  }
  if (!query.has('folder') && !query.has('workspace')) query.set('ew', 'true');
  query.set('payload', JSON.stringify(payload));
  return `http://127.0.0.1:${port}/?${query}`;
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // They have all ended.
  }
}

function once(action: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined;
  return () => {
    result ??= action();
    return result;
  };
}

export function delay(milliseconds: number): Promise<undefined> {
  return new Promise((done) => setTimeout(() => done(undefined), milliseconds).unref());
}
