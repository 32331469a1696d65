import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  readdirSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A file to write, and what it is to hold. */
export interface NewFile {
  readonly path: string;
  readonly content: Uint8Array | string;
  /** Whose owner and permissions it gets; those of any new file without it. */
  readonly like?: Stats;
}

/** Systems take names of 255 bytes. */
const LONG = 200;

interface Staged extends NewFile {
  /** The new text, under another name beside its place. */
  readonly fresh: string;
  /** A copy of what was there before. */
  readonly former: string;
}

/**
 * Writes files whole or not at all: first all of them under other names beside their places, then each is renamed. When anything
 * fails, what was there before is there again. What writers left behind that were killed in the middle is removed.
 * @param files in folders that are there
 * @throws the error of the system, with nothing changed
 */
export function putFiles(files: readonly NewFile[]): void {
  const staged = files.map((each): Staged => {
    const hidden = join(dirname(each.path), `.${hiddenNameOf(each.path)}.${process.pid}`);
    return { ...each, fresh: `${hidden}.new`, former: `${hidden}.old` };
  });
  const done: Staged[] = [];
  try {
    for (const folder of new Set(staged.map(({ path }) => dirname(path))))
      sweep(folder, new Set(staged.filter(({ path }) => dirname(path) === folder).map(({ path }) => hiddenNameOf(path))));
    for (const { path, content, like, fresh, former } of staged) {
      // Never into something that somebody else has put there.
      writeFileSync(fresh, content, { flag: 'wx', ...(like ? { mode: 0o600 } : {}) });
      if (like) makeLike(fresh, like);
      if (existsSync(path)) copyFileSync(path, former);
    }
    for (const each of staged) {
      renameSync(each.fresh, each.path);
      done.push(each);
    }
  } catch (error) {
    for (const { path, former } of done) {
      if (existsSync(former)) renameSync(former, path);
      else rmSync(path, { force: true });
    }
    throw error;
  } finally {
    for (const { fresh, former } of staged)
      for (const path of [fresh, former]) if (existsSync(path)) rmSync(path, { force: true });
  }
}

/** What a file is called until it is whole: as it is, unless no file could have that name with more behind it. */
function hiddenNameOf(path: string): string {
  const name = basename(path);
  return Buffer.byteLength(name) > LONG ? createHash('sha256').update(name).digest('hex') : name;
}

function makeLike(path: string, { uid, gid, mode }: Stats): void {
  try {
    chownSync(path, uid, gid);
  } catch {
    // Who may write a file of somebody else may seldom give one away.
  }
  chmodSync(path, mode & 0o7777);
}

function sweep(folder: string, names: ReadonlySet<string>): void {
  for (const entry of readdirSync(folder)) {
    const [, name = '', pid = ''] = /^\.(.+)\.(\d+)\.(?:new|old)$/.exec(entry) ?? [];
    if (names.has(name) && !isRunning(Number(pid))) rmSync(join(folder, entry), { force: true });
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** From now on, Ctrl-C ends the command after what is being written, and not in the middle of it. */
export function finishFirst(): void {
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const)
    process.once(signal, () => process.exit(128 + number));
}
