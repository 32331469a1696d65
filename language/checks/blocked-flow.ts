import type { PairGap } from '../analysis/analyze.ts';
import { type Unblocking, unblock } from '../analysis/coverage/unblock.ts';
import { subtract } from '../analysis/region.ts';
import { whyUncertain } from '../analysis/verdicts.ts';
import { at, defineCheck, type Fix } from '../checking/check.ts';
import { removeServices } from '../editing/narrow.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { formatServices } from '../model/services.ts';

/** A required flow that a deny closes, whatever the allows say. */
export const blockedFlow = defineCheck<PairGap>({
  code: 'blocked-flow',
  level: 'error',
  ofPlan: true,
  title: 'A required flow that a `deny` closes',
  documentation: `\`deny\` wins over \`allow\`. This deny closes ports that the catalog requires between two components, so that adding an \`allow\`
would change nothing. Narrow the deny to what it is meant for, or take the component out of its reach. A component with a host name may be at
any address of its zone, so that a deny of some of these addresses may close what is needed of it, and is reported as well.

\`\`\`segplan
allow vbr -> proxy : required
deny  management -> backup : tcp 2500-3300   // closes the data channels from vbr to proxy
\`\`\`

The quick-fix takes the required ports out of every \`deny\` that closes them, and says whom else that lets through. It is offered where
the denies list their ports and where the flow passes afterwards; a \`deny\` of everything can't be put as a list of ports.`,
  *detect(context) {
    for (const pair of context.analysis.blocked) {
      const denies = [...new Set(pair.gaps.flatMap((g) => g.denies))];
      const here = denies.find((d) => context.root.statements.includes(d.node)) ?? denies[0];
      if (!here) continue;
      const uncertain = subtract(
        pair.gaps.flatMap((g) => g.region),
        context.analysis.denies,
      );
      const why = uncertain.length ? ` (${whyUncertain(uncertain, context.analysis.names)})` : '';
      const purposes = [...new Set(pair.gaps.map((g) => g.flow.purpose))].filter((p) => p).slice(0, 3);
      yield {
        node: here.node,
        message: `This deny ${why ? 'may close' : 'closes'} ${pair.from.name} -> ${pair.to.name} on ${formatServices(pair.services)}${why}, which is required${purposes.length ? `: ${purposes.join('; ')}` : ''}.`,
        related: [
          { ...at(pair.from.node, 'name'), message: `${pair.from.name} connects,` },
          { ...at(pair.to.node, 'name'), message: `${pair.to.name} is connected to.` },
          ...[...new Set(pair.gaps.map((g) => g.flow))].map((flow) => ({ node: flow.node, message: flow.purpose })),
        ],
        data: pair,
      };
    }
  },
  fix({ data: pair }, { analysis }): Fix[] {
    const found = pair && unblock(pair, analysis);
    if (!found) return [];
    const edits = [...found.taken].flatMap(([rule, services]) => removeServices(rule.node, services));
    return [{ title: titleOf(found), edits }];
  },
});

/** Says what goes, and everything that it opens. */
function titleOf({ taken, others, beyond }: Unblocking): string {
  const services = formatServices(IntervalSet.unionAll(taken.values()));
  const pairs = others.slice(0, 3).map(({ from, to }) => `${from.name} -> ${to.name}`);
  if (others.length > 3) pairs.push(`${others.length - 3} more`);
  if (beyond) pairs.push(others.length ? 'other addresses' : 'addresses of no component');
  const [deny] = taken.keys();
  const ends = [deny?.sources, deny?.destinations].map((list) => list?.map((end) => end.label).join(', ')).join(' -> ');
  const denies = taken.size > 1 ? `${taken.size} denies` : `'deny ${ends}'`;
  return `Take ${services} out of ${denies}${pairs.length ? `; this also opens it to ${pairs.join(', ')}` : ', which opens nothing else'}`;
}
