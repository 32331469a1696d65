import { type Box, possibleTraffic, servicesOf, subtract } from '../../../analysis/region.ts';
import { type AddressSet, ALL_IPS } from '../../../model/addresses.ts';
import { IntervalSet } from '../../../model/interval-set.ts';
import { NO_SERVICE, type ServiceSet } from '../../../model/services.ts';
import { isTemporary } from '../../change-request.ts';
import type { RuleSet, RuleSide } from '../../rule-set.ts';
import { byZonePair, type PlaceOfTraffic } from '../../zone-traffic.ts';

/** What of one zone may connect to another. */
export interface ZoneLink {
  readonly from: PlaceOfTraffic;
  readonly to: PlaceOfTraffic;
  /** What stays open. */
  readonly open: ServiceSet;
  /** What is open for a phase or until a day. */
  readonly temporary: ServiceSet;
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
      const known = links.get(key) ?? { from, to, open: NO_SERVICE, temporary: NO_SERVICE };
      const kind = isTemporary(entry) ? 'temporary' : 'open';
      // What is open already needs no second look.
      if (known[kind].covers(entry.services)) continue;
      const traffic = possibleTraffic(inPlace(sources, from), inPlace(destinations, to), entry.services);
      const services = servicesOf(subtract(traffic, denies));
      if (!services.isEmpty) links.set(key, { ...known, [kind]: known[kind].union(services) });
    }
  }
  return [...links.values()];
}
