import { type AddressSet, ALL_IPV4, ALL_IPV6, ANYWHERE, formatFirst } from './addresses.ts';
import { IntervalSet } from './interval-set.ts';
import type { Plan, PlanComponent, PlanZone } from './plan.ts';

/** So many zones, and components that are left out of one, are named in place of addresses. */
const MOST_NAMED = 4;

/** The first few of a list, and how many there are besides. */
export function firstOf(items: readonly string[], most = 4): string {
  return items.length > most ? `${items.slice(0, most).join(', ')} and ${items.length - most} more` : items.join(', ');
}

/** The first few of some addresses, and how many there are besides. */
export function firstAddresses(set: AddressSet, most = 4): string {
  const { texts, count } = formatFirst(set, most);
  return count > most ? `${texts.join(', ')} and ${count - most} more` : texts.join(', ');
}

/** Addresses by the names that the plan has for them. */
export function describeAddresses(set: AddressSet, plan: Plan): string {
  if (set.equals(ANYWHERE)) return 'any';
  const zone = plan.zones.find((z) => z.addresses.equals(set));
  if (zone) return zone.name;
  const inside = plan.components.flatMap((c) => placesIn(c, set));
  if (inside.length && IntervalSet.unionAll(inside.map((c) => c.addresses)).equals(set))
    return firstOf(inside.map((c) => c.label));
  const zones = set.covers(ALL_IPV4) || set.covers(ALL_IPV6) ? undefined : zonesIn(set, plan);
  if (zones) return zones.join(', ');
  const addresses = firstAddresses(set) || 'host names';
  // Of all addresses there are nobody asks who has one.
  if (set.covers(ALL_IPV4) || set.covers(ALL_IPV6)) return addresses;
  return inside.length ? `${addresses} (${firstOf(inside.map((c) => c.label))})` : addresses;
}

/** Some addresses as zones and what of these is left out, where a few of them are exactly these addresses. */
function zonesIn(set: AddressSet, { zones }: Plan): string[] | undefined {
  const texts: string[] = [];
  let left = set.intersect(ALL_IPV4.union(ALL_IPV6));
  if (left.isEmpty) return undefined;
  for (const zone of zones) {
    if (!zone.addresses.overlaps(set)) continue;
    const found = texts.length < MOST_NAMED ? zoneIn(set, zone) : undefined;
    if (!found) return undefined;
    texts.push(found.text);
    left = left.subtract(found.whole);
  }
  return left.isEmpty ? texts : undefined;
}

/** What of a zone is among some addresses, by name: the zone, its addresses of one family, or either without some of its components. */
function zoneIn(set: AddressSet, zone: PlanZone): { readonly text: string; readonly whole: AddressSet } | undefined {
  const families = [ALL_IPV4, ALL_IPV6].filter((family) => family.overlaps(zone.addresses));
  const spoken = families.filter((family) => set.overlaps(zone.addresses.intersect(family)));
  const one = spoken.length < families.length ? spoken[0] : undefined;
  const whole = one ? zone.addresses.intersect(one) : zone.addresses;
  const name = one ? `${zone.name} (${one === ALL_IPV4 ? 'IPv4' : 'IPv6'})` : zone.name;
  const out = whole.subtract(set);
  if (out.isEmpty) return { text: name, whole };
  const gone = zone.components.filter(
    (c) => c.addressed && out.covers(whole.intersect(c.addresses)) && out.overlaps(c.addresses),
  );
  if (!gone.length || gone.length > MOST_NAMED || !IntervalSet.unionAll(gone.map((c) => c.addresses)).covers(out))
    return undefined;
  return { text: `${name} except ${gone.map((c) => c.name).join(', ')}`, whole };
}

/** The places of a component that some addresses are about; of a leg with the network that it is in. */
function placesIn(component: PlanComponent, set: AddressSet): { readonly label: string; readonly addresses: AddressSet }[] {
  const { name, addressed, addresses, legs } = component;
  const stands = addressed && addresses.overlaps(set) ? [{ label: name, addresses }] : [];
  const others = legs.filter((leg) => leg.addresses.overlaps(set));
  return [...stands, ...others.map((leg) => ({ label: `${name} in ${leg.zone.name}`, addresses: leg.addresses }))];
}
