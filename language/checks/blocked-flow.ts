import type { PairGap } from '../analysis/analyze.ts';
import { at, defineCheck } from '../checking/check.ts';
import { formatServices } from '../model/services.ts';

/** A required flow that a deny closes, whatever the allows say. */
export const blockedFlow = defineCheck<PairGap>({
  code: 'blocked-flow',
  level: 'error',
  ofPlan: true,
  title: 'A required flow that a `deny` closes',
  documentation: `\`deny\` wins over \`allow\`. This deny closes ports that the catalog requires between two components, so that adding an \`allow\`
would change nothing. Narrow the deny to what it is meant for, or take the component out of its reach.

\`\`\`segplan
allow vbr -> proxy : required
deny  management -> backup : tcp 2500-3300   // closes the data channels from vbr to proxy
\`\`\``,
  *detect(context) {
    for (const pair of context.analysis.blocked) {
      const denies = [...new Set(pair.gaps.flatMap((g) => g.denies))];
      const here = denies.find((d) => context.root.statements.includes(d.node)) ?? denies[0];
      if (!here) continue;
      const purposes = [...new Set(pair.gaps.map((g) => g.flow.purpose))].filter((p) => p).slice(0, 3);
      yield {
        node: here.node,
        message: `This deny closes ${pair.from.name} -> ${pair.to.name} on ${formatServices(pair.services)}, which is required${purposes.length ? `: ${purposes.join('; ')}` : ''}.`,
        related: [
          { ...at(pair.from.node, 'name'), message: `${pair.from.name} connects,` },
          { ...at(pair.to.node, 'name'), message: `${pair.to.name} is connected to.` },
          ...[...new Set(pair.gaps.map((g) => g.flow))].map((flow) => ({ node: flow.node, message: flow.purpose })),
        ],
        data: pair,
      };
    }
  },
});
