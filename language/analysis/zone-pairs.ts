import type { AddressSet } from '../model/addresses.ts';
import { isSameList, oneListOf } from '../model/lists.ts';
import { onceFor } from '../model/once-for.ts';
import type { Box } from './region.ts';
import { type Place, ZonesTouched } from './zones-touched.ts';

const FEW_ITEMS = 4;

/** Where there are at most so many pairs of zones for each thing, lists of numbers as long as there are pairs are worth it. */
const MOST_FOR_EACH = 8;

/** The places of zones in their list, found once for all that is noted by them. */
const numbersOf = onceFor((zones: readonly Place[]): ReadonlyMap<Place, number> => new Map(zones.map((zone, n) => [zone, n])));

/**
 * Traffic by the two zones that it joins. Requirements lie between two zones, so that each of them has to be held against the rules of
 * its own pair of zones only and not against all: without this, a plan of 50 zones would compare each rule with 2,450 pairs.
 */
export class ZonePairs<T> {
  readonly zones: readonly Place[];
  private readonly numbers: ReadonlyMap<Place, number>;
  /** By the number of the zone that it comes from, and that of the zone that it goes to. */
  private items = new Map<number, Map<number, T[]>>();
  /** Each pair under which anything is noted, in the order in which it was first. */
  private begun: number[] = [];
  private readonly touched: ZonesTouched;
  /** Whether each thing is noted under one pair of zones. */
  private isApart = true;
  /** Whether no list has more room than it needs. */
  private isFitted = false;
  private sorted: readonly number[] | undefined;
  /** What is another list than it was, once all is noted. */
  private changes: { readonly former: object; readonly pairs: readonly (readonly [from: number, to: number])[] } | undefined;
  /** Goes for this index where it must not be held on to. */
  private readonly mark = {};
  /** What was asked for last: rules that are alike come one after the other. */
  protected last: { from: readonly number[]; to: readonly number[]; lists: readonly (readonly T[])[] } | undefined;

  constructor(zones: readonly Place[]) {
    this.zones = zones;
    this.touched = ZonesTouched.of(zones);
    this.numbers = numbersOf(zones);
  }

  /** Notes something that lies between two given zones. */
  addBetween(from: Place, to: Place, item: T): void {
    this.put(this.numberOf(from), this.numberOf(to), item);
  }

  /** The same of all that there is: lists of as many things as lie between two zones are made once. */
  addParts(parts: readonly (readonly (T & { readonly fromZone: Place; readonly toZone: Place })[])[]): void {
    let size = 0;
    for (const part of parts) size += part.length;
    const width = this.zones.length + 1;
    // Few things between many zones are put one by one.
    if (this.begun.length || width ** 2 > MOST_FOR_EACH * size) {
      for (const part of parts) for (const item of part) this.addBetween(item.fromZone, item.toZone, item);
      return;
    }
    const keys = new Int32Array(size);
    const left = new Uint32Array(width ** 2);
    let at = 0;
    for (const part of parts) {
      let last: Place | undefined;
      let from = -1;
      for (let n = 0; n < part.length; n++) {
        const { fromZone, toZone } = part[n]!;
        // What comes from one zone mostly comes one after the other.
        if (fromZone !== last) from = this.numberOf(fromZone);
        last = fromZone;
        const key = this.key(from, this.numberOf(toZone));
        keys[at++] = key;
        left[key]!++;
      }
    }
    const lists: T[][] = new Array(width ** 2);
    at = 0;
    for (const part of parts)
      for (let n = 0; n < part.length; n++) {
        const key = keys[at++]!;
        const list = lists[key];
        if (list) list[list.length - left[key]!--] = part[n]!;
        else lists[key] = this.begin(key, part[n]!, left[key]!--);
      }
    this.isFitted = true;
  }

  /** A list of so many things that lie between two zones, of which the first is there. */
  private begin(key: number, first: T, length: number): T[] {
    const list = length > 1 ? new Array<T>(length) : [first];
    list[0] = first;
    const from = Math.floor(key / (this.zones.length + 1)) - 1;
    let row = this.items.get(from);
    if (!row) {
      row = new Map();
      this.items.set(from, row);
    }
    row.set((key % (this.zones.length + 1)) - 1, list);
    this.begun.push(key);
    return list;
  }

