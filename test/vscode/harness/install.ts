// What the workbench needs on this machine: the packages of test/vscode, and Chromium with a font to draw with.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const home = join(import.meta.dirname, '..');
const modules = join(home, 'node_modules');
const vscode = join(modules, 'code-server/lib/vscode');

/** Where the parts of the workbench are. */
export interface Workbench {
  /** The server of VS Code, run by Node. */
  readonly server: string;
  /** The folder to load `playwright-core` from. */
  readonly home: string;
  /** The browser; absent where none was asked for. */
  readonly chromium?: string;
}

/** Why this machine can't run the workbench. */
export interface Skip {
  readonly skip: string;
}

/**
 * Installs what the workbench needs and isn't there yet: packages from npm, and Chromium and a font from apt where this process may.
 *
 * @param browser whether Chromium is needed, to run tests; people bring their own browser.
 */
export function ensureWorkbench({ browser = true } = {}): Workbench | Skip {
  if (process.platform === 'win32') return { skip: 'the workbench does not run on Windows; set SEGPLAN_VSCODE=download' };
  const failure = installPackages();
  if (failure) return { skip: failure };
  const server = join(vscode, 'out/server-main.js');
  if (!browser) return { server, home };
  const chromium = ensureChromium();
  return typeof chromium === 'string' ? { server, home, chromium } : chromium;
}

/** npm writes a lock file into a folder of packages once they are all there, so that one is missing after an interrupted install. */
function installPackages(): string | undefined {
  const { devDependencies } = readJson(join(home, 'package.json')) as { devDependencies: Record<string, string> };
  const current =
    existsSync(join(modules, '.package-lock.json')) &&
    Object.entries(devDependencies).every(([name, version]) => {
      const manifest = join(modules, name, 'package.json');
      return existsSync(manifest) && (readJson(manifest) as { version: string }).version === version;
    });
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  if (!current) {
    console.log('Installing the workbench…');
    const failure = attempt('npm', ['ci', ...quiet]);
    if (failure) return `the workbench could not be installed: ${failure}`;
  }
  // Its scripts would install these; they'd also compile native modules, which come compiled.
  if (!existsSync(join(vscode, 'node_modules/.package-lock.json'))) {
    const failure = attempt('npm', ['install', '--prefix', vscode, '--omit=dev', ...quiet]);
    if (failure) return `the packages of the workbench could not be installed: ${failure}`;
  }
  return undefined;
}

function ensureChromium(): string | Skip {
  const missing: string[] = [];
  if (!findChromium()) missing.push('chromium');
  if (process.platform === 'linux' && !hasFont()) missing.push('fonts-dejavu-core');
  if (missing.length) {
    const found = findChromium();
    // Without a font the suite still runs, only its pictures have no text.
    const without = (reason: string) => found ?? { skip: `Chromium is not installed, and ${reason}` };
    if (process.platform !== 'linux' || !onPath('apt-get')) return without('this machine has no apt-get');
    if (process.getuid?.() !== 0) return without('only root can install it');
    console.log(`Installing ${missing.join(' and ')}…`);
    const failure =
      attempt('apt-get', ['update', '-qq']) ??
      attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing]);
    if (failure) return without(`it could not be installed: ${failure}`);
  }
  return findChromium() ?? { skip: 'Chromium was installed, but is not on the path' };
}

function findChromium(): string | undefined {
  if (process.env.SEGPLAN_CHROMIUM) return process.env.SEGPLAN_CHROMIUM;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const found = onPath(name);
    if (found) return found;
  }
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  return existsSync(mac) ? mac : undefined;
}

function hasFont(): boolean {
  const { status, stdout } = spawnSync('fc-list', { encoding: 'utf8' });
  return status === 0 && stdout.trim() !== '';
}

function onPath(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Runs a command; where it failed, gives what it said about that. */
function attempt(command: string, args: string[]): string | undefined {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: home,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    encoding: 'utf8',
    timeout: 10 * 60_000,
    maxBuffer: 2 ** 26,
  });
  if (status === 0) return undefined;
  const lines = `${stdout}\n${stderr}`.trim().split('\n');
  const errors = lines.filter((line) => /^(npm error|E:) \S/.test(line)).slice(0, 3);
  const said = error?.message ?? (errors.length ? errors : lines.slice(-3)).join(' ');
  return `${command} ${args[0]}: ${said}`;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
