import { type Dirent, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { realPath, statsOf } from './disk-files.ts';
import { NAMELESS, SegplanError } from './errors.ts';

/** A plan as it is shown to the user; `found` when a folder was named and not the file itself. */
export interface PlanFile {
  readonly file: string;
  readonly found: boolean;
}

/**
 * Files as they were given, each once, with each folder replaced by the .segplan files in it and below it, in the order of their names.
 * `node_modules` and everything hidden is left out, links to folders and to files of another kind are not followed, and a file that is there already is not repeated.
 * @param from the folder that the paths are seen from; the working folder, if nothing is said
 * @throws SegplanError for a folder without plans, for one that can't be read or holds a plan whose name ends in capitals, and for a path that is empty
 */
export function findPlans(paths: readonly string[], from = ''): PlanFile[] {
  const at = (path: string): string => resolve(from, path);
  // Node takes it for the folder that it is in.
  if (paths.includes('')) throw new SegplanError(NAMELESS);
  const folders = paths.map((path) => isFolder(at(path)));
  const named = new Set(paths.filter((_, n) => !folders[n]).map(at));
  const known = new Set(named);
  return paths.flatMap((path, n): PlanFile[] => {
    if (!folders[n]) return named.delete(at(path)) ? [{ file: path, found: false }] : [];
    const files = plansBelow(path, at);
    if (!files.length)
      throw new SegplanError(`${path} is a folder without .segplan files; name one that holds plans, or a file.`);
    const fresh = files.filter((file) => !known.has(at(file)));
    for (const file of fresh) known.add(at(file));
    return fresh.map((file) => ({ file, found: true }));
  });
}

function isFolder(path: string): boolean {
  return statsOf(path)?.isDirectory() === true;
}

function plansBelow(folder: string, at: (path: string) => string): string[] {
  return entriesOf(folder, at).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
    if (entry.isDirectory()) return plansBelow(path, at);
    const isFile =
      entry.isFile() || (entry.isSymbolicLink() && statsOf(at(path))?.isFile() && realPath(at(path)).endsWith('.segplan'));
    // Nobody else takes it for a plan either, but who keeps it there does.
    if (isFile && /\.segplan$/i.test(entry.name) && !entry.name.endsWith('.segplan'))
      throw new SegplanError(`${path} would be passed over, since names of plans end in .segplan in small letters; rename it.`);
    return isFile && entry.name.endsWith('.segplan') ? [path] : [];
  });
}

function entriesOf(folder: string, at: (path: string) => string): Dirent[] {
  try {
    const entries = readdirSync(at(folder), { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SegplanError(`The folder ${folder} can't be read (${code ?? 'unknown fault'}); check its permissions.`);
  }
}
