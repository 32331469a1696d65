// Runs the real workbench of VS Code: its server as a process of this machine, its window in a headless Chromium.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ACT, act } from './act.ts';
import { type Browser, launchBrowser, type Page, screenshot } from './browser.ts';
import type { Workbench } from './install.ts';

/** A line of the suite that begins with this asks for a picture of the window, in the file that the rest of the line names. */
export const SCREENSHOT = '[screenshot] ';

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

/** Tests get no marketplace: nothing may be updated under them, and a machine without a network has to behave as one with it. */
const NO_MARKETPLACE = { EXTENSIONS_GALLERY: '{}' };

/** What the workbench says about itself, in the log that the tests print to. */
const ABOUT_ITSELF =
  /^(\[AgentHost|ChatSessionStore|Error creating chat editing|\[AccountPolicyGate|\[reconnection|\[remote-connection|Creating a socket|Resolv(ing|ed) connection token|Updating additional builtin|Ignoring fetching additional builtin|\[ChatModelSelection|Loading development extension|An iframe which has both allow-scripts|Request to '[^']*\/package\.nls\.json')/;

/**
 * Ends a process group when its input ends: when we end it, and also when we are killed and can't. The process that is waited for and the
 * one that waits are in the group too, so that each takes the other with it.
 */
const GROUP = '{ "$@" </dev/null; kill -TERM 0; } & read -r _; kill -TERM 0';

/** What is no news: the native modules that are not installed are for logs and for ending orphans. */
const NO_NEWS = /Could not locate the bindings file|build\/Release\//;

/** The last entries of a log, to tell what happened before a failure. */
class Tail {
  readonly entries: string[] = [];

  add(entry: string): void {
    if (process.env.SEGPLAN_VERBOSE) console.error(entry);
    const text = entry.replace(/^%c\s*(\w+) color: \S+ /, '$1 ');
    if (NO_NEWS.test(text) || ABOUT_ITSELF.test(text.replace(/^INFO /, ''))) return;
    this.entries.push(text.split('\n').slice(0, 5).join('\n    '));
    if (this.entries.length > 20) this.entries.shift();
  }

  toString(): string {
    return ['The last entries of the log:', ...this.entries].join('\n  ');
  }
}

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

/** How long tests may take. */
export interface Limits {
  /** All of them, in milliseconds. */
  readonly total: number;
  /** Without a word from them. */
  readonly silence: number;
}

/**
 * Opens a window with tests in a headless Chromium, prints what they print, and ends everything with them.
 *
 * @param prepare does what has to be done before the window opens
 * @param print takes each line that the tests print
 * @returns the exit code that the extension host gives them
 * @throws an Error when they could not run to their end: no server, no browser, a crash, a time-out
 */
export async function runTestsInWindow(
  workbench: Workbench,
  state: StateOptions,
  options: WindowOptions,
  limits: Limits,
  signal?: AbortSignal,
  { prepare, print = console.log }: { prepare?: (page: Page) => Promise<void>; print?: (line: string) => void } = {},
): Promise<number> {
  const tail = new Tail();
  let server: Server | undefined;
  let browser: Browser | undefined;
  let heard = false;
  const timers = new Set<NodeJS.Timeout>();
  try {
    const code = await new Promise<number>((done, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('The tests were interrupted.')), { once: true });
      signal?.throwIfAborted();
      timers.add(setTimeout(() => reject(new Error(`The tests did not end within ${limits.total / 1000} s.`)), limits.total));
      const silence = setTimeout(
        () => reject(new Error(`Nothing was heard from the tests for ${limits.silence / 1000} s.`)),
        limits.silence,
      );
      timers.add(silence);

      const run = async () => {
        server = await startServer(workbench, state, NO_MARKETPLACE);
        void Promise.race([server.ended, server.crashed]).then((how) => reject(new Error(how)));
        browser = await launchBrowser(workbench);
        if (signal?.aborted) return;
        browser.on('disconnected', () => reject(new Error('The browser ended.')));
        const page = await browser.newPage({
          viewport: { width: 1280, height: 800 },
          deviceScaleFactor: 1,
          locale: 'en-US',
          bypassCSP: !!prepare,
        });
        await prepare?.(page);
        page.on('crash', () => reject(new Error('The window crashed.')));
        page.on('pageerror', (error) => tail.add(`window: ${error.message}`));
        page.on('console', (message) => {
          // A log entry: %c, level, the style of the level, text.
          const [, level, text] = /^%c\s*(\w+) color: \S+ ?(.*)$/s.exec(message.text()) ?? [];
          if (level !== 'INFO' || text === undefined || ABOUT_ITSELF.test(text)) return tail.add(message.text());
          silence.refresh();
          if (text.startsWith(SCREENSHOT))
            void screenshot(page, text.slice(SCREENSHOT.length).trim()).catch((e) => tail.add(`${e}`));
          else if (text.startsWith(ACT)) void act(page, text.slice(ACT.length)).catch((e) => tail.add(`${e}`));
          else {
            heard = true;
            print(text);
          }
        });
        // The last lines of the tests can arrive after their end.
        await page.exposeFunction('codeAutomationExit', (code) => {
          setTimeout(() => done(code), 200);
        });
        await page.goto(server.address(options), { timeout: 60_000, waitUntil: 'commit' });
      };
      run().catch(reject);
    });
    // Tests that can't be loaded say nothing themselves.
    if (code !== 0 && !heard) throw new Error(`The tests ended with ${code} before they began.`);
    return code;
  } catch (error) {
    // What failed comes last: of a long output people, and summaries, see the end.
    if (error instanceof Error && tail.entries.length && !signal?.aborted) error.message = `${tail}\n${error.message}`;
    throw error;
  } finally {
    for (const timer of timers) clearTimeout(timer);
    // A browser that doesn't end by itself ends with this process.
    await Promise.race([browser?.close().catch(() => undefined), delay(5000)]);
    await server?.stop();
  }
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

function delay(milliseconds: number): Promise<undefined> {
  return new Promise((done) => setTimeout(() => done(undefined), milliseconds).unref());
}
