// Addresses as numbers: one family, one number, and ranges of them. Nothing here knows how the product does it.

export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

export interface Range {
  readonly family: 4 | 6;
  readonly low: bigint;
  readonly high: bigint;
}

const BITS = { 4: 32n, 6: 128n } as const;

/** The largest number of a family. */
export function highest(family: 4 | 6): bigint {
  return (1n << BITS[family]) - 1n;
}

/** Every address of both families. */
export const EVERYWHERE: readonly Range[] = [
  { family: 4, low: 0n, high: highest(4) },
  { family: 6, low: 0n, high: highest(6) },
];

/** Reads `10.0.0.1`, `fd00::1` or `::ffff:10.0.0.1`. */
export function readAddress(text: string): Address {
  if (!text.includes(':')) return { family: 4, value: readDotted(text) };
  let head = text;
  const tail: number[] = [];
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (dotted) {
    const value = readDotted(dotted[2]!);
    tail.push(Number(value >> 16n), Number(value & 0xffffn));
    head = dotted[1]!.endsWith('::') ? dotted[1]! : dotted[1]!.slice(0, -1);
  }
  const words = (part: string) => (part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16)));
  const halves = head.split('::');
  const left = words(halves[0]!);
  const right = [...words(halves[1] ?? ''), ...tail];
  const all = halves.length === 1 ? [...left, ...tail] : [...left, ...zeros(8 - left.length - right.length), ...right];
  return { family: 6, value: all.reduce((sum, word) => (sum << 16n) + BigInt(word), 0n) };
}

function zeros(count: number): number[] {
  return new Array<number>(Math.max(0, count)).fill(0);
}

function readDotted(text: string): bigint {
  return text.split('.').reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n);
}

/** Reads an address, a range or a network of a plan. */
export function readRange(node: { start: string; end?: string; prefix?: number }): Range {
  const { family, value } = readAddress(node.start);
  if (node.end !== undefined) return { family, low: value, high: readAddress(node.end).value };
  if (node.prefix === undefined) return { family, low: value, high: value };
  const size = 1n << (BITS[family] - BigInt(node.prefix));
  const low = (value / size) * size;
  return { family, low, high: low + size - 1n };
}

/** Writes an address as a plan may have it. */
export function writeAddress({ family, value }: Address): string {
  const words: string[] = [];
  const count = family === 4 ? 4n : 8n;
  const bits = family === 4 ? 8n : 16n;
  for (let i = count - 1n; i >= 0n; i--)
    words.push(((value >> (i * bits)) & ((1n << bits) - 1n)).toString(family === 4 ? 10 : 16));
  return words.join(family === 4 ? '.' : ':');
}

export function holds(range: Range, address: Address): boolean {
  return range.family === address.family && range.low <= address.value && address.value <= range.high;
}

export function anyHolds(ranges: readonly Range[], address: Address): boolean {
  return ranges.some((range) => holds(range, address));
}

export function meet(a: Range, b: Range): Range | undefined {
  if (a.family !== b.family) return undefined;
  const low = a.low > b.low ? a.low : b.low;
  const high = a.high < b.high ? a.high : b.high;
  return low <= high ? { family: a.family, low, high } : undefined;
}

export function anyMeet(some: readonly Range[], others: readonly Range[]): boolean {
  return some.some((a) => others.some((b) => meet(a, b) !== undefined));
}

/** What is left of the first ranges without the second ones. */
export function without(ranges: readonly Range[], taken: readonly Range[]): Range[] {
  let rest = [...ranges];
  for (const cut of taken)
    rest = rest.flatMap((range) => {
      const both = meet(range, cut);
      if (!both) return [range];
      const parts: Range[] = [];
      if (range.low < both.low) parts.push({ ...range, high: both.low - 1n });
      if (both.high < range.high) parts.push({ ...range, low: both.high + 1n });
      return parts;
    });
  return rest;
}

/** How many addresses there are in ranges, each counted once. */
export function size(ranges: readonly Range[]): bigint {
  return ranges.reduce((sum, range, i) => {
    const fresh = without([range], ranges.slice(0, i));
    return sum + fresh.reduce((all, { low, high }) => all + high - low + 1n, 0n);
  }, 0n);
}
