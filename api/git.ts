import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import safety from './git-safety.json' with { type: 'json' };

/*
 * What a repository must not decide, since it may be somebody else's: its configuration names programs for many things. Only its objects
 * are read: no index, no working tree, no filters, and nothing is fetched. What a partial clone lacks is missing (GIT_NO_LAZY_FETCH; older
 * versions of git don't know that, and may then use no way to get it), no other object stands in the place of one or of its parents, and what
 * git says is read here (LC_ALL). The action asks git in the same way, without what is built of this.
 */
const { settings: SETTINGS, environment: ENVIRONMENT } = safety;

const MOST_BYTES = 256 * 1024 * 1024;

/** To read one object takes milliseconds; where a file of a repository is a pipe, git waits for ever. */
const MOST_SECONDS = 30;

/** git failed: why, in its words; `missing` when there is no git. */
export class GitError extends Error {
  readonly missing: boolean;

  constructor(said: string, missing = false) {
    super(said);
    this.missing = missing;
  }
}

/**
 * Asks git about the objects of a repository, and gives what it writes. Nothing that the repository's configuration names is run.
 * @throws GitError
 */
export async function askGit(args: readonly string[], folder: string): Promise<Buffer> {
  const program = findGit();
  if (!program) throw new GitError('', true);
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  try {
    const { stdout } = await promisify(execFile)(program, ['--no-pager', ...settings, ...args], {
      cwd: folder,
      env: { ...process.env, ...ENVIRONMENT },
      encoding: 'buffer',
      maxBuffer: MOST_BYTES,
      timeout: MOST_SECONDS * 1000,
      killSignal: 'SIGKILL',
    });
    return stdout;
  } catch (error) {
    const { code, stderr, signal } = error as { code?: unknown; stderr?: Buffer; signal?: string };
    if (signal === 'SIGKILL') throw new GitError(`git gave no answer within ${MOST_SECONDS} seconds`);
    throw new GitError(String(stderr ?? ''), code === 'ENOENT');
  }
}

/**
 * Where git is, by the search path alone: Windows looks into the working folder first, which may be the repository, and so does a path with
 * an empty or relative entry.
 */
function findGit(): string | undefined {
  const name = process.platform === 'win32' ? 'git.exe' : 'git';
  const folders = (process.env.PATH ?? '').split(delimiter).filter(isAbsolute);
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
