import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputFile } from '../language/rulesets/target.ts';
import { UsageError } from './errors.ts';

/** What a file holds as it lies on the disk. */
export function contentOf({ text, binary }: OutputFile): Uint8Array | string {
  return binary ? Buffer.from(text, 'base64') : text;
}

interface Staged {
  readonly path: string;
  /** The new text, under another name beside its place. */
  readonly fresh: string;
  /** A copy of what was there before. */
  readonly former: string;
}

/**
 * Writes files whole or not at all: first all of them under other names beside their places, then each is renamed. When anything
 * fails, what was there before is there again.
 * @returns the paths written
 * @throws UsageError when the folder can't be written to
 */
export function writeFiles(folder: string, files: readonly OutputFile[]): string[] {
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new UsageError(`${folder} is a file; name a folder with --out.`);
  const staged = files.map(({ name }): Staged => {
    const hidden = join(folder, `.${name}.${process.pid}`);
    return { path: join(folder, name), fresh: `${hidden}.new`, former: `${hidden}.old` };
  });
  for (const { path } of staged)
    if (existsSync(path) && statSync(path).isDirectory())
      throw new UsageError(`${path} is a folder, and a file of that name is to be written; name another folder with --out.`);
  const done: Staged[] = [];
  let created: string | undefined;
  try {
    created = mkdirSync(folder, { recursive: true });
    for (const [n, each] of staged.entries()) {
      writeFileSync(each.fresh, contentOf(files[n]!));
      if (existsSync(each.path)) copyFileSync(each.path, each.former);
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
    if (created !== undefined) rmSync(created, { recursive: true, force: true });
    throw new UsageError(
      `${folder} can't be written to (${(error as NodeJS.ErrnoException).code}); name another folder with --out.`,
    );
  } finally {
    for (const { fresh, former } of staged)
      for (const path of [fresh, former]) if (existsSync(path)) rmSync(path, { force: true });
  }
  return staged.map((s) => s.path);
}
