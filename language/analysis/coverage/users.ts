import type { AddressSet } from '../../model/addresses.ts';
import type { CatalogFlow } from '../../model/catalog.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import { keptUnion } from '../../model/kept-unions.ts';
import { portSet, type ServiceSet } from '../../model/services.ts';
import type { Box } from '../region.ts';
import type { Requirement } from '../requirements.ts';
import type { ZonePairs } from '../zone-pairs.ts';

/** How far above an open-ended port (`2049+`) a product may have moved on to a free one. */
const NEXT_FREE = 100;

/** All services that a flow may use: any of several alternatives, and the next free ports above an open-ended one. */
export function usableServices(requirement: Requirement): ServiceSet {
  const { flow, services } = requirement;
  if (services !== flow.services.set) return usableOf(requirement);
  let known = usable.get(flow);
  if (!known) {
    known = usableOf(requirement);
    usable.set(flow, known);
  }
  return known;
}

// The flows of a plan are few, and their requirements many.
const usable = new WeakMap<CatalogFlow, ServiceSet>();

function usableOf({ flow, services, alternatives }: Requirement): ServiceSet {
  const above = flow.services.parts.flatMap((part) => {
    if (!part.openEnded || part.counted || part.node.$type !== 'PortRange') return [];
    const { start } = part.node;
    if (start === undefined) return [];
    return part.transports.map((transport) => portSet(transport, start, Math.min(start + NEXT_FREE, 65535), part.source));
  });
  return IntervalSet.unionAll([services, ...alternatives.flat(), ...above]);
}

/**
 * The flows, of those between the zones that some traffic touches, that may use some of its services and its ends. Between two zones there
 * are hundreds, and few of them have to do with the ports of one rule.
 */
export function usersOf(flows: ZonePairs<Requirement>, box: Box): Requirement[] {
  const users: Requirement[] = [];
  hasUser(flows, box, (user) => {
    users.push(user);
    return false;
  });
  return users;
}

/** Whether any of these flows is one of a kind; they are asked one after the other until one is. */
export function hasUser(flows: ZonePairs<Requirement>, box: Box, is: (user: Requirement) => boolean): boolean {
  const { sources, destinations, services } = box;
  const lists = flows.listsFor(box);
  // Rules between all zones ask about the same lists, and most about ports that nothing uses anywhere.
  if (lists.length > FEW_LISTS && !usableInAll(lists).overlaps(services)) return false;
  for (const list of lists) {
    const usable = usableIn(list);
    if (!usable.any.overlaps(services)) continue;
    for (let n = 0; n < list.length; n++) {
      if (!usable.each[n]!.overlaps(services)) continue;
      const each = list[n]!;
      if (each.sources.overlaps(sources) && each.destinations.overlaps(destinations) && is(each)) return true;
    }
  }
  return false;
}

/** All addresses that the flows between the zones of some traffic come from, and that they go to. */
export function reachOf(flows: ZonePairs<Requirement>, ends: Pick<Box, 'sources' | 'destinations'>): Reach {
  const lists = flows.listsFor(ends);
  const key = lists.length === 1 ? lists[0]! : lists;
  let reach = reachOfAll.get(key);
  if (!reach) {
    const [sources, destinations] = [new Set<AddressSet>(), new Set<AddressSet>()];
    for (const list of lists)
      for (const each of list) {
        sources.add(each.sources);
        destinations.add(each.destinations);
      }
    reach = { sources: IntervalSet.unionAll(sources), destinations: IntervalSet.unionAll(destinations) };
    reachOfAll.set(key, reach);
  }
  return reach;
}

type Reach = Pick<Box, 'sources' | 'destinations'>;

const reachOfAll = new WeakMap<object, Reach>();

const FEW_LISTS = 8;

/** What any requirement of several lists may use. */
function usableInAll(lists: readonly (readonly Requirement[])[]): ServiceSet {
  let all = usableOfAll.get(lists);
  if (!all) {
    all = IntervalSet.unionAll(new Set(lists.map((list) => usableIn(list).any)));
    usableOfAll.set(lists, all);
  }
  return all;
}

const usableOfAll = new WeakMap<readonly (readonly Requirement[])[], ServiceSet>();

/** What each of a list of requirements may use, and what any of them may. */
interface Usable {
  readonly each: readonly ServiceSet[];
  readonly any: ServiceSet;
}

/** The list is whole by the time that anybody asks. */
function usableIn(list: readonly Requirement[]): Usable {
  let usable = usableOfLists.get(list);
  if (!usable) {
    const each = list.map(usableServices);
    usable = { each, any: keptUnion(each) };
    usableOfLists.set(list, usable);
  }
  return usable;
}

const usableOfLists = new WeakMap<readonly Requirement[], Usable>();
