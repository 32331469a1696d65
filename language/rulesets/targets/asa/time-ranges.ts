/** A time range that ends with a date. */
export interface TimeRange {
  readonly name: string;
  readonly lines: readonly string[];
}

/** The last year that a time range can hold. */
export const LAST_YEAR = 2035;

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** @param until the last day of a rule, as `2027-01-31` @returns nothing where there is none, or the firewall can't hold it */
export function timeRangeOf(until: string | undefined): TimeRange | undefined {
  const [year, month, day] = until?.split('-').map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined || year > LAST_YEAR) return undefined;
  const end = `23:59 ${String(day).padStart(2, '0')} ${MONTHS[month - 1]} ${year}`;
  const name = `segplan_until_${until}`;
  return { name, lines: [`time-range ${name}`, ` absolute start 00:00 01 January 2000 end ${end}`] };
}
