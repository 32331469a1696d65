import { ALL_IPV4, ALL_IPV6 } from '../model/addresses.ts';
import type { Choice } from '../model/choices.ts';
import { NamePlaces } from '../model/name-places.ts';
import type { Plan } from '../model/plan.ts';
import { mayClose, speaksOfNames } from './host-names.ts';
import { LackingPairs, type PairGaps, ZoneGaps } from './pair-gaps.ts';
import { activePhases, boxesOf, isActive, isWhole, type Moment, type RuleBox } from './permissions.ts';
import { type Box, covers, intersect, possibleTraffic, subtract } from './region.ts';
import { indexRequirements, knownTraffic, type Requirement, requirementsOf } from './requirements.ts';
import { StandingRules } from './standing-rules.ts';
import { ZonePairs } from './zone-pairs.ts';

export interface Analysis {
  readonly plan: Plan;
  readonly moment: Moment;
  readonly phases: ReadonlySet<string>;
  readonly requirements: readonly Requirement[];
  /** The same, by the zones that they lie between. */
  readonly index: ZonePairs<Requirement>;
  /** All that the catalogs know of, in whatever phase and with whatever feature, inside of zones as well; made when it is asked for. */
  readonly known: () => ZonePairs<Requirement>;
  /** The rules that have not ended, whatever phases are on; made when they are asked for. */
  readonly standing: () => StandingRules;
  readonly allows: readonly RuleBox[];
  readonly denies: readonly RuleBox[];
  /** Where host names may be. */
  readonly names: NamePlaces;
  /** What the denies may close: what they say, and the names that may be there; made when it is asked for. */
  readonly mayClose: () => readonly RuleBox[];
  /** Required, and no rule permits it. */
  readonly missing: PairGaps;
  /** Required, and a `deny` closes it, or may. */
  readonly blocked: PairGaps;
}

/**
 * Joins what the catalogs require with what the rules permit. Pure: the same plan and moment give the same result.
 * @param former an analysis for the same moment, before an edit: where the edit was about rules alone, what is required stays as it was
 */
export function analyze(plan: Plan, moment: Moment, former?: Analysis): Analysis {
  const phases = activePhases(plan, moment);
  const kept = former?.plan.zones === plan.zones ? former : undefined;
  const requirements = kept?.requirements ?? requirementsOf(plan, phases);
  const index = kept?.index ?? indexRequirements(plan, requirements);
  const active = plan.rules.filter((r) => isActive(r, phases, moment));
  const allows = active.filter((r) => r.action === 'allow').flatMap((r) => boxesOf(r, index));
  const denies = active.filter((r) => r.action === 'deny').flatMap((r) => boxesOf(r, index));
  const allowsBetween = byZones(plan, allows);
  const deniesBetween = byZones(plan, denies);
  const names = NamePlaces.of(plan.zones);
  const mayBeClosed = once(() => denies.flatMap((deny) => mayClose(deny, names)));
  const mayBeClosedBetween = once(() => byZones(plan, mayBeClosed()));
  // What a `required` of the plan permits as a whole, and no deny is about, needs no further look.
  const permitted = new Set(allows.filter(isWhole).map((b) => b.requirement));
  const [missing, blocked]: [ZoneGaps[], ZoneGaps[]] = [[], []];
  for (const between of index.lists) {
    const lacks = { missing: new ZoneGaps(between[0]!), blocked: new ZoneGaps(between[0]!) };
    for (const requirement of between) {
      const { fromZone, toZone } = requirement;
      const allowed = allowsBetween.at(fromZone, toZone);
      const denied = (speaksOfNames(requirement) ? mayBeClosedBetween() : deniesBetween).at(fromZone, toZone);
      if (denied.length || !permitted.has(requirement)) addLacks(requirement, allowed, denied, lacks);
    }
    missing.push(lacks.missing);
    blocked.push(lacks.blocked);
  }
  return {
    plan,
    moment,
    phases,
    requirements,
    index,
    known: kept?.known ?? once(() => indexRequirements(plan, knownTraffic(plan, true))),
    standing: once(() => new StandingRules(plan, moment)),
    allows,
    denies,
    names,
    mayClose: mayBeClosed,
    missing: new LackingPairs(missing),
    blocked: new LackingPairs(blocked),
  };
}

/** Makes something when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  // What it is made of is let go of afterward.
  let rest: (() => T) | undefined = make;
  return () => {
    made ??= { value: rest!() };
    rest = undefined;
    return made.value;
  };
}

/** The boxes of rules by the zones that they touch. */
function byZones(plan: Plan, boxes: readonly RuleBox[]): ZonePairs<RuleBox> {
  const index = new ZonePairs<RuleBox>(plan.zones);
  for (const box of boxes) {
    // A name of another zone may be one of the addresses that a requirement lies between.
    if (box.requirement && box.rule.action === 'allow') index.addBetween(box.requirement.fromZone, box.requirement.toZone, box);
    else index.add(box, box);
  }
  return index;
}

/** What is missing and what is blocked between two zones. */
interface Lacks {
  readonly missing: ZoneGaps;
  readonly blocked: ZoneGaps;
}

/** Notes what a requirement lacks where some rules stand. */
function addLacks(requirement: Requirement, allowed: readonly RuleBox[], denied: readonly RuleBox[], lacks: Lacks): void {
  const { sources, destinations, services, alternatives, flow } = requirement;
  if (!services.isEmpty) {
    const needed = possibleTraffic(sources, destinations, services);
    const closed = intersect(needed, denied);
    const open = subtract(needed, allowed);
    // The common case, decided for all pairs at once.
    if (open.length || closed.length) {
      lacks.blocked.add(requirement, closed, { flow }, denied);
      lacks.missing.add(requirement, subtract(open, denied), { flow });
    }
  }
  for (const group of alternatives) addAlternatives(requirement, group, allowed, denied, lacks);
}

/** For every pair one alternative has to be open in full; where none is, the first is what is reported as lacking. */
function addAlternatives(
  requirement: Requirement,
  group: Choice,
  allows: readonly RuleBox[],
  denies: readonly RuleBox[],
  { missing, blocked }: Lacks,
): void {
  const { flow, sources, destinations } = requirement;
  const extra = group.length > 1 ? { flow, oneOf: group } : { flow };
  const [first, ...others] = group;
  const isOfOneFamily = [ALL_IPV4, ALL_IPV6].some((family) => family.covers(sources) && family.covers(destinations));
  if (first && isOfOneFamily) {
    const whole = [first, ...others].map((services) => possibleTraffic(sources, destinations, services));
    const near = (boxes: readonly Box[]): boolean => whole.some((region) => intersect(region, boxes).length > 0);
    // Where no rule is about any of it, or one of them is open to all, there is no need to look at each pair.
    if (!near(denies) && whole.every((region) => region.length)) {
      if (whole.some((region) => covers(allows, region))) return;
      if (!near(allows)) {
        missing.add(requirement, whole[0]!, extra);
        return;
      }
    }
  }
  for (const from of requirement.from)
    for (const to of requirement.to) {
      const regions = group.map((services) => possibleTraffic(from.addresses, to.addresses, services));
      if (regions.some((region) => !intersect(region, denies).length && covers(allows, region))) continue;
      const wanted = regions.find((region) => !intersect(region, denies).length) ?? regions[0] ?? [];
      const only = { ...requirement, from: [from], to: [to], sources: from.addresses, destinations: to.addresses };
      blocked.add(only, intersect(wanted, denies), extra, denies);
      missing.add(only, subtract(subtract(wanted, denies), allows), extra);
    }
}
