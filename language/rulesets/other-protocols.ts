import { type AddressSet, ALL_NAMES, ANYWHERE } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { ANY_SERVICE, hasMostProtocols, ICMP, portSet, type ServiceSet } from '../model/services.ts';
import type { RuleEntry, RuleSet, RuleSide } from './rule-set.ts';

const PORTS = portSet('tcp', 1, 65535).union(portSet('udp', 1, 65535));

/**
 * A rule set that decides the same and closes no protocol without ports, nor port 0, that nothing opens, for targets that can name most of
 * these only together with all ports: `deny a -> b : any except tcp 443` closes tcp, udp and icmp there, and each protocol that a rule opens
 * by its name, since what no rule allows is dropped.
 */
export function closingWhatIsOpen<T extends RuleSet>(ruleSet: T): T {
  const allows = ruleSet.entries.filter((entry) => entry.action === 'allow');
  const open = allows.filter((entry) => hasMostProtocols(entry.services));
  const from = reachOf(open.flatMap((entry) => entry.sources));
  const to = reachOf(open.flatMap((entry) => entry.destinations));
  const isIdle = (entry: RuleEntry): boolean =>
    entry.action === 'deny' &&
    hasMostProtocols(entry.services) &&
    !entry.services.equals(ANY_SERVICE) &&
    !(from.overlaps(reachOf(entry.sources)) && to.overlaps(reachOf(entry.destinations)));
  if (!ruleSet.entries.some(isIdle)) return ruleSet;
  const named = IntervalSet.unionAll(allows.filter((entry) => !open.includes(entry)).map((entry) => entry.services));
  const entries = ruleSet.entries.flatMap((entry) => {
    if (!isIdle(entry)) return [entry];
    const services = entry.services.intersect(closable(entry.services, named));
    return services.isEmpty ? [] : [{ ...entry, services }];
  });
  return { ...ruleSet, entries };
}

/** What a deny closes of itself: all ports, icmp as a whole where nothing of it is left out, and what else is open by name. */
function closable(services: ServiceSet, named: ServiceSet): ServiceSet {
  return IntervalSet.unionAll([PORTS, named, ...(services.covers(ICMP) ? [ICMP] : [])]);
}

/** The addresses of some sides; where there are names, which may have any, all. */
function reachOf(sides: readonly RuleSide[]): AddressSet {
  const all = IntervalSet.unionAll(sides.map((side) => side.addresses));
  return sides.some((side) => side.any) || all.overlaps(ALL_NAMES) ? ANYWHERE : all;
}
