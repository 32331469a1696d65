import type { PlanZone } from '../../model/plan.ts';
import type { Requirement } from '../requirements.ts';
import type { ZonePairs } from '../zone-pairs.ts';
import type { Ways } from './ways.ts';

/** So many zones to which no way leads are named. */
const MOST_ZONES = 3;

/** Zones to which something is needed from another one, and no way leads. */
export interface Unreached {
  readonly from: PlanZone;
  /** The first of them, in the order of the plan. */
  readonly to: readonly PlanZone[];
  /** How many there are. */
  readonly count: number;
}

/**
 * From which zones no way leads to which others, though something is required between them. What is kept apart by the same is one: zones that have no
 * firewall, and those that are behind other firewalls, so that there are at most two for each zone, however many zones there are.
 */
export function* unreachedZones(zones: readonly PlanZone[], index: ZonePairs<Requirement>, ways: Ways): Iterable<Unreached> {
  const islands = new Map(zones.map((zone) => [zone, ways.islandOf(zone)]));
  for (const from of zones) {
    const own = islands.get(from);
    const [bare, behind] = [noneOf(from), noneOf(from)];
    for (const to of index.zonesFrom(from) as readonly PlanZone[]) {
      const other = islands.get(to);
      if (to === from || (own !== undefined && own === other)) continue;
      // A zone without a firewall reaches nobody, and what the others have makes no difference.
      const all = own === undefined || other === undefined ? bare : behind;
      if (all.count++ < MOST_ZONES) all.to.push(to);
    }
    if (bare.count) yield bare;
    if (behind.count) yield behind;
  }
}

function noneOf(from: PlanZone): { from: PlanZone; to: PlanZone[]; count: number } {
  return { from, to: [], count: 0 };
}
