import type { AddressSet } from '../../model/addresses.ts';
import type { CatalogFlow } from '../../model/catalog.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import { append } from '../../model/lists.ts';
import type { Plan, PlanComponent, PlanRule } from '../../model/plan.ts';
import { ANY_SERVICE, NO_SERVICE, type ServiceSet } from '../../model/services.ts';
import { type Analysis, analyze } from '../analyze.ts';
import { type LocatedNeed, mostNeededFirst, needsOf } from '../explain/explain.ts';
import type { Gap, PairGap } from '../pair-gaps.ts';
import { intersect, possibleTraffic, type Region, servicesOf, subtract } from '../region.ts';
import type { Requirement } from '../requirements.ts';
import { addressKey, boxKey } from '../set-keys.ts';
import { ZonePairs } from '../zone-pairs.ts';
import { type Flow, flowsOf, type Piece } from './diff-flows.ts';
import { AddressNames } from './name-addresses.ts';
import { type Permissions, type Place, placesOf, type Readings, readingsOf } from './readings.ts';
import {
  intersectTemporal,
  type Moments,
  meet,
  type Period,
  subtractTemporal,
  type TemporalBox,
  type TemporalRuleBox,
  Timeline,
} from './timeline.ts';
import { untold } from './untold.ts';

/** Traffic that one of two plans permits and the other does not. */
export interface Change extends Flow {
  /** Whether it is a difference at the moment of the comparison, and not only in another phase or after some day. */
  readonly now: boolean;
  /** When it is a difference; empty when always. */
  readonly periods: readonly Period[];
  /** Opened traffic: the denies of the old plan that closed it. Closed traffic: the denies of the new plan that close it. */
  readonly denies: readonly PlanRule[];
}

export interface Opened extends Change {
  /** What the catalogs know that it serves, in the new plan. */
  readonly needs: readonly LocatedNeed[];
  /** What serves nothing that the catalogs know. */
  readonly unneeded: ServiceSet;
}

/** A flow that the new plan requires and that no longer gets through. */
export interface Loss {
  readonly flow: CatalogFlow;
  readonly from: PlanComponent;
  readonly to: PlanComponent;
  readonly services: ServiceSet;
}

export interface Closed extends Change {
  readonly lost: readonly Loss[];
}

export interface PlanDiff {
  readonly older: Plan;
  readonly newer: Plan;
  /** The phases that were switched on for the comparison, besides those of the plans. */
  readonly phases: readonly string[];
  readonly today: string;
  readonly timeline: Timeline;
  readonly opened: readonly Opened[];
  readonly closed: readonly Closed[];
}

/**
 * What opens and what closes from one plan to the other: the exact difference of what their rules permit, at the moment that both were
 * analyzed at, and at every other one that phases and end dates make. How the rules are written makes no difference.
 */
export function diff(older: Analysis, newer: Analysis): PlanDiff {
  const timeline = Timeline.of(older, newer);
  const places = placesOf([older.plan, newer.plan]);
  const before = readingsOf(older, timeline, places);
  const after = readingsOf(newer, timeline, places);
  const inside = insideOf([older.plan, newer.plan], timeline);
  const explained = new Explainer(newer, timeline);
  const opened = changesOf(after, before, places, inside, new AddressNames(newer.plan, older.plan), timeline);
  const closed = changesOf(before, after, places, inside, new AddressNames(older.plan, newer.plan), timeline);
  return {
    older: older.plan,
    newer: newer.plan,
    phases: newer.moment.phases ?? [],
    today: newer.moment.today,
    timeline,
    opened: opened.map((change) => ({ ...change, ...explained.needs(change) })),
    closed: closed.map((change) => ({ ...change, lost: explained.losses(change) })),
  };
}

/** What `mine` permits and `theirs` does not: as the rules say it, and of host names also what was certain for one of them alone. */
function changesOf(
  mine: Readings,
  theirs: Readings,
  places: readonly Place[],
  inside: readonly TemporalBox[],
  names: AddressNames,
  timeline: Timeline,
): Change[] {
  const pieces = difference(mine.said, theirs.said, places, inside, timeline);
  const result = changes(pieces, mine.said, theirs.said, names, timeline, inside);
  if (!mine.certain || !theirs.certain) return result;
  const known = [...inside, ...pieces.map(({ box }) => box)];
  const more = difference(mine.certain, theirs.certain, places, known, timeline);
  return inOrder([...result, ...changes(more, mine.certain, theirs.certain, names, timeline, inside)]);
}

