import { type AddressSet, ALL_NAMES } from '../../model/addresses.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import type { Plan, PlanFirewall, PlanZone } from '../../model/plan.ts';
import { ANY_SERVICE } from '../../model/services.ts';
import { type Box, intersect, type Region } from '../region.ts';
import { waysOf } from './ways.ts';

/** What of some traffic between zones firewalls carry: all of it where the plan names none. */
export function carriedPart(region: Region, plan: Plan): Region {
  if (!plan.firewalls.length || !region.length) return region;
  let boxes = known.get(plan.firewalls);
  if (!boxes) {
    boxes = carriedBoxes(plan);
    known.set(plan.firewalls, boxes);
  }
  return intersect(region, boxes);
}

const known = new WeakMap<readonly PlanFirewall[], readonly Box[]>();

/** Whatever lies between the zones of one island. */
function carriedBoxes(plan: Plan): Box[] {
  const ways = waysOf(plan)!;
  const islands = new Map<number, PlanZone[]>();
  for (const zone of plan.zones) {
    const island = ways.islandOf(zone);
    if (island === undefined) continue;
    const own = islands.get(island);
    if (own) own.push(zone);
    else islands.set(island, [zone]);
  }
  // Names that nobody holds are somewhere in the rest of the world.
  const names = ALL_NAMES.subtract(IntervalSet.unionAll(plan.zones.map(({ addresses }) => addresses)));
  return [...islands.values()].map((zones) => {
    const held: AddressSet[] = zones.map(({ addresses }) => addresses);
    const all = IntervalSet.unionAll(zones.some(({ rest }) => rest) ? [...held, names] : held);
    return { sources: all, destinations: all, services: ANY_SERVICE };
  });
}
