import { ALL_IPS } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { RuleSet } from './rule-set.ts';
import type { PlaceOfTraffic } from './zone-traffic.ts';

/**
 * The zone that is all that no other zone holds, as an external zone without subnets is: behind its interface, a firewall that knows
 * interfaces needs no list of its addresses.
 */
export function restZone({ zones }: RuleSet): PlaceOfTraffic {
  return zones.find((zone) => {
    if (!zone.external) return false;
    const others = IntervalSet.unionAll(zones.filter((z) => z !== zone).map((z) => z.addresses));
    return zone.addresses.intersect(ALL_IPS).equals(ALL_IPS.subtract(others));
  });
}
