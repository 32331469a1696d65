import type { RuleEntry, RuleSet, RuleSide } from '../../rule-set.ts';
import { byZonePair, type PlaceOfTraffic, type ZoneTraffic } from '../../zone-traffic.ts';

/** What a rule opens or closes between some zones and others. */
export interface Crossing {
  readonly from: readonly PlaceOfTraffic[];
  readonly to: readonly PlaceOfTraffic[];
  readonly sources: readonly RuleSide[];
  readonly destinations: readonly RuleSide[];
}

type End = 'from' | 'to';

/** One end of some traffic: the sides of the rule as they are where all of them are meant, or what of them lies in the zones. */
function sidesOf(
  traffic: readonly ZoneTraffic[],
  zones: readonly PlaceOfTraffic[],
  end: End,
  all: readonly PlaceOfTraffic[],
): readonly RuleSide[] {
  const { entry } = traffic[0]!;
  const whole = end === 'from' ? entry.sources : entry.destinations;
  if (zones.length === all.length) return whole;
  const sides = new Map<string, RuleSide>();
  for (const each of traffic)
    if (zones.includes(each[end]))
      for (const side of end === 'from' ? each.sources : each.destinations) sides.set(side.label, side);
  return [...sides.values()];
}

/** Whether one end is all of the rest of the world, for which its interface speaks. */
function isRest(zone: PlaceOfTraffic, sides: readonly RuleSide[]): boolean {
  if (!zone?.rest || sides.some((s) => s.any)) return false;
  return sides.some((s) => s.addresses.covers(zone.addresses));
}

function everything(sides: readonly RuleSide[]): RuleSide[] {
  return sides.map((side) => ({ ...side, any: true }));
}

/**
 * A rule by the zones that it joins, in as few policies as say the same: a policy joins every zone it comes from with every zone it leads
 * to, and no zone with itself.
 */
export function crossingsOf(entry: RuleEntry, ruleSet: RuleSet): Crossing[] {
  const traffic = byZonePair(entry, ruleSet);
  const allFrom = [...new Set(traffic.map((t) => t.from))];
  const allTo = [...new Set(traffic.map((t) => t.to))];
  const groups = new Map<string, { from: PlaceOfTraffic[]; to: PlaceOfTraffic[] }>();
  const indexOf = (zone: PlaceOfTraffic): number => (zone ? ruleSet.zones.indexOf(zone) : -1);
  for (const from of allFrom) {
    const reached = traffic.filter((t) => t.from === from).map((t) => t.to);
    const apart = [
      reached.filter((to) => !isRest(to, entry.destinations)),
      reached.filter((to) => isRest(to, entry.destinations)),
    ];
    for (const to of apart) {
      if (!to.length) continue;
      const key = `${isRest(from, entry.sources)} ${to.map(indexOf)}`;
      const group = groups.get(key);
      if (group) group.from.push(from);
      else groups.set(key, { from: [from], to });
    }
  }
  return [...groups.values()].map(({ from, to }): Crossing => {
    const sources = sidesOf(traffic, from, 'from', allFrom);
    const destinations = sidesOf(traffic, to, 'to', allTo);
    return {
      from,
      to,
      sources: isRest(from[0], entry.sources) ? everything(sources) : sources,
      destinations: isRest(to[0], entry.destinations) ? everything(destinations) : destinations,
    };
  });
}
