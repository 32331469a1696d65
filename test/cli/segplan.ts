import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vaultCatalog } from '../support/vault.ts';
import { StandingProgram } from './standing.ts';

export const root: string = fileURLToPath(new URL('../..', import.meta.url));
export const bundle: string = join(root, 'dist/cli.cjs');
/** What the bundle starts. */
export const mainBundle: string = join(root, 'dist/cli.main.cjs');
const SOURCES = ['cli', 'api', 'language', 'server', 'package.json', 'esbuild.mjs'];

function newest(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const names = readdirSync(path).filter((n) => n !== 'generated');
  return Math.max(0, ...names.map((n) => newest(join(path, n))));
}

/** Bundles the command line, unless the bundle is newer than everything that it is made of. */
export function buildCli(): void {
  const built = existsSync(bundle) ? statSync(bundle).mtimeMs : 0;
  if (SOURCES.every((path) => newest(join(root, path)) < built)) return;
  execFileSync(process.execPath, [join(root, 'esbuild.mjs'), '--quiet'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let standing: StandingProgram | undefined;

/**
 * Runs the bundled program, with its output not on a terminal: in a process that runs all commands of the tests, or, with options of
 * Node, in one of its own.
 */
export function segplan(args: readonly string[], folder: string = root, nodeArguments: readonly string[] = []): Run {
  if (nodeArguments.length || process.platform === 'win32') return ownProcess(args, folder, nodeArguments);
  return program().run(args, folder);
}

function program(): StandingProgram {
  standing ??= new StandingProgram(mainBundle);
  return standing;
}

/** Runs the bundled program as a user does, in a process of its own. */
export function ownProcess(args: readonly string[], folder: string = root, nodeArguments: readonly string[] = []): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeArguments, bundle, ...args], {
    cwd: folder,
    encoding: 'utf8',
    // The catalogs are several megabytes.
    maxBuffer: 2 ** 28,
  });
  return { code: status, stdout, stderr };
}

/** The same as `segplan` with something to be read from standard input, in the place of which a stream of its own stands. */
export function given(input: string, args: readonly string[], folder: string): Run {
  return process.platform === 'win32' ? reading(input, args, folder) : program().run(args, folder, input);
}

/** Runs the bundled program with something on standard input, in a process of its own. */
export function reading(input: string | Uint8Array, args: readonly string[], folder: string): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, ...args], { cwd: folder, input, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

/** A new folder with these files. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'segplan-cli-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const folders: string[] = [];

/** Removes what `folderWith` made. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A backup server that manages a proxy in another zone: the catalog requires tcp 6162 and 2500-3300 at least. */
export function planWith(...rules: string[]): string {
  return `plan "Test"
use vault 13

zone management {
  subnet 10.1.0.0/24
  component vbr : vault.backup-server at 10.1.0.10
}
zone backup {
  subnet 10.2.0.0/24
  component repo : vault.hardened-repository at 10.2.0.20
}
${rules.join('\n')}
${vaultCatalog}`;
}

/** Line of the first rule of `planWith`, 1-based. */
export const FIRST_RULE = 12;
