import { AstUtils } from 'langium';
import { at, defineCheck } from '../checking/check.ts';

/** Two zones that both stand for the rest of the world. */
export const ambiguousZone = defineCheck({
  code: 'ambiguous-zone',
  level: 'warning',
  theme: 'places',
  title: 'Two external zones that both stand for everything outside',
  documentation: `An \`external\` zone without subnets holds every address that no other zone holds. Of two such zones a rule for one is a rule for
the other as well, on every firewall.

\`\`\`segplan
zone internet external
zone partner external { subnet 203.0.113.0/24 }
\`\`\`

Give all but one of them the addresses that they have.`,
  besidesRules: true,
  *detect({ plan, document }) {
    const [first, ...others] = plan.zones.filter((z) => z.rest);
    for (const zone of others)
      if (AstUtils.getDocument(zone.node) === document)
        yield {
          ...at(zone.node, 'name'),
          message: `${zone.name} stands for everything outside, as ${first!.name} does: give it the subnets that it has.`,
          related: [{ ...at(first!.node, 'name'), message: `${first!.name} holds the same addresses.` }],
        };
  },
});
