import { type AddressSet, type Family, formatPoint, formatV4, ofFamily, V4_BASE } from './addresses.ts';

/** The fewest networks that hold exactly the addresses of one family, in address order: `10.0.0.0/24`, single ones as `/32` or `/128`. */
export function cidrBlocks(set: AddressSet, family: Family): readonly string[] {
  const known = blocksOf.get(set) ?? {};
  blocksOf.set(set, known);
  known[family] ??= family === 4 ? blocks4(set) : blocks6(set);
  return known[family];
}

// The same sets stand at the ends of many rules.
const blocksOf = new WeakMap<AddressSet, { [family in Family]?: readonly string[] }>();

function blocks6(set: AddressSet): string[] {
  const blocks: string[] = [];
  for (let { start, end } of ofFamily(set, 6).intervals)
    while (start < end) {
      let prefix = 128;
      for (let size = 2n; start % size === 0n && start + size <= end && prefix > 0; size *= 2n) prefix--;
      blocks.push(`${formatPoint(start)}/${prefix}`);
      start += 1n << BigInt(128 - prefix);
    }
  return blocks;
}

/** Addresses of IPv4 are numbers that need no big integers. */
function blocks4(set: AddressSet): string[] {
  const blocks: string[] = [];
  for (const interval of ofFamily(set, 4).intervals) {
    const end = Number(interval.end - V4_BASE);
    for (let start = Number(interval.start - V4_BASE); start < end; ) {
      let [prefix, size] = [32, 1];
      while (prefix > 0 && start % (2 * size) === 0 && start + 2 * size <= end) {
        prefix--;
        size *= 2;
      }
      blocks.push(`${formatV4(start)}/${prefix}`);
      start += size;
    }
  }
  return blocks;
}
