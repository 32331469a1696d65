import type { Diagnostic } from 'vscode-languageserver-types';
import { overviewOf, type ZonePairSummary } from '../language/analysis/overview/overview.ts';
import type { Silenced } from '../language/checking/run-checks.ts';
import { formatServices } from '../language/model/services.ts';
import type { SegplanCoreServices } from '../language/module.ts';
import { countOf, messageOf, severityOf } from './diagnostics.ts';
import type { Loaded } from './load.ts';
import type { CheckReport, Finding, Silenced as SilencedFinding, ZonePair } from './types.ts';

/** How much was found in all files. */
export function totals(loaded: readonly Loaded[]): CheckReport['summary'] {
  const all = loaded.flatMap((l) => l.diagnostics);
  return { errors: countOf(all, 'error'), warnings: countOf(all, 'warning') };
}

/** What was found in files, with what only those ask for who read it whole. */
export interface Checked {
  readonly loaded: readonly Loaded[];
  readonly silenced: ReadonlyMap<Loaded, readonly Silenced[]>;
  /** What lies between the zones of each plan, where that is asked for. */
  readonly overviews: ReadonlyMap<Loaded, readonly ZonePairSummary[]> | undefined;
}

/** @param summary of which files what lies between zones is asked for, if of any */
export function checked(
  loaded: readonly Loaded[],
  { segplan }: SegplanCoreServices,
  summary?: (each: Loaded) => boolean,
): Checked {
  const overviewFor = ({ document }: Loaded): ZonePairSummary[] => overviewOf(segplan.Plans.analysis(document.parseResult.value));
  return {
    loaded,
    silenced: new Map(loaded.map((each) => [each, segplan.CheckRunner.silenced(each.document)])),
    overviews: summary && new Map(loaded.filter(summary).map((each) => [each, overviewFor(each)])),
  };
}

/** A finding for a program. */
export function findingJson(diagnostic: Diagnostic): Finding {
  const { start, end } = diagnostic.range;
  return {
    code: String(diagnostic.code),
    severity: severityOf(diagnostic),
    message: messageOf(diagnostic),
    range: { start: { ...start }, end: { ...end } },
  };
}

/** The findings of files for a program. */
export function checkReport({ loaded, silenced, overviews }: Checked): CheckReport {
  return {
    schemaVersion: 1,
    files: loaded.map((each) => ({
      file: each.file,
      diagnostics: each.diagnostics.map(findingJson),
      ...silencedJson(silenced.get(each) ?? []),
      ...(overviews ? { zonePairs: overviewJson(overviews.get(each) ?? []) } : {}),
    })),
    summary: totals(loaded),
  };
}

/** What comments of the plan silence, where they do. */
function silencedJson(silenced: readonly Silenced[]): { silenced?: SilencedFinding[] } {
  if (!silenced.length) return {};
  return { silenced: silenced.map(({ code, message, line, reason }) => ({ code, message, line, reason: reason ?? null })) };
}

/** Zone pairs for a program; a zone is null where it is none. */
function overviewJson(pairs: readonly ZonePairSummary[]): ZonePair[] {
  return pairs.map((p) => ({
    from: p.from?.name ?? null,
    to: p.to?.name ?? null,
    rules: p.rules,
    permitted: p.permitted.isEmpty ? null : formatServices(p.permitted),
    required: p.required,
    missing: p.missing,
    blocked: p.blocked,
  }));
}
