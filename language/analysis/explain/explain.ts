import type { CatalogFlow } from '../../model/catalog.ts';
import { type Choice, choicesAmong } from '../../model/choices.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import { machineOf } from '../../model/legs.ts';
import type { Plan, PlanBinding, PlanComponent, PlanRule, PlanZone } from '../../model/plan.ts';
import { followsRequirements } from '../../model/resolve-services.ts';
import { NO_SERVICE, type ServiceSet } from '../../model/services.ts';
import type { Analysis } from '../analyze.ts';
import { flowApplies } from '../conditions.ts';
import { isContested, wouldApply } from '../contested/contested.ts';
import { boxesOf, isActive, isExpired, type RuleBox } from '../permissions.ts';
import { type Box, foreignFamily, intersect, possibleTraffic, type Region, servicesOf, subtract } from '../region.ts';
import { indexRequirements } from '../requirement-index.ts';
import { type Between, knownTrafficBetween, type Requirement, requirementsOf, trafficLeftOutBetween } from '../requirements.ts';
import { closersOf } from '../verdicts.ts';
import type { ZonePairs } from '../zone-pairs.ts';
import { ZonesTouched } from '../zones-touched.ts';
import { effects, perhapsPermitted, type RuleEffect } from './effects.ts';

/** A rule about this traffic that has no effect now. */
export interface DormantRule extends RuleEffect {
  readonly because: 'phase' | 'expired';
}

/** A catalog flow that the traffic in question serves. */
export interface Need {
  readonly flow: CatalogFlow;
  readonly from: readonly PlanComponent[];
  readonly to: readonly PlanComponent[];
  readonly services: ServiceSet;
  /** The choices that the services are among: another of their alternatives would do as well. */
  readonly alternatives: readonly Choice[];
  /** Whether the flow is required now; otherwise in another phase, with another feature, or never. */
  readonly required: boolean;
  /** Whether it would be required now, if the plan trusted a source that a maker's reference contests. */
  readonly contested: boolean;
}

/** When permitted traffic can be closed again without anything that the catalogs know going missing. */
export interface Closing {
  /** What is needed by nothing now, so that it can be closed at once. */
  readonly now: ServiceSet;
  /** What is needed as long as the components that need it are in use. */
  readonly kept: ServiceSet;
  /** What is needed only as long as one of these phases or features is on. */
  readonly later: ServiceSet;
  /** What only contested readings use, which the plan does not trust. */
  readonly contested: ServiceSet;
  readonly phases: readonly string[];
  readonly features: readonly string[];
}

export interface Explanation {
  /** `unknown` where an end has no address that could be held against rules. */
  readonly verdict: 'permitted' | 'denied' | 'partly permitted' | 'unknown';
  /** Set when nothing of the traffic can exist: the two ends share no address family. */
  readonly impossible: boolean;
  /** Set where it is impossible because it is ICMP of a family that one of the ends has no address of. */
  readonly foreign?: 4 | 6;
  /** Set when both ends lie in this one zone, where no network firewall stands between them; in the rest of the world nobody filters at all. */
  readonly withinZone: string | undefined;
  readonly permittedBy: readonly RuleEffect[];
  readonly deniedBy: readonly RuleEffect[];
  /** The allows that open some of what is not permitted for certain, if a host name is one of the addresses in question. */
  readonly perhapsPermittedBy: readonly RuleEffect[];
  readonly dormant: readonly DormantRule[];
  /** What nobody permits, without a deny that closes it. */
  readonly open: Region;
  readonly needs: readonly Need[];
  /** What catalogs know of between these ends, and bindings leave out. */
  readonly leftOut: readonly LeftOutNeed[];
  readonly closing: Closing;
  /** The components in question that have no address in the plan: those of their zones are taken, where these have any. */
  readonly unplaced?: readonly PlanComponent[];
  /** The rules that name both ends by what they are, where nothing else is known of them. */
  readonly naming?: readonly RuleEffect[];
}

/** How much something is needed, from 0, which is now, to 3, which is not: 1 where a contested reading has it so, 2 where it may be used. */
export function degreeOf({ required, contested, flow }: Pick<Need, 'required' | 'contested' | 'flow'>): 0 | 1 | 2 | 3 {
  return required ? 0 : contested ? 1 : flow.optional ? 2 : 3;
}

