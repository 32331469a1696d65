import { possibleTraffic } from '../analysis/region.ts';
import { ZonesTouched } from '../analysis/zones-touched.ts';
import { defineCheck, type Fix, findingsOfRules } from '../checking/check.ts';
import { removeStatement } from '../editing/remove.ts';
import type { Plan, PlanRule, PlanZone } from '../model/plan.ts';
import { ANY_SERVICE } from '../model/services.ts';

/** A rule that no firewall between zones ever sees traffic of. */
export const withinZone = defineCheck<PlanZone>({
  code: 'within-zone',
  level: 'info',
  theme: 'idle',
  title: 'A rule with both ends in one zone',
  documentation: `Within a zone everything reaches everything: a firewall between zones never sees that traffic, so that a rule about it, \`allow\` or
\`deny\`, is in none of its rule sets. It holds on the firewalls of the hosts themselves (\`--scope host\`), where there is one for the component
at the other end.

\`\`\`segplan
zone backup {
  subnet 10.30.0.0/24
  component proxy : veeam.vmware-proxy at 10.30.0.10
  component repo  : veeam.hardened-repository at 10.30.0.20
}
deny proxy -> repo : tcp 22      // no firewall stands between the two
\`\`\`

If the two are to be kept apart on the network, give one of them a zone of its own. Rules that also speak of other zones (\`any -> any\`, a
site) are not reported. Components of an \`external\` zone get no rule set, so that a rule within one has no effect at all; the quick-fix
removes it.`,
  detect: ({ plan, analysis }) =>
    findingsOfRules(analysis, 'rules within zones', function* (rule) {
      const zone = zoneOf(rule, plan);
      if (!zone) return;
      const names = (ends: PlanRule['sources']): string => ends.map((e) => e.label).join(', ');
      const [from, to] = [names(rule.sources), names(rule.destinations)];
      const where = `${from === to ? 'Both ends are' : `${from} and ${to} are both`} in ${zone.name}`;
      const what = rule.action === 'deny' ? 'closes' : 'opens';
      yield {
        node: rule.node,
        data: zone,
        message: zone.external
          ? `${where}, where nobody filters: this rule ${what} nothing.`
          : `${where}: this rule ${what} something on the firewalls of hosts alone, and nothing on one between zones.`,
      };
    }),
  fix({ data: zone, node }): Fix[] {
    return zone?.external ? [{ title: 'Remove this rule: nothing changes', edits: removeStatement(node), preferred: true }] : [];
  },
});

/** The zone that holds all of a rule's traffic, if one does. */
function zoneOf({ sources, sourceAddresses, destinations, destinationAddresses }: PlanRule, plan: Plan): PlanZone | undefined {
  if (!possibleTraffic(sourceAddresses, destinationAddresses, ANY_SERVICE).length) return undefined;
  const touched = ZonesTouched.of(plan.zones);
  const touchedTo = touched.by(destinationAddresses);
  // Most rules are between zones, and their ends may name a thousand components.
  if (!touched.by(sourceAddresses).some((n) => touchedTo.includes(n))) return undefined;
  const holds = (zone: PlanZone): boolean =>
    zone.addresses.covers(sourceAddresses) && zone.addresses.covers(destinationAddresses);
  // Where subnets overlap, which is reported, a component is in the zone in which it is written.
  const named = new Set([...sources, ...destinations].flatMap((end) => end.components.map((c) => c.zone)));
  if (named.size > 1) return undefined;
  return (named.size ? [...named] : plan.zones).find(holds);
}
