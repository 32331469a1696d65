import { parseCidr } from 'cidr-tools';
import { parseIp, stringifyIp } from 'ip-bigint';
import { type AddressSet, ALL_IPV4, ALL_IPV6, ALL_NAMES, type Family, NAME_BASE, NO_ADDRESSES, V4_BASE } from './address-line.ts';
import { type Interval, IntervalSet } from './interval-set.ts';
import { hostNames } from './name-sets.ts';

export * from './address-line.ts';
export * from './name-sets.ts';

/** An address as it was written: `10.0.0.1`, `10.0.0.0/24` or `10.0.0.1-10.0.0.9`, of either family. */
export interface AddressText {
  readonly start: string;
  readonly prefix?: number | undefined;
  readonly end?: string | undefined;
}

function toPoint(ip: string): { point: bigint; family: Family } {
  if (!/^[0-9A-Fa-f:.]+$/.test(ip)) throw new Error(`'${ip}' is not an IP address.`);
  if (!ip.includes(':')) {
    const octets = ip.split('.');
    if (octets.length !== 4 || octets.some((o) => !/^(0|[1-9]\d{0,2})$/.test(o) || Number(o) > 255))
      throw new Error(`'${ip}' is not an IPv4 address: four numbers from 0 to 255, without leading zeros.`);
  } else if (!URL.canParse(`http://[${ip}]/`)) {
    // The platform's own reader refuses what is no address; the library would read some other one out of it.
    throw new Error(`'${ip}' is not an IPv6 address: eight groups of up to four digits, or fewer and one '::'.`);
  }
  const parsed = parseIp(ip);
  if (parsed.version === 4) return { point: V4_BASE + parsed.number, family: 4 };
  if (parsed.number >> 32n === 0xffffn)
    throw new Error(
      `'${ip}' is an IPv4 address in IPv6 form; write it as ${stringifyIp({ number: parsed.number & 0xffffffffn, version: 4 })}.`,
    );
  return { point: parsed.number, family: 6 };
}

/**
 * Reads an address, network or range.
 * @returns the set; `hostBits` is the network it should have been written as, when a network was written with host bits set
 * @throws Error with a sentence for the user when the text is no address
 */
export function parseAddress(text: AddressText): { set: AddressSet; family: Family; hostBits?: string } {
  const { point, family } = toPoint(text.start);
  if (text.prefix !== undefined) {
    const bits = text.prefix;
    const width = family === 4 ? 32 : 128;
    if (!(bits <= width)) throw new Error(`/${text.prefix} is too long a prefix for IPv${family}: at most /${width}.`);
    const cidr = parseCidr(`${text.start}/${text.prefix}`);
    const base = family === 4 ? V4_BASE : 0n;
    const set = IntervalSet.of([{ start: base + cidr.start, end: base + cidr.end + 1n }]);
    const network = `${formatPoint(base + cidr.start)}/${bits}`;
    return base + cidr.start === point ? { set, family } : { set, family, hostBits: network };
  }
  if (text.end !== undefined) {
    const last = toPoint(text.end);
    if (last.family !== family) throw new Error('A range has to begin and end in the same address family.');
    if (last.point < point) throw new Error(`The range ends before it begins; write ${text.end}-${text.start}.`);
    return { set: IntervalSet.of([{ start: point, end: last.point + 1n }]), family };
  }
  return { set: IntervalSet.of([{ start: point, end: point + 1n }]), family };
}

/** The address at a point of the line. */
export function formatPoint(point: bigint): string {
  return point >= V4_BASE ? formatV4(Number(point - V4_BASE)) : stringifyIp({ number: point, version: 6 });
}

/** As `formatAddresses`, with `*` for all the host names that nobody thought of, so that the text of no set but the empty one is empty. */
export function formatEvery(set: AddressSet): string[] {
  const names = set.overlaps(ALL_NAMES) && !hostNames(set).length ? ['*'] : [];
  return [...formatAddresses(set), ...names];
}

/** The part of a set that belongs to one address family; the set itself where that is all of it. */
export function ofFamily(set: AddressSet, family: Family): AddressSet {
  const [first] = set.intervals;
  if (!first) return set;
  const last = set.intervals[set.intervals.length - 1]!;
  const all = family === 4 ? ALL_IPV4 : ALL_IPV6;
  const { start, end } = all.intervals[0]!;
  if (first.start >= start && last.end <= end) return set;
  return first.start >= end || last.end <= start ? NO_ADDRESSES : set.intersect(all);
}

