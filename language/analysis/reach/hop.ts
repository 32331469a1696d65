import type { PlanComponent, PlanZone } from '../../model/plan.ts';
import type { Analysis } from '../analyze.ts';
import { mayMeet } from '../host-names.ts';
import { intersect, type Region, servicesOf } from '../region.ts';
import { whyUncertain } from '../verdicts.ts';
import { packetOf } from '../witness.ts';
import type { Hop } from './ways.ts';

/**
 * One hop of a way as it is told: with the rules that permit it, and a packet that takes it.
 * @param from the relay that it begins at; nothing for the start
 * @param to the relay that it ends at; nothing for the targets
 * @param region what passes
 * @param inside the zone that it stays in, where no rule is asked
 */
export function hopOf(
  { allows, names, plan }: Analysis,
  from: PlanComponent | undefined,
  to: PlanComponent | undefined,
  region: Region,
  inside?: PlanZone,
): Hop {
  const said = inside ? [] : allows.filter((a) => intersect(region, [a]).length);
  const isSure = inside !== undefined || said.length > 0;
  const rules = isSure ? said : allows.filter((a) => region.some((box) => mayMeet(box, a, names)));
  const seen = isSure && !inside ? intersect(region, said) : region;
  return {
    from,
    to,
    inside,
    services: servicesOf(region),
    rules: [...new Set(rules.map((a) => a.rule))],
    packet: packetOf(seen, plan),
    perhaps: isSure ? undefined : whyUncertain(region, names),
  };
}
