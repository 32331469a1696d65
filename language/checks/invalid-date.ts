import { isCalendarDay } from '../analysis/permissions.ts';
import { ofEachRule } from '../analysis/surroundings.ts';
import { at, defineCheck } from '../checking/check.ts';
import { sourceDate } from '../model/catalog-ids.ts';
import { statementsOf } from '../syntax/statements.ts';

/** A day that no calendar has. */
export const invalidDate = defineCheck({
  code: 'invalid-date',
  level: 'error',
  theme: 'words',
  essential: true,
  title: 'A date that is not in the calendar',
  documentation: `The end of a rule is a day, written as \`2027-01-31\`: year, month and day. The date of a source in a catalog is as exact as the source
says it: a day, a month (\`dated 2019-09\`) or a year.`,
  *detect(context) {
    for (const rule of ofEachRule(context.analysis, 'rules with an end', (each) => (each.until ? [each] : []))) {
      const { until } = rule;
      if (until !== undefined && !isCalendarDay(until))
        yield { ...at(rule.node, 'until'), message: `There is no ${until} in the calendar.` };
    }
    for (const vendor of statementsOf(context.root, 'Vendor'))
      for (const source of vendor.members)
        if (source.$type === 'Source' && source.date && !isCalendarDay(wholeDate(sourceDate(source.date))))
          yield { ...at(source, 'date'), message: `There is no ${sourceDate(source.date)} in the calendar.` };
  },
});

/** A day of a month or year; a text that is no day where it is neither. */
function wholeDate(date: string): string {
  return /^\d{4}$/.test(date) ? `${date}-01-01` : /^\d{4}-\d{2}$/.test(date) ? `${date}-01` : date;
}
