import type { ZonePairSummary } from '../language/analysis/overview.ts';
import { firstOf } from '../language/model/describe-addresses.ts';
import { formatServices } from '../language/model/services.ts';
import { table, visible } from './text.ts';

/** What stands for addresses in none of the zones. */
const ELSEWHERE = '(no zone)';
const HEAD = ['from', 'to', 'rules', 'required', 'missing', 'blocked', 'permitted'];
/** So many ports and ranges of what is permitted are spelled out. */
const MOST_SERVICES = 8;

/** The zone pairs of one plan as a table below its name; nothing where there are none. */
export function overviewText(file: string, pairs: readonly ZonePairSummary[]): string[] {
  if (!pairs.length) return [];
  const numbers = ['rules', 'required', 'missing', 'blocked'] as const;
  const rows = pairs.map((p) => [
    p.from?.name ?? ELSEWHERE,
    p.to?.name ?? ELSEWHERE,
    ...numbers.map((key) => `${p[key]}`.padStart(key.length)),
    firstOf(formatServices(p.permitted).split(', '), MOST_SERVICES),
  ]);
  return [[visible(file), ...table([HEAD, ...rows], '  ')].join('\n')];
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