/** Whether a set holds any address of a family. */
export function hasAddresses({ intervals }: AddressSet, family: Family): boolean {
  const first = intervals[0];
  if (!first) return false;
  const last = intervals[intervals.length - 1]!;
  if (family === 6) return first.start < V4_BASE;
  return first.start >= V4_BASE
    ? first.start < NAME_BASE
    : last.end > V4_BASE && intervals.some((i) => i.end > V4_BASE && i.start < NAME_BASE);
}

/** A run of addresses as text; `cidr` where it is a network. */
export interface AddressRange {
  readonly first: string;
  readonly last: string;
  readonly cidr?: string;
}

/** First and last address of each run of one family, as text, in address order. */
export function addressRanges(set: AddressSet, family: Family): readonly AddressRange[] {
  const known = rangesOf.get(set) ?? {};
  rangesOf.set(set, known);
  known[family] ??= ofFamily(set, family).intervals.map((interval) => rangeOf(interval, family));
  return known[family];
}

// The same sets stand at the ends of many rules, each in many places of a file.
const rangesOf = new WeakMap<AddressSet, { [family in Family]?: readonly AddressRange[] }>();

function rangeOf(interval: Interval<bigint>, family: Family): AddressRange {
  const { start, end } = interval;
  const first = formatPoint(start);
  if (end - start === 1n) return { first, last: first, cidr: `${first}/${family === 4 ? 32 : 128}` };
  const last = formatPoint(end - 1n);
  const cidr = cidrOf(interval, family);
  return cidr === undefined ? { first, last } : { first, last, cidr };
}

/**
 * The address that has the place in a network which a single address has in its own network of that size: `10.30.0.20` of `10.30.0.0/24`
 * for `10.31.0.20`. Empty where there is none.
 */
export function sameHostIn(network: AddressSet, address: AddressSet): AddressSet {
  const [inside, more] = network.intervals;
  const [one] = address.intervals;
  if (!inside || more || !one || one.end - one.start !== 1n || inside.start >= NAME_BASE) return NO_ADDRESSES;
  const family = inside.start >= V4_BASE ? 4 : 6;
  if (cidrOf(inside, family) === undefined || !(family === 4 ? ALL_IPV4 : ALL_IPV6).covers(address)) return NO_ADDRESSES;
  const start = inside.start + (one.start % (inside.end - inside.start));
  return IntervalSet.of([{ start, end: start + 1n }]);
}

/** An IPv4 address by its number. */
export function formatV4(number: number): string {
  return `${number >>> 24}.${(number >>> 16) & 255}.${(number >>> 8) & 255}.${number & 255}`;
}

function cidrOf({ start, end }: Interval<bigint>, family: Family): string | undefined {
  const size = end - start;
  const base = family === 4 ? V4_BASE : 0n;
  if ((size & (size - 1n)) !== 0n || (start - base) % size !== 0n) return undefined;
  const prefix = (family === 4 ? 32 : 128) - (size.toString(2).length - 1);
  return `${formatPoint(start)}/${prefix}`;
}

/** Every run as the shortest usual text: `10.0.0.1`, `10.0.0.0/24`, `10.0.0.1-10.0.0.9`; IPv4, then IPv6, then host names. */
export function formatAddresses(set: AddressSet): readonly string[] {
  let texts = textsOf.get(set);
  if (!texts) {
    const ranges = [...addressRanges(set, 4), ...addressRanges(set, 6)];
    texts = [...ranges.map(textOf), ...hostNames(set)];
    textsOf.set(set, texts);
  }
  return texts;
}

/** The first of these texts, and how many there are in all: of thousands nobody needs all to show some. */
export function formatFirst(set: AddressSet, most: number): { readonly texts: readonly string[]; readonly count: number } {
  const known = textsOf.get(set);
  if (known) return { texts: known.slice(0, most), count: known.length };
  const texts: string[] = [];
  let count = 0;
  for (const family of [4, 6] as const) {
    const { intervals } = ofFamily(set, family);
    for (let n = 0; n < intervals.length && texts.length < most; n++) texts.push(textOf(rangeOf(intervals[n]!, family)));
    count += intervals.length;
  }
  const names = hostNames(set);
  for (const name of names) if (texts.length < most) texts.push(name);
  return { texts, count: count + names.length };
}

function textOf({ first, last, cidr }: AddressRange): string {
  return first === last ? first : (cidr ?? `${first}-${last}`);
}

const textsOf = new WeakMap<AddressSet, readonly string[]>();
