/** Adds to a list in place. Spread into `push`, a hundred thousand items would overflow the stack. */
export function append<T>(list: T[], items: Iterable<T>): void {
  if (!Array.isArray(items)) for (const item of items) list.push(item);
  else for (let n = 0; n < items.length; n++) list.push(items[n]!);
}

/**
 * A list of its own size, for what is kept many times: one that was filled by `push`, `filter` or `flatMap` has room for some twenty items, and most
 * hold one. All that hold nothing are one.
 */
export function fitted<T>(list: readonly T[]): readonly T[] {
  return list.length ? list.slice() : NOTHING;
}

/** A list that holds nothing, for all that need no other one. */
export const NOTHING: readonly never[] = Object.freeze<never[]>([]);

/**
 * A list with other items in the place of some, of its own size. Lists as long as a plan are made after each key: what `push` and spreads leave behind
 * on the way there is three times as much, and too large for the room where V8 keeps what is new.
 */
export function spliced<T>(list: readonly T[], start: number, stop: number, items: readonly T[]): T[] {
  if (items.length !== stop - start) return list.slice(0, start).concat(items, list.slice(stop));
  const result = list.slice();
  for (let n = 0; n < items.length; n++) result[start + n] = items[n]!;
  return result;
}

/** What lists hold, one behind the other, in a list of its own size. */
export function oneListOf<T>(lists: readonly (readonly T[])[]): T[] {
  let size = 0;
  for (let n = 0; n < lists.length; n++) size += lists[n]!.length;
  const result = new Array<T>(size);
  let at = 0;
  for (let n = 0; n < lists.length; n++) {
    const list = lists[n]!;
    for (let m = 0; m < list.length; m++) result[at++] = list[m]!;
  }
  return result;
}

/** The items of a list that are of one kind, in a list of its own size. @param kinds of all items */
export function ofKind<T>(list: readonly T[], kinds: Uint8Array, kind: number): T[] {
  let count = 0;
  for (let n = 0; n < kinds.length; n++) if (kinds[n] === kind) count++;
  const result = new Array<T>(count);
  for (let n = 0, at = 0; at < count; n++) if (kinds[n] === kind) result[at++] = list[n]!;
  return result;
}

/** The largest of some numbers; minus infinity where there are none. Spread into `Math.max`, a hundred thousand would overflow the stack. */
export function largest(numbers: Iterable<number>): number {
  let result = Number.NEGATIVE_INFINITY;
  for (const each of numbers) if (each > result) result = each;
  return result;
}

/** The smallest of some numbers; infinity where there are none. */
export function smallest(numbers: Iterable<number>): number {
  let result = Number.POSITIVE_INFINITY;
  for (const each of numbers) if (each < result) result = each;
  return result;
}

/** Whether two lists hold the same, one by one. */
export function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let n = 0; n < a.length; n++) if (a[n] !== b[n]) return false;
  return true;
}

/** Notes an item in the list under a key, which is returned. */
export function note<K, T>(lists: Map<K, T[]>, key: K, item: T): T[] {
  let list = lists.get(key);
  if (list) list.push(item);
  else {
    list = [item];
    lists.set(key, list);
  }
  return list;
}

/** What is under a key, which is made where nothing is. */
export function inMap<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

/** How many items two lists have in common at their beginnings, and how many more at their ends. */
export function commonEnds(before: readonly unknown[], after: readonly unknown[]): [number, number] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return [start, end];
}

/**
 * The places at which two lists of one length hold different things, in order: found once for all who ask about the same two. Neither may be
 * changed afterward.
 */
export function placesThatDiffer(before: readonly unknown[], after: readonly unknown[]): readonly number[] {
  if (before === after) return NOWHERE;
  const known = differences.get(after);
  if (known?.before.deref() === before) return known.places;
  const places: number[] = [];
  for (let n = 0; n < after.length; n++) if (before[n] !== after[n]) places.push(n);
  noteDifference(before, after, places);
  return places;
}

/** Notes the same where whoever made the one list of the other knows it. */
export function noteDifference(before: readonly unknown[], after: readonly unknown[], places: readonly number[]): void {
  differences.set(after, { before: new WeakRef(before), places });
}

// What an edit has replaced is held on to by nobody.
const differences = new WeakMap<
  readonly unknown[],
  { readonly before: WeakRef<readonly unknown[]>; readonly places: readonly number[] }
>();

const NOWHERE: readonly number[] = [];

/** The same as `commonEnds` for lists that nobody changes afterward, of which several ask. */
export function keptEnds(before: readonly unknown[], after: readonly unknown[]): [number, number] {
  if (before.length !== after.length) return commonEnds(before, after);
  const places = placesThatDiffer(before, after);
  return places.length ? [places[0]!, after.length - 1 - places.at(-1)!] : [after.length, 0];
}
