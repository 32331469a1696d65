import type { CatalogFlow } from '../../model/catalog.ts';
import { IntervalSet } from '../../model/interval-set.ts';
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
  const using = new Map<CatalogFlow, boolean>();
  for (const list of flows.listsFor(box))
    for (const each of list) {
      const { flow } = each;
      let uses = using.get(flow);
      if (uses === undefined || each.services !== flow.services.set) {
        uses = usableServices(each).overlaps(box.services);
        if (each.services === flow.services.set) using.set(flow, uses);
      }
      if (uses && each.sources.overlaps(box.sources) && each.destinations.overlaps(box.destinations)) users.push(each);
    }
  return users;
}
