import { type AddressSet, ALL_IPS, type Family, hasAddresses, NO_ADDRESSES, ofFamily, V4_BASE } from '../model/addresses.ts';
import { type Interval, IntervalSet } from '../model/interval-set.ts';
import { onceFor } from '../model/once-for.ts';
import { PRIVATE_ADDRESSES, SPECIAL_ADDRESSES } from '../model/special-addresses.ts';

/** Both ends of a rule, as far as they are addresses. */
export interface Ends {
  readonly sources: AddressSet;
  readonly destinations: AddressSet;
}

/** A block of addresses: from its first on, so many bits of them free. */
interface Block {
  readonly start: bigint;
  readonly end: bigint;
}

/** What single addresses are taken to be in: a network of this size. */
const USUAL: Readonly<Record<Family, number>> = { 4: 8, 6: 64 };
/** Networks of more free bits gather others, and are none by themselves. */
const WIDEST: Readonly<Record<Family, number>> = { 4: 16, 6: 80 };
/** So often what turns out to hold both ends of a rule is taken apart. */
const ROUNDS = 4;
/** A set of more runs is no list that somebody wrote, but what is left of one. */
const MOST_RUNS = 256;

/**
 * The networks that rules are between, where nobody says which there are: those that rules name, and for single addresses the usual network around them. One that
 * holds both ends of a rule is taken apart, since the rule says that something stands between the two.
 * @param rules the ends of all rules, those of hosts and of networks alike
 * @param elsewhere what is in a network already
 * @returns networks that don't overlap
 */
export function guessNetworks(rules: readonly Ends[], elsewhere: AddressSet = NO_ADDRESSES): AddressSet[] {
  const known = elsewhere.union(SPECIAL_ADDRESSES);
  const sides = new Map<string, AddressSet>();
  const own = new Map<string, AddressSet>();
  const pairs = differing(rules);
  for (const { sources, destinations } of pairs)
    for (const [side, other] of [
      [destinations, sources],
      [sources, destinations],
    ] as const) {
      if (!isStated(side)) continue;
      sides.set(side.key, side);
      // What everybody may reach, or what may reach everything, is one's own, whatever its addresses.
      if (!isStated(other)) own.set(side.key, side);
    }
  const ownSet = IntervalSet.of([...own.values()].flatMap(runsOf));
  const blocks = [...sides.values()]
    .flatMap(runsOf)
    .filter(({ start, end }) => isPrivate(start) || sizeOf({ start, end }) > 1n || ownSet.has(start))
    .filter(({ start, end }) => !known.covers(IntervalSet.of([{ start, end }])));
  const banned = new Set<string>();
  let networks: Block[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    networks = maximal(blocks.flatMap((block) => around(block, banned)));
    const index = new Networks(networks);
    let isNew = false;
    for (const { sources, destinations } of pairs)
      for (const network of index.holdingBoth(sources, destinations)) {
        const key = keyOf(network);
        isNew ||= !banned.has(key);
        banned.add(key);
      }
    if (!isNew) break;
  }
  const found = networks.map((block) => IntervalSet.of([block]).subtract(known)).filter((set) => !set.isEmpty);
  return [4, 6].flatMap((family) => found.filter((set) => hasAddresses(set, 4) === (family === 4)));
}

/** The ends of rules, of those that have the same sets once: of a hundred thousand rules many name the same groups. */
function differing(rules: readonly Ends[]): Ends[] {
  const known = new Map<AddressSet, Set<AddressSet>>();
  return rules.filter(({ sources, destinations }) => {
    const others = known.get(sources) ?? new Set();
    known.set(sources, others);
    if (others.has(destinations)) return false;
    others.add(destinations);
    return true;
  });
}

/** Whether a side of a rule names addresses, and not everything or all but some; thousands of rules may have one long side. */
export const isStated = onceFor((set: AddressSet): boolean => {
  const ips = set.intersect(ALL_IPS);
  if (ips.isEmpty || ips.intervals.length > MOST_RUNS) return false;
  return ips.intervals.every((run) => freeBits(run) <= (familyOf(run) === 4 ? 26 : 116));
});

