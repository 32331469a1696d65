import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const npm = (args: readonly string[], cwd: string): void => {
  execFileSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
};

/** A folder outside of the project in which the package for npm is installed, from what is built, and nothing else. */
export function installPacked(): string {
  const folder = mkdtempSync(join(tmpdir(), 'segplan-packed-'));
  npm(['pack', '--ignore-scripts', '--pack-destination', folder], root);
  const [archive] = readdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "name": "user", "private": true, "type": "module" }\n');
  npm(['install', '--offline', '--ignore-scripts', join(folder, archive!)], folder);
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