/** What is needed most stands first; else all stays in its order. */
export function mostNeededFirst<Each extends Need>(needs: readonly Each[]): Each[] {
  return [...needs].sort((a, b) => degreeOf(a) - degreeOf(b));
}

/** What would be a need if it weren't for some bindings. */
export interface LeftOutNeed extends Omit<Need, 'required'> {
  readonly bindings: readonly PlanBinding[];
}

/** A need with the exact traffic that it is about. */
export interface LocatedNeed extends Need {
  readonly region: Region;
}

/** What is asked about, and what rules and catalogs say of it. */
interface Traffic {
  readonly region: Region;
  readonly closers: readonly RuleBox[];
  /** What no deny closes, and what of it is permitted. */
  readonly remaining: Region;
  readonly permitted: Region;
  readonly within: PlanZone | undefined;
  readonly between: Between;
  readonly needs: readonly LocatedNeed[];
}

type Query = Box & { readonly within?: PlanZone };

function trafficOf(analysis: Analysis, query: Query, between = zonesBetween(analysis.plan, query)): Traffic {
  const region = possibleTraffic(query.sources, query.destinations, query.services);
  const closers = closersOf(region, analysis);
  const remaining = subtract(region, closers);
  const within =
    query.within ?? analysis.plan.zones.find((z) => z.addresses.covers(query.sources) && z.addresses.covers(query.destinations));
  const needs = needsOf(analysis, region, knownTrafficBetween(analysis.plan, between, isAskedInside(within)));
  return { region, closers, remaining, permitted: intersect(remaining, analysis.allowsNear(query)), within, between, needs };
}

/** Whether catalogs ask for what passes inside of a zone: of nothing between two addresses of the rest of the world. */
function isAskedInside(within: PlanZone | undefined): boolean {
  return within !== undefined && !within.rest;
}

/**
 * When what is permitted of a box can be closed again, and what bindings leave out there: of all that `explain` says, these two alone.
 * @param between what `zonesBetween` says of it
 */
export function explainUse(analysis: Analysis, query: Query, between: Between): Pick<Explanation, 'closing' | 'leftOut'> {
  const { region, permitted, within, needs } = trafficOf(analysis, query, between);
  return {
    leftOut: leftOutOf(analysis, region, between, isAskedInside(within)),
    closing: closingOf(permitted, needs, analysis.plan),
  };
}

function foreignTo(region: Region, { sources, destinations, services }: Query): { readonly foreign?: 4 | 6 } {
  const foreign = region.length ? undefined : foreignFamily(sources, destinations, services);
  return foreign ? { foreign } : {};
}

/**
 * Decides and explains all traffic of a box by an analyzed plan.
 * @param query with the network that both ends are in, where that is known
 */
export function explain(analysis: Analysis, query: Query): Explanation {
  const { region, closers, remaining, permitted, within, between, needs } = trafficOf(analysis, query);
  const denied = intersect(region, closers);
  const open = subtract(remaining, analysis.allows);
  const verdict = !permitted.length ? 'denied' : open.length || denied.length ? 'partly permitted' : 'permitted';
  return {
    verdict,
    impossible: region.length === 0,
    ...foreignTo(region, query),
    withinZone: within?.name,
    permittedBy: effects(analysis.allows, remaining),
    deniedBy: effects(closers, region, analysis.denies),
    perhapsPermittedBy: perhapsPermitted(open, analysis),
    dormant: dormantRules(analysis, region),
    open,
    needs: mostNeededFirst(needs).map(({ region: _, ...need }) => need),
    leftOut: leftOutOf(analysis, region, between, isAskedInside(within)),
    closing: closingOf(permitted, needs, analysis.plan),
  };
}

/** The zones with components, or parts, that some traffic comes from and goes to: a component has its addresses in those of its zone. */
export function zonesBetween({ zones }: Plan, { sources, destinations }: Pick<Box, 'sources' | 'destinations'>): Between {
  const touched = ZonesTouched.of(zones);
  const touching = (end: Box['sources']): ReadonlySet<PlanZone> => new Set(touched.by(end).map((n) => zones[n]!));
  return { from: touching(sources), to: touching(destinations) };
}