  /** Notes something under every pair of zones that its addresses touch. */
  add(box: Pick<Box, 'sources' | 'destinations'>, item: T): void {
    const [froms, tos] = [this.zonesOf(box.sources), this.zonesOf(box.destinations)];
    if (froms.length * tos.length > 1) this.isApart = false;
    for (const from of froms) for (const to of tos) this.put(from, to, item);
  }

  at(from: Place, to: Place): readonly T[] {
    return this.atNumbers(this.numberOf(from), this.numberOf(to)) ?? [];
  }

  get isEmpty(): boolean {
    return !this.begun.length;
  }

  /** The zones to which anything is noted from another one, in the order of the plan. */
  zonesFrom(zone: Place): readonly Place[] {
    const row = this.items.get(this.numberOf(zone));
    return row ? [...row.keys()].sort((a, b) => a - b).flatMap((n) => this.zones[n] ?? []) : [];
  }

  /** What is noted by the numbers that `ZonesTouched` has for the zones; nothing where nothing is noted. */
  atNumbers(from: number, to: number): readonly T[] | undefined {
    return this.items.get(from)?.get(to);
  }

  /** All lists of what lies between two zones, in the order in which each was begun. */
  get lists(): Iterable<readonly T[]> {
    return this.listsOf(this.begun);
  }

  /**
   * Once all is noted: has lists that hold what they held before an edit be the same objects, and others take no more room than they need. One that
   * grows has room for some twenty items, which is most of what hundreds of thousands of short ones take.
   */
  keepLists(former: ZonePairs<T> | undefined): void {
    this.last = undefined;
    // Of a plan that was opened just now, or has taken the place of another one, all is new.
    if (this.isFitted && !this.zones.some((zone) => former?.numbers.has(zone))) return;
    const changed: [number, number][] = [];
    let known = 0;
    // Where most of it is new, whoever asks what has changed has to look at all.
    const isNoted = former !== undefined && 2 * former.begun.length > this.begun.length;
    for (const [n, row] of this.items) {
      const from = this.zones[n];
      const rowBefore = from && former?.items.get(former.numberOf(from));
      for (const [number, list] of row) {
        const to = this.zones[number];
        const before = to && rowBefore?.get(former!.numberOf(to));
        if (before) known++;
        if (before && isSameList(before, list)) row.set(number, before);
        else {
          if (isNoted) changed.push([n, number]);
          if (list.length > FEW_ITEMS && !this.isFitted) row.set(number, list.slice());
        }
      }
    }
    if (!isNoted) return;
    // What is gone stood between zones that may have other numbers by now, or none.
    if (known < former.begun.length)
      for (const [n, row] of former.items)
        for (const number of row.keys()) {
          const [from, to] = [this.numberOf(former.zones[n]!), this.numberOf(former.zones[number]!)];
          if (!this.atNumbers(from, to)) changed.push([from, to]);
        }
    this.changes = { former: former.mark, pairs: changed };
  }

  /** One number for two zones, which other zones in their places have as well. */
  keyOf(from: Place, to: Place): number {
    return this.key(this.numberOf(from), this.numberOf(to));
  }

  /** Whether some zones are as many as these, and each that is one of these stands in its place. */
  isAligned(zones: readonly Place[]): boolean {
    return zones.length === this.zones.length && zones.every((zone, n) => zone === this.zones[n] || !this.numbers.has(zone));
  }

  /**
   * The same after an edit that put other things in the places of some, between the same zones or others that stand where these stood: what nothing
   * was replaced in stays the same list.
   * @param zones what `isAligned` is true of
   * @param replaced what came for what, by the number of the two zones that it lies between
   */
  replacing(zones: readonly Place[], replaced: ReadonlyMap<number, ReadonlyMap<T, T>>): ZonePairs<T> {
    const result = new ZonePairs<T>(zones);
    result.isApart = this.isApart;
    result.begun = this.begun;
    result.sorted = this.sorted;
    result.items = new Map(this.items);
    const width = zones.length + 1;
    const own = new Set<number>();
    const pairs: [number, number][] = [];
    for (const [key, others] of replaced) {
      const [from, to] = [Math.floor(key / width) - 1, (key % width) - 1];
      if (!own.has(from)) result.items.set(from, new Map(result.items.get(from)));
      own.add(from);
      const row = result.items.get(from)!;
      row.set(
        to,
        row.get(to)!.map((item) => others.get(item) ?? item),
      );
      pairs.push([from, to]);
    }
    result.changes = { former: this.mark, pairs };
    return result;
  }

