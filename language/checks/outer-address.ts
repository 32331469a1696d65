import { outsidesOf } from '../analysis/ways/translated.ts';
import { defineCheck, type Fix } from '../checking/check.ts';
import { isOnBrokenLine } from '../editing/edits.ts';
import { formatAddresses } from '../model/addresses.ts';
import type { PlanTranslation } from '../model/plan.ts';

/** A rule about the outer address of a component. */
export const outerAddress = defineCheck<{ readonly translation: PlanTranslation }>({
  code: 'outer-address',
  level: 'warning',
  theme: 'firewalls',
  title: 'A rule that names an address under which a firewall makes a component known',
  documentation: `Rules are about machines. What a machine is called on the way is for the firewalls: a rule about the component is written with
its outer address for those who see that, and with its own for all others. A rule about the outer address is about nobody.

\`\`\`segplan
zone internet external
zone dmz { subnet 10.20.0.0/24  component gateway at 10.20.0.10 }

firewall edge : asa {
  zones internet, dmz
  nat 203.0.113.10 tcp 443 -> gateway
}

allow internet -> 203.0.113.10 : tcp 443   // internet -> gateway
\`\`\`

The quick-fix names the component.`,
  *detect({ plan }) {
    const all = outsidesOf(plan);
    if (!all.length) return;
    const byAddress = new Map(all.map((each) => [formatAddresses(each.translation.address)[0], each]));
    for (const rule of plan.rules)
      for (const end of [...rule.sources, ...rule.destinations]) {
        if (end.kind !== 'address') continue;
        const [text, ...more] = formatAddresses(end.addresses);
        const found = more.length ? undefined : byAddress.get(text);
        if (!found) continue;
        const { translation, firewall } = found;
        yield {
          node: end.node,
          message: `${formatAddresses(translation.address)[0]} is what ${firewall.name} makes ${translation.component.name} known as; name the component, by its own ports.`,
          related: [{ node: translation.node, message: 'It is translated here.' }],
          data: { translation },
        };
      }
  },
  fix({ node, data }): Fix[] {
    const range = node.$cstNode?.range;
    if (!data || !range || isOnBrokenLine(node)) return [];
    const { name } = data.translation.component;
    return [{ title: `Name ${name}`, edits: [{ range, newText: name }], preferred: true }];
  },
});
