import { type AddressSet, ALL_IPV4, ALL_IPV6, type Family } from '../../../model/addresses.ts';
import type { RuleSet } from '../../rule-set.ts';
import { oneLine } from '../../text.ts';
import { matchAddresses } from './matches.ts';

/** Where packets come from: a zone of the plan, or what is left when all zones are taken away. No address is in two of them. */
export interface Origin {
  readonly key: string;
  readonly heading: string;
  readonly addresses: AddressSet;
  /** The matches of its source addresses, given that those before it have been sorted out. */
  readonly ways: readonly string[];
  /** Set where nothing is left behind it. */
  readonly last: boolean;
}

/** External zones come last, so that the one that is all the rest of the world needs no match. */
export function originsOf(ruleSet: RuleSet, family: Family): Origin[] {
  const origins: Origin[] = [];
  let left = family === 4 ? ALL_IPV4 : ALL_IPV6;
  const add = (key: string, heading: string, addresses: AddressSet): void => {
    const own = left.intersect(addresses);
    if (own.isEmpty) return;
    const last = own.equals(left);
    const ways = last ? [''] : matchAddresses(own, family, 'source')!.only;
    origins.push({ key, heading: oneLine(heading), addresses: own, ways, last });
    left = left.subtract(own);
  };
  for (const external of [false, true])
    for (const zone of ruleSet.zones.filter((z) => z.external === external))
      add(
        `zone ${zone.name}`,
        `from ${zone.name}${zone.title && zone.title !== zone.name ? `: ${zone.title}` : ''}`,
        zone.addresses,
      );
  add('all elsewhere', 'from no zone of the plan', left);
  return origins;
}
