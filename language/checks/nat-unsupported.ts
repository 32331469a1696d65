import { type AstNode, AstUtils } from 'langium';
import { adviceFor, sourceOfAdvice } from '../analysis/advice/advice.ts';
import { type Outside, outsidesOf } from '../analysis/ways/translated.ts';
import { defineCheck } from '../checking/check.ts';
import type { CatalogAdvice } from '../model/catalog.ts';
import type { Plan, PlanComponent, PlanZone } from '../model/plan.ts';

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

A subnet that others see under other addresses is translated as well, towards every other zone:

\`\`\`segplan
zone branch { subnet 192.168.1.0/24 as 10.101.1.0/24 }
\`\`\`

A firewall that makes a component known under another address (\`nat\` within its braces) translates what comes to that from outside.

Route between the two ends without translation, or take the components out of the translated range.`,
  besidesRules: true,
  *detect({ plan, analysis, document }) {
    for (const { node, crosses } of [
      ...plan.nats.map(ofNat),
      ...plan.zones.flatMap(ofZone),
      ...outsidesOf(plan).map(ofFirewall),
    ]) {
      if (AstUtils.getDocument(node) !== document) continue;
      const found = new Map<CatalogAdvice, { from: PlanComponent; to: PlanComponent }>();
      for (const { flow, from, to } of analysis.requirements)
        for (const a of from)
          for (const b of to) {
            if (!crosses(a, b) && !crosses(b, a)) continue;
            for (const advice of [...adviceFor(plan, a, 'no-nat'), ...adviceFor(plan, b, 'no-nat')])
              if (advice.vendor === flow.vendor && !found.has(advice)) found.set(advice, { from: a, to: b });
          }
      for (const [advice, { from, to }] of found)
        yield {
          node,
          message: `${from.name} -> ${to.name} crosses this translation. ${advice.text}`,
          related: [{ node: advice.node, message: sourceOfAdvice(advice) }],
        };
    }
  },
});

/** A translation that a plan speaks of, and who is translated towards whom. */
interface Translated {
  readonly node: AstNode;
  readonly crosses: (from: PlanComponent, to: PlanComponent) => boolean;
}

function ofNat({ node, sources, destinations }: Plan['nats'][number]): Translated {
  return { node, crosses: (from, to) => sources.overlaps(from.addresses) && destinations.overlaps(to.addresses) };
}

/** Who comes from outside of a firewall that makes a component known under another address. */
function ofFirewall({ translation, kinds }: Outside): Translated {
  const outside = new Set(kinds.flat());
  return { node: translation.node, crosses: (from, to) => to === translation.component && outside.has(from.zone) };
}

/** What other zones see under other addresses than a zone itself. */
function ofZone(zone: PlanZone): Translated[] {
  const line = zone.node.subnets.find(({ seen }) => seen.length);
  const crosses: Translated['crosses'] = (from, to) => from.zone === zone && to.zone !== zone && !from.own.equals(from.addresses);
  return line ? [{ node: line, crosses }] : [];
}
