import type { AddressSet } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { keptUnion } from '../model/kept-unions.ts';
import { ICMP, type ServiceSet } from '../model/services.ts';
import { BoxIndex } from './box-index.ts';
import type { RuleBox } from './permissions.ts';
import type { Box } from './region.ts';
import type { Requirement } from './requirements.ts';

// What is between all zones is one list for many pairs of them, and so is what is made of it here.

/** So few boxes are gone through for each requirement; of more those near it are looked up. */
const FEW_BOXES = 64;

/** The boxes that have anything in common with a requirement, in their order, and maybe others. */
export function boxesNear(boxes: readonly RuleBox[]): (requirement: Requirement) => readonly RuleBox[] {
  if (boxes.length <= FEW_BOXES) return () => boxes;
  return ({ sources, destinations, services, alternatives }) => {
    let index = indexes.get(boxes);
    if (!index) {
      index = new BoxIndex(boxes);
      indexes.set(boxes, index);
    }
    return index.touching({ sources, destinations, services: keptUnion([services, ...alternatives.flat()]) });
  };
}

const indexes = new WeakMap<readonly RuleBox[], BoxIndex<RuleBox>>();

/** So many different ends the rules between two zones have at most, for what each opens to be taken together. */
const MOST_ENDS = 8;

/**
 * The same of what is open, as less boxes where hundreds of rules are about the same ends: as one for all services between these, where all that
 * is open near a requirement is open to the whole of it.
 */
export function openNear(boxes: readonly RuleBox[]): (requirement: Requirement) => readonly Box[] {
  const near = boxesNear(boxes);
  if (boxes.length <= FEW_BOXES) return near;
  return (requirement) => {
    let together = alike.get(boxes);
    if (!together) {
      together = byEnds(boxes);
      alike.set(boxes, together);
    }
    const { sources, destinations } = requirement;
    const found: Box[] = [];
    for (const box of together) {
      if (!box.sources.overlaps(sources) || !box.destinations.overlaps(destinations)) continue;
      if (!box.sources.covers(sources) || !box.destinations.covers(destinations)) return near(requirement);
      found.push(box);
    }
    return together.length ? found : near(requirement);
  };
}

const alike = new WeakMap<readonly RuleBox[], readonly Box[]>();

/** What is open between the same ends as one box each; none where most have ends of their own. */
function byEnds(boxes: readonly RuleBox[]): readonly Box[] {
  const services = new Map<AddressSet, Map<AddressSet, ServiceSet[]>>();
  const result: Box[] = [];
  let count = 0;
  for (const box of boxes) {
    // Of icmp each box is looked at by itself: what of it the addresses can't have is nobody's.
    if (box.services.overlaps(ICMP)) result.push(box);
    else {
      const among = services.get(box.sources) ?? new Map<AddressSet, ServiceSet[]>();
      const known = among.get(box.destinations);
      if (known) known.push(box.services);
      else {
        count++;
        services.set(box.sources, among.set(box.destinations, [box.services]));
      }
    }
    if (count + result.length > MOST_ENDS) return [];
  }
  for (const [sources, among] of services)
    for (const [destinations, all] of among) result.push({ sources, destinations, services: IntervalSet.unionAll(all) });
  return result;
}
