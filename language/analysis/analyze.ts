import type { CatalogFlow } from '../model/catalog.ts';
import type { Choice } from '../model/choices.ts';
import { NamePlaces } from '../model/name-places.ts';
import type { Plan, PlanComponent, PlanRule } from '../model/plan.ts';
import { NO_SERVICE, type ServiceSet } from '../model/services.ts';
import { mayClose, speaksOfNames } from './host-names.ts';
import { activePhases, boxesOf, isActive, isWhole, type Moment, type RuleBox } from './permissions.ts';
import { covers, intersect, possibleTraffic, type Region, servicesOf, subtract } from './region.ts';
import { indexRequirements, knownTraffic, type Requirement, requirementsOf } from './requirements.ts';
import { StandingRules } from './standing-rules.ts';
import { ZonePairs } from './zone-pairs.ts';

/** What one catalog flow lacks between two components. */
export interface Gap {
  readonly flow: CatalogFlow;
  readonly region: Region;
  /** Set when any one of these would do. */
  readonly oneOf?: Choice;
  /** The denies that close it; none when there is just no rule. */
  readonly denies: readonly PlanRule[];
}

/** Everything that one component lacks towards another. */
export interface PairGap {
  readonly from: PlanComponent;
  readonly to: PlanComponent;
  readonly gaps: readonly Gap[];
  /** The services of all gaps together. */
  readonly services: ServiceSet;
}

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
  readonly missing: readonly PairGap[];
  /** Required, and a `deny` closes it, or may. */
  readonly blocked: readonly PairGap[];
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
  const missing = new PairCollector();
  const blocked = new PairCollector();
  // What a `required` of the plan permits as a whole, and no deny is about, needs no further look.
  const permitted = new Set(allows.filter(isWhole).map((b) => b.requirement));
  for (const requirement of requirements) {
    const { sources, destinations, services, alternatives, flow, fromZone, toZone } = requirement;
    const allowed = allowsBetween.at(fromZone, toZone);
    const denied = (speaksOfNames(requirement) ? mayBeClosedBetween() : deniesBetween).at(fromZone, toZone);
    if (!denied.length && permitted.has(requirement)) continue;
    if (!services.isEmpty) {
      const needed = possibleTraffic(sources, destinations, services);
      const closed = intersect(needed, denied);
      const open = subtract(needed, allowed);
      // The common case, decided for all pairs at once.
      if (open.length || closed.length) {
        blocked.add(requirement, closed, { flow }, denied);
        missing.add(requirement, subtract(open, denied), { flow });
      }
    }
    for (const group of alternatives) addAlternatives(requirement, group, allowed, denied, missing, blocked);
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
    missing: missing.pairs(),
    blocked: blocked.pairs(),
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

/** For every pair one alternative has to be open in full; where none is, the first is what is reported as lacking. */
function addAlternatives(
  requirement: Requirement,
  group: Choice,
  allows: readonly RuleBox[],
  denies: readonly RuleBox[],
  missing: PairCollector,
  blocked: PairCollector,
): void {
  for (const from of requirement.from)
    for (const to of requirement.to) {
      const regions = group.map((services) => possibleTraffic(from.addresses, to.addresses, services));
      if (regions.some((region) => !intersect(region, denies).length && covers(allows, region))) continue;
      const first = regions.find((region) => !intersect(region, denies).length) ?? regions[0] ?? [];
      const only = { ...requirement, from: [from], to: [to] };
      const extra = group.length > 1 ? { flow: requirement.flow, oneOf: group } : { flow: requirement.flow };
      blocked.add(only, intersect(first, denies), extra, denies);
      missing.add(only, subtract(subtract(first, denies), allows), extra);
    }
}

/** Splits what a requirement lacks into pairs of components, and gathers it by pair. */
class PairCollector {
  private readonly byPair = new Map<PlanComponent, Map<PlanComponent, Gap[]>>();

  add(requirement: Requirement, region: Region, gap: Pick<Gap, 'flow' | 'oneOf'>, denies: readonly RuleBox[] = []): void {
    if (!region.length) return;
    for (const from of requirement.from)
      for (const to of requirement.to) {
        const pair = { sources: from.addresses, destinations: to.addresses, services: servicesOf(region) };
        const part = intersect(region, [pair]);
        if (!part.length) continue;
        const rules = [...new Set(denies.filter((d) => intersect(part, [d]).length).map((d) => d.rule))];
        let targets = this.byPair.get(from);
        if (!targets) {
          targets = new Map();
          this.byPair.set(from, targets);
        }
        const gaps = targets.get(to);
        const entry: Gap = { ...gap, region: part, denies: rules };
        if (gaps) gaps.push(entry);
        else targets.set(to, [entry]);
      }
  }

  pairs(): PairGap[] {
    const result: PairGap[] = [];
    for (const [from, targets] of this.byPair)
      for (const [to, gaps] of targets)
        result.push({ from, to, gaps, services: gaps.reduce((set, g) => set.union(servicesOf(g.region)), NO_SERVICE) });
    return result;
  }
}
