import { isCalendarDay } from '../analysis/permissions.ts';

/** From when to when a rule of a device counts, by the device's own clock. */
export interface Period {
  /** As it is told: `at certain times alone: absolute end 23:59 31 December 2026`. */
  readonly says: string;
  /** The first day, `YYYY-MM-DD`; none where it has counted ever since. */
  readonly from?: string;
  /** The last day; none where it has no end. */
  readonly to?: string;
}

/** What a rule depends on besides its packets, in words. */
export type Condition = string | Period;

/**
 * What is told as a period between two days, of which either may be open.
 * @returns the words alone where one of them is no day, or none is said: when it counts is not known then
 */
export function periodOf(says: string, from: string | undefined, to: string | undefined): Condition {
  const days = [from, to].filter((day) => day !== undefined);
  if (!days.length || !days.every(isCalendarDay)) return says;
  return { says, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** Conditions as a rule tells them. */
export function told(conditions: readonly Condition[]): string | undefined {
  const words = new Set(conditions.map((each) => (typeof each === 'string' ? each : each.says)));
  return words.size ? [...words].join('; ') : undefined;
}
