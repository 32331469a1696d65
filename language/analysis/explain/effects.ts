import { note } from '../../model/lists.ts';
import type { PlanRule } from '../../model/plan.ts';
import type { ServiceSet } from '../../model/services.ts';
import type { Analysis } from '../analyze.ts';
import { mayPass } from '../host-names.ts';
import type { RuleBox } from '../permissions.ts';
import { covers, intersect, overlap, type Region, servicesOf, subtract } from '../region.ts';

/** What some rule does to the traffic that was asked about. */
export interface RuleEffect {
  readonly rule: PlanRule;
  readonly services: ServiceSet;
  /** Whether the rule decides all of the traffic in question, or a part of it. */
  readonly whole: boolean;
  /** What it decides only if a host name is one of the addresses in question; none when it decides what it says. */
  readonly perhaps: Region;
  /** Set where it decides more than that for certain: `services` and `whole` are then about what is certain. */
  readonly alsoSurely?: true;
}

/**
 * What rules decide of some traffic.
 * @param said the boxes as the rules say them, where the others are wider
 */
export function effects(boxes: Analysis['allows'], region: Region, said?: Analysis['allows']): RuleEffect[] {
  const stated = said && said !== boxes ? byRule(said, region) : undefined;
  return [...byRule(boxes, region)].flatMap(([rule, own]) => {
    const common = intersect(region, own);
    if (!common.length) return [];
    const surely = stated?.get(rule) ?? [];
    const perhaps = stated ? subtract(common, surely) : [];
    const certain = perhaps.length ? intersect(region, surely) : [];
    if (certain.length)
      return [{ rule, services: servicesOf(certain), whole: covers(surely, region), perhaps, alsoSurely: true as const }];
    return [{ rule, services: servicesOf(common), whole: covers(own, region), perhaps }];
  });
}

/** The boxes that have anything in common with some traffic, by their rules. */
function byRule(boxes: Analysis['allows'], region: Region): Map<PlanRule, RuleBox[]> {
  const result = new Map<PlanRule, RuleBox[]>();
  for (const box of boxes) if (region.some((each) => overlap(each, box))) note(result, box.rule, box);
  return result;
}

/** What may be permitted nevertheless: a name that was asked about may be an address that a rule opens, or the other way round. */
export function perhapsPermitted(open: Region, { allows, denies, names }: Analysis): RuleEffect[] {
  const passing = (boxes: Analysis['allows']): Region => mayPass(open, boxes, denies, names);
  if (!open.length || !passing(allows).length) return [];
  const rules = new Map<PlanRule, RuleBox[]>();
  for (const box of allows) note(rules, box.rule, box);
  return [...rules].flatMap(([rule, own]) => {
    const perhaps = passing(own);
    const services = servicesOf(perhaps);
    return perhaps.length ? [{ rule, services, whole: services.covers(servicesOf(open)), perhaps }] : [];
  });
}
