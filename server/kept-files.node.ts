import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, FORGOTTEN } from './cache-folder.node.ts';
import type { KeptTexts } from './features/kept/kept-findings.ts';

/** One file is no larger, and all together are not, in bytes. */
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_BYTES_IN_ALL = 64 * 1024 * 1024;

const ENDING = '.findings';

const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = fs.constants;

/**
 * Texts in the user's cache folder, which the user alone can read: a file for each name in a folder of its own (0600 in 0700). What is
 * no regular file of the user with one name, or too large, is passed over; what can't be written is not kept.
 */
export class KeptFiles implements KeptTexts {
  private readonly folder: string;

  /** @throws where nobody knows the user's home */
  constructor() {
    this.folder = join(cacheFolder(), 'findings');
  }

  sumOf(text: string): string {
    return createHash('sha256').update(text).digest('hex');
  }

  has(name: string): boolean {
    return fs.existsSync(this.pathOf(name));
  }

  read(name: string): string | undefined {
    const path = this.pathOf(name);
    try {
      if (!isOwnFolder(this.folder) || fs.lstatSync(path).isSymbolicLink()) return undefined;
      // It may have become something else since.
      const file = fs.openSync(path, O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0));
      try {
        const stats = fs.fstatSync(file);
        if (!stats.isFile() || !isOwn(stats) || stats.nlink > 1 || stats.size > MOST_BYTES) return undefined;
        const bytes = Buffer.alloc(stats.size);
        return fs.readSync(file, bytes, 0, stats.size, 0) === stats.size ? bytes.toString() : undefined;
      } finally {
        fs.closeSync(file);
      }
    } catch {
      return undefined;
    }
  }

  write(name: string, text: string): void {
    const path = this.pathOf(name);
    const part = `${path}.${process.pid}`;
    try {
      fs.mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      if (!isOwnFolder(this.folder)) return;
      fs.rmSync(Buffer.byteLength(text) > MOST_BYTES ? path : part, { force: true });
      if (Buffer.byteLength(text) > MOST_BYTES) return;
      fs.writeFileSync(part, text, { mode: 0o600, flag: 'wx' });
      // Whoever starts meanwhile finds the former one or this one.
      fs.renameSync(part, path);
      this.tidy(path);
    } catch {
      // The next start finds it out anew.
      removeIfThere(part);
    }
  }

  private pathOf(name: string): string {
    return join(this.folder, `${this.sumOf(name).slice(0, 40)}${ENDING}`);
  }

  /** Takes away what is too old, and of all others those that were written longest ago where they are too much together. */
  private tidy(written: string): void {
    const files = fs
      .readdirSync(this.folder)
      .filter((name) => /\.findings(\.\d+)?$/.test(name))
      .flatMap((name) => {
        const path = join(this.folder, name);
        const stats = fs.lstatSync(path, { throwIfNoEntry: false });
        return stats ? [{ path, size: stats.size, time: stats.mtimeMs }] : [];
      })
      .sort((a, b) => b.time - a.time);
    let total = 0;
    for (const { path, size, time } of files) {
      total += size;
      if (path !== written && (total > MOST_BYTES_IN_ALL || Date.now() - time > FORGOTTEN)) removeIfThere(path);
    }
  }
}

/** A folder, and no link to one, that nobody else can write to. */
function isOwnFolder(path: string): boolean {
  const stats = fs.lstatSync(path);
  return stats.isDirectory() && isOwn(stats) && (process.platform === 'win32' || (stats.mode & 0o022) === 0);
}

function isOwn({ uid }: fs.Stats): boolean {
  return process.getuid === undefined || uid === process.getuid();
}

function removeIfThere(path: string): void {
  try {
    fs.rmSync(path, { force: true });
  } catch {
    // It stays where nothing can be written.
  }
}
