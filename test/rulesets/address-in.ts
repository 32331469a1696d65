import { parse } from './evaluator.ts';

interface Bounds {
  readonly first: bigint;
  readonly last: bigint;
  /** Those of an address of its family. */
  readonly bits: number;
}

/** Texts that were read: each is asked about thousands of packets. */
const known = new Map<string, Bounds>();

function boundsOf(text: string): Bounds {
  const found = known.get(text);
  if (found) return found;
  const [start = '', end = start] = text.split('-');
  const [network = '', prefix] = start.split('/');
  const { value, bits } = parse(network);
  const size = prefix === undefined ? 1n : 2n ** BigInt(bits - Number(prefix));
  const first = value - (value % size);
  const bounds = { first, last: prefix === undefined ? parse(end).value : first + size - 1n, bits };
  known.set(text, bounds);
  return bounds;
}

/** Whether an address is in one of the texts `10.0.0.1`, `10.0.0.0/24`, `10.0.0.1-10.0.0.9`, of either family. */
export function addressIn(address: string, texts: readonly string[]): boolean {
  const { value, bits } = parse(address);
  return texts.some((text) => {
    const bounds = boundsOf(text);
    return bounds.bits === bits && value >= bounds.first && value <= bounds.last;
  });
}