/** Traffic inside of the zones of both plans, which no rule is about: no firewall between zones sees it. */
function insideOf(plans: readonly Plan[], timeline: Timeline): TemporalBox[] {
  const moments: Moments = IntervalSet.of([{ start: 0, end: timeline.states.length * timeline.spans }]);
  const zones = plans.flatMap((p) => p.zones).filter((zone) => !zone.rest && !zone.addresses.isEmpty);
  const known = new Map(zones.map((z) => [addressKey(z.addresses), z.addresses]));
  return [...known.values()].map((own) => ({ sources: own, destinations: own, services: ANY_SERVICE, moments }));
}

function near(index: ZonePairs<TemporalRuleBox>, box: TemporalBox): TemporalRuleBox[] {
  return [...index.touching(box)].filter((other) => meet(box, other));
}

/**
 * What `mine` permits and `theirs` does not, each packet at each moment once.
 * @param known what has been found already, or is not to be told
 */
function difference(
  mine: Permissions,
  theirs: Permissions,
  places: readonly Place[],
  known: readonly TemporalBox[],
  timeline: Timeline,
): Piece[] {
  const found = new ZonePairs<TemporalBox>(places);
  for (const box of known) found.add(box, box);
  const result: Piece[] = [];
  // Wide rules first, and of equal ones those that hold now: what they open is then told once and not again for each narrow rule within them.
  const first = (box: TemporalBox): number => Number(box.moments.has(0));
  for (const origin of [...mine.allows].sort((a, b) => widthOf(b) - widthOf(a) || first(b) - first(a))) {
    const equal = theirs.same.get(boxKey(origin)) ?? [];
    const denies = near(theirs.denied, origin);
    // The common case: the same traffic as before, and nothing that closed it.
    if (!denies.length && IntervalSet.unionAll(equal.map((e) => e.moments)).covers(origin.moments)) continue;
    const rivals = near(theirs.allowed, origin).length + denies.length;
    const { sources, destinations, services, moments } = origin;
    const all = possibleTraffic(sources, destinations, services).map((b) => ({ ...b, moments }));
    for (const box of rivals > MANY ? cellsOf(all, places) : all) {
      const fresh = subtractTemporal([box], [...equal, ...near(theirs.allowed, box)]);
      const closed = near(theirs.denied, box);
      const freed = subtractTemporal(intersectTemporal(box, closed), fresh);
      if (!fresh.length && !freed.length) continue;
      // What several denies closed comes out several times.
      const once: TemporalBox[] = [];
      for (const each of [...fresh, ...freed]) append(once, subtractTemporal([each], once));
      const told = [...found.touching(box)].filter((other) => meet(box, other));
      for (const each of untold(subtractTemporal(once, near(mine.denied, box)), told, timeline)) {
        result.push({ box: each, origin });
        found.add(each, each);
      }
    }
  }
  return result;
}

/** A rule that meets more others than this is looked at place by place: taking them all away at once would cost the square of them. */
const MANY = 32;

/** The same traffic, cut where zones begin and end. */
function cellsOf(boxes: readonly TemporalBox[], places: readonly Place[]): TemporalBox[] {
  const cut = (set: AddressSet): AddressSet[] => places.map((p) => p.addresses.intersect(set)).filter((each) => !each.isEmpty);
  return boxes.flatMap((box) => {
    const destinations = cut(box.destinations);
    return cut(box.sources).flatMap((sources) => destinations.map((each) => ({ ...box, sources, destinations: each })));
  });
}

function widthOf(box: TemporalBox): number {
  const bits = (set: TemporalBox['sources']): number =>
    set.intervals.reduce((most, i) => Math.max(most, (i.end - i.start).toString(2).length), 0);
  return bits(box.sources) + bits(box.destinations);
}

/** Pieces as flows, with the rules that decide about them on both sides. */
function changes(
  pieces: readonly Piece[],
  mine: Permissions,
  theirs: Permissions,
  names: AddressNames,
  timeline: Timeline,
  inside: readonly TemporalBox[],
): Change[] {
  const rules = (index: ZonePairs<TemporalRuleBox>, region: readonly TemporalBox[]): PlanRule[] => {
    const all = rulesOf(index, region);
    if (all.every((rule) => rule.phase === undefined)) return all;
    // A flow is told by the first of its moments: a rule that others make do without, but for later ones, would be one of another phase.
    const leading = region.map((box) => ({ ...box, moments: box.moments.subtract(timeline.ledBy(box.moments)) }));
    const first = leading.flatMap((box) => near(index, box));
    const rest = subtractTemporal(region, first);
    return inLines([...first.map(({ rule }) => rule), ...rulesOf(index, rest)]);
  };
  const always: Moments = IntervalSet.of([{ start: 0, end: timeline.states.length * timeline.spans }]);
  const allOf = (some: readonly PlanRule[]): TemporalBox[] => {
    const once: TemporalBox[] = [];
    for (const { rule, sources, destinations, services, moments } of mine.allows)
      if (some.includes(rule)) {
        const said = possibleTraffic(sources, destinations, services).map((box) => ({ ...box, moments }));
        append(once, subtractTemporal(said, [...inside, ...once]));
      }
    return once;
  };
  const flows = flowsOf(pieces, names, (region) => rules(mine.allowed, region), allOf);
  return inOrder(
    flows.map((flow) => ({
      ...flow,
      now: flow.moments.has(0),
      periods: flow.moments.equals(always) ? [] : timeline.periodsOf(flow.moments),
      denies: rules(theirs.denied, flow.region),
    })),
  );
}

