import { type Box, possibleTraffic, subtract } from '../../../analysis/region.ts';
import { type AddressSet, ALL_IPS } from '../../../model/addresses.ts';
import { IntervalSet } from '../../../model/interval-set.ts';
import { isTemporary } from '../../change-request.ts';
import type { RuleSet, RuleSide } from '../../rule-set.ts';
import { byZonePair, type PlaceOfTraffic } from '../../zone-traffic.ts';

/** That something of one zone may connect to something of another. */
export interface ZoneLink {
  readonly from: PlaceOfTraffic;
  readonly to: PlaceOfTraffic;
  /** Set when all that allows it is of a phase or ends on a date. */
  readonly temporary: boolean;
}

/** The pairs of zones that the rules join, without those that denies close again; exact. */
export function zoneLinks(ruleSet: RuleSet): ZoneLink[] {
  const rest = ALL_IPS.subtract(IntervalSet.unionAll(ruleSet.zones.map((z) => z.addresses)));
  const all = (sides: readonly RuleSide[]): AddressSet => IntervalSet.unionAll(sides.map((s) => s.addresses));
  const inPlace = (sides: readonly RuleSide[], place: PlaceOfTraffic): AddressSet =>
    all(sides).intersect(place?.addresses ?? rest);
  const denies = ruleSet.entries
    .filter((e) => e.action === 'deny')
    .map((e): Box => ({ sources: all(e.sources), destinations: all(e.destinations), services: e.services }));
  const links = new Map<string, ZoneLink>();
  for (const entry of ruleSet.entries) {
    if (entry.action === 'deny') continue;
    for (const { from, to, sources, destinations } of byZonePair(entry, ruleSet)) {
      const key = JSON.stringify([from?.name, to?.name]);
      const known = links.get(key);
      const temporary = isTemporary(entry);
      if (known && (!known.temporary || temporary)) continue;
      const open = possibleTraffic(inPlace(sources, from), inPlace(destinations, to), entry.services);
      if (subtract(open, denies).length) links.set(key, { from, to, temporary });
    }
  }
  return [...links.values()];
}
