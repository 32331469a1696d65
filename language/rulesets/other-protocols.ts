import { type AddressSet, ALL_NAMES, ANYWHERE } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { ANY_SERVICE, hasOtherProtocols, STATABLE_SERVICES } from '../model/services.ts';
import type { RuleEntry, RuleSet, RuleSide } from './rule-set.ts';

/**
 * A rule set that decides the same and closes no protocol without ports, nor port 0, that nothing opens, for targets that can name these
 * only together with all ports: `deny a -> b : any except tcp 443` closes tcp, udp and icmp there, since what no rule allows is dropped.
 */
export function closingWhatIsOpen<T extends RuleSet>(ruleSet: T): T {
  const open = ruleSet.entries.filter((entry) => entry.action === 'allow' && hasOtherProtocols(entry.services));
  const from = reachOf(open.flatMap((entry) => entry.sources));
  const to = reachOf(open.flatMap((entry) => entry.destinations));
  const isIdle = (entry: RuleEntry): boolean =>
    entry.action === 'deny' &&
    hasOtherProtocols(entry.services) &&
    !entry.services.equals(ANY_SERVICE) &&
    !(from.overlaps(reachOf(entry.sources)) && to.overlaps(reachOf(entry.destinations)));
  if (!ruleSet.entries.some(isIdle)) return ruleSet;
  const entries = ruleSet.entries.flatMap((entry) => {
    if (!isIdle(entry)) return [entry];
    const services = entry.services.intersect(STATABLE_SERVICES);
    return services.isEmpty ? [] : [{ ...entry, services }];
  });
  return { ...ruleSet, entries };
}

/** The addresses of some sides; where there are names, which may have any, all. */
function reachOf(sides: readonly RuleSide[]): AddressSet {
  const all = IntervalSet.unionAll(sides.map((side) => side.addresses));
  return sides.some((side) => side.any) || all.overlaps(ALL_NAMES) ? ANYWHERE : all;
}
