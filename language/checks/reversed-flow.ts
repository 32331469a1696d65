import { type ReversedRule, reversedRule } from '../analysis/coverage/reversed.ts';
import { at, defineCheck, type Fix } from '../checking/check.ts';
import { turnRound } from '../editing/turn-round.ts';
import type { PlanEndpoint, PlanRule } from '../model/plan.ts';
import { formatServices } from '../model/services.ts';

/** A rule that opens the ports in the wrong direction. */
export const reversedFlow = defineCheck<PlanRule>({
  code: 'reversed-flow',
  level: 'warning',
  title: 'A rule that opens required ports in the wrong direction',
  documentation: `\`a -> b\` names the side that opens the connection first. No catalog in use knows of a connection that this rule would let through, in
any phase or with any feature, while its ports are required from its destination to its source and are not permitted there. Most often
the source of a port table was read the wrong way round, or a rule for replies was written: replies need none.

\`\`\`segplan
allow repo -> vbr : tcp 6162    // the backup server connects to the repository
allow vbr -> repo : tcp 6162
\`\`\`

The quick-fix turns the rule round. Where the other direction is permitted already, the rule can go: \`unneeded-port\` says so.`,
  *detect({ plan, analysis }) {
    for (const rule of plan.rules) {
      const reversed = reversedRule(rule, analysis);
      if (reversed)
        yield { ...at(rule.node, 'service'), message: messageOf(rule, reversed), related: related(reversed), data: rule };
    }
  },
  fix: ({ data: rule }): Fix[] => {
    if (!rule) return [];
    return [
      {
        title: `Turn the rule round: ${labels(rule.destinations)} -> ${labels(rule.sources)}`,
        edits: turnRound(rule.node),
        preferred: true,
      },
    ];
  },
});

function labels(ends: readonly PlanEndpoint[]): string {
  return ends.map((end) => end.label).join(', ');
}

function messageOf(rule: PlanRule, { services, requirements }: ReversedRule): string {
  const purposes = [...new Set(requirements.map((r) => r.flow.purpose))].filter((p) => p).slice(0, 2);
  const why = purposes.length ? ` Needed for: ${purposes.join('; ').replace(/\.$/, '')}.` : '';
  return `The connection goes the other way: ${formatServices(services)} is required from ${labels(rule.destinations)} to ${labels(rule.sources)}, where no rule permits it, and nothing is known to need it in this direction.${why}`;
}

function related({ requirements }: ReversedRule) {
  return [...new Map(requirements.map((r) => [r.flow.node, r.flow.purpose]))].map(([node, message]) => ({ node, message }));
}