function rulesOf(index: ZonePairs<TemporalRuleBox>, region: readonly TemporalBox[]): PlanRule[] {
  return inLines(region.flatMap((box) => near(index, box).map(({ rule }) => rule)));
}

function inLines(rules: readonly PlanRule[]): PlanRule[] {
  return [...new Set(rules)].sort((a, b) => a.line - b.line);
}

function inOrder(found: readonly Change[]): Change[] {
  return [...found].sort((a, b) => Number(b.now) - Number(a.now) || (a.rules[0]?.line ?? 0) - (b.rules[0]?.line ?? 0));
}

/** What traffic is needed for in the new plan, and what is lost without it. */
class Explainer {
  private readonly newer: Analysis;
  private readonly timeline: Timeline;
  private readonly moments = new Map<number, { analysis: Analysis; gaps: ZonePairs<{ pair: PairGap; gap: Gap }> }>();

  constructor(newer: Analysis, timeline: Timeline) {
    this.newer = newer;
    this.timeline = timeline;
  }

  needs(change: Change): Pick<Opened, 'needs' | 'unneeded'> {
    const { known, plan } = this.newer;
    const isInside = plan.zones.some((z) =>
      change.region.every((b) => z.addresses.covers(b.sources) && z.addresses.covers(b.destinations)),
    );
    const { analysis } = this.at(change);
    const byNeed = new Map<Requirement, TemporalBox[]>();
    const unneeded: ServiceSet[] = [];
    for (const box of change.region) {
      let rest: Region = [box];
      for (const requirement of known().touching(box)) {
        if (!isInside && requirement.fromZone === requirement.toZone) continue;
        const [need] = needsOf(analysis, [box], [requirement]);
        if (!need) continue;
        byNeed.set(requirement, [...(byNeed.get(requirement) ?? []), box]);
        rest = subtract(rest, need.region);
      }
      unneeded.push(servicesOf(rest));
    }
    const needs = [...byNeed].flatMap(([requirement, region]) => needsOf(analysis, region, [requirement]));
    return { needs: mostNeededFirst(needs), unneeded: IntervalSet.unionAll(unneeded) };
  }

  losses(change: Change): Loss[] {
    const { gaps } = this.at(change);
    const lost = new Map<Gap, { pair: PairGap; services: ServiceSet }>();
    for (const box of change.region)
      for (const { pair, gap } of gaps.touching(box)) {
        // Of alternatives, it may have been another one that was open.
        const usable: Region = gap.oneOf
          ? possibleTraffic(pair.from.addresses, pair.to.addresses, IntervalSet.unionAll(gap.oneOf))
          : gap.region;
        const common = intersect([box], usable);
        if (common.length) lost.set(gap, { pair, services: servicesOf(common).union(lost.get(gap)?.services ?? NO_SERVICE) });
      }
    return [...lost].map(([{ flow }, { pair, services }]) => ({ flow, from: pair.from, to: pair.to, services }));
  }

  /** The new plan at the moment of the comparison, or else at the first at which there is a change. */
  private at({ moments }: Change): { analysis: Analysis; gaps: ZonePairs<{ pair: PairGap; gap: Gap }> } {
    const point = moments.has(0) ? 0 : moments.intervals[0]!.start;
    let result = this.moments.get(point);
    if (!result) {
      const { plan, moment } = this.newer;
      const analysis = point === 0 ? this.newer : analyze(plan, this.timeline.momentAt(point, moment));
      const gaps = new ZonePairs<{ pair: PairGap; gap: Gap }>(plan.zones);
      for (const pair of [...analysis.missing, ...analysis.blocked])
        for (const gap of pair.gaps) gaps.addBetween(pair.from.zone, pair.to.zone, { pair, gap });
      result = { analysis, gaps };
      this.moments.set(point, result);
    }
    return result;
  }
}
