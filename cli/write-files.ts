import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './errors.ts';

/**
 * Writes files whole or not at all: first under other names beside their places, then all are renamed.
 * @returns the paths written
 * @throws UsageError when the folder can't be written to; nothing remains then
 */
export function writeFiles(folder: string, files: readonly { readonly name: string; readonly text: string }[]): string[] {
  const staged: { from: string; to: string }[] = [];
  try {
    mkdirSync(folder, { recursive: true });
    for (const { name, text } of files) {
      const entry = { from: join(folder, `.${name}.${process.pid}.tmp`), to: join(folder, name) };
      staged.push(entry);
      writeFileSync(entry.from, text);
    }
    for (const { from, to } of staged) renameSync(from, to);
    return staged.map((s) => s.to);
  } catch (error) {
    for (const { from } of staged) rmSync(from, { force: true });
    throw new UsageError(`${folder} can't be written to: ${(error as Error).message}`);
  }
}
