import { type IdleRule, judging, redundantRules } from '../analysis/coverage/redundancy.ts';
import { defineCheck, type Fix } from '../checking/check.ts';
import { removeStatement } from '../editing/remove.ts';
import type { PlanRule } from '../model/plan.ts';

/** A rule that says only what others say. */
export const redundantRule = defineCheck<IdleRule>({
  code: 'redundant-rule',
  level: 'hint',
  theme: 'idle',
  title: 'A rule that says only what other rules say as well',
  documentation: `Other rules permit (or, for a \`deny\`, close) everything that this rule does: each of its addresses, in both families, and each of its
ports, for as long as it holds. It may take several rules together to do so. Nothing changes when it is removed.

\`\`\`segplan
allow vbr -> backup : tcp 1-1000
allow vbr -> backup : tcp 1001-65000
allow vbr -> repo   : tcp 500-1500     // permitted already by the two above
\`\`\`

Of two rules that are equal, the later one is shown; all rules that are shown can go together. A rule that holds only for a phase or
until a date makes no lasting rule redundant. \`required\` counts as what the catalogs require now.`,
  *prepare({ analysis }) {
    yield* judging(analysis.standing());
  },
  *detect({ analysis }) {
    yield* analysis.memory.each('redundant rules', redundantRules(analysis.standing()), [], (idle) => [
      {
        node: idle.rule.node,
        message: messageOf(idle),
        related: idle.by.map((other) => ({ node: other.node, message: partOf(idle, other) })),
        unnecessary: true,
        data: idle,
      },
    ]);
  },
  fix({ data }, { analysis }): Fix[] {
    if (!data) return [];
    const { rule } = data;
    // All rules of the file that can go together, this one among them.
    const all = redundantRules(analysis.standing()).map((idle) => idle.rule);
    const one: Fix = { title: 'Remove this rule: nothing changes', edits: removeStatement(rule.node), preferred: true };
    if (all.length < 2) return [one];
    return [
      one,
      {
        title: `Remove all ${all.length} rules that say only what others say`,
        edits: all.flatMap((each) => removeStatement(each.node)),
      },
    ];
  },
});

function messageOf({ rule, by }: IdleRule): string {
  const others = by.length > 1 ? `${by.length} other rules together` : 'another rule';
  const closing = by.some((other) => other.action === 'deny');
  if (rule.action === 'deny') return `This rule adds nothing: ${others} ${by.length > 1 ? 'close' : 'closes'} all of it already.`;
  return `This rule adds nothing: ${others} ${by.length > 1 ? 'permit' : 'permits'} all of it already${closing ? ', but for what a deny closes' : ''}.`;
}

function partOf({ rule, by }: IdleRule, other: PlanRule): string {
  const verb = other.action === 'deny' ? 'closes' : 'permits';
  return `This ${rule.action === other.action ? 'rule' : 'deny'} ${verb} ${by.length > 1 ? 'a part of it' : 'all of it'}.`;
}
