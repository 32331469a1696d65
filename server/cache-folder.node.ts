import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** What nobody has started with for so many milliseconds is of another version by now, or of a plan that nobody opens any more. */
export const FORGOTTEN: number = 30 * 24 * 60 * 60 * 1000;

/**
 * A folder of the user's own: what lies in a shared one could be anyone's. The same goes for one that is named from the working folder.
 * @throws where nobody knows the user's home
 */
export function cacheFolder(): string {
  const [LOCALAPPDATA, XDG_CACHE_HOME] = [process.env.LOCALAPPDATA, process.env.XDG_CACHE_HOME].map((folder) =>
    folder && isAbsolute(folder) ? folder : undefined,
  );
  if (process.platform === 'win32') return join(LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'segplan', 'Cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'segplan');
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'segplan');
}