function runsOf(set: AddressSet): Block[] {
  return set.intersect(ALL_IPS).intervals.map(({ start, end }) => ({ start, end }));
}

function isPrivate(start: bigint): boolean {
  return PRIVATE_ADDRESSES.has(start);
}

function sizeOf({ start, end }: Block): bigint {
  return end - start;
}

function familyOf({ start }: Interval<bigint>): Family {
  return start >= V4_BASE ? 4 : 6;
}

function freeBits(run: Block): number {
  return (sizeOf(run) - 1n).toString(2).length;
}

function keyOf({ start, end }: Block): string {
  return `${start}-${end}`;
}

/** The network that some addresses are taken to be in: the widest that nothing speaks against. */
function around(block: Block, banned: ReadonlySet<string>): Block[] {
  const family = familyOf(block);
  const usual = usualAround(block);
  if (
    isPrivate(block.start) &&
    sizeOf(block) < sizeOf(usual) &&
    sizeOf(block) <= 1n << BigInt(USUAL[family] / 2) &&
    !banned.has(keyOf(usual))
  )
    return [usual];
  return banned.has(keyOf(block)) || freeBits(block) > WIDEST[family] ? [] : [block];
}

function usualAround({ start, end }: Block): Block {
  const family = familyOf({ start, end });
  const base = family === 4 ? V4_BASE : 0n;
  const size = 1n << BigInt(USUAL[family]);
  const first = base + ((start - base) / size) * size;
  // A range over the edge of a network is what it is.
  return end <= first + size ? { start: first, end: first + size } : { start, end };
}

/** Blocks without those that others hold; what overlaps in part is cut. */
function maximal(blocks: readonly Block[]): Block[] {
  const sorted = [...blocks].sort((a, b) => (a.start !== b.start ? (a.start < b.start ? -1 : 1) : a.end > b.end ? -1 : 1));
  const result: Block[] = [];
  for (const block of sorted) {
    const last = result.at(-1);
    if (!last || block.start >= last.end) result.push(block);
    else if (block.end > last.end) result.push({ start: last.end, end: block.end });
  }
  return result;
}

/** Networks that don't overlap, found by an address. */
class Networks {
  private readonly networks: readonly Block[];

  constructor(networks: readonly Block[]) {
    this.networks = networks;
  }

  /** Those of which a rule names some addresses as its source and others as its destination. */
  *holdingBoth(sources: AddressSet, destinations: AddressSet): Iterable<Block> {
    if (!isStated(sources) || !isStated(destinations)) return;
    const touched = new Set<Block>();
    for (const run of runsOf(sources)) {
      const network = this.holding(run);
      if (network) touched.add(network);
    }
    for (const run of runsOf(destinations)) {
      const network = this.holding(run);
      if (!network || !touched.delete(network)) continue;
      const within = IntervalSet.of([network]);
      if (!sources.intersect(within).equals(destinations.intersect(within))) yield network;
    }
  }

  /** The network that holds a run and more than that. */
  private holding(run: Block): Block | undefined {
    let [low, high] = [0, this.networks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.networks[middle]!.end <= run.start) low = middle + 1;
      else high = middle;
    }
    const found = this.networks[low];
    return found && found.start <= run.start && found.end >= run.end && sizeOf(found) > sizeOf(run) ? found : undefined;
  }
}

/** What a network is called where it has no name: by the part of its addresses that is its own. */
export function networkName(network: AddressSet): string {
  const family: Family = hasAddresses(network, 4) ? 4 : 6;
  const [run] = ofFamily(network, family).intervals;
  if (!run) return 'network';
  const free = freeBits(run);
  if (family === 4) {
    const number = run.start - V4_BASE;
    const octets = [24n, 16n, 8n, 0n].map((shift) => (number >> shift) & 255n);
    return `net-${octets.slice(0, free >= 16 ? 2 : free >= 8 ? 3 : 4).join('-')}`;
  }
  const groups = Array.from({ length: 8 }, (_, n) => ((run.start >> BigInt(112 - 16 * n)) & 0xffffn).toString(16));
  const own = groups.slice(0, Math.max(1, 8 - Math.floor(free / 16)));
  while (own.length > 1 && own.at(-1) === '0') own.pop();
  return `net-${own.join('-')}`;
}
