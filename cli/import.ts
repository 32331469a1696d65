import { existsSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { importRunningIn } from '../api/import.ts';
import { EXIT, UsageError } from './errors.ts';
import { nameText } from './text.ts';
import { createLanguage, namedFiles } from './workspace.ts';
import { writeFiles } from './write-files.ts';

export interface ImportCommandOptions {
  readonly form?: string;
  readonly out?: string;
}

/**
 * Writes a plan of what firewalls run.
 * @returns the exit code
 * @throws UsageError for a file that can't be read, and for one that is there already
 */
export async function importFiles(files: readonly string[], { form, out }: ImportCommandOptions): Promise<number> {
  if (out !== undefined) {
    if (!basename(out).endsWith('.segplan'))
      throw new UsageError(`${nameText(out)} is no .segplan file; end its name in .segplan.`);
    if (existsSync(out)) throw new UsageError(`${nameText(out)} is there already; name a new file.`);
  }
  // Files are named in a plan as they are seen from it.
  const folder = out === undefined ? '.' : dirname(out);
  const nameOf = (file: string): string => relative(folder, resolve(file)).split(sep).join('/') || file;
  const { text } = await importRunningIn(await createLanguage(), namedFiles, files, form === undefined ? {} : { form }, nameOf);
  if (out === undefined) process.stdout.write(text);
  else {
    writeFiles(dirname(out), [{ name: basename(out), text }]);
    process.stdout.write(`${nameText(out)}\n`);
  }
  return EXIT.clean;
}
