/** How two texts differ: what stands at `start` up to `formerEnd` in one stands up to `end` in the other. */
export interface Difference {
  readonly start: number;
  readonly formerEnd: number;
  readonly end: number;
}

/** The smallest part that was replaced by another; nothing for equal texts. */
export function difference(former: string, text: string): Difference | undefined {
  if (former === text) return undefined;
  const shorter = Math.min(former.length, text.length);
  const start = longest(shorter, (from, to) => former.slice(from, to) === text.slice(from, to));
  const same = longest(
    shorter - start,
    (from, to) => former.slice(former.length - to, former.length - from) === text.slice(text.length - to, text.length - from),
  );
  return { start, formerEnd: former.length - same, end: text.length - same };
}

/** The greatest length up to which all is equal; a part counts as equal where all of its parts are. */
function longest(most: number, isEqual: (from: number, to: number) => boolean): number {
  let [low, high] = [0, most];
  // Texts are compared much faster than characters are, one by one.
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isEqual(low, middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
