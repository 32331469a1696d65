import { type Box, isEmptyBox, type Region } from '../../../../analysis/region.ts';
import type { AddressSet } from '../../../../model/addresses.ts';
import type { RawSet, RawTable } from './ruleset.ts';
import type { Comparison } from './terms.ts';

/** So many boxes and rules may all rules together have of the sets and maps that they name, for each rule and element of the file. */
const MOST_FOR_EACH = 16;
const MOST_OF_FEW = 50_000;
/** So many intervals make a set long. */
const LONG = 32;

/** What the sets and maps are that rules name: each is read once for all rules that compare the same with it. */
export class NamedSets {
  private readonly known = new Map<RawSet, Map<string, readonly Comparison[]>>();
  private readonly shared = new Map<AddressSet, Map<AddressSet, AddressSet>>();
  private room = MOST_OF_FEW;

  constructor(tables: readonly RawTable[]) {
    for (const { chains, sets } of tables) {
      for (const { rules } of chains.values()) this.room += MOST_FOR_EACH * rules.length;
      for (const { elements } of sets.values()) this.room += MOST_FOR_EACH * elements.length;
    }
  }

  /**
   * @param how what is compared with the set, and how
   * @param make reads the set where nobody asked before
   * @returns nothing where rules that name sets have more of them than goes with the length of the file
   */
  comparisons(set: RawSet, how: string, make: () => readonly Comparison[]): readonly Comparison[] | undefined {
    const known = this.known.get(set) ?? new Map<string, readonly Comparison[]>();
    const found = known.get(how) ?? make();
    known.set(how, found);
    this.known.set(set, known);
    return this.takes(found.reduce((sum, { region }) => sum + region.length, 0)) ? found : undefined;
  }

  /** What two regions have in common. What they share of long sets is made once, and kept once. */
  common(region: Region, other: Region): Region {
    const result: Box[] = [];
    for (const b of other)
      for (const a of region) {
        const sources = this.inBoth(a.sources, b.sources);
        const destinations = this.inBoth(a.destinations, b.destinations);
        const box = { sources, destinations, services: a.services.intersect(b.services) };
        if (!isEmptyBox(box)) result.push(box);
      }
    return result;
  }

  private inBoth(a: AddressSet, b: AddressSet): AddressSet {
    const [long, other] = b.intervals.length < a.intervals.length ? [a, b] : [b, a];
    if (long.intervals.length < LONG) return a.intersect(b);
    const shared = this.shared.get(long) ?? new Map<AddressSet, AddressSet>();
    const set = shared.get(other) ?? long.intersect(other);
    shared.set(other, set);
    this.shared.set(long, shared);
    return set;
  }

  /** @returns whether there is room for so many more boxes or rules */
  takes(count: number): boolean {
    this.room -= count;
    return this.room >= 0;
  }
}
