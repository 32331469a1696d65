import { type Box, possibleTraffic, servicesOf } from '../analysis/region.ts';
import { ZonePairs } from '../analysis/zone-pairs.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { PlanRule, PlanZone } from '../model/plan.ts';
import type { ServiceSet } from '../model/services.ts';
import { deviceRuleText } from '../running/describe-audit.ts';
import type { Drift } from '../running/drift.ts';

/** What of the traffic between two zones is otherwise on a device than in the plan. */
export interface DriftPart {
  readonly state: 'cut' | 'beyond';
  readonly services: ServiceSet;
  /** The rules of the plan that a device doesn't do. */
  readonly rules: readonly PlanRule[];
  /** The lines of the devices that make it so: `core, line 54: access-list …`. */
  readonly details: readonly string[];
}

interface DriftBox extends Box {
  readonly state: DriftPart['state'];
  readonly rule: PlanRule | undefined;
  readonly detail: string;
}

/** So many lines of devices are named between two zones. */
const MOST_DETAILS = 12;

/** What is cut off, and what is open beyond the plan, by pairs of zones. */
export function driftBetween(
  { firewalls }: Drift,
  zones: readonly PlanZone[],
): (from: PlanZone, to: PlanZone) => readonly DriftPart[] {
  const index = new ZonePairs<DriftBox>(zones);
  const add = (box: DriftBox): void => {
    index.add(box, box);
  };
  for (const { firewall, devices } of firewalls)
    for (const { cutOff, open } of devices) {
      const detailOf = (text: string, perhaps: string | undefined): string =>
        `${firewall.name}, ${text}${perhaps === undefined ? '' : ` (not certain: ${perhaps})`}`;
      for (const { region, rule, by, list, perhaps } of cutOff)
        for (const box of region) add({ ...box, state: 'cut', rule, detail: detailOf(deviceRuleText(by, list), perhaps) });
      for (const { region, rule, list, perhaps } of open)
        for (const box of region)
          add({ ...box, state: 'beyond', rule: undefined, detail: detailOf(deviceRuleText(rule, list), perhaps) });
    }
  return (from, to) => {
    const between = index.at(from, to);
    return (['cut', 'beyond'] as const).flatMap((state) => partOf(state, from, to, between));
  };
}

function partOf(state: DriftPart['state'], from: PlanZone, to: PlanZone, between: readonly DriftBox[]): DriftPart[] {
  const services: ServiceSet[] = [];
  const details = new Set<string>();
  const rules = new Set<PlanRule>();
  for (const box of between) {
    if (box.state !== state) continue;
    const here = possibleTraffic(box.sources.intersect(from.addresses), box.destinations.intersect(to.addresses), box.services);
    if (!here.length) continue;
    services.push(servicesOf(here));
    if (details.size < MOST_DETAILS) details.add(box.detail);
    if (box.rule) rules.add(box.rule);
  }
  return services.length ? [{ state, services: IntervalSet.unionAll(services), rules: [...rules], details: [...details] }] : [];
}
