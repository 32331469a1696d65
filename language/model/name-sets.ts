import { type AddressSet, ALL_NAMES, NAME_BASE, NAME_BYTES, NAME_END, NO_ADDRESSES } from './address-line.ts';
import { type Interval, IntervalSet } from './interval-set.ts';
import { onceFor } from './once-for.ts';

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
  return holdsNames(set) ? namesSaidIn(set) : NO_ADDRESSES;
}

const namesSaidIn = onceFor((set: AddressSet): AddressSet => {
  const names = set.intersect(ALL_NAMES);
  return isOfAny(names) ? NO_ADDRESSES : names;
});

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
