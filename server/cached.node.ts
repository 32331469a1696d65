// Starts the language server or the command line with what V8 has compiled of it at an earlier start: to read three megabytes of code anew
// takes as long as to check a small plan. Node before 22.1 has no such cache, and starts as it always did; where the folder can't be written,
// or NODE_DISABLE_COMPILE_CACHE is set, nothing is kept.
import * as nodeModule from 'node:module';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { optionsOf } from './engine.ts';

/** The file that is started, beside this one; the bundler puts it here. */
declare const PROGRAM: string;

/** How long after the start of a server, in milliseconds, what was compiled is written: a server may end without being asked. */
const SETTLED = 10_000;

/**
 * A folder of the user's own: what lies in a shared one could be anyone's, and it is run. The same goes for one that is named from the
 * working folder.
 */
function cacheFolder(): string {
  const [LOCALAPPDATA, XDG_CACHE_HOME] = [process.env.LOCALAPPDATA, process.env.XDG_CACHE_HOME].map((folder) =>
    folder && isAbsolute(folder) ? folder : undefined,
  );
  if (process.platform === 'win32') return join(LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'segplan', 'Cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'segplan');
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'segplan');
}

// Before anything is compiled: what is kept of that is good for a start with the same options alone.
for (const option of optionsOf(PROGRAM.includes('cli'))) setFlagsFromString(option);

const { enableCompileCache, flushCompileCache } = nodeModule as Partial<typeof nodeModule>;
try {
  enableCompileCache?.(cacheFolder());
  setTimeout(() => flushCompileCache?.(), SETTLED).unref();
} catch {
  // Without a home folder there is no cache.
}
require(PROGRAM);
