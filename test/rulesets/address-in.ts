import { parse } from './evaluator.ts';

/** Whether an address is in one of the texts `10.0.0.1`, `10.0.0.0/24`, `10.0.0.1-10.0.0.9`, of either family. */
export function addressIn(address: string, texts: readonly string[]): boolean {
  const { value, bits } = parse(address);
  return texts.some((text) => {
    const [start = '', end = start] = text.split('-');
    const [network = '', prefix] = start.split('/');
    const first = parse(network);
    if (first.bits !== bits) return false;
    if (prefix !== undefined) return value >> BigInt(bits - Number(prefix)) === first.value >> BigInt(bits - Number(prefix));
    return value >= first.value && value <= parse(end).value;
  });
}
