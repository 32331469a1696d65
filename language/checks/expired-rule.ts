import { isCalendarDay, isExpired } from '../analysis/permissions.ts';
import { ofEachRule } from '../analysis/surroundings.ts';
import { at, defineCheck, type Fix } from '../checking/check.ts';
import { removeStatement } from '../editing/remove.ts';
import { againstText, renewing } from '../editing/wake-rule.ts';
import type { PlanRule } from '../model/plan.ts';

/** That a rule does nothing any more, and what to do. */
function endedText({ action, until }: PlanRule): string {
  return `This rule ended on ${until} and ${action === 'deny' ? 'closes' : 'opens'} nothing any more: remove it, or give it a later day.`;
}

/** A rule past its date. */
export const expiredRule = defineCheck<PlanRule>({
  code: 'expired-rule',
  level: 'warning',
  theme: 'idle',
  title: 'A rule past its end date, which is no longer emitted',
  documentation: `A rule with \`until\` holds through the end of that day. Afterwards it permits nothing and appears in no rule set; flows that
only it permitted are reported as missing. Remove it, or give it another date: the
quick-fixes do either, the second with 30 days more. The date is read as a day in UTC.`,
  *detect(context) {
    for (const rule of ofEachRule(context.analysis, 'rules with an end', (each) => (each.until ? [each] : [])))
      if (rule.until && isCalendarDay(rule.until) && isExpired(rule, context.analysis.moment))
        yield { ...at(rule.node, 'until'), message: endedText(rule), data: rule };
  },
  fix({ node, data: rule }, context): Fix[] {
    const longer = rule ? renewing(rule, 'this rule', againstText(rule, context), context) : [];
    return [{ title: 'Remove this rule', edits: removeStatement(node) }, ...longer];
  },
});
