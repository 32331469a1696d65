import { mkdirSync, type Stats, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/** What nobody has started with for so many milliseconds is of another version by now, or of a plan that nobody opens any more. */
export const FORGOTTEN: number = 30 * 24 * 60 * 60 * 1000;

/**
 * A folder of the user's own, which is made if it isn't there: what lies in a shared one could be anyone's, and what is compiled is run. The
 * same goes for one that is named from the working folder, and for one of another user, whose home a program may have been started with.
 * @throws where nobody knows the user's home, it can't be made there, or others than the user can write to it
 */
export function cacheFolder(): string {
  const folder = placeOfFolder();
  if (!isAbsolute(folder)) throw new Error(`${folder} lies in the working folder.`);
  const found = statSync(folder, { throwIfNoEntry: false }) ?? made(folder);
  const isOwn = process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o022) === 0);
  if (!found.isDirectory() || !isOwn) throw new Error(`${folder} is no folder of the user alone.`);
  return folder;
}

/** Makes a folder, one above the other at a time: to make all at once takes forever where a system says that each is missing. */
function made(folder: string): Stats {
  for (const each of [dirname(dirname(folder)), dirname(folder), folder])
    try {
      mkdirSync(each, { mode: 0o700 });
    } catch {
      // It is there, or the next one fails as well.
    }
  return statSync(folder);
}

function placeOfFolder(): string {
  const [LOCALAPPDATA, XDG_CACHE_HOME] = [process.env.LOCALAPPDATA, process.env.XDG_CACHE_HOME].map((folder) =>
    folder && isAbsolute(folder) ? folder : undefined,
  );
  if (process.platform === 'win32') return join(LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'segplan', 'Cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'segplan');
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'segplan');
}
