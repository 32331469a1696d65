import { firstOf } from '../../model/describe-addresses.ts';
import type { PlanZone } from '../../model/plan.ts';
import { formatServices } from '../../model/services.ts';
import type { ZonePairSummary } from './overview.ts';

/** What is counted of a pair of zones, in the order of the columns. */
export const OVERVIEW_NUMBERS = ['rules', 'required', 'missing', 'blocked'] as const;
/** The heads of a table of zone pairs. */
export const OVERVIEW_COLUMNS = ['from', 'to', ...OVERVIEW_NUMBERS, 'permitted'] as const;

/** So many ports and ranges of what is permitted are spelled out. */
const MOST_SERVICES = 8;

/** The name of a zone, or what stands for addresses in none of the zones. */
export function zoneText(zone: PlanZone | undefined): string {
  return zone?.name ?? '(no zone)';
}

/** What rules permit between two zones, cut where it gets long. */
export function permittedText({ permitted }: ZonePairSummary): string {
  return firstOf(formatServices(permitted).split(', '), MOST_SERVICES);
}

/** The required flows of several pairs of zones, and those of them that are not, or not wholly, permitted. */
export interface OverviewTotals {
  readonly required: number;
  readonly missing: number;
  readonly blocked: number;
}

/** Sums pairs of zones, or plans. */
export function totalsOf(parts: readonly OverviewTotals[]): OverviewTotals {
  const sum = (key: keyof OverviewTotals): number => parts.reduce((total, part) => total + part[key], 0);
  return { required: sum('required'), missing: sum('missing'), blocked: sum('blocked') };
}

/** `12 required flows between zones, 2 missing` */
export function totalsText({ required, missing, blocked }: OverviewTotals): string {
  const flows = `${required || 'no'} required flow${required === 1 ? '' : 's'} between zones`;
  const faults = [...(missing ? [`${missing} missing`] : []), ...(blocked ? [`${blocked} blocked`] : [])];
  return [flows, ...faults, ...(required && !faults.length ? ['all permitted'] : [])].join(', ');
}
