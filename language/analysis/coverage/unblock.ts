import type { PlanComponent, PlanRule } from '../../model/plan.ts';
import type { ServiceSet } from '../../model/services.ts';
import type { Analysis, PairGap } from '../analyze.ts';
import { covers, intersect, possibleTraffic, type Region, servicesOf, subtract } from '../region.ts';
import { closersOf } from '../verdicts.ts';

/** What has to go from denies so that a required flow passes. */
export interface Unblocking {
  readonly taken: ReadonlyMap<PlanRule, ServiceSet>;
  /** What the plan permits then and did not before. */
  readonly opened: Region;
  /** The pairs of components that may talk then, besides the one that it is about. */
  readonly others: readonly { readonly from: PlanComponent; readonly to: PlanComponent }[];
  /** Whether addresses that are no component's may talk then. */
  readonly beyond: boolean;
}

/** Whether ports can be taken out of a deny: it lists them, and doesn't close everything, `required`, or ports that components move. */
function listsPorts({ node, services }: PlanRule): boolean {
  return (
    node.service !== undefined && !services.any && !services.required && !services.alternatives.length && !services.adjustable
  );
}

/**
 * Finds out which ports to take out of which denies so that everything of a pair passes that they close.
 * @returns nothing when a deny doesn't list its ports, and when something would still be missing afterwards
 */
export function unblock(pair: PairGap, analysis: Analysis): Unblocking | undefined {
  const closed = pair.gaps.flatMap((gap) => gap.region);
  const closers = closersOf(closed, analysis);
  const taken = new Map<PlanRule, ServiceSet>();
  for (const rule of new Set(pair.gaps.flatMap((gap) => gap.denies))) {
    if (!listsPorts(rule)) return undefined;
    taken.set(
      rule,
      servicesOf(
        intersect(
          closed,
          closers.filter((box) => box.rule === rule),
        ),
      ),
    );
  }
  const removed = closers.flatMap((box) => {
    const services = taken.get(box.rule);
    return services ? possibleTraffic(box.sources, box.destinations, box.services.intersect(services)) : [];
  });
  const denies = closers.map((box) => ({ ...box, services: box.services.subtract(taken.get(box.rule) ?? box.services) }));
  const staying = [...closers.filter((box) => !taken.has(box.rule)), ...denies.filter((box) => !box.services.isEmpty)];
  if (!covers(analysis.allows, closed) || intersect(closed, staying).length) return undefined;
  const opened = subtract(intersect(removed, analysis.allows), staying);
  return { taken, opened, ...besides(pair, opened, analysis) };
}

/** Who else may talk. */
function besides(pair: PairGap, opened: Region, { plan }: Analysis): Pick<Unblocking, 'others' | 'beyond'> {
  const rest = subtract(opened, [
    { sources: pair.from.addresses, destinations: pair.to.addresses, services: servicesOf(opened) },
  ]);
  const others: { from: PlanComponent; to: PlanComponent }[] = [];
  let open = rest;
  for (const from of plan.components) {
    const own = rest.filter((box) => box.sources.overlaps(from.addresses));
    if (!own.length) continue;
    for (const to of plan.components) {
      const between = { sources: from.addresses, destinations: to.addresses, services: servicesOf(own) };
      if (from === to || !intersect(own, [between]).length) continue;
      others.push({ from, to });
      open = subtract(open, [between]);
    }
  }
  return { others, beyond: open.length > 0 };
}
