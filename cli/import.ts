import { existsSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { importRunningIn } from '../api/import.ts';
import { importInventoryIn, isInventory } from '../api/import-inventory.ts';
import { EXIT, UsageError } from './errors.ts';
import { nameText } from './text.ts';
import { createLanguage, loadPlans, namedFiles } from './workspace.ts';
import { writeFiles } from './write-files.ts';

export interface ImportCommandOptions {
  readonly form?: string;
  readonly out?: string;
  readonly into?: string;
  readonly roles?: boolean;
}

/**
 * Writes a plan of what firewalls run, or with the machines of an inventory.
 * @returns the exit code
 * @throws UsageError for a file that can't be read, and for one that is there already
 */
export async function importFiles(files: readonly string[], options: ImportCommandOptions): Promise<number> {
  const { out } = options;
  if (out !== undefined) {
    if (!basename(out).endsWith('.segplan'))
      throw new UsageError(`${nameText(out)} is no .segplan file; end its name in .segplan.`);
    if (existsSync(out)) throw new UsageError(`${nameText(out)} is there already; name a new file.`);
  }
  const text = (await inventoryText(files, options)) ?? (await runningText(files, options));
  if (out === undefined) process.stdout.write(text);
  else {
    writeFiles(dirname(out), [{ name: basename(out), text }], 'file');
    process.stdout.write(`${nameText(out)}\n`);
  }
  return EXIT.clean;
}

async function runningText(files: readonly string[], { form, out }: ImportCommandOptions): Promise<string> {
  // Files are named in a plan as they are seen from it.
  const folder = out === undefined ? '.' : dirname(out);
  const nameOf = (file: string): string => relative(folder, resolve(file)).split(sep).join('/') || file;
  const { text } = await importRunningIn(await createLanguage(), namedFiles, files, form === undefined ? {} : { form }, nameOf);
  return text;
}

/** @returns nothing for files that firewalls wrote */
async function inventoryText(files: readonly string[], { form, into, roles }: ImportCommandOptions): Promise<string | undefined> {
  const [file, more] = files;
  const isAsked = into !== undefined || roles !== undefined;
  if (form !== undefined && isAsked)
    throw new UsageError('--form is about files that firewalls wrote, --into and --roles about inventories; leave one out.');
  if (form !== undefined || !(isAsked || (await isInventory(namedFiles, file!)))) return undefined;
  if (more !== undefined) throw new UsageError('An inventory is imported by itself; name one file, and the next with --into.');
  const services = await createLanguage();
  const loaded = into === undefined ? undefined : await loadPlans(services, [into]);
  const plan = loaded && { document: loaded[0]!.document, services };
  const { text, notes } = await importInventoryIn(services, namedFiles, file!, { roles: roles ?? false }, plan);
  // A plan that there is gets no comments of ours.
  if (plan) for (const each of notes) process.stderr.write(`segplan: ${nameText(each)}\n`);
  return text;
}
