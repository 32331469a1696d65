/**
 * The place of the first interval behind one that ends before a point which does not itself, in a list where each ends behind the one before: few are
 * passed one by one, of many most are left out.
 * @param at the place of the one that ends before the point; -1 for a look at all
 */
export function behind<T extends number | bigint>(intervals: readonly { readonly end: T }[], at: number, point: T): number {
  let [low, high] = [at + 1, Math.min(at + 8, intervals.length)];
  while (low < high && intervals[low]!.end <= point) low++;
  if (low < high) return low;
  high = intervals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (intervals[middle]!.end <= point) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is from one point to another, and may be a part of that alone. */
interface Stretch {
  readonly start: number | bigint;
  readonly end: number | bigint;
  readonly ofEach?: { overlaps(other: Stretch['ofEach']): boolean };
}

/** Whether two intervals have a point in common. */
export function meet(a: Stretch, b: Stretch): boolean {
  return a.start < b.end && b.start < a.end && (!a.ofEach || !b.ofEach || a.ofEach.overlaps(b.ofEach));
}
