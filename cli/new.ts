import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { largest } from '../language/model/lists.ts';
import { templates } from '../language/workspace/templates.ts';
import { EXIT, UsageError } from './errors.ts';
import { nameText } from './text.ts';
import { writeFiles } from './write-files.ts';

/**
 * Writes a plan to begin with, or lists what there is.
 * @returns the exit code
 * @throws UsageError for an unknown template, and for a file that is there already
 */
export function newPlan(name: string | undefined, { out }: { readonly out?: string }): number {
  if (name === undefined) {
    if (out !== undefined) throw new UsageError(`Name the template to write: ${names()}.`);
    const width = largest(templates.map((t) => t.name.length));
    for (const t of templates) process.stdout.write(`${t.name.padEnd(width)}  ${t.description}\n`);
    return EXIT.clean;
  }
  const template = templates.find((t) => t.name === name);
  if (!template) throw new UsageError(`There is no template '${nameText(name)}'; choose from ${names()}.`);
  if (out === undefined) process.stdout.write(template.text);
  else {
    if (!basename(out).endsWith('.segplan'))
      throw new UsageError(`${nameText(out)} is no .segplan file; end its name in .segplan.`);
    if (existsSync(out)) throw new UsageError(`${nameText(out)} is there already; name a new file.`);
    writeFiles(dirname(out), [{ name: basename(out), text: template.text }]);
    process.stdout.write(`${nameText(out)}\n`);
  }
  return EXIT.clean;
}

function names(): string {
  return templates.map((t) => t.name).join(', ');
}
