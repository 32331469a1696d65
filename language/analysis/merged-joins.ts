import { append, isSameList, note } from '../model/lists.ts';
import type { PlanZone } from '../model/plan.ts';
import { inNetwork, type Requirement } from './group-joins.ts';
import { addressesOf, type RoleGroup } from './role-index.ts';

/**
 * What one group of initiators asks for, with what it asks of one network taken together: machines of many zones may all have legs in one,
 * and what lies within that should not be as many requirements as there are pairs of those zones.
 * @param row what it asks of each group of responders
 */
export function mergedInNetworks(
  group: RoleGroup,
  row: Iterable<readonly [RoleGroup, readonly Requirement[]]>,
): readonly Requirement[] {
  const result: Requirement[] = [];
  const within = new Map<PlanZone, Requirement[]>();
  for (const [partner, requirements] of row) {
    if (!group.hasLegs && !partner.hasLegs) append(result, requirements);
    else
      for (const each of requirements) {
        const isOfNetwork = each.fromZone === each.toZone && (group.zone !== partner.zone || each.fromZone !== group.zone);
        if (isOfNetwork) note(within, each.fromZone, each);
        else result.push(each);
      }
  }
  for (const [zone, requirements] of within) append(result, together(zone, requirements));
  return result;
}

/** Requirements of one flow in one network, those of the same initiators and services as one. */
function together(zone: PlanZone, requirements: readonly Requirement[]): Requirement[] {
  const alike: Requirement[][] = [];
  for (const each of requirements) {
    const same = alike.find(([first]) => isSameList(first!.from, each.from) && first!.services.equals(each.services));
    if (same) same.push(each);
    else alike.push([each]);
  }
  return alike.map((same) => {
    const [first] = same;
    if (same.length === 1) return first!;
    const to = same.flatMap((each) => each.to);
    return inNetwork(zone, { ...first!, to, destinations: addressesOf(to) });
  });
}
