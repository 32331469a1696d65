import { commonEnds } from './lists.ts';

/** How many of some items have each name, kept from one edit to the next: only the items that it replaced are looked at. */
export class NameTally<I> {
  private readonly namesOf: (item: I) => Iterable<string>;
  private items: readonly I[] = [];
  private readonly counts = new Map<string, number>();
  private readonly several = new Set<string>();

  /** @param namesOf the names of an item, which are the same as long as it is the same object; one that it has twice counts twice */
  constructor(namesOf: (item: I) => Iterable<string>) {
    this.namesOf = namesOf;
  }

  /**
   * Goes on to other items, which nobody may change afterward.
   * @returns the names that are there several times, which are others once it goes on again
   */
  among(items: readonly I[]): ReadonlySet<string> {
    const before = this.items;
    if (before === items) return this.several;
    const [start, end] = commonEnds(before, items);
    // What moved is not replaced.
    const isAligned = before.length === items.length;
    for (let n = start; n < before.length - end; n++) if (!isAligned || before[n] !== items[n]) this.count(before[n]!, -1);
    for (let n = start; n < items.length - end; n++) if (!isAligned || before[n] !== items[n]) this.count(items[n]!, 1);
    this.items = items;
    return this.several;
  }

  private count(item: I, by: 1 | -1): void {
    for (const name of this.namesOf(item)) {
      const count = (this.counts.get(name) ?? 0) + by;
      if (count) this.counts.set(name, count);
      else this.counts.delete(name);
      if (count > 1) this.several.add(name);
      else this.several.delete(name);
    }
  }
}
