import type { AddressSet } from '../model/addresses.ts';
import type { PlanZone } from '../model/plan.ts';
import { SetPlaces } from '../model/set-places.ts';
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
  private places: SetPlaces<bigint> | undefined;

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

  /** All lists of what lies between two zones, in the order in which each was begun. */
  get lists(): Iterable<readonly T[]> {
    return this.items.values();
  }

  /** Everything under the pairs of zones that some addresses touch, each thing once. */
  touching(box: Pick<Box, 'sources' | 'destinations'>): Iterable<T> {
    const [first, ...more] = this.listsFor(box);
    if (!first || !more.length) return first ?? [];
    const result = new Set(first);
    for (const list of more) for (const item of list) result.add(item);
    return result;
  }

  /** What is noted under each of these pairs of zones; the same list each time, once all is noted. */
  listsFor(box: Pick<Box, 'sources' | 'destinations'>): (readonly T[])[] {
    const [from, to] = [this.zonesOf(box.sources), this.zonesOf(box.destinations)];
    // Of many pairs most have nothing.
    const keys = from.length * to.length > this.items.size ? this.keysAmong(from, to) : this.keysOf(from, to);
    return keys.flatMap((key) => {
      const list = this.items.get(key);
      return list ? [list] : [];
    });
  }

  private keysOf(from: readonly number[], to: readonly number[]): number[] {
    return from.flatMap((one) => to.map((other) => this.key(one, other)));
  }

  /** The same, of those under which anything is noted. */
  private keysAmong(from: readonly number[], to: readonly number[]): number[] {
    const width = this.zones.length + 1;
    const [froms, tos] = [new Set(from), new Set(to)];
    return [...this.items.keys()]
      .filter((key) => key >= 0 && froms.has(Math.floor(key / width)) && tos.has(key % width))
      .sort((a, b) => a - b);
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
      this.places ??= new SetPlaces(this.zones.map((zone) => zone.addresses));
      result = this.places.overlapping(addresses);
      this.touched.set(addresses, result);
    }
    return result;
  }
}
