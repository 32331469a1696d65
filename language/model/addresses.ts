import { parseCidr } from 'cidr-tools';
import { parseIp, stringifyIp } from 'ip-bigint';
import { type Interval, IntervalSet } from './interval-set.ts';

/**
 * Addresses of both families and host names (FQDN) on one line of integers, so that one set algebra serves them all:
 * IPv6 at 0 .. 2^128, IPv4 above it, host names above that.
 */
export type AddressSet = IntervalSet<bigint>;

/** Where IPv4 begins on the line. */
export const V4_BASE = 1n << 128n;
const V4_SIZE = 1n << 32n;
const NAME_BASE = 1n << 129n;
/** Host names have at most 253 characters. */
const NAME_BYTES = 256;
const NAME_END = NAME_BASE + (1n << BigInt(8 * NAME_BYTES));

export const NO_ADDRESSES: AddressSet = IntervalSet.empty<bigint>();
export const ALL_IPV4: AddressSet = IntervalSet.of([{ start: V4_BASE, end: V4_BASE + V4_SIZE }]);
export const ALL_IPV6: AddressSet = IntervalSet.of([{ start: 0n, end: V4_BASE }]);
export const ALL_IPS: AddressSet = ALL_IPV4.union(ALL_IPV6);
export const ALL_NAMES: AddressSet = IntervalSet.of([{ start: NAME_BASE, end: NAME_END }]);
/** What `any` stands for. */
export const ANYWHERE: AddressSet = ALL_IPS.union(ALL_NAMES);

export type Family = 4 | 6;

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

/**
 * A host name's place on the line: its labels in reverse order (`com.example.www`), so that all names below a domain lie side by side and
 * `*.example.com` is one interval.
 */
function namePoint(reversed: string): bigint {
  let value = 0n;
  for (let n = 0; n < NAME_BYTES; n++) value = (value << 8n) | BigInt(n < reversed.length ? reversed.charCodeAt(n) : 0);
  return NAME_BASE + value;
}

