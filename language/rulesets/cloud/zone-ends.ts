import { type AddressSet, ALL_IPS, ALL_IPV4, ALL_IPV6, type Family, ofFamily, tagOf } from '../../model/addresses.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import type { RuleEntry, RuleSet, RuleSide } from '../rule-set.ts';
import type { TargetProblem } from '../target.ts';
import { byZonePair, type PlaceOfTraffic, type ZoneTraffic } from '../zone-traffic.ts';

export type Zone = RuleSet['zones'][number];
export type Direction = 'inbound' | 'outbound';

/** A rule as one of the zones that it touches sees it: what of it lies in the zone, and who is at the other end. */
export interface ZoneEnd {
  readonly entry: RuleEntry;
  readonly direction: Direction;
  /** What of the rule's end lies in the zone. */
  readonly local: readonly RuleSide[];
  /** Whether the other end is `any`. */
  readonly remoteAny: boolean;
  /** The other end without the zone's own addresses: traffic inside of a zone is not decided. */
  readonly remote: AddressSet;
  /** The service tags among what the other end names. */
  readonly remoteTags: readonly string[];
}

/** Whether the zone gets rules of its own: it is ours, and somebody knows where it is. */
export function isGuarded(zone: PlaceOfTraffic): zone is Zone {
  return zone !== undefined && !zone.external && zone.addresses.overlaps(ALL_IPS);
}

/** What the rules mean for each zone that gets rules of its own, in the order of the plan; first what comes in, then what goes out. */
export function zoneEnds(ruleSet: RuleSet): Map<Zone, ZoneEnd[]> {
  const result = new Map(ruleSet.zones.filter(isGuarded).map((zone): [Zone, ZoneEnd[]] => [zone, []]));
  for (const entry of ruleSet.entries) {
    const traffic = byZonePair(entry, ruleSet);
    for (const direction of ['inbound', 'outbound'] as const) {
      const byZone = new Map<Zone, ZoneTraffic[]>();
      for (const each of traffic) {
        const zone = direction === 'inbound' ? each.to : each.from;
        if (!isGuarded(zone)) continue;
        const own = byZone.get(zone);
        if (own) own.push(each);
        else byZone.set(zone, [each]);
      }
      for (const [zone, own] of byZone) result.get(zone)!.push(endOf(entry, direction, own));
    }
  }
  return result;
}

/** @param own what of the entry's traffic goes to the zone, or comes from it */
function endOf(entry: RuleEntry, direction: Direction, own: readonly ZoneTraffic[]): ZoneEnd {
  const inbound = direction === 'inbound';
  const remote = own.flatMap((t) => (inbound ? t.sources : t.destinations));
  return {
    entry,
    direction,
    local: inbound ? own[0]!.destinations : own[0]!.sources,
    remoteAny: remote.some((s) => s.any),
    remote: IntervalSet.unionAll(remote.map((s) => s.addresses)),
    remoteTags: [...new Set(remote.flatMap((s) => s.hostNames.flatMap((name) => tagOf(name) ?? [])))].sort(),
  };
}

/** Zones that get no rules because nobody knows their addresses, and rules that no zone's rules see. */
export function unseen(ruleSet: RuleSet, group: string): TargetProblem[] {
  const zones = ruleSet.zones.filter((z) => !z.external && !isGuarded(z));
  const problems: TargetProblem[] = zones.map(({ name }) => ({
    level: 'warning',
    message: `The zone '${name}' has no addresses, so it gets no ${group}; add a subnet.`,
  }));
  for (const entry of ruleSet.entries) {
    const traffic = byZonePair(entry, ruleSet);
    if (
      traffic.some((t) => !isGuarded(t.from) && !isGuarded(t.to)) &&
      ![...entry.sources, ...entry.destinations].some((s) => s.any)
    )
      problems.push({
        level: 'warning',
        message: `Of this rule, traffic between places that get no ${group} (external zones, and addresses in no zone) is left out.`,
        line: entry.line,
      });
  }
  return problems;
}

/** Everything of one family that a set leaves out, where the set is most of it: what "everywhere but in these zones" leaves out. */
export function leftOut(set: AddressSet, family: Family): AddressSet | undefined {
  const own = ofFamily(set, family);
  const size = own.intervals.reduce((sum, { start, end }) => sum + (end - start), 0n);
  if (size <= 1n << (family === 4 ? 31n : 127n)) return undefined;
  return (family === 4 ? ALL_IPV4 : ALL_IPV6).subtract(own);
}

/** All addresses of the sides of one family. */
export function addressesOf(sides: readonly RuleSide[], family: Family): AddressSet {
  return ofFamily(IntervalSet.unionAll(sides.map((s) => s.addresses)), family);
}

/** `proxy`, or `proxy-and-2-more` for several. */
export function shortLabel(sides: readonly RuleSide[]): string {
  const [first] = sides;
  if (!first) return 'nothing';
  return sides.length > 1 ? `${first.label}-and-${sides.length - 1}-more` : first.label;
}