/** Rules that would decide about this traffic if their phase were on or their date hadn't passed. */
export function dormantRules(analysis: Analysis, region: Region): DormantRule[] {
  const asleep = analysis.plan.rules.filter((rule) => !isActive(rule, analysis.phases, analysis.moment));
  return effects(
    asleep.flatMap((rule) => boxesOf(rule, requirementsWith(analysis, rule))),
    region,
  ).map((effect) => ({ ...effect, because: isExpired(effect.rule, analysis.moment) ? 'expired' : 'phase' }));
}

/** What `required` in a rule stands for while the rule's phase is on. */
function requirementsWith(analysis: Analysis, rule: PlanRule): ZonePairs<Requirement> {
  if (!followsRequirements(rule.services) || rule.phase === undefined) return analysis.index;
  return indexRequirements(analysis.plan, requirementsOf(analysis.plan, new Set([...analysis.phases, rule.phase])));
}

/**
 * What the catalogs know that some traffic serves.
 * @param known everything they know of, or the part of it that may touch the traffic
 */
export function needsOf(analysis: Analysis, region: Region, known: Iterable<Requirement>): LocatedNeed[] {
  return [...known].flatMap((requirement) => {
    const usable = IntervalSet.unionAll([requirement.services, ...requirement.alternatives.flat()]);
    const common = intersect(region, possibleTraffic(requirement.sources, requirement.destinations, usable));
    if (!common.length) return [];
    const sources = IntervalSet.unionAll(common.map((b) => b.sources));
    const destinations = IntervalSet.unionAll(common.map((b) => b.destinations));
    const from = requirement.from.filter((c) => c.addresses.overlaps(sources));
    const to = requirement.to.filter((c) => c.addresses.overlaps(destinations));
    // Between two roles of one server nothing crosses a network.
    if (from.length === 1 && to.length === 1 && machineOf(from[0]!) === machineOf(to[0]!)) return [];
    return [{ ...needBy(analysis, requirement, servicesOf(common)), from, to, region: common }];
  });
}

/** What a requirement needs of some services, wherever its ends are. */
export function needBy({ plan, phases }: Analysis, requirement: Requirement, services: ServiceSet): Need {
  const { flow, from, to } = requirement;
  const required = !flow.optional && flowApplies(plan, flow, phases);
  const contested = isContested(plan, flow) && wouldApply(plan, flow, phases);
  // What is needed in any case is no choice.
  const chosen = services.subtract(requirement.services);
  const alternatives = chosen.isEmpty ? [] : choicesAmong(requirement.alternatives, chosen);
  return { flow, from, to, services, alternatives, required, contested };
}

function leftOutOf(analysis: Analysis, region: Region, between: Between, insideZones: boolean): LeftOutNeed[] {
  return trafficLeftOutBetween(analysis.plan, between, insideZones).flatMap((each) =>
    needsOf(analysis, region, [each]).map(({ region: _, required: __, ...need }) => ({ ...need, bindings: each.bindings })),
  );
}

/** Optional flows count as needs: a port that one of them uses may well be in use. */
function closingOf(permitted: Region, needs: readonly LocatedNeed[], plan: Plan): Closing {
  const now = needs.filter((n) => n.required || n.flow.optional);
  const lasting = now.filter((n) => n.flow.phase === undefined && !n.flow.features.length);
  const passing = now.filter((n) => !lasting.includes(n));
  const needed = (each: readonly LocatedNeed[]): Region => each.flatMap((n) => n.region);
  const doubtful = subtract(intersect(permitted, needed(needs.filter((n) => n.contested))), needed(now));
  const unneeded = subtract(subtract(permitted, needed(now)), doubtful);
  const kept = intersect(permitted, needed(lasting));
  const later = subtract(intersect(permitted, needed(passing)), needed(lasting));
  const reasons = passing.filter((n) => intersect(n.region, later).length);
  return {
    now: unneeded.length ? servicesOf(unneeded) : NO_SERVICE,
    kept: kept.length ? servicesOf(kept) : NO_SERVICE,
    later: later.length ? servicesOf(later) : NO_SERVICE,
    contested: doubtful.length ? servicesOf(doubtful) : NO_SERVICE,
    phases: [...new Set(reasons.flatMap((n) => n.flow.phase ?? []))],
    features: [...new Set(reasons.flatMap((n) => n.flow.features))].filter((f) => plan.features.has(f)),
  };
}
