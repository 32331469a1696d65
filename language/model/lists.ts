/** Adds to a list in place. Spread into `push`, a hundred thousand items would overflow the stack. */
export function append<T>(list: T[], items: Iterable<T>): void {
  if (!Array.isArray(items)) for (const item of items) list.push(item);
  else for (let n = 0; n < items.length; n++) list.push(items[n]!);
}

/**
 * A list of its own size, for what is kept many times: one that was filled by `push`, `filter` or `flatMap` has room for some twenty items, and most
 * hold one.
 */
export function fitted<T>(list: readonly T[]): T[] {
  return list.slice();
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

/** How many items two lists have in common at their beginnings, and how many more at their ends. */
export function commonEnds(before: readonly unknown[], after: readonly unknown[]): [number, number] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return [start, end];
}
