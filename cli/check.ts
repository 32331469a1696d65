import { findPlans, type PlanFile } from '../api/find-plans.ts';
import { type Checked, checked, checkReport, totals } from '../api/findings.ts';
import { hasFailed, type Loaded } from '../api/load.ts';
import type { SegplanCoreServices } from '../language/module.ts';
import { annotations } from './annotations.ts';
import { UsageError } from './errors.ts';
import { exitCodeOf } from './loaded.ts';
import type { Opened } from './mend.ts';
import { overviewText } from './overview.ts';
import { formatDiagnostic, useColors } from './report.ts';
import { jsonOutput, nameText, plural, visible } from './text.ts';
import { createLanguage, loadPlans, namedFiles, STDIN, warnOfUnknownPhases } from './workspace.ts';

const CODE = 'missing-flow';
/** For whoever meets forty of them in a first plan. */
const NEXT = 'With --fix, the rules that are missing are added to the plan, but for those that are said to be left out.';

export interface CheckOptions {
  readonly format: 'text' | 'json' | 'sarif' | 'github';
  readonly phase?: readonly string[];
  /** Adds what lies between the zones of each plan. */
  readonly summary?: boolean;
  /** Mends what has one right mend, and writes the plans. */
  readonly fix?: boolean;
}

/**
 * Reports the findings of files.
 * @param paths files, and folders that stand for the plans in them
 * @returns the exit code
 */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const files = findPlans(paths);
  const open = async (): Promise<Opened> => {
    const services = await createLanguage(options.phase);
    return { services, loaded: await loadPlans(services, files) };
  };
  const { services, loaded } = options.fix ? await mended(files, open, options) : await open();
  // What has failed before a pipe, and has printed nothing, is no clean plan.
  if (files.some(({ file }) => file === STDIN) && !(await namedFiles.read(STDIN)).trim())
    throw new UsageError('Standard input holds no text; give it the text of a plan.');
  warnOfUnknownPhases(services, loaded);
  const result = checked(loaded, services, options.summary ? (each) => !hasFailed(each) : undefined);
  // Standard input can't be written.
  const mayBeMended = !options.fix && files.every(({ file }) => file !== STDIN);
  process.stdout.write(`${await written(result, services, options.format, mayBeMended)}\n`);
  return exitCodeOf(loaded);
}

/** The files once they are mended, after it was said what was. */
async function mended(files: readonly PlanFile[], open: () => Promise<Opened>, { format }: CheckOptions): Promise<Opened> {
  const { mendPlans } = await import('./mend.ts');
  const { findings, ...opened } = await mendPlans(files, open);
  // Standard output holds the form that was asked for, and nothing else.
  const stream = format === 'text' ? process.stdout : process.stderr;
  for (const { file, line, code, message } of findings)
    stream.write(`${nameText(file)}:${line}: mended ${code}: ${visible(message)}\n`);
  if (findings.length) stream.write('\n');
  return opened;
}

async function written(
  result: Checked,
  services: SegplanCoreServices,
  format: CheckOptions['format'],
  mayBeMended: boolean,
): Promise<string> {
  if (format === 'sarif') {
    const { sarifText } = await import('./sarif.ts');
    return sarifText(result, services);
  }
  if (format === 'github') return annotations(result.loaded);
  return format === 'json' ? jsonOutput(checkReport(result)) : text(result, mayBeMended);
}

function text({ loaded, silenced, overviews }: Checked, mayBeMended: boolean): string {
  const colors = useColors(process.stdout);
  const blocks = loaded.flatMap((each) => each.diagnostics.map((d) => formatDiagnostic(each, d, colors)));
  const { errors, warnings } = totals(loaded);
  const tables = loaded.flatMap((each) => overviewText(each.file, overviews?.get(each) ?? []));
  const hidden = loaded.reduce((sum, each) => sum + (silenced.get(each)?.length ?? 0), 0);
  const total = `${plural(loaded.length, 'file')} checked: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}${hidden ? `, ${hidden} silenced by comments` : ''}`;
  const isMissing = ({ diagnostics }: Loaded): boolean => diagnostics.some(({ code }) => code === CODE);
  const next = mayBeMended && loaded.some(isMissing) ? [NEXT] : [];
  return [...blocks, ...tables, ...next, total].join('\n\n');
}
