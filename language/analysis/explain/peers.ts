import { sharedZones } from '../../model/legs.ts';
import type { PlanComponent, PlanRule } from '../../model/plan.ts';
import { NO_SERVICE, type ServiceSet } from '../../model/services.ts';
import type { Analysis } from '../analyze.ts';
import type { PairGaps } from '../pair-gaps.ts';
import { intersect, overlap, possibleTraffic, servicesOf, subtract } from '../region.ts';
import { closersOf } from '../verdicts.ts';

/** A component of another zone that one reaches, or is reached by, or should be. */
export interface Peer {
  readonly component: PlanComponent;
  /** What rules permit for certain. */
  readonly permitted: ServiceSet;
  /** What the catalogs require and no rule permits, or a `deny` closes. */
  readonly lacking: ServiceSet;
  /** The rules that permit it, in the order of the plan. */
  readonly rules: readonly PlanRule[];
}

/**
 * The components whom a component reaches (`to`), or that reach it (`from`), in the order of the plan: by what rules permit, and by what
 * is required and not permitted. Components with an address in one of its networks are left out, since no network firewall stands between them.
 */
export function peersOf(component: PlanComponent, direction: 'to' | 'from', analysis: Analysis): Peer[] {
  const { plan, missing, blocked } = analysis;
  const [own, other] = direction === 'to' ? (['sources', 'destinations'] as const) : (['destinations', 'sources'] as const);
  const allows = analysis.allows.filter((box) => box[own].overlaps(component.addresses));
  const lackingIn = (pairs: PairGaps, peer: PlanComponent): ServiceSet =>
    (direction === 'to' ? pairs.of(component, peer) : pairs.of(peer, component))?.services ?? NO_SERVICE;
  return plan.components.flatMap((peer) => {
    if (sharedZones(peer, component).length) return [];
    const boxes = allows.filter((box) => box[other].overlaps(peer.addresses));
    const opened = boxes.reduce((set, box) => set.union(box.services), NO_SERVICE);
    const [from, to] = direction === 'to' ? [component, peer] : [peer, component];
    const asked = possibleTraffic(from.addresses, to.addresses, opened);
    const region = intersect(subtract(asked, closersOf(asked, analysis)), boxes);
    const lacking = lackingIn(missing, peer).union(lackingIn(blocked, peer));
    const permitted = servicesOf(region);
    if (permitted.isEmpty && lacking.isEmpty) return [];
    const rules = new Set(boxes.filter((box) => region.some((part) => overlap(part, box))).map((box) => box.rule));
    return [{ component: peer, permitted, lacking, rules: [...rules] }];
  });
}
