import type { PlanRule } from '../../model/plan.ts';
import type { TimedBox } from '../permissions.ts';
import { covers, intersect, possibleTraffic, type Region, subtract } from '../region.ts';
import type { StandingRules } from '../standing-rules.ts';

/** The parts of a rule that are of traffic that can exist. */
export function* partsOf(rule: PlanRule, standing: StandingRules): Iterable<{ box: TimedBox; region: Region }> {
  for (const box of standing.partsOf(rule)) {
    const region = possibleTraffic(box.sources, box.destinations, box.services);
    if (region.length) yield { box, region };
  }
}

/** Whether no part of a rule is of traffic that can exist. */
export function isNothing(rule: PlanRule, standing: StandingRules): boolean {
  for (const _ of partsOf(rule, standing)) return false;
  return true;
}

/** What is taken off a part of a rule, by the rules that take it. */
export type Cuts = ReadonlyMap<PlanRule, readonly TimedBox[]>;

/** Parts of rules, by their rules. */
export function byRule(boxes: readonly TimedBox[]): Cuts {
  const rules = new Map<PlanRule, TimedBox[]>();
  for (const box of boxes) {
    const own = rules.get(box.rule);
    if (own) own.push(box);
    else rules.set(box.rule, [box]);
  }
  return rules;
}

/**
 * A rule that does it alone, if there is one; else rules that do it together, none of which could be left out.
 * @param taken each part that is taken off whole, and the parts of others that do it
 */
export function namesOf(taken: readonly { region: Region; cuts: Cuts }[]): PlanRule[] {
  const all = [...new Set(taken.flatMap(({ cuts }) => [...cuts.keys()]))].sort((a, b) => a.line - b.line);
  const alone = all.find((rule) => taken.every(({ region, cuts }) => covers(cuts.get(rule) ?? [], region)));
  if (alone) return [alone];
  // Those that take nothing away are left out at once, so that few are tried one by one.
  const used = new Set<PlanRule>();
  for (const { region, cuts } of taken) {
    let rest = region;
    for (const [rule, boxes] of cuts) {
      const less = subtract(rest, boxes);
      if (less.length !== rest.length || less.some((box, n) => box !== rest[n])) used.add(rule);
      rest = less;
      if (!rest.length) break;
    }
  }
  const isDispensable = (rule: PlanRule): boolean =>
    taken.every(({ region, cuts }) => {
      const others = [...used].flatMap((other) => (other === rule ? [] : (cuts.get(other) ?? [])));
      return covers(others, intersect(region, cuts.get(rule) ?? []));
    });
  for (const rule of all) if (used.has(rule) && isDispensable(rule)) used.delete(rule);
  return all.filter((rule) => used.has(rule));
}
