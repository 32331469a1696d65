import { type AddressSet, ALL_IPV4, ALL_IPV6, ANYWHERE, formatFirst } from './addresses.ts';
import { IntervalSet } from './interval-set.ts';
import type { Plan, PlanComponent } from './plan.ts';

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
  const addresses = firstAddresses(set) || 'host names';
  // Of all addresses there are nobody asks who has one.
  if (set.covers(ALL_IPV4) || set.covers(ALL_IPV6)) return addresses;
  return inside.length ? `${addresses} (${firstOf(inside.map((c) => c.label))})` : addresses;
}

/** The places of a component that some addresses are about; of a leg with the network that it is in. */
function placesIn(component: PlanComponent, set: AddressSet): { readonly label: string; readonly addresses: AddressSet }[] {
  const { name, addressed, addresses, legs } = component;
  const stands = addressed && addresses.overlaps(set) ? [{ label: name, addresses }] : [];
  const others = legs.filter((leg) => leg.addresses.overlaps(set));
  return [...stands, ...others.map((leg) => ({ label: `${name} in ${leg.zone.name}`, addresses: leg.addresses }))];
}
