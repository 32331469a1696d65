import type { PlanRule } from '../../model/plan.ts';
import type { ServiceSet } from '../../model/services.ts';
import type { Analysis } from '../analyze.ts';
import { flowApplies } from '../conditions.ts';
import type { TimedBox } from '../permissions.ts';
import { type Box, covers, intersect, possibleTraffic, type Region } from '../region.ts';
import type { Requirement } from '../requirements.ts';

/** What a rule may be there for: all that is required between its ends, now or in any phase. */
export function neededBetween(rule: PlanRule, { plan, known }: Analysis): Requirement[] {
  const ends = { sources: rule.sourceAddresses, destinations: rule.destinationAddresses };
  return [...known().touching(ends)].filter(
    ({ flow, fromZone, toZone }) => fromZone !== toZone && !flow.optional && flowApplies(plan, flow, new Set([flow.phase ?? ''])),
  );
}

/** What of a rule's traffic a requirement uses, any of its alternatives included. */
export function servedBy(rule: PlanRule, requirement: Requirement, analysis: Analysis): Region {
  const all = [requirement.services, ...requirement.alternatives.flat()];
  const traffic = all.flatMap((services) => possibleTraffic(requirement.sources, requirement.destinations, services));
  return intersect(traffic, analysis.standing().boxesOf(rule));
}

/**
 * Whether a rule could open something else without harm: nothing that is closed now would be open, and whatever is required, at any time,
 * and gets through now would still get through.
 * @param boxes what it would open
 */
export function isHarmless(rule: PlanRule, boxes: readonly Box[], analysis: Analysis): boolean {
  return covers(analysis.standing().boxesOf(rule), trafficOf(boxes)) && keepsNeeded(rule, boxes, analysis);
}

/** Whether whatever is required, at any time, and gets through now would still do so if a rule opened something else. */
export function keepsNeeded(rule: PlanRule, boxes: readonly Box[], analysis: Analysis): boolean {
  const before = analysis.standing().boxesOf(rule);
  return neededBetween(rule, analysis).every((requirement) => {
    const others = [...analysis.standing().touching(requirement)].filter((box) => box.rule !== rule);
    const lasting = others.filter(isLasting);
    const allows = lasting.filter((box) => box.rule.action === 'allow');
    const denies = lasting.filter((box) => box.rule.action === 'deny');
    const used = intersect(possibleTraffic(requirement.sources, requirement.destinations, requirement.services), before);
    if (!covers([...boxes, ...allows, ...denies], used)) return false;
    const anyDeny = others.filter((box) => box.rule.action === 'deny');
    return requirement.alternatives.every((group) =>
      pairsOf(requirement).every(
        (pair) => !isServed(group, pair, [...before, ...allows], denies) || isServed(group, pair, [...boxes, ...allows], anyDeny),
      ),
    );
  });
}

function trafficOf(boxes: readonly Box[]): Region {
  return boxes.flatMap((box) => possibleTraffic(box.sources, box.destinations, box.services));
}

/** Whether a part of a rule holds at all times; nothing is to depend on one that doesn't. */
function isLasting({ rule, phases }: TimedBox): boolean {
  return !phases.length && rule.until === undefined;
}

function pairsOf({ from, to }: Requirement): Pick<Box, 'sources' | 'destinations'>[] {
  return from.flatMap((a) => to.map((b) => ({ sources: a.addresses, destinations: b.addresses })));
}

/** Whether one of several alternatives gets through in full. */
function isServed(
  group: readonly ServiceSet[],
  { sources, destinations }: Pick<Box, 'sources' | 'destinations'>,
  allows: readonly Box[],
  denies: readonly Box[],
): boolean {
  return group.some((services) => {
    const region = possibleTraffic(sources, destinations, services);
    return !intersect(region, denies).length && covers(allows, region);
  });
}
