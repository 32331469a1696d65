import { openingsOf } from '../../model/adjust-services.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import { append } from '../../model/lists.ts';
import type { PlanRule } from '../../model/plan.ts';
import { ofAlternatives } from '../../model/resolve-services.ts';
import { ANY_SERVICE, type ServiceSet } from '../../model/services.ts';
import type { Analysis } from '../analyze.ts';
import { isExpired } from '../permissions.ts';
import { type Box, covers, intersect, possibleTraffic, type Region, servicesOf, subtract } from '../region.ts';
import type { Requirement } from '../requirements.ts';
import { isOfComponents, isRequiredWith, servedServices, servesAnything } from './served.ts';
import { usableServices, usersOf } from './users.ts';

/** A rule whose traffic flows the other way. */
export interface ReversedRule {
  /** What is required from the rule's destinations to its sources, and permitted by no rule. */
  readonly services: ServiceSet;
  readonly requirements: readonly Requirement[];
  /** The same as traffic, any of several alternatives included. */
  readonly region: Region;
}

/** What a rule would open if its two ends changed places. */
export function turnedRound(rule: PlanRule, { plan }: Analysis): Box[] {
  const ends = { sources: rule.destinationAddresses, destinations: rule.sourceAddresses };
  const boxes: Box[] = openingsOf(rule.services, rule.sources, plan.components).map((opening) => ({ ...ends, ...opening }));
  const chosen = ofAlternatives(rule.services.alternatives, rule.action);
  if (!chosen.isEmpty) boxes.push({ ...ends, services: chosen });
  if (rule.services.required) boxes.push({ ...ends, services: ANY_SERVICE });
  return boxes;
}

/**
 * Finds out whether an allow has its ends the wrong way round: nothing that it permits serves a flow in its own direction, and the other
 * way its services are required and not all permitted. Judged as at a time at which the rule holds.
 */
export function reversedRule(rule: PlanRule, analysis: Analysis): ReversedRule | undefined {
  if (rule.action !== 'allow' || rule.services.any || isExpired(rule, analysis.moment)) return undefined;
  if ([...rule.sources, ...rule.destinations].some((end) => end.kind === 'any')) return undefined;
  if (servesAnything(analysis.standing().boxesOf(rule), analysis.known())) return undefined;
  const turned = turnedRound(rule, analysis);
  const lacking = requiredIn(turned, rule, analysis);
  if (!lacking.length || !analysis.standing().isUnderstood(rule)) return undefined;
  // Between whole zones there may be more than the plan's components, so that each of the ports has to point the other way.
  const exact = [...rule.sources, ...rule.destinations].every(isOfComponents);
  // A plan may say `required` between zones both ways, whatever that stands for in the end.
  if (!exact && rule.services.required) return undefined;
  if (!exact && !servedServices(turned, analysis.known()).covers(rule.services.set)) return undefined;
  return {
    services: IntervalSet.unionAll(lacking.map(({ region }) => servicesOf(region))),
    requirements: lacking.map(({ requirement }) => requirement),
    region: lacking.flatMap(({ region }) => region),
  };
}

/** What of some traffic is required between zones at a time at which a rule holds, and not permitted by another rule. */
function requiredIn(boxes: readonly Box[], rule: PlanRule, analysis: Analysis): { requirement: Requirement; region: Region }[] {
  const { known, standing, phases } = analysis;
  const isRequired = isRequiredWith(rule, analysis);
  const ends = { sources: rule.destinationAddresses, destinations: rule.sourceAddresses };
  let others: readonly Box[] | undefined;
  return usersOf(known(), { ...ends, services: servicesOf(boxes) }).flatMap((requirement) => {
    const { sources, destinations, services, alternatives } = requirement;
    if (!isRequired(requirement)) return [];
    const part = (set: ServiceSet): Region => intersect(possibleTraffic(sources, destinations, set), boxes);
    if (!part(usableServices(requirement)).length) return [];
    others ??= [...standing().touching(ends)].filter(
      (box) => box.rule !== rule && box.phases.every((phase) => phase === rule.phase || phases.has(phase)),
    );
    const region = [...subtract(part(services), others)];
    for (const group of alternatives) {
      const [from, to] = [ends.sources.intersect(sources), ends.destinations.intersect(destinations)];
      if (!group.some((set) => covers(others ?? [], possibleTraffic(from, to, set)))) append(region, group.flatMap(part));
    }
    return region.length ? [{ requirement, region }] : [];
  });
}
