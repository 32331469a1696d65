// What every command does first: install what is missing, and find the Node that the project runs on. Needs nothing installed itself.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');

const installed = join(root, 'node_modules/.package-lock.json');
const lock = join(root, 'package-lock.json');

/** Installs the packages of the lock file where they are missing or older than it. */
export function install() {
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing packages…');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) fail('npm ci failed; the lines above say why.');
}

/** The Node among the development dependencies: the same everywhere, and new enough for Langium and for running TypeScript. */
export function node() {
  const own = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(own) ? own : process.execPath;
}

/** Runs a script or program file with that Node; gives its exit code, and all that it prints instead of showing it where that is asked for. */
export function run(args, { capture = false, env = {}, cwd = root } = {}) {
  return new Promise((resolve) => {
    const child = spawn(node(), args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', ...(capture ? ['pipe', 'pipe'] : ['inherit', 'inherit'])],
    });
    let output = '';
    const keep = (data) => {
      output += data;
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

export function fail(message) {
  console.error(message);
  process.exit(1);
}
