import { AstUtils } from 'langium';
import { adviceFor, sourceOfAdvice } from '../analysis/advice/advice.ts';
import { defineCheck } from '../checking/check.ts';
import type { CatalogAdvice } from '../model/catalog.ts';
import type { PlanComponent } from '../model/plan.ts';

/** Address translation on the way of a product that does not stand it. */
export const natUnsupported = defineCheck({
  code: 'nat-unsupported',
  level: 'error',
  title: 'Address translation between components that do not support it',
  documentation: `A plan says with \`nat a -> b\` that addresses are translated on the way from one end to the other. Some products don't work
through that: Zerto supports no NAT between its components, and a Segment Server of Zero Networks must not be behind one.

\`\`\`segplan
nat branch -> main
\`\`\`

Route between the two ends without translation, or take the components out of the translated range.`,
  *detect({ plan, analysis, document }) {
    for (const nat of plan.nats) {
      if (AstUtils.getDocument(nat.node) !== document) continue;
      const found = new Map<CatalogAdvice, { from: PlanComponent; to: PlanComponent }>();
      for (const { flow, from, to } of analysis.requirements)
        for (const a of from)
          for (const b of to) {
            const forth = nat.sources.overlaps(a.addresses) && nat.destinations.overlaps(b.addresses);
            const back = nat.sources.overlaps(b.addresses) && nat.destinations.overlaps(a.addresses);
            if (!forth && !back) continue;
            for (const advice of [...adviceFor(plan, a, 'no-nat'), ...adviceFor(plan, b, 'no-nat')])
              if (advice.vendor === flow.vendor && !found.has(advice)) found.set(advice, { from: a, to: b });
          }
      for (const [advice, { from, to }] of found)
        yield {
          node: nat.node,
          message: `${from.name} -> ${to.name} crosses this translation. ${advice.text}`,
          related: [{ node: advice.node, message: sourceOfAdvice(advice) }],
        };
    }
  },
});
