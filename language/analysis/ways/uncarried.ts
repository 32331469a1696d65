import type { Plan, PlanEndpoint, PlanRule, PlanZone } from '../../model/plan.ts';
import { ZonesTouched } from '../zones-touched.ts';
import type { Ways } from './ways.ts';

/** So many pairs of zones of one rule are looked for. */
const MOST_PAIRS = 100;

/**
 * Pairs of zones that a rule is about and no way joins, the first ones where there are many. Ends that are `any` say nothing of single
 * zones and are left out.
 */
export function uncarried(rule: PlanRule, plan: Plan, ways: Ways): { readonly from: PlanZone; readonly to: PlanZone }[] {
  const [from, to] = [islands(rule.sources, plan, ways), islands(rule.destinations, plan, ways)];
  const result: { from: PlanZone; to: PlanZone }[] = [];
  for (const [here, sources] of from)
    for (const [there, destinations] of to) {
      if (here === there && here !== undefined) continue;
      for (const source of sources)
        for (const destination of destinations) {
          if (result.length === MOST_PAIRS) return result;
          if (source !== destination) result.push({ from: source, to: destination });
        }
    }
  return result;
}

/** The zones of some ends by what they are joined with. */
function islands(ends: readonly PlanEndpoint[], plan: Plan, ways: Ways): Map<number | undefined, PlanZone[]> {
  const zones = new Set(ends.flatMap((end) => (end.kind === 'any' ? [] : zonesOf(end, plan))));
  const result = new Map<number | undefined, PlanZone[]>();
  for (const zone of zones) {
    const island = ways.islandOf(zone);
    const known = result.get(island);
    if (known) known.push(zone);
    else result.set(island, [zone]);
  }
  return result;
}

function zonesOf({ addresses }: PlanEndpoint, { zones }: Plan): PlanZone[] {
  return ZonesTouched.of(zones)
    .by(addresses)
    .map((n) => zones[n]!);
}
