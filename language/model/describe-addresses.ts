import { type AddressSet, ANYWHERE, formatAddresses } from './addresses.ts';
import { IntervalSet } from './interval-set.ts';
import type { Plan } from './plan.ts';

/** The first few of a list, and how many there are besides. */
export function firstOf(items: readonly string[], most = 4): string {
  return items.length > most ? `${items.slice(0, most).join(', ')} and ${items.length - most} more` : items.join(', ');
}

/** Addresses by the names that the plan has for them. */
export function describeAddresses(set: AddressSet, plan: Plan): string {
  if (set.equals(ANYWHERE)) return 'any';
  const zone = plan.zones.find((z) => z.addresses.equals(set));
  if (zone) return zone.name;
  const inside = plan.components.filter((c) => c.addressed && c.addresses.overlaps(set));
  if (inside.length && IntervalSet.unionAll(inside.map((c) => c.addresses)).equals(set))
    return firstOf(inside.map((c) => c.name));
  const addresses = firstOf(formatAddresses(set)) || 'host names';
  return inside.length ? `${addresses} (${firstOf(inside.map((c) => c.name))})` : addresses;
}
