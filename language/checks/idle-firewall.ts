import { at, defineCheck } from '../checking/check.ts';
import { isOnBrokenLine } from '../editing/edits.ts';
import { statementsOf } from '../syntax/statements.ts';

/** A firewall that stands between nothing. */
export const idleFirewall = defineCheck({
  code: 'idle-firewall',
  level: 'warning',
  theme: 'firewalls',
  title: 'A firewall that stands between nothing',
  documentation: `A firewall carries traffic from one of its zones to another, so that one with fewer than two zones gets no rule, unless it stands
at the hosts of a zone, as the groups of a cloud and the firewalls of hosts do:

\`\`\`segplan
zone office { subnet 10.1.0.0/24 }
zone shop   { subnet 10.2.0.0/24 }

firewall main  : asa { zones office, shop }
firewall tills : windows-firewall { at shop }
\`\`\``,
  besidesRules: true,
  *detect({ root }) {
    for (const firewall of statementsOf(root, 'Firewall')) {
      // A half-written list is reported as that.
      const count = (between: boolean): number =>
        firewall.zones.filter((line) => line.between === between).reduce((sum, line) => sum + line.zones.length, 0);
      if (!firewall.name || count(true) > 1 || count(false) || isOnBrokenLine(firewall)) continue;
      const has = count(true) ? 'one zone alone' : 'no zones';
      yield {
        ...at(firewall, 'name'),
        message: `${firewall.name} has ${has}: name those that it stands between, as in 'zones office, shop'.`,
      };
    }
  },
});