const HOST_NAME = /^(\*\.)?([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.)*[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/;

/** What to write in place of what is no host name. */
function wayOut(text: string): string {
  if (text === '*') return ": every host is 'any' in a rule, and a component that may be anywhere in its zone has no 'at'";
  const name = hostNameIn(text);
  if (name) return `; write "${name}", since a scheme, a port and a path are no part of it`;
  if (text.includes('*'))
    return ': a \'*\' stands at the beginning alone, as in "*.example.com", for every name below a domain; write the domain so, or name the hosts one by one';
  return '';
}

/** The host name in a text that says more than that, such as a URL; nothing where there is none. */
export function hostNameIn(text: string): string | undefined {
  const name = /^(?:[A-Za-z][A-Za-z0-9+.-]*:\/\/)?\.?([^/:?#\s]+?)\.?(?::(?:\d+|\*))?(?:[/?#].*)?$/.exec(text)?.[1];
  return name && name !== text && HOST_NAME.test(name) && !/(^|\.)\d+$/.test(name) ? name : undefined;
}

/**
 * @param name a host name; `*.example.com` stands for every name below `example.com`, at any depth
 * @throws Error with a sentence for the user when `name` is no host name
 */
export function parseHostName(name: string): AddressSet {
  if (!HOST_NAME.test(name) || name.length > 253) throw new Error(`'${name}' is not a host name${wayOut(name)}.`);
  if (/(^|\.)\d+$/.test(name)) throw new Error(`'${name}' is not a host name; an address is written without quotes.`);
  const labels = name.toLowerCase().split('.').reverse();
  if (labels[labels.length - 1] !== '*') {
    const point = namePoint(labels.join('.'));
    return IntervalSet.of([{ start: point, end: point + 1n }]);
  }
  const domain = `${labels.slice(0, -1).join('.')}.`;
  return IntervalSet.of([{ start: namePoint(domain), end: namePoint(domain) + belowSize(domain) }]);
}

/** How many points lie below a reversed domain with its last dot. */
function belowSize(domain: string): bigint {
  return 1n << BigInt(8 * (NAME_BYTES - domain.length));
}

const TAG = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;
/** No host name begins with this, so that tags have a place of their own among the names. */
const TAG_MARK = '!';
/** Stands for the dots of a tag; what follows one sorts before every other tag. */
const TAG_JOINT = '\u0001';
const TAG_END = '\u0002';
/** What tags begin with where names are written as text. */
const TAG_WORD = 'tag ';

/**
 * @param name the name of a service tag, which stands for addresses that a cloud publishes under it; one with a region (`Storage.WestEurope`) is
 * a part of the one without
 * @throws Error with a sentence for the user when `name` can be no tag
 */
export function parseTag(name: string): AddressSet {
  if (!TAG.test(name) || name.length > 200)
    throw new Error(
      `'${name}' is not a service tag: it has letters, digits, hyphens and dots alone, as "AzureBackup" or "Storage.WestEurope".`,
    );
  const text = `${TAG_MARK}${name.replaceAll('.', TAG_JOINT)}`;
  return IntervalSet.of([{ start: namePoint(text), end: namePoint(`${text}${TAG_END}`) }]);
}

/** The tag that a name in a list of names is, such as `tag AzureBackup`; nothing for a host name. */
export function tagOf(name: string): string | undefined {
  return name.startsWith(TAG_WORD) ? name.slice(TAG_WORD.length) : undefined;
}

/** Reads a name as `hostNames` writes it: a host name, a wildcard or a tag. */
export function parseName(name: string): AddressSet {
  const tag = tagOf(name);
  return tag === undefined ? parseHostName(name) : parseTag(tag);
}

/** The tag that an interval is, or is a part of. */
function tagName(first: string, end: bigint): string {
  const parts = first.slice(TAG_MARK.length).split(TAG_JOINT);
  for (let n = parts.length; n > 1; n--) {
    const name = parts.slice(0, n).join('.');
    if (TAG.test(name) && parseTag(name).intervals[0]!.end >= end) return `${TAG_WORD}${name}`;
  }
  return `${TAG_WORD}${parts[0]!}`;
}

/** The address at a point of the line. */
export function formatPoint(point: bigint): string {
  return point >= V4_BASE ? formatV4(Number(point - V4_BASE)) : stringifyIp({ number: point, version: 6 });
}

function reversedAt(point: bigint): string {
  let value = point - NAME_BASE;
  let text = '';
  for (let n = 0; n < NAME_BYTES; n++) {
    const byte = Number(value & 0xffn);
    if (byte || text) text = String.fromCharCode(byte) + text;
    value >>= 8n;
  }
  return text;
}

/** The name, wildcard or tag that an interval is; for a part of a wildcard or a tag, the whole of it. */
function nameOf({ start, end }: Interval<bigint>): string {
  const first = reversedAt(start);
  if (first.startsWith(TAG_MARK)) return tagName(first, end);
  if (end - start === 1n) return first.split('.').reverse().join('.');
  for (let dot = first.length; dot > 0; dot = first.lastIndexOf('.', dot - 2) + 1) {
    const domain = first.slice(0, dot);
    if (domain.endsWith('.') && namePoint(domain) + belowSize(domain) >= end)
      return `*.${domain.slice(0, -1).split('.').reverse().join('.')}`;
  }
  return '*';
}

/** Whether a set holds any host name. */
export function holdsNames({ intervals }: AddressSet): boolean {
  const last = intervals[intervals.length - 1];
  return last !== undefined && last.end > NAME_BASE;
}

/** The host names that a set says one by one or by a wildcard: not those that `any` stands for, in whole or but for some. */
export function statedNames(set: AddressSet): AddressSet {
  if (!holdsNames(set)) return NO_ADDRESSES;
  const names = set.intersect(ALL_NAMES);
  return isOfAny(names) ? NO_ADDRESSES : names;
}

/** Whether names are all there are, or all but some: no name stands at the ends of the line. */
function isOfAny({ intervals }: AddressSet): boolean {
  return intervals[0]?.start === NAME_BASE || intervals.at(-1)?.end === NAME_END;
}

/**
 * The host names, wildcards and tags of a set; none when it holds all of them (`any`), or all but some. A part of a wildcard shows as the
 * wildcard.
 */
export function hostNames(set: AddressSet): string[] {
  if (!holdsNames(set)) return [];
  const names = set.intersect(ALL_NAMES);
  return isOfAny(names) ? [] : [...new Set(names.intervals.map(nameOf))].sort();
}

/** The names of a set that are among some names and wildcards: what of these lies in it. */
export function namesAmong(set: AddressSet, names: readonly string[]): string[] {
  return names.length ? hostNames(set.intersect(IntervalSet.unionAll(names.map(parseName)))) : [];
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
    texts = [
      ...ranges.map(({ first, last, cidr }) => (first === last ? first : (cidr ?? `${first}-${last}`))),
      ...hostNames(set),
    ];
    textsOf.set(set, texts);
  }
  return texts;
}

const textsOf = new WeakMap<AddressSet, readonly string[]>();
