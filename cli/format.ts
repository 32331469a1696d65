import { resolve } from 'node:path';
import { findPlans } from '../api/find-plans.ts';
import { type Formatted, formatted } from '../api/format.ts';
import { EXIT, UsageError } from './errors.ts';
import { replacePlans } from './replace-plans.ts';
import { formatDiagnostic, useColors } from './report.ts';
import { nameText, plural } from './text.ts';
import { createLanguage, loadPlans, namedFiles, STDIN, shownName } from './workspace.ts';

export interface FormatOptions {
  /** Changes nothing, and says what would be. */
  readonly check?: boolean;
}

/**
 * Formats plans in their files; one from standard input goes to standard output.
 * @param paths files, and folders that stand for the plans in them
 * @returns the exit code: 1 where a plan has syntax errors, and is left as it is, or where it is laid out otherwise and nothing is to be changed
 * @throws UsageError for a file that can't be read or written, with nothing changed
 */
export async function formatPlans(paths: readonly string[], { check = false }: FormatOptions): Promise<number> {
  if (paths.includes(STDIN) && paths.length > 1)
    throw new UsageError('What comes from standard input goes to standard output alone; format it in a command of its own.');
  const files = new Map(findPlans(paths).map(({ file }) => [resolve(file), file]));
  const language = await createLanguage();
  const plans: Formatted[] = [];
  for (const file of files.values()) plans.push(await formatted(language, namedFiles, file));
  const broken = plans.flatMap(({ file, after }) => (after === undefined ? [file] : []));
  if (broken.length) await tellErrors(broken);
  const changed = plans.flatMap(({ file, before, after = before }) => (after === before ? [] : [{ file, before, after }]));
  if (paths.includes(STDIN) && !check) {
    for (const { after } of plans) if (after !== undefined) process.stdout.write(after);
  } else {
    if (!check) replacePlans(changed);
    const says = check ? 'not formatted' : 'formatted';
    for (const { file } of changed) process.stdout.write(`${says}: ${nameText(shownName(file))}\n`);
    process.stdout.write(`${total(plans.length, changed.length, broken.length, check)}\n`);
  }
  return broken.length || (check && changed.length) ? EXIT.findings : EXIT.clean;
}

/** Says on standard error what is wrong in files that can't be formatted for it. */
async function tellErrors(files: readonly string[]): Promise<void> {
  const colors = useColors(process.stderr);
  for (const each of await loadPlans(await createLanguage(), files))
    for (const diagnostic of each.diagnostics)
      if (diagnostic.code === 'syntax-error') process.stderr.write(`${formatDiagnostic(each, diagnostic, colors)}\n\n`);
}

function total(all: number, changed: number, broken: number, check: boolean): string {
  const parts = [
    `${changed} ${check ? 'not formatted' : 'formatted'}`,
    ...(broken ? [`${broken} with syntax errors, left as ${broken === 1 ? 'it is' : 'they are'}`] : []),
  ];
  const way = check && changed ? '; segplan format lays out plans as the editor does' : '';
  return `${plural(all, 'file')}: ${parts.join(', ')}${way}`;
}
