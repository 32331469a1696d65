import type { Analysis } from '../analysis/analyze.ts';
import { unneededRules } from '../analysis/coverage/unneeded.ts';
import { boxesBetween, countBetween } from '../analysis/overview/overview.ts';
import type { PairGap } from '../analysis/pair-gaps.ts';
import type { RuleBox } from '../analysis/permissions.ts';
import { possibleTraffic, servicesOf, subtract } from '../analysis/region.ts';
import type { ZoneGaps } from '../analysis/zone-gaps.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { note } from '../model/lists.ts';
import type { PlanRule, PlanZone } from '../model/plan.ts';
import { formatServices, NO_SERVICE, portSet, type ServiceSet } from '../model/services.ts';
import type { Drift } from '../running/drift.ts';
import { componentId } from './ids.ts';
import { LINK_STATES, type LinkDetail, type LinkPart, type LinkState } from './plan-map.ts';
import { driftBetween } from './read-drift.ts';

/** A part of a link whose rules are those of the plan. */
export type RawPart = Omit<LinkPart, 'rules'> & { readonly rules: readonly PlanRule[] };

/** What lies between two zones. */
export interface RawLink {
  readonly from: PlanZone;
  readonly to: PlanZone;
  readonly required: number;
  readonly parts: readonly RawPart[];
}

/** So many pairs of components are told of one by one. */
const MOST_DETAILS = 12;
const ALL_TCP = portSet('tcp', 1, 65535);

/** The pairs of zones between which something is required, permitted, denied or otherwise on a device, in the order of the zones. */
export function readLinks(analysis: Analysis, zones: readonly PlanZone[], drift?: Drift): RawLink[] {
  const { requirements, missing, blocked, allows, denies } = analysis;
  const required = countBetween(requirements, (r) => [r.fromZone, r.toZone, r.from.length * r.to.length]);
  const [lacking, closed] = [byZones(missing.places), byZones(blocked.places)];
  const opening = boxesBetween(zones, allows);
  const closing = boxesBetween(zones, denies);
  // What opens everything is judged by a check of its own.
  const unneeded = unneededRules(analysis, ({ services }) => services.set.covers(ALL_TCP));
  const idle = (rule: PlanRule): ServiceSet => unneeded.get(rule)?.services ?? NO_SERVICE;
  const drifted = drift && driftBetween(drift, zones);
  return zones.flatMap((from) =>
    zones.flatMap((to): RawLink[] => {
      if (from === to) return [];
      const shut = closing.at(from, to);
      const parts = [
        ...lackingPart('missing', lacking(from, to)),
        ...lackingPart('blocked', closed(from, to)),
        ...openParts(from, to, opening.at(from, to), shut, idle),
        ...deniedPart(from, to, shut),
        ...(drifted?.(from, to) ?? []).map(({ state, services, rules, details }) =>
          part(state, services, rules, 0, texts(details)),
        ),
      ].sort((a, b) => LINK_STATES.indexOf(a.state) - LINK_STATES.indexOf(b.state));
      return parts.length ? [{ from, to, required: required(from, to), parts }] : [];
    }),
  );
}

function texts(details: readonly string[]): LinkDetail[] {
  return details.map((text) => ({ text }));
}

function byZones(places: readonly ZoneGaps[]): (from: PlanZone, to: PlanZone) => ZoneGaps | undefined {
  const index = new Map<PlanZone, Map<PlanZone, ZoneGaps>>();
  for (const place of places) {
    const targets = index.get(place.fromZone) ?? new Map<PlanZone, ZoneGaps>();
    index.set(place.fromZone, targets.set(place.toZone, place));
  }
  return (from, to) => index.get(from)?.get(to);
}

function lackingPart(state: 'missing' | 'blocked', place: ZoneGaps | undefined): RawPart[] {
  if (!place) return [];
  const details: LinkDetail[] = [];
  const services: ServiceSet[] = [];
  const rules = new Set<PlanRule>();
  for (const pair of place) {
    services.push(pair.services);
    if (details.length < MOST_DETAILS) details.push(detailOf(pair));
    for (const gap of pair.gaps) for (const deny of gap.denies) rules.add(deny);
  }
  return [part(state, IntervalSet.unionAll(services), [...rules], place.length, details)];
}

function detailOf({ from, to, services }: PairGap): LinkDetail {
  const text = `${from.name} -> ${to.name} : ${formatServices(services)}`;
  return { text, from: componentId(from), to: componentId(to) };
}

/** What the allows open once the denies are taken off: what nothing needs, what ends, and what stays. */
function openParts(
  from: PlanZone,
  to: PlanZone,
  boxes: readonly RuleBox[],
  denies: readonly RuleBox[],
  idle: (rule: PlanRule) => ServiceSet,
): RawPart[] {
  const found = new Map<LinkState, { rule: PlanRule; services: ServiceSet }[]>();
  for (const box of boxes) {
    const traffic = possibleTraffic(
      box.sources.intersect(from.addresses),
      box.destinations.intersect(to.addresses),
      box.services,
    );
    const open = servicesOf(subtract(traffic, denies));
    const { rule } = box;
    const needless = open.intersect(idle(rule));
    const rest = open.subtract(needless);
    const isTemporary = rule.phase !== undefined || rule.until !== undefined;
    if (!needless.isEmpty) note(found, 'unneeded', { rule, services: needless });
    if (!rest.isEmpty) note(found, isTemporary ? 'temporary' : 'open', { rule, services: rest });
  }
  const staying = IntervalSet.unionAll((found.get('open') ?? []).map(({ services }) => services));
  return [...found].flatMap(([state, list]) => {
    const all = IntervalSet.unionAll(list.map(({ services }) => services));
    // What stays open anyway is not open for a while.
    const own = state === 'temporary' ? all.subtract(staying) : all;
    const rules = list.filter(({ services }) => services.overlaps(own)).map(({ rule }) => rule);
    return own.isEmpty ? [] : [part(state, own, [...new Set(rules)])];
  });
}

function deniedPart(from: PlanZone, to: PlanZone, denies: readonly RuleBox[]): RawPart[] {
  const between = denies.filter(
    (box) =>
      possibleTraffic(box.sources.intersect(from.addresses), box.destinations.intersect(to.addresses), box.services).length,
  );
  if (!between.length) return [];
  const services = IntervalSet.unionAll(between.map((box) => box.services));
  return [part('denied', services, [...new Set(between.map(({ rule }) => rule))])];
}

function part(
  state: LinkState,
  services: ServiceSet,
  rules: readonly PlanRule[],
  pairs = 0,
  details: readonly LinkDetail[] = [],
): RawPart {
  return { state, services: formatServices(services).split(', '), pairs, details, rules };
}
