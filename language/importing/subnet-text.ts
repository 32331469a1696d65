import { type AddressSet, type Family, formatAddresses, ofFamily, V4_BASE } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';

/** A list of more pieces is written as it is: each run of them is held against the network around it. */
const MOST_PIECES = 32;

/** What a `subnet` line says: networks and ranges, and what is left out of them. */
interface Said {
  readonly networks: readonly string[];
  readonly except: readonly string[];
}

/** Addresses as a `subnet` line has them: a network with holes is written as that, and not as the ranges between its holes. */
export function subnetText(set: AddressSet): string {
  const parts = ([4, 6] as const).map((family) => familyText(ofFamily(set, family), family));
  const except = parts.flatMap((part) => part.except);
  const networks = parts.flatMap((part) => part.networks).join(', ');
  return except.length ? `${networks} except ${except.join(', ')}` : networks;
}

/** The addresses of one family, in the fewest pieces; of as few those that are networks. */
function familyText(set: AddressSet, family: Family): Said {
  const { intervals } = set;
  const plain = { networks: formatAddresses(set), except: [] };
  if (intervals.length < 2 || intervals.length > MOST_PIECES) return plain;
  // The best text for so many of the first intervals.
  const best: Said[] = [{ networks: [], except: [] }];
  for (let end = 1; end <= intervals.length; end++) {
    const choices = Array.from({ length: end }, (_, begin) => {
      const run = IntervalSet.of(intervals.slice(begin, end));
      const own = begin === end - 1 ? { networks: formatAddresses(run), except: [] } : withHoles(run, set, family);
      return own && { networks: [...best[begin]!.networks, ...own.networks], except: [...best[begin]!.except, ...own.except] };
    });
    // Of those that are as short the last one leaves out the least.
    best.push(choices.flatMap((each) => each ?? []).reduce((a, b) => (costOf(b) <= costOf(a) ? b : a)));
  }
  return best.at(-1)!;
}

/** A range is longer to read than a network. */
function costOf({ networks, except }: Said): number {
  return [...networks, ...except].reduce((sum, text) => sum + (text.includes('-') ? 3 : 2), 0);
}

/** The network around some pieces, without what lies between them; nothing where it holds other pieces, or more holes than addresses. */
function withHoles(run: AddressSet, all: AddressSet, family: Family): Said | undefined {
  const base = family === 4 ? V4_BASE : 0n;
  const { start: first } = run.intervals[0]!;
  const { end: last } = run.intervals.at(-1)!;
  let size = 1n;
  const startOf = (): bigint => base + ((first - base) / size) * size;
  while (last > startOf() + size) size *= 2n;
  const network = IntervalSet.of([{ start: startOf(), end: startOf() + size }]);
  const holes = network.subtract(all);
  if (!network.intersect(all).equals(run) || sizeOf(holes) * 2n > size) return undefined;
  return { networks: formatAddresses(network), except: formatAddresses(holes) };
}

function sizeOf({ intervals }: AddressSet): bigint {
  return intervals.reduce((sum, { start, end }) => sum + (end - start), 0n);
}
