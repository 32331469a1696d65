import { AstUtils } from 'langium';
import { at, defineCheck, type Fix } from '../checking/check.ts';
import { addZone } from '../editing/firewall-zones.ts';
import type { PlanZone } from '../model/plan.ts';

/** A zone that no firewall has, in a plan that names firewalls. */
export const zoneWithoutFirewall = defineCheck<PlanZone>({
  code: 'zone-without-firewall',
  level: 'warning',
  theme: 'firewalls',
  title: 'A zone that no firewall has',
  documentation: `The plan says which firewalls there are, and which zones each of them stands between. This zone is among none of them, so that
nothing leaves it and nothing reaches it: none of its rules is written anywhere.

\`\`\`segplan
zone office { subnet 10.1.0.0/24 }
zone shop   { subnet 10.2.0.0/24 }
zone lab    { subnet 10.3.0.0/24 }

firewall main : asa { zones office, shop }
\`\`\`

The quick-fix adds the zone to a firewall. A zone that is meant to be cut off is \`isolated\`, and not reported.`,
  besidesRules: true,
  *detect({ plan, document }) {
    if (!plan.firewalls.length) return;
    const joined = new Set(plan.firewalls.flatMap(({ zones }) => zones));
    for (const zone of plan.zones)
      if (!joined.has(zone) && !zone.isolated && AstUtils.getDocument(zone.node) === document)
        yield {
          ...at(zone.node, 'name'),
          message: `No firewall has ${zone.name} among its zones, so that no traffic leaves or reaches it.`,
          data: zone,
        };
  },
  fix({ data }, { plan, root }): Fix[] {
    if (!data) return [];
    const own = plan.firewalls.filter(({ node }) => AstUtils.findRootNode(node) === root);
    return own.flatMap(({ name, node }) => {
      const edit = addZone(node, data.name);
      return edit ? [{ title: `Add ${data.name} to the zones of ${name}`, edits: [edit], preferred: own.length === 1 }] : [];
    });
  },
});
