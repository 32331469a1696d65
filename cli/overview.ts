import { OVERVIEW_COLUMNS, OVERVIEW_NUMBERS, permittedText, zoneText } from '../language/analysis/overview/describe-overview.ts';
import type { ZonePairSummary } from '../language/analysis/overview/overview.ts';
import { formatServices } from '../language/model/services.ts';
import { nameText, table } from './text.ts';

/** The zone pairs of one plan as a table below its name; nothing where there are none. */
export function overviewText(file: string, pairs: readonly ZonePairSummary[]): string[] {
  if (!pairs.length) return [];
  const rows = pairs.map((p) => [
    zoneText(p.from),
    zoneText(p.to),
    ...OVERVIEW_NUMBERS.map((key) => `${p[key]}`.padStart(key.length)),
    permittedText(p),
  ]);
  return [[nameText(file), ...table([OVERVIEW_COLUMNS, ...rows], '  ')].join('\n')];
}

/** The same for a program; a zone is null where it is none. */
export function overviewJson(pairs: readonly ZonePairSummary[]): unknown[] {
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
