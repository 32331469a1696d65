import type { AddressSet } from '../../model/addresses.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import type { Plan, PlanComponent, PlanEndpoint, PlanRule } from '../../model/plan.ts';
import { ofAlternatives } from '../../model/resolve-services.ts';
import { ANY_SERVICE, type ServiceSet } from '../../model/services.ts';
import type { Analysis } from '../analyze.ts';
import { isActive } from '../permissions.ts';
import { knownTraffic } from '../requirements.ts';
import type { RuleEffect } from './effects.ts';
import { type Explanation, explain, type Need, needBy } from './explain.ts';
import type { Query } from './query.ts';

/** One end of a question. */
interface Side {
  /** The components that it names and that have no address of their own. */
  readonly unplaced: readonly PlanComponent[];
  /** Where what else it names is. */
  readonly placed: AddressSet;
  /** All addresses that are taken for it; none where nothing is known. */
  readonly addresses: AddressSet;
}

/** The components that an end stands for without an address in the plan. A zone is its addresses, where it has any. */
function unplacedIn(end: PlanEndpoint): PlanComponent[] {
  const byAddresses = end.kind === 'any' || end.kind === 'zone' || end.kind === 'site';
  return end.components.filter((c) => !c.addressed && (!byAddresses || c.zone.addresses.isEmpty));
}

/** What a question asks about at its two ends, of which some component has no address; nothing where each has. */
export function sidesOf({
  rule,
  sources,
  destinations,
}: Pick<Query, 'rule' | 'sources' | 'destinations'>): [Side, Side] | undefined {
  const side = (ends: readonly PlanEndpoint[], addresses: AddressSet): Side => {
    const placed = ends.map((end) =>
      unplacedIn(end).length
        ? IntervalSet.unionAll(end.components.filter((c) => c.addressed).map((c) => c.addresses))
        : end.addresses,
    );
    return { unplaced: [...new Set(ends.flatMap(unplacedIn))], placed: IntervalSet.unionAll(placed), addresses };
  };
  const sides: [Side, Side] = [side(rule.sources, sources), side(rule.destinations, destinations)];
  return sides.some((s) => s.unplaced.length) ? sides : undefined;
}

/** Whether a component is one of those that a side is about. */
function isAbout({ unplaced, placed, addresses }: Side, component: PlanComponent): boolean {
  return unplaced.includes(component) || component.addresses.overlaps(unplaced.length ? placed : addresses);
}

/**
 * Answers a question. A component without an address is answered for by itself: what rules do with the addresses of its zone, which it has
 * one of, and what the catalogs know of this component. Where not even its zone has an address, what rules say of it by its name is all that is
 * known.
 */
export function explainQuery(analysis: Analysis, query: Query): Explanation {
  const sides = sidesOf(query);
  if (!sides) return explain(analysis, query);
  const [from, to] = sides;
  const unplaced = [...new Set([...from.unplaced, ...to.unplaced])];
  const about = (need: Need): Need[] => {
    const own = { ...need, from: need.from.filter((c) => isAbout(from, c)), to: need.to.filter((c) => isAbout(to, c)) };
    const isOfOne = own.from.length === 1 && own.to.length === 1 && own.from[0] === own.to[0];
    return own.from.length && own.to.length && !isOfOne ? [own] : [];
  };
  if (!from.addresses.isEmpty && !to.addresses.isEmpty) {
    const answer = explain(analysis, query);
    return { ...answer, unplaced, needs: answer.needs.flatMap(about) };
  }
  const needs = knownNeeds(analysis, query.services).flatMap(about);
  return {
    ...explain(analysis, query),
    verdict: 'unknown',
    impossible: false,
    withinZone: zoneOf(analysis.plan, from, to),
    needs,
    unplaced,
    naming: rulesNaming(analysis, from, to, query.services, needs),
  };
}

/** All that the catalogs know by some services, wherever it is. */
function knownNeeds(analysis: Analysis, services: ServiceSet): Need[] {
  return knownTraffic(analysis.plan, true).flatMap((requirement) => {
    const common = IntervalSet.unionAll([requirement.services, ...requirement.alternatives.flat()]).intersect(services);
    return common.isEmpty ? [] : [needBy(analysis, requirement, common)];
  });
}

/** The zone that holds both ends, where one does. */
function zoneOf(plan: Plan, from: Side, to: Side): string | undefined {
  const holds = (zone: Plan['zones'][number], side: Side): boolean =>
    side.unplaced.every((c) => c.zone === zone) && zone.addresses.covers(side.placed);
  return plan.zones.find((zone) => holds(zone, from) && holds(zone, to))?.name;
}

/** The rules in force that name both ends by what they are, and what of the services each is about. */
function rulesNaming(
  { plan, phases, moment }: Analysis,
  from: Side,
  to: Side,
  services: ServiceSet,
  needs: readonly Need[],
): RuleEffect[] {
  const names = (ends: readonly PlanEndpoint[], side: Side): boolean =>
    ends.some((end) => end.kind === 'any' || end.components.some((c) => isAbout(side, c)) || end.addresses.overlaps(side.placed));
  const required = IntervalSet.unionAll(needs.filter((n) => n.required).map((n) => n.services));
  return plan.rules
    .filter((rule) => isActive(rule, phases, moment) && names(rule.sources, from) && names(rule.destinations, to))
    .flatMap((rule) => {
      const common = servicesOfRule(rule, required).intersect(services);
      return common.isEmpty ? [] : [{ rule, services: common, whole: common.covers(services), perhaps: [] }];
    });
}

function servicesOfRule({ action, services: s }: PlanRule, required: ServiceSet): ServiceSet {
  const all = !s.parts.length && !s.alternatives.length && !s.required;
  return IntervalSet.unionAll([
    all ? ANY_SERVICE : s.set,
    ofAlternatives(s.alternatives, action),
    ...(s.required ? [required] : []),
  ]);
}
