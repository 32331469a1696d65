import type { AddressSet } from '../model/addresses.ts';
import type { PlanZone } from '../model/plan.ts';
import type { Box } from './region.ts';

/** A zone, or whatever else has addresses. */
type Place = Pick<PlanZone, 'addresses'>;

/**
 * Traffic by the two zones that it joins. Requirements lie between two zones, so that each of them has to be held against the rules of
 * its own pair of zones only and not against all: without this, a plan of 50 zones would compare each rule with 2,450 pairs.
 */
export class ZonePairs<T> {
  private readonly zones: readonly Place[];
  private readonly numbers = new Map<Place, number>();
  private readonly touched = new Map<AddressSet, readonly number[]>();
  private readonly items = new Map<number, T[]>();

  constructor(zones: readonly Place[]) {
    this.zones = zones;
    for (const [n, zone] of zones.entries()) this.numbers.set(zone, n);
  }

  /** Notes something that lies between two given zones. */
  addBetween(from: Place, to: Place, item: T): void {
    this.put(this.numbers.get(from) ?? -1, this.numbers.get(to) ?? -1, item);
  }

  /** Notes something under every pair of zones that its addresses touch. */
  add(box: Pick<Box, 'sources' | 'destinations'>, item: T): void {
    for (const from of this.zonesOf(box.sources)) for (const to of this.zonesOf(box.destinations)) this.put(from, to, item);
  }

  at(from: Place, to: Place): readonly T[] {
    return this.items.get(this.key(this.numbers.get(from) ?? -1, this.numbers.get(to) ?? -1)) ?? [];
  }

  /** Everything under the pairs of zones that some addresses touch, each thing once. */
  touching(box: Pick<Box, 'sources' | 'destinations'>): Set<T> {
    const result = new Set<T>();
    for (const from of this.zonesOf(box.sources))
      for (const to of this.zonesOf(box.destinations))
        for (const item of this.items.get(this.key(from, to)) ?? []) result.add(item);
    return result;
  }

  private key(from: number, to: number): number {
    return from * (this.zones.length + 1) + to;
  }

  private put(from: number, to: number, item: T): void {
    const key = this.key(from, to);
    const list = this.items.get(key);
    if (list) list.push(item);
    else this.items.set(key, [item]);
  }

  private zonesOf(addresses: AddressSet): readonly number[] {
    let result = this.touched.get(addresses);
    if (!result) {
      result = this.zones.flatMap((zone, n) => (zone.addresses.overlaps(addresses) ? [n] : []));
      this.touched.set(addresses, result);
    }
    return result;
  }
}
