import { AstUtils } from 'langium';
import { at, defineCheck } from '../checking/check.ts';
import { formatAddresses } from '../model/addresses.ts';
import { addressSet } from '../model/endpoint-resolver.ts';

/** Two zones that hold the same addresses: no firewall could tell which is which. */
export const overlappingSubnets = defineCheck({
  code: 'overlapping-subnets',
  level: 'error',
  essential: true,
  title: 'Subnets of two zones that overlap',
  documentation: `An address belongs to one zone. Where the subnets of two zones overlap, nobody can say which rules hold for an address
in both.`,
  *detect(context) {
    const { zones } = context.plan;
    for (const [n, zone] of zones.entries()) {
      if (AstUtils.getDocument(zone.node) !== context.document) continue;
      for (const subnet of zone.node.subnets.flatMap((s) => s.addresses)) {
        const set = addressSet(subnet);
        for (const [m, other] of zones.entries()) {
          // Of two zones in one file the later one is reported.
          if (m === n || (m > n && AstUtils.getDocument(other.node) === context.document)) continue;
          const common = set.intersect(other.subnets);
          if (common.isEmpty) continue;
          yield {
            node: subnet,
            message: `${formatAddresses(common).slice(0, 3).join(', ')} is also in ${other.name}.`,
            related: [{ ...at(other.node, 'name'), message: `${other.name} holds it as well.` }],
          };
        }
      }
    }
  },
});
