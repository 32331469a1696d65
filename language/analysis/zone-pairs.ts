import type { AddressSet } from '../model/addresses.ts';
import { isSameList } from '../model/lists.ts';
import type { PlanZone } from '../model/plan.ts';
import { SetPlaces } from '../model/set-places.ts';
import type { Box } from './region.ts';

/** A zone, or whatever else has addresses. */
type Place = Pick<PlanZone, 'addresses'>;

/** Finds the zones that addresses touch, by their numbers; once for all that are asked about the same zones. */
export class ZonesTouched {
  private readonly addresses: readonly AddressSet[];
  private readonly known = new WeakMap<AddressSet, readonly number[]>();
  private places: SetPlaces<bigint> | undefined;

  private constructor(zones: readonly Place[]) {
    this.addresses = zones.map((zone) => zone.addresses);
  }

  static of(zones: readonly Place[]): ZonesTouched {
    let touched = allTouched.get(zones);
    if (!touched) {
      touched = new ZonesTouched(zones);
      allTouched.set(zones, touched);
    }
    return touched;
  }

  /** Goes by what was found of the zones before an edit, as long as each has the addresses that it had. */
  static takeOver(zones: readonly Place[], former: readonly Place[]): void {
    const known = allTouched.get(former);
    const isSame = known?.addresses.length === zones.length && zones.every((zone, n) => zone.addresses === known.addresses[n]);
    if (known && isSame) allTouched.set(zones, known);
  }

  by(addresses: AddressSet): readonly number[] {
    let result = this.known.get(addresses);
    if (!result) {
      this.places ??= new SetPlaces(this.addresses);
      result = this.places.overlapping(addresses);
      this.known.set(addresses, result);
    }
    return result;
  }
}

const allTouched = new WeakMap<readonly Place[], ZonesTouched>();

/**
 * Traffic by the two zones that it joins. Requirements lie between two zones, so that each of them has to be held against the rules of
 * its own pair of zones only and not against all: without this, a plan of 50 zones would compare each rule with 2,450 pairs.
 */
export class ZonePairs<T> {
  private readonly zones: readonly Place[];
  private readonly numbers = new Map<Place, number>();
  private readonly items = new Map<number, T[]>();
  private readonly touched: ZonesTouched;

  constructor(zones: readonly Place[]) {
    this.zones = zones;
    this.touched = ZonesTouched.of(zones);
    for (const [n, zone] of zones.entries()) this.numbers.set(zone, n);
  }

  /** Notes something that lies between two given zones. */
  addBetween(from: Place, to: Place, item: T): void {
    this.put(this.numberOf(from), this.numberOf(to), item);
  }

  /** Notes something under every pair of zones that its addresses touch. */
  add(box: Pick<Box, 'sources' | 'destinations'>, item: T): void {
    for (const from of this.zonesOf(box.sources)) for (const to of this.zonesOf(box.destinations)) this.put(from, to, item);
  }

  at(from: Place, to: Place): readonly T[] {
    return this.items.get(this.key(this.numberOf(from), this.numberOf(to))) ?? [];
  }

  get isEmpty(): boolean {
    return !this.items.size;
  }

  /** The same by the numbers that `ZonesTouched` has for the zones; nothing where nothing is noted. */
  atNumbers(from: number, to: number): readonly T[] | undefined {
    return this.items.get(this.key(from, to));
  }

  /** All lists of what lies between two zones, in the order in which each was begun. */
  get lists(): Iterable<readonly T[]> {
    return this.items.values();
  }

  /** Has lists that hold what they held before an edit be the same objects. */
  keepLists(former: ZonePairs<T>): void {
    const width = this.zones.length + 1;
    for (const [key, list] of this.items) {
      const [from, to] = [this.zones[Math.floor(key / width)], this.zones[key % width]];
      const before =
        key >= 0 && from && to ? former.items.get(former.key(former.numberOf(from), former.numberOf(to))) : undefined;
      if (before && isSameList(before, list)) this.items.set(key, before);
    }
  }

  private numberOf(zone: Place): number {
    return this.numbers.get(zone) ?? -1;
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
    if (from.length === 1 && to.length === 1) {
      const list = this.atNumbers(from[0]!, to[0]!);
      return list ? [list] : [];
    }
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
    return this.touched.by(addresses);
  }
}
