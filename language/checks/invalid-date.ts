import { isCalendarDay } from '../analysis/permissions.ts';
import { at, defineCheck } from '../checking/check.ts';

/** A day that no calendar has. */
export const invalidDate = defineCheck({
  code: 'invalid-date',
  level: 'error',
  essential: true,
  title: 'An end date that is not a day of the calendar',
  documentation: 'Dates are written as `2027-01-31`: year, month and day.',
  *detect(context) {
    for (const rule of context.plan.rules) {
      const { until } = rule;
      if (until !== undefined && !isCalendarDay(until))
        yield { ...at(rule.node, 'until'), message: `There is no ${until} in the calendar.` };
    }
  },
});
