import { overviewOf, type ZonePairSummary } from '../language/analysis/overview/overview.ts';
import type { Silenced } from '../language/checking/run-checks.ts';
import type { SegplanCoreServices } from '../language/module.ts';
import { findPlans } from './find-plans.ts';
import { exitCodeOf, hasFailed, type Loaded } from './loaded.ts';
import { overviewJson, overviewText } from './overview.ts';
import { countOf, formatDiagnostic, messageOf, severityOf, useColors } from './report.ts';
import { plural } from './text.ts';
import { createLanguage, loadPlans, warnOfUnknownPhases } from './workspace.ts';

export interface CheckOptions {
  readonly format: 'text' | 'json';
  readonly phase?: readonly string[];
  /** Adds what lies between the zones of each plan. */
  readonly summary?: boolean;
}

/**
 * Reports the findings of files.
 * @param paths files, and folders that stand for the plans in them
 * @returns the exit code
 */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const files = findPlans(paths);
  const services = await createLanguage(options.phase);
  const loaded = await loadPlans(services, files);
  warnOfUnknownPhases(services, loaded);
  const overviews = options.summary
    ? new Map(loaded.filter((each) => !hasFailed(each)).map((each) => [each, overviewFor(each, services)]))
    : undefined;
  const silenced = new Map(loaded.map((each) => [each, services.segplan.CheckRunner.silenced(each.document)]));
  const result =
    options.format === 'json'
      ? JSON.stringify(report(loaded, silenced, overviews), undefined, 2)
      : text(loaded, silenced, overviews);
  process.stdout.write(`${result}\n`);
  return exitCodeOf(loaded);
}

type SilencedIn = ReadonlyMap<Loaded, readonly Silenced[]>;
type Overviews = ReadonlyMap<Loaded, readonly ZonePairSummary[]>;

function overviewFor({ document }: Loaded, { segplan }: SegplanCoreServices): ZonePairSummary[] {
  return overviewOf(segplan.Plans.analysis(document.parseResult.value));
}

/** What comments of the plan silence, where they do. */
function silencedJson(silenced: readonly Silenced[]): object {
  if (!silenced.length) return {};
  return { silenced: silenced.map(({ code, message, line, reason }) => ({ code, message, line, reason: reason ?? null })) };
}

function totals(loaded: readonly Loaded[]): { errors: number; warnings: number } {
  const all = loaded.flatMap((l) => l.diagnostics);
  return { errors: countOf(all, 'error'), warnings: countOf(all, 'warning') };
}

function report(loaded: readonly Loaded[], silenced: SilencedIn, overviews: Overviews | undefined): unknown {
  return {
    schemaVersion: 1,
    files: loaded.map((each) => ({
      file: each.file,
      diagnostics: each.diagnostics.map((d) => ({
        code: String(d.code),
        severity: severityOf(d),
        message: messageOf(d),
        range: { start: { ...d.range.start }, end: { ...d.range.end } },
      })),
      ...silencedJson(silenced.get(each) ?? []),
      ...(overviews ? { zonePairs: overviewJson(overviews.get(each) ?? []) } : {}),
    })),
    summary: totals(loaded),
  };
}

function text(loaded: readonly Loaded[], silenced: SilencedIn, overviews: Overviews | undefined): string {
  const colors = useColors(process.stdout);
  const blocks = loaded.flatMap((each) => each.diagnostics.map((d) => formatDiagnostic(each, d, colors)));
  const { errors, warnings } = totals(loaded);
  const tables = loaded.flatMap((each) => overviewText(each.file, overviews?.get(each) ?? []));
  const hidden = loaded.reduce((sum, each) => sum + (silenced.get(each)?.length ?? 0), 0);
  const total = `${plural(loaded.length, 'file')} checked: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}${hidden ? `, ${hidden} silenced by comments` : ''}`;
  return [...blocks, ...tables, total].join('\n\n');
}
