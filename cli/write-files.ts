import { existsSync, lstatSync, mkdirSync, realpathSync, rmSync, type Stats, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { OutputFile } from '../language/rulesets/target.ts';
import { UsageError } from './errors.ts';
import { finishFirst, type NewFile, putFiles } from './put-files.ts';
import { nameText } from './text.ts';
import { namedFiles } from './workspace.ts';

/** What a file holds as it lies on the disk. */
export function contentOf({ text, binary }: OutputFile): Uint8Array | string {
  return binary ? Buffer.from(text, 'base64') : text;
}

/**
 * Writes files whole or not at all, into a folder that is made where there is none. Who interrupts it gets what is begun.
 * @param named what `--out` names: the folder, or the one file
 * @returns the paths written
 * @throws UsageError when the folder can't be written to
 */
export function writeFiles(folder: string, files: readonly OutputFile[], named: 'folder' | 'file' = 'folder'): string[] {
  assertFolder(folder, named);
  const fresh = files.map((each): NewFile => ({ path: join(folder, each.name), content: contentOf(each) }));
  for (const { path } of fresh) assertReplaceable(path, named);
  finishFirst();
  let created: string | undefined;
  try {
    created = makeFolder(resolve(folder));
    putFiles(fresh);
  } catch (error) {
    if (created !== undefined) rmSync(created, { recursive: true, force: true });
    const place = named === 'file' && fresh[0] ? fresh[0].path : folder;
    throw new UsageError(
      `${nameText(place)} can't be written${named === 'file' ? '' : ' to'} (${reasonOf(error as NodeJS.ErrnoException)}); name another ${named} with --out.`,
    );
  }
  return fresh.map(({ path }) => path);
}

/**
 * Makes a folder and those above it. Node's own way never ends below `/proc`, where no folder can be made though the one above is there.
 * @returns the first that was made
 */
function makeFolder(folder: string): string | undefined {
  if (statsOf(folder)) return undefined;
  const above = dirname(folder);
  const made = above === folder ? undefined : makeFolder(above);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another command may have made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      if (made !== undefined) rmSync(made, { recursive: true, force: true });
      throw error;
    }
  }
  return made ?? folder;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'its permissions forbid it',
  EPERM: 'its permissions forbid it',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'no more space is granted on the disk',
  EFBIG: 'no file may be that large here',
  ENOENT: 'no folder can be made there',
  ENOTDIR: 'a part of its path is a file',
  ENAMETOOLONG: 'its name is longer than files have here',
  ELOOP: 'its links lead in a circle',
};

/** Why the system did not write something, for people. */
export function reasonOf({ code = 'unknown fault' }: NodeJS.ErrnoException): string {
  const reason = REASONS[code];
  return reason ? `${reason}, ${code}` : code;
}

function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}

/** @throws UsageError for a path that is something else than a folder, or leads to one that nobody named */
function assertFolder(folder: string, named: 'folder' | 'file'): void {
  const stats = statsOf(folder);
  if (stats && !existsSync(folder))
    throw new UsageError(`${nameText(folder)} is a link that leads nowhere; remove it, or name another ${named} with --out.`);
  if (stats && !statSync(folder).isDirectory())
    throw new UsageError(
      `${nameText(folder)} is ${stats.isFile() ? 'a file' : 'no folder'}; name ${named === 'file' ? 'a file in another folder' : 'a folder'} with --out.`,
    );
  const outside = leadsOutside(folder);
  if (outside)
    throw new UsageError(
      `${nameText(folder)} lies behind a link to ${nameText(outside)}, outside of this folder; name that with --out if you mean it.`,
    );
}

/** Where a path below the working folder leads out of it by a link, which may have come with the files of somebody else. */
export function leadsOutside(folder: string): string | undefined {
  const isBelow = (path: string, top: string): boolean => {
    const way = relative(top, path);
    return !/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way);
  };
  if (!isBelow(resolve(folder), process.cwd())) return undefined;
  let known = resolve(folder);
  while (!statsOf(known)) known = resolve(known, '..');
  const real = realOf(known);
  return isBelow(real, realpathSync(process.cwd())) ? undefined : real;
}

/** @throws UsageError for a link that leads nowhere */
function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' || code === 'ELOOP' ? 'is a link that leads nowhere' : `can't be reached (${code})`;
    throw new UsageError(`${nameText(relative('', path) || path)} ${why}; check the path.`);
  }
}

/** @throws UsageError for what a file can't take the place of */
function assertReplaceable(path: string, named: 'folder' | 'file'): void {
  const stats = statsOf(path);
  if (namedFiles.isInput(path))
    throw new UsageError(`${nameText(path)} is a file that the plan reads, and would be lost; name another ${named} with --out.`);
  if (!stats || stats.isFile()) return;
  const kind = stats.isDirectory() ? 'a folder' : stats.isSymbolicLink() ? 'a link' : 'a pipe or a device';
  throw new UsageError(
    `${nameText(path)} is ${kind}, and a file of that name is to be written; remove it, or name another ${named} with --out.`,
  );
}
