import type { AstNode } from 'langium';
import { at, defineCheck, type Finding } from '../checking/check.ts';
import type * as ast from '../generated/ast.ts';
import { statementsOf } from '../syntax/statements.ts';

/** So many firewalls a plan may have: ways between all of their zones are looked for. */
const MOST_FIREWALLS = 200;

/** A firewall of which it is open where it stands. */
export const invalidFirewall = defineCheck({
  code: 'invalid-firewall',
  level: 'error',
  theme: 'firewalls',
  essential: true,
  title: 'A firewall that says something twice, or of zones that are not its own',
  documentation: `A firewall has each of its zones once, and each zone has one name on the device. An \`interface\` names a zone that is among
the \`zones\` or behind \`at\`, and no two zones have the same interface.

\`\`\`segplan
zone office { subnet 10.1.0.0/24 }
zone shop   { subnet 10.2.0.0/24 }

firewall main : asa {
  zones office, shop
  interface inside = office
  interface outside = shop
}
\`\`\`

A plan has up to ${MOST_FIREWALLS} firewalls. Two devices that stand in for each other are one of them.`,
  besidesRules: true,
  *detect({ root }) {
    const firewalls = statementsOf(root, 'Firewall');
    for (const firewall of firewalls) {
      yield* zonesTwice(firewall, true);
      yield* zonesTwice(firewall, false);
      yield* interfaces(firewall);
    }
    const [over] = firewalls.slice(MOST_FIREWALLS);
    if (over) yield { ...at(over, 'name'), message: `A plan has up to ${MOST_FIREWALLS} firewalls, and this is one more.` };
  },
});

function* zonesTwice({ zones: lines }: ast.Firewall, between: boolean): Iterable<Finding<undefined>> {
  const first = new Map<AstNode, ast.FirewallZones>();
  for (const line of lines.filter((each) => each.between === between))
    for (const [n, { ref }] of line.zones.entries()) {
      const earlier = ref && first.get(ref);
      if (ref && earlier)
        yield {
          ...at(line, 'zones', n),
          message: `${ref.name} is a zone of this firewall already.`,
          related: [{ node: earlier, message: 'It was named here first.' }],
        };
      else if (ref) first.set(ref, line);
    }
}

function* interfaces(firewall: ast.Firewall): Iterable<Finding<undefined>> {
  const zones = new Set(firewall.zones.flatMap((line) => line.zones.flatMap(({ ref }) => ref ?? [])));
  const labels = new Set<string>();
  const named = new Set<ast.Zone>();
  // What has no name of its own on the device has that of the zone.
  const renamed = new Set(firewall.interfaces.flatMap(({ zone }) => zone?.ref ?? []));
  const taken = new Map([...zones].filter((zone) => !renamed.has(zone)).map((zone) => [zone.name, zone]));
  for (const each of firewall.interfaces) {
    const zone = each.zone?.ref;
    if (!zone || !each.label) continue;
    if (!zones.has(zone))
      yield { ...at(each, 'zone'), message: `${zone.name} is no zone of ${firewall.name}; add it to its zones.` };
    else if (named.has(zone)) yield { ...at(each, 'zone'), message: `${zone.name} has a name on this firewall already.` };
    if (labels.has(each.label))
      yield { ...at(each, 'label'), message: `'${each.label}' is the name of another zone here already.` };
    else if (taken.has(each.label))
      yield {
        ...at(each, 'label'),
        message: `'${each.label}' is a zone of this firewall by its own name; give that one an interface as well.`,
      };
    labels.add(each.label);
    named.add(zone);
  }
}
