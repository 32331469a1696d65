import type { PlanComponent, PlanZone } from '../../model/plan.ts';
import type { Analysis } from '../analyze.ts';
import { mayMeet } from '../host-names.ts';
import type { RuleBox } from '../permissions.ts';
import { type Box, intersect, meet, type Region, servicesOf } from '../region.ts';
import { rulesNear, whyUncertain } from '../verdicts.ts';
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
  analysis: Analysis,
  from: PlanComponent | undefined,
  to: PlanComponent | undefined,
  region: Region,
  inside?: PlanZone,
): Hop {
  const { names, plan } = analysis;
  const near = inside ? [] : rulesNear(region, analysis).allows;
  const said = near.filter((a) => region.some((box) => meet(box, a)));
  const isSure = inside !== undefined || said.length > 0;
  const rules = isSure ? said : near.filter((a) => region.some((box) => mayMeet(box, a, names)));
  return {
    from,
    to,
    inside,
    services: servicesOf(region),
    rules: [...new Set(rules.map((a) => a.rule))],
    packet: packetOf(isSure && !inside ? common(region, said) : region, plan),
    perhaps: isSure ? undefined : whyUncertain(region, names),
  };
}

/** What both have in common, rule by rule: mostly the first says enough. */
function* common(region: Region, said: readonly RuleBox[]): Iterable<Box> {
  for (const allow of said) yield* intersect(region, [allow]);
}
