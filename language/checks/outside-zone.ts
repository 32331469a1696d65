import { AstUtils } from 'langium';
import { defineCheck, type Fix } from '../checking/check.ts';
import { insertAt } from '../editing/edits.ts';
import { formatAddresses } from '../model/addresses.ts';
import { addressSet } from '../model/endpoint-resolver.ts';
import type { PlanZone } from '../model/plan.ts';

interface Data {
  readonly zone: PlanZone;
  /** The addresses as they are written; none where another zone holds them. */
  readonly missing: readonly string[];
}

/** A component's address that is in none of its zone's subnets. */
export const outsideZone = defineCheck<Data>({
  code: 'outside-zone',
  level: 'error',
  title: 'An address of a component that lies in none of the subnets of its zone',
  documentation: `A firewall tells zones apart by their subnets. A component whose address lies elsewhere is in another zone, or a subnet is
missing.

\`\`\`segplan
zone backup {
  subnet 10.30.0.0/24
  component repo : veeam.hardened-repository at 10.31.0.20   // outside
}
\`\`\`

The quick-fix adds the address to the zone's subnets, where no other zone holds it; it may as well be a slip of the hand.`,
  *detect(context) {
    for (const zone of context.plan.zones) {
      if (AstUtils.getDocument(zone.node) !== context.document || zone.subnets.isEmpty) continue;
      for (const component of zone.node.components)
        for (const host of component.hosts) {
          if (host.$type !== 'Address') continue;
          const outside = addressSet(host).subtract(zone.ownSubnets);
          if (outside.isEmpty) continue;
          const home = context.plan.zones.find((z) => z !== zone && !z.external && z.subnets.covers(outside));
          yield {
            node: host,
            data: { zone, missing: context.plan.zones.some((z) => z.subnets.overlaps(outside)) ? [] : formatAddresses(outside) },
            message: `${formatAddresses(outside).slice(0, 3).join(', ')} is in no subnet of ${zone.name}${home ? `, but in ${home.name}` : ''}.`,
          };
        }
    }
  },
  fix({ data }): Fix[] {
    const lines = data?.zone.node.subnets ?? [];
    // A line that leaves something out, or is translated, says more than which networks there are.
    const last = lines.findLast((line) => !line.seen.length && !line.exceptions.length)?.$cstNode?.range.end;
    const end = lines.at(-1)?.$cstNode?.range.end;
    if (!data?.missing.length || !end) return [];
    const texts = data.missing.join(', ');
    const edit = last ? insertAt(last, `, ${texts}`) : insertAt(end, ` subnet ${texts}`);
    return [{ title: `Add ${texts} to the subnets of ${data.zone.name}`, edits: [edit] }];
  },
});
