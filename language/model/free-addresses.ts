import { type AddressSet, formatAddresses, formatPoint, hasAddresses, V4_BASE } from './addresses.ts';
import { type Interval, IntervalSet } from './interval-set.ts';
import { legsInto } from './legs.ts';
import type { PlanComponent, PlanZone } from './plan.ts';
import { addressSet } from './stated-addresses.ts';
import { lineSet } from './subnets.ts';

/** An address that no component of its zone has. */
export interface FreeAddress {
  readonly text: string;
  /** The network that it is of, as it is written. */
  readonly network: string;
}

/**
 * Addresses that a further component of a zone can have: of each network the next behind those in use, then the lowest.
 * @param components those of the plan, which may have legs in the zone
 */
export function freeAddresses(zone: PlanZone, components: readonly PlanComponent[]): FreeAddress[] {
  const standing = zone.components.filter((c) => c.addressed).map((c) => c.own);
  const used = IntervalSet.unionAll([...standing, legsInto(components, zone)]);
  return zone.node.subnets.flatMap((line) => {
    const all = lineSet(line);
    return line.addresses.flatMap((address) => {
      const whole = addressSet(address);
      const [network] = whole.intervals;
      if (!network) return [];
      const own = hostsOf(network, hasAddresses(whole, 4) ? 4 : 6);
      const free = own.intersect(all).subtract(used).intervals;
      const last = used.intersect(own).intervals.at(-1);
      const next = last && free.find((f) => f.start >= last.end)?.start;
      const points = new Set([next, free[0]?.start].filter((point) => point !== undefined));
      return [...points].map((point) => ({ text: formatPoint(point), network: formatAddresses(whole).join() }));
    });
  });
}

/** The addresses of a network that hosts can have. The first of them is mostly the router's, and left to it where there are others. */
function hostsOf({ start, end }: Interval<bigint>, family: 4 | 6): AddressSet {
  const size = end - start;
  // What is no network of its own, or a link between two, has no addresses that stand for all.
  const base = family === 4 ? V4_BASE : 0n;
  const isNetwork = size > 2n && (size & (size - 1n)) === 0n && (start - base) % size === 0n;
  if (!isNetwork) return IntervalSet.of([{ start, end }]);
  const last = family === 4 ? end - 1n : end;
  return IntervalSet.of([{ start: start + (size > 4n ? 2n : 1n), end: last }]);
}
