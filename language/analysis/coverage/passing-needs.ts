import type { CatalogFlow } from '../../model/catalog.ts';
import type { Plan, PlanRule } from '../../model/plan.ts';
import { portSet, type ServiceSet } from '../../model/services.ts';
import type { Steps } from '../../model/steps.ts';
import type { Analysis } from '../analyze.ts';
import { type Box, intersect, type Region, servicesOf, subtract } from '../region.ts';
import { keptIndex } from '../requirement-index.ts';
import type { Requirement } from '../requirements.ts';
import { type RulePlace, rulePlacesAmong } from '../surroundings.ts';
import type { ZonePairs } from '../zone-pairs.ts';
import { addressesOf, endsFor, letThrough, mayBeForFlows, statedBoxes, usableTraffic } from './let-through.ts';
import { reachOf, usersOf } from './users.ts';

const ALL_TCP = portSet('tcp', 1, 65535);

/** Traffic of a rule that nothing needs but flows which don't hold at all times, or not here. */
export interface PassingNeed {
  readonly rule: PlanRule;
  /** The flows, as they were read, with the components that they lie between. */
  readonly requirements: readonly Requirement[];
  readonly region: Region;
  readonly services: ServiceSet;
  /** All that the rule lets through on these services between the ends that were written for the flows. */
  readonly own: Region;
  /** What else the rule lets through on these services: it has to stay. */
  readonly rest: Region;
}

/** What is asked about the needs that rules let pass. */
export interface NeedsAsked {
  /** The rules that are asked about, by what they say and by the day. */
  counts(rule: PlanRule): boolean;
  /** What the flows in question are, by a name of their own, since their traffic is kept while rules are edited. */
  readonly about: string;
  /** The flows in question; a flow may be read without some of its conditions. */
  wanted(flow: CatalogFlow): CatalogFlow | undefined;
  /** The flows that are reason enough to leave a port open. */
  lasting(flow: CatalogFlow): boolean;
  /** Needs of one rule with the same key are one. */
  key(r: Requirement): unknown;
}

/** Finds what rules open for some flows alone. */
export function passingNeeds(analysis: Analysis, asked: NeedsAsked): readonly PassingNeed[] {
  const toMake = needsToMake(analysis, asked);
  return toMake ? analysis.memory.each(...toMake) : [];
}

/** The same step by step, where nothing was found before: `passingNeeds` has it at hand then. */
export function* findingNeeds(analysis: Analysis, asked: NeedsAsked): Steps<void> {
  const toMake = needsToMake(analysis, asked);
  yield;
  if (toMake) yield* analysis.memory.making(...toMake);
}

/** How a memory is asked for the needs of each rule; nothing where there are no such flows. */
function needsToMake(analysis: Analysis, { counts, about, wanted, lasting, key }: NeedsAsked) {
  const { plan } = analysis;
  // What the catalogs know of may be a million flows.
  if (!plan.rules.some((rule) => counts(rule) && mayPass(rule))) return undefined;
  const index = keptIndex(plan, about, wanted);
  if (index.isEmpty) return undefined;
  const needsOf = (rule: PlanRule): PassingNeed[] => {
    if (!mayPass(rule)) return [];
    const groups = candidates(rule, index, analysis, key);
    if (!groups.size) return [];
    const services = servicesOf([...groups.values()].flatMap((group) => group.map((g) => g.ends)));
    const near = usersOf(analysis.known(), { sources: rule.sourceAddresses, destinations: rule.destinationAddresses, services });
    const stays = near.filter((r) => lasting(r.flow)).flatMap(usableTraffic);
    return [...groups.values()].flatMap((group) => needOf(rule, group, stays, analysis) ?? []);
  };
  // Besides what lies around a rule, denies anywhere close what it opens, and names may be there.
  const { settings } = plan;
  const { phases, denies, names } = analysis;
  const places = rulePlacesAmong(analysis, about, index);
  const make = ({ rule }: RulePlace): readonly PassingNeed[] => (counts(rule) ? needsOf(rule) : []);
  return [about, places, [settings, phases, denies, names], make] as const;
}

/** Whether a rule opens services of its own; what opens everything is reported for that. */
export function mayPass({ action, services }: PlanRule): boolean {
  if (action !== 'allow' || services.any || services.set.covers(ALL_TCP)) return false;
  return !services.set.isEmpty || services.alternatives.length > 0 || services.adjustable;
}

/** The requirements that a rule was written for, with what it opens for them, by their keys. */
function candidates(
  rule: PlanRule,
  index: ZonePairs<Requirement>,
  analysis: Analysis,
  key: (r: Requirement) => unknown,
): Map<unknown, { requirement: Requirement; ends: Box; region: Region }[]> {
  const result = new Map<unknown, { requirement: Requirement; ends: Box; region: Region }[]>();
  const ends = { sources: rule.sourceAddresses, destinations: rule.destinationAddresses };
  const boxes = mayBeForFlows(rule, () => reachOf(index, ends)) ? statedBoxes(rule, analysis) : [];
  if (!boxes.length) return result;
  const ownEnds = endsFor(rule);
  const services = servicesOf(boxes);
  for (const requirement of usersOf(index, { ...ends, services })) {
    const own = ownEnds(requirement);
    if (!own) continue;
    const written = { sources: addressesOf(own.sources), destinations: addressesOf(own.destinations) };
    const region = intersect(intersect(usableTraffic(requirement), [{ ...requirement, ...written, services }]), boxes);
    if (!region.length) continue;
    const group = result.get(key(requirement)) ?? [];
    result.set(key(requirement), [...group, { requirement, ends: { ...written, services: servicesOf(region) }, region }]);
  }
  return result;
}

function needOf(
  rule: PlanRule,
  group: readonly { requirement: Requirement; ends: Box; region: Region }[],
  stays: Region,
  analysis: Analysis,
): PassingNeed | undefined {
  const region = subtract(
    letThrough(
      group.flatMap((g) => g.region),
      analysis,
    ),
    stays,
  );
  if (!region.length) return undefined;
  const services = servicesOf(region);
  const all = letThrough(statedBoxes(rule, analysis), analysis).flatMap((b) => intersect([b], [{ ...b, services }]));
  const own = subtract(
    intersect(
      all,
      group.map((g) => g.ends),
    ),
    stays,
  );
  const rest = subtract(all, own);
  const requirements = group.filter((g) => intersect(g.region, region).length).map((g) => g.requirement);
  return { rule, requirements, region, services, own, rest };
}

/** The components that a need is about: `vbr -> repo, proxy`. */
export function endsOf({ requirements, region }: PassingNeed): string {
  const names = (side: 'from' | 'to', addresses: 'sources' | 'destinations'): string => {
    const all = new Set(
      requirements.flatMap((r) => r[side]).filter((c) => region.some((b) => b[addresses].overlaps(c.addresses))),
    );
    const list = [...all].map((c) => c.name);
    return list.length > 3 ? `${list.slice(0, 3).join(', ')} and ${list.length - 3} more` : list.join(', ');
  };
  return `${names('from', 'sources')} -> ${names('to', 'destinations')}`;
}

/** Whether a flow is a lasting reason for an open port: one of no phase that holds here, or one that is optional. */
export function isLasting(plan: Plan, flow: CatalogFlow): boolean {
  if (flow.phase !== undefined) return false;
  return flow.optional || !flow.features.length || flow.features.some((f) => plan.features.has(f));
}
