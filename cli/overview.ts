import { OVERVIEW_COLUMNS, OVERVIEW_NUMBERS, permittedText, zoneText } from '../language/analysis/overview/describe-overview.ts';
import type { ZonePairSummary } from '../language/analysis/overview/overview.ts';
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
