import { type Family, ofFamily } from './addresses.ts';
import type { PlanZone } from './plan.ts';

/**
 * The address families in which a zone is more than one network, so that its own traffic may cross a firewall: several subnets, one with a
 * hole, addresses beside its subnets. None for the rest of the world, whose own traffic is nobody's to filter.
 */
export function familiesOfSeveralNetworks({ rest, addresses, networks }: PlanZone): Family[] {
  if (rest) return [];
  return ([4, 6] as const).filter((family) => {
    const own = ofFamily(addresses, family);
    if (own.intervals.length !== 1) return own.intervals.length > 1;
    return networks.length > 0 && !networks.some((network) => network.covers(own));
  });
}
