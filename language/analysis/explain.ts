import type { CatalogFlow } from '../model/catalog.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { PlanComponent, PlanRule } from '../model/plan.ts';
import type { ServiceSet } from '../model/services.ts';
import type { Analysis } from './analyze.ts';
import { type Box, covers, intersect, possibleTraffic, type Region, servicesOf, subtract } from './region.ts';
import { flowApplies, knownTraffic } from './requirements.ts';

/** What some rule does to the traffic that was asked about. */
export interface RuleEffect {
  readonly rule: PlanRule;
  readonly services: ServiceSet;
  /** Whether the rule decides all of the traffic in question, or a part of it. */
  readonly whole: boolean;
}

/** A catalog flow that the traffic in question serves. */
export interface Need {
  readonly flow: CatalogFlow;
  readonly from: readonly PlanComponent[];
  readonly to: readonly PlanComponent[];
  readonly services: ServiceSet;
  /** Whether the flow is required now; otherwise in another phase, with another feature, or never. */
  readonly required: boolean;
}

export interface Explanation {
  readonly verdict: 'permitted' | 'denied' | 'partly permitted';
  /** Set when nothing of the traffic can exist: the two ends share no address family. */
  readonly impossible: boolean;
  /** Set when both ends lie in this one zone, where no network firewall stands between them. */
  readonly withinZone: string | undefined;
  readonly permittedBy: readonly RuleEffect[];
  readonly deniedBy: readonly RuleEffect[];
  /** What nobody permits, without a deny that closes it. */
  readonly open: Region;
  readonly needs: readonly Need[];
}

/** Decides and explains all traffic of a box by an analyzed plan. */
export function explain(analysis: Analysis, query: Box): Explanation {
  const region = possibleTraffic(query.sources, query.destinations, query.services);
  const denied = intersect(region, analysis.denies);
  const remaining = subtract(region, analysis.denies);
  const open = subtract(remaining, analysis.allows);
  const permitted = intersect(remaining, analysis.allows);
  const verdict = !permitted.length ? 'denied' : open.length || denied.length ? 'partly permitted' : 'permitted';
  const zone = analysis.plan.zones.find(
    (z) => !z.external && z.addresses.covers(query.sources) && z.addresses.covers(query.destinations),
  );
  return {
    verdict,
    impossible: region.length === 0,
    withinZone: zone?.name,
    permittedBy: effects(analysis.allows, remaining),
    deniedBy: effects(analysis.denies, region),
    open,
    needs: needsOf(analysis, region),
  };
}

function effects(boxes: Analysis['allows'], region: Region): RuleEffect[] {
  const rules = [...new Set(boxes.map((b) => b.rule))];
  return rules.flatMap((rule) => {
    const own = boxes.filter((b) => b.rule === rule);
    const common = intersect(region, own);
    return common.length ? [{ rule, services: servicesOf(common), whole: covers(own, region) }] : [];
  });
}

function needsOf(analysis: Analysis, region: Region): Need[] {
  return knownTraffic(analysis.plan).flatMap((requirement) => {
    const { flow } = requirement;
    const usable = IntervalSet.unionAll([requirement.services, ...requirement.alternatives.flat()]);
    const common = intersect(region, possibleTraffic(requirement.sources, requirement.destinations, usable));
    if (!common.length) return [];
    const sources = IntervalSet.unionAll(common.map((b) => b.sources));
    const destinations = IntervalSet.unionAll(common.map((b) => b.destinations));
    return [
      {
        flow,
        from: requirement.from.filter((c) => c.addresses.overlaps(sources)),
        to: requirement.to.filter((c) => c.addresses.overlaps(destinations)),
        services: servicesOf(common),
        required: !flow.optional && flowApplies(analysis.plan, flow, analysis.phases),
      },
    ];
  });
}
