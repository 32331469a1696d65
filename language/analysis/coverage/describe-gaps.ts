import { formatAddresses } from '../../model/addresses.ts';
import { formatChoice } from '../../model/choices.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import { keptUnion } from '../../model/kept-unions.ts';
import type { PlanRule } from '../../model/plan.ts';
import { formatServices, type ServiceSet } from '../../model/services.ts';
import type { Gap, PairGap } from '../pair-gaps.ts';
import { possibleTraffic } from '../region.ts';

/** A gap's services: exactly what is open in no rule, or the choice where any of several would do. */
export function formatGap(gap: Gap): string {
  return gap.oneOf ? formatChoice(gap.oneOf) : formatServices(keptUnion(gap.region.map((b) => b.services)));
}

/** All services that a pair lacks. */
export function describeServices(pair: PairGap): string {
  const fixed = keptUnion(pair.gaps.filter((g) => !g.oneOf).flatMap((g) => g.region.map((b) => b.services)));
  const choices = pair.gaps.filter((g) => g.oneOf).map(formatGap);
  return [...(fixed.isEmpty ? [] : [formatServices(fixed)]), ...new Set(choices)].join(', ');
}

/** Names the addresses when only a part of a component's lacks the flow. */
export function describePart(pair: PairGap): string {
  const possible = possibleTraffic(pair.from.addresses, pair.to.addresses, pair.services);
  const lacking = pair.gaps.flatMap((g) => g.region);
  const part = (side: 'sources' | 'destinations'): string => {
    const affected = IntervalSet.unionAll(lacking.map((b) => b[side]));
    if (affected.covers(IntervalSet.unionAll(possible.map((b) => b[side])))) return '';
    const texts = formatAddresses(affected);
    return texts.length > 4 ? `${texts.slice(0, 4).join(', ')} and ${texts.length - 4} more` : texts.join(', ');
  };
  const from = part('sources');
  const to = part('destinations');
  return `${from ? ` from ${from}` : ''}${to ? ` to ${to}` : ''}`;
}

/** Whether services added to a rule would be open for another pair. */
export function opensFor(rule: PlanRule, services: ServiceSet, { from, to, services: lacking }: PairGap): boolean {
  const { sourceAddresses, destinationAddresses } = rule;
  return services.overlaps(lacking) && sourceAddresses.overlaps(from.addresses) && destinationAddresses.overlaps(to.addresses);
}
