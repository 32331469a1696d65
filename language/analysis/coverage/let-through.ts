import { IntervalSet } from '../../model/interval-set.ts';
import { onceFor } from '../../model/once-for.ts';
import type { PlanEndpoint, PlanRule } from '../../model/plan.ts';
import { changedRule } from '../../model/with-ends.ts';
import type { Analysis } from '../analyze.ts';
import { notClosed } from '../host-names.ts';
import { boxesOf, type RuleBox } from '../permissions.ts';
import { type Box, possibleTraffic, type Region, subtract } from '../region.ts';
import type { Requirement } from '../requirements.ts';

/** What some boxes of rules let through: the traffic that can exist, less what a deny closes for certain. */
export function letThrough(boxes: Iterable<Box>, analysis: Analysis): Region {
  return notClosed(notDenied(boxes, analysis), analysis.denies, analysis.names);
}

/** What some boxes of rules say that no deny says: host names at which everything is closed, or nobody can be, are here as well. */
export function notDenied(boxes: Iterable<Box>, { denies }: Pick<Analysis, 'denies'>): Region {
  const possible = [...boxes].flatMap((b) => possibleTraffic(b.sources, b.destinations, b.services));
  return possible.flatMap((box) =>
    subtract(
      [box],
      denies.filter((d) => d.sources.overlaps(box.sources) && d.destinations.overlaps(box.destinations)),
    ),
  );
}

/** What a rule opens in so many words; what its `required` stands for follows the requirements and is not here. */
export function statedBoxes(rule: PlanRule, analysis: Analysis): RuleBox[] {
  const { services } = rule;
  const stated = services.required ? changedRule(rule, { services: { ...services, required: false } }) : rule;
  return boxesOf(stated, analysis.index).map((box) => (box.rule === rule ? box : { ...box, rule }));
}

/** All traffic that a requirement may use, each of its alternatives included. */
export function usableTraffic(r: Requirement): Region {
  return possibleTraffic(r.sources, r.destinations, IntervalSet.unionAll([r.services, ...r.alternatives.flat()]));
}

/** Whether an end of a rule stands for components of a role and for nothing else that the plan knows. */
function isFor(end: PlanEndpoint, role: string, addresses: () => Box['sources']): boolean {
  if (end.components.length && !end.components.every((c) => c.allRoles.has(role))) return false;
  // The rest of a zone that holds such components alone is theirs as well; one may have been meant to be added.
  return end.kind === 'zone' || end.kind === 'site' || end.kind === 'role'
    ? end.components.length > 0
    : !end.addresses.isEmpty && addresses().covers(end.addresses);
}

/**
 * Whether a rule may have been written for any of some flows; where not, nobody has to look at these: a zone, and all there is, mostly stand for
 * components that have no role in common.
 * @param reach all addresses that the flows come from, and that they go to
 */
export function mayBeForFlows({ sources, destinations }: PlanRule, reach: () => Pick<Box, 'sources' | 'destinations'>): boolean {
  return (
    sources.some((end) => mayBeFor(end, () => reach().sources)) &&
    destinations.some((end) => mayBeFor(end, () => reach().destinations))
  );
}

function mayBeFor(end: PlanEndpoint, reach: () => Box['sources']): boolean {
  // Nothing but addresses: those of the flow hold them all, as `isFor` has it.
  return end.components.length ? haveRoleInCommon(end) : reach().covers(end.addresses);
}

const haveRoleInCommon = onceFor(({ components: [first, ...others] }: PlanEndpoint): boolean => {
  const shared = new Set(first?.allRoles);
  for (const { allRoles } of others) {
    if (!shared.size) break;
    for (const role of shared) if (!allRoles.has(role)) shared.delete(role);
  }
  return shared.size > 0;
});

/**
 * The ends of a rule that were written for a flow; nothing where either side has none. A rule between whole networks may open a port for reasons that no catalog knows:
 * remote access from one to the other is not the flow that happens to use the same port.
 */
export function endsFor(
  rule: PlanRule,
): (r: Requirement) => { sources: readonly PlanEndpoint[]; destinations: readonly PlanEndpoint[] } | undefined {
  const [from, to] = [endsAmong(rule.sources), endsAmong(rule.destinations)];
  return ({ flow, sources: fromAddresses, destinations: toAddresses }) => {
    const sources = from(flow.initiator, fromAddresses);
    if (!sources.length) return undefined;
    const destinations = to(flow.responder, toAddresses);
    return destinations.length ? { sources, destinations } : undefined;
  };
}

/** Those of some ends that stand for a role at some addresses. Components of one role in a zone come back with each of its flows. */
function endsAmong(ends: readonly PlanEndpoint[]): (role: string, addresses: Box['sources']) => readonly PlanEndpoint[] {
  const known = new Map<Box['sources'], Map<string, readonly PlanEndpoint[]>>();
  return (role, addresses) => {
    let byRole = known.get(addresses);
    if (!byRole) {
      byRole = new Map();
      known.set(addresses, byRole);
    }
    let found = byRole.get(role);
    if (!found) {
      const all = (end: PlanEndpoint) => () => IntervalSet.unionAll([addresses, ...end.components.map((c) => c.addresses)]);
      found = ends.filter((end) => end.addresses.overlaps(addresses) && isFor(end, role, all(end)));
      byRole.set(role, found);
    }
    return found;
  };
}

export function addressesOf(ends: readonly PlanEndpoint[]): Box['sources'] {
  return IntervalSet.unionAll(ends.map((e) => e.addresses));
}
