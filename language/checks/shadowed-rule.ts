import { shadowedRules } from '../analysis/coverage/redundancy.ts';
import { isRequiredWith, servesAnything } from '../analysis/coverage/served.ts';
import { defineCheck, type Fix } from '../checking/check.ts';
import { removeStatement } from '../editing/remove.ts';
import type { PlanRule } from '../model/plan.ts';

/** An allow that denies close in full. */
export const shadowedRule = defineCheck<{ rule: PlanRule; needed: boolean }>({
  code: 'shadowed-rule',
  level: 'warning',
  title: 'An `allow` that has no effect, since denies close all of it',
  documentation: `\`deny\` wins over \`allow\`, wherever the two stand. Nothing of what this rule permits gets through: one \`deny\`, or several of them
together, close all of its addresses and ports for as long as it holds.

\`\`\`segplan
allow vbr -> repo : tcp 2500-3300
deny  management -> backup : tcp 1-2999      // neither deny closes the rule above;
deny  management -> backup : tcp 3000-9999   // both together do
\`\`\`

Either the rule is left over and can go, as the quick-fix has it, or a \`deny\` is too wide and has to be narrowed. A \`deny\` that holds for
a phase or until a date doesn't make a lasting rule useless.`,
  *detect({ analysis }) {
    const standing = analysis.standing();
    for (const { rule, by } of shadowedRules(standing)) {
      const needed = servesAnything(standing.boxesOf(rule), analysis.known(), isRequiredWith(rule, analysis));
      const [closed, denies] = by.length > 1 ? [`${by.length} denies together close`, 'denies'] : ['a deny closes', 'deny'];
      yield {
        node: rule.node,
        message: `This rule has no effect: ${closed} all of it. ${needed ? `Some of it is required: narrow the ${denies}.` : `Remove it, or narrow the ${denies}.`}`,
        related: by.map((deny) => ({
          node: deny.node,
          message: `This deny closes ${by.length > 1 ? 'a part of it' : 'all of it'}.`,
        })),
        unnecessary: true,
        data: { rule, needed },
      };
    }
  },
  // What is required isn't to go; the finding of blocked-flow says which ports.
  fix: ({ data }): Fix[] =>
    data && !data.needed ? [{ title: 'Remove this rule', edits: removeStatement(data.rule.node), preferred: true }] : [],
});