  /**
   * The pairs of zones, by their numbers, between which another list lies than in the index before an edit; -1 for a zone that is gone.
   * @returns nothing where `keepLists` had another index as the former one
   */
  changedSince(former: ZonePairs<T>): readonly (readonly [from: number, to: number])[] | undefined {
    if (former === this) return [];
    return this.changes?.former === former.mark ? this.changes.pairs : undefined;
  }

  protected numberOf(zone: Place): number {
    return this.numbers.get(zone) ?? -1;
  }

  /** Everything under the pairs of zones that some addresses touch, each thing once. */
  touching(box: Pick<Box, 'sources' | 'destinations'>): readonly T[] {
    const lists = this.listsFor(box);
    if (lists.length < 2) return lists[0] ?? [];
    const all = oneListOf(lists);
    return this.isApart ? all : [...new Set(all)];
  }

  /** What is noted under each of these pairs of zones; the same list each time, once all is noted. */
  listsFor(box: Pick<Box, 'sources' | 'destinations'>): readonly (readonly T[])[] {
    const [from, to] = [this.zonesOf(box.sources), this.zonesOf(box.destinations)];
    if (from.length === 1 && to.length === 1) {
      const list = this.atNumbers(from[0]!, to[0]!);
      return list ? [list] : [];
    }
    if (this.last?.from !== from || this.last.to !== to)
      this.last = { from, to, lists: this.listsOf(this.keysBetween(from, to)) };
    return this.last.lists;
  }

  private listsOf(keys: readonly number[]): (readonly T[])[] {
    const width = this.zones.length + 1;
    const lists: (readonly T[])[] = [];
    for (let n = 0; n < keys.length; n++) {
      const list = this.atNumbers(Math.floor(keys[n]! / width) - 1, (keys[n]! % width) - 1);
      if (list) lists.push(list);
    }
    return lists;
  }

  /** Numbers of the pairs of some zones, in their order; those under which nothing is noted may be left out. */
  protected keysBetween(from: readonly number[], to: readonly number[]): readonly number[] {
    // Of many pairs most have nothing.
    if (from.length * to.length > this.begun.length) return this.keysAmong(from, to);
    return from.flatMap((one) => to.map((other) => this.key(one, other)));
  }

  /** The same, of those under which anything is noted. */
  private keysAmong(from: readonly number[], to: readonly number[]): readonly number[] {
    // Plain numbers are sorted several times as fast as a list of anything.
    this.sorted ??= Array.from(Float64Array.from(this.begun).sort());
    const width = this.zones.length + 1;
    const [froms, tos] = [new Uint8Array(width), new Uint8Array(width)];
    for (const each of from) froms[each + 1] = 1;
    for (const each of to) tos[each + 1] = 1;
    return this.sorted.filter((key) => froms[Math.floor(key / width)] && tos[key % width]);
  }

  /** One number for a pair; what is no zone of the plan has -1. */
  protected key(from: number, to: number): number {
    return (from + 1) * (this.zones.length + 1) + to + 1;
  }

  private put(from: number, to: number, item: T): void {
    this.last = undefined;
    let row = this.items.get(from);
    if (!row) {
      row = new Map();
      this.items.set(from, row);
    }
    const list = row.get(to);
    if (list) {
      // One that grows has room for some twenty items: for a few each list is as long as it has to be.
      if (list.length < FEW_ITEMS) row.set(to, list.concat([item]));
      else list.push(item);
      return;
    }
    row.set(to, [item]);
    this.begun.push(this.key(from, to));
    this.sorted = undefined;
  }

  private zonesOf(addresses: AddressSet): readonly number[] {
    return this.touched.by(addresses);
  }
}
