import type { AddressSet } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { visitorsOf } from '../model/legs.ts';
import type { Plan, PlanComponent, PlanLeg, PlanZone } from '../model/plan.ts';
import type { HostRuleSet } from './host-rules.ts';
import { partId } from './rule-ids.ts';
import { inOrder, type RuleEntry, type RuleSide } from './rule-set.ts';

/**
 * Puts in the rules of hosts what their legs need that lie in another zone, where the addresses of one of the two are translated: who shares a zone comes
 * from the addresses that they have, and everybody else from those under which they are seen, which is not the same at each interface of the host.
 * @param sets of each host, by its name, as it is known where it stands; changed
 * @param setsIn the rule sets of hosts as they are known in a zone that they have legs in
 */
export function addLegs(
  sets: Map<string, HostRuleSet>,
  { zones, components }: Plan,
  setsIn: (zone: PlanZone, hosts: readonly PlanComponent[]) => readonly HostRuleSet[],
): void {
  for (const zone of zones) {
    const isOther = (home: PlanZone): boolean => home !== zone && (home.translations.length > 0 || zone.translations.length > 0);
    const visitors = visitorsOf(zone, components).filter((c) => sets.has(c.name) && isOther(c.zone));
    if (!visitors.length) continue;
    for (const there of setsIn(zone, visitors)) {
      const { name } = there.host;
      const legs = visitors.find((each) => each.name === name)!.legs.filter((leg) => leg.zone === zone);
      sets.set(name, withLegs(sets.get(name)!, there, legs));
    }
  }
}

/** @param legs those in the zone as whose hosts know it a host is `there` */
function withLegs(home: HostRuleSet, there: HostRuleSet, legs: readonly PlanLeg[]): HostRuleSet {
  const own = IntervalSet.unionAll(legs.map((leg) => leg.own));
  const seen = IntervalSet.unionAll(legs.map(({ addresses }) => addresses));
  const elsewhere = home.entries.flatMap((entry) => towards(entry, (addresses) => addresses.subtract(seen)));
  const here = there.entries.flatMap((entry) => towards(entry, (addresses) => addresses.intersect(own)));
  const named = here.map((entry) => ({ ...entry, id: partId(entry, `${entry.id} at ${legs[0]!.zone.name}`) }));
  const closed = [...home.closed, ...there.closed];
  const keys = closed.map(({ from, zone, line }) => `${line} ${zone} ${from.join(' ')}`);
  return {
    ...home,
    host: { ...home.host, addresses: home.host.addresses.subtract(seen).union(own) },
    entries: inOrder([...elsewhere, ...named]),
    closed: closed.filter((_, n) => keys.indexOf(keys[n]!) === n),
  };
}

/** A rule towards a part of what it is about; nothing where none is left. */
function towards(entry: RuleEntry, part: (addresses: AddressSet) => AddressSet): RuleEntry[] {
  const destinations = entry.destinations.flatMap((side): RuleSide[] => {
    const addresses = part(side.addresses);
    if (addresses.equals(side.addresses)) return [side];
    return addresses.isEmpty ? [] : [{ ...side, addresses }];
  });
  return destinations.length ? [{ ...entry, destinations }] : [];
}
