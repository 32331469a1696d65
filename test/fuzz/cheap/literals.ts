import assert from 'node:assert/strict';
import { isIPv4, isIPv6 } from 'node:net';
import { parseAddress, parseHostName, V4_BASE } from '../../../language/model/addresses.ts';
import { type Numbers, pick } from './numbers.ts';

/** What addresses are made of, and what no address has. */
const PIECES: readonly string[] = [
  ...[
    '0',
    '1',
    '9',
    '10',
    '255',
    '256',
    '00',
    '07',
    '300',
    '1.2.3.4',
    '127.0.0.1',
    '.',
    '.',
    '.',
    '-',
    '/',
    '%',
    ' ',
    '+',
    'g',
    'x',
  ],
  ...[':', ':', ':', '::', '::', 'a', 'F', 'fd00', '2001', 'db8', 'ffff', 'FFFF', '12345', '0000', 'fe80', 'e', 'ü'],
];

/** A usual address, with something in it changed or not. */
function lookalike(number: Numbers): string {
  if (number(4) === 0) return Array.from({ length: 1 + number(9) }, () => pick(PIECES, number)).join('');
  const octets = (): string => Array.from({ length: 4 }, () => number(number(20) ? 256 : 1000)).join('.');
  const groups = (count: number): string => Array.from({ length: count }, () => number(65536).toString(16)).join(':');
  const left = number(8);
  const forms = [
    octets,
    () => groups(8),
    () => `${groups(left)}::${groups(number(8 - left))}`,
    () => `${groups(2)}::${octets()}`,
    () => `${['::ffff', '0::ffff', '0:0:0:0:0:FFFF', '::1:ffff', '::'][number(5)]!}:${number(2) ? octets() : groups(2)}`,
  ];
  const text = pick(forms, number)();
  if (number(3)) return text;
  const at = number(text.length + 1);
  return `${text.slice(0, at)}${number(3) ? pick(PIECES, number) : ''}${text.slice(at + number(3))}`;
}

/** What an IPv6 address says, group by group. */
function groupsOf(text: string): bigint {
  const dotted = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text);
  const [high, low] = dotted
    ? [Number(dotted[1]) * 256 + Number(dotted[2]), Number(dotted[3]) * 256 + Number(dotted[4])]
    : [0, 0];
  const plain = dotted ? `${text.slice(0, dotted.index)}${high.toString(16)}:${low.toString(16)}` : text;
  const [front = '', back] = plain.split('::').map((side) => (side ? side.split(':') : []));
  const left = [...front];
  const right = back ?? [];
  const all = [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right];
  return all.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

/** The place of an address on the line. */
function pointOf(text: string): bigint {
  if (text.includes(':')) return groupsOf(text);
  return V4_BASE + BigInt(text.split('.').reduce((value, octet) => value * 256 + Number(octet), 0));
}

/** A single address, a network or a range, as text. */
export function readAddress(text: string): { start: bigint; end: bigint } {
  const [first = '', last] = text.split('-');
  const [address = '', prefix] = first.split('/');
  const start = pointOf(address);
  if (last !== undefined) return { start, end: pointOf(last) + 1n };
  const width = address.includes(':') ? 128 : 32;
  const size = 1n << BigInt(width - Number(prefix ?? width));
  return { start: start - (start % size), end: start - (start % size) + size };
}

function valueOrNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    assert.ok(error instanceof Error && /[.]$/.test(error.message), `no sentence: ${String(error)}`);
    assert.ok(error.constructor === Error, String(error));
    return undefined;
  }
}

/** Addresses, networks and ranges against the platform's own reading of them, and a second reading of what they hold. */
export function addressTexts(number: Numbers): void {
  const start = lookalike(number);
  const isAddress = isIPv4(start) || (isIPv6(start) && !start.includes('%') && !isMapped(start));
  const form = number(3);
  if (form === 0) {
    const found = valueOrNothing(() => parseAddress({ start }));
    assert.equal(found !== undefined, isAddress, start);
    if (found) same(found, start, start);
  } else if (form === 1) {
    const prefix = number(number(2) ? 33 : 140);
    const found = valueOrNothing(() => parseAddress({ start, prefix }));
    assert.equal(found !== undefined, isAddress && prefix <= (isIPv4(start) ? 32 : 128), `${start}/${prefix}`);
    if (!found) return;
    same(found, `${start}/${prefix}`, start);
    const isNetwork = readAddress(`${start}/${prefix}`).start === readAddress(start).start;
    assert.equal(found.hostBits === undefined, isNetwork, `${start}/${prefix}`);
    if (found.hostBits !== undefined) same(found, found.hostBits, start);
  } else {
    const end = lookalike(number);
    const isEnd = isIPv4(end) || (isIPv6(end) && !end.includes('%') && !isMapped(end));
    const found = valueOrNothing(() => parseAddress({ start, end }));
    const isRange = isAddress && isEnd && isIPv4(start) === isIPv4(end) && pointOf(start) <= pointOf(end);
    assert.equal(found !== undefined, isRange, `${start}-${end}`);
    if (found) same(found, `${start}-${end}`, start);
  }
}

/** IPv4 in IPv6 form is refused on purpose: it has to be written as IPv4. */
function isMapped(text: string): boolean {
  return isIPv6(text) && groupsOf(text) >> 32n === 0xffffn;
}

function same({ set, family }: ReturnType<typeof parseAddress>, text: string, start: string): void {
  const [interval, ...more] = set.intervals;
  assert.deepEqual([interval, more], [readAddress(text), []], text);
  assert.equal(family, isIPv4(start) ? 4 : 6, text);
}

const LETTERS: readonly string[] = [
  ...'aZ09_-..*',
  'xn--',
  'example',
  'com',
  '1',
  'ü',
  ' ',
  '/',
  ':',
  'a'.repeat(63),
  'b'.repeat(60),
];

/** Whether each label of a name is one: the first may be a star, and the last is no number. */
function isName(text: string): boolean {
  const labels = text.split('.');
  if (labels.length > 1 && labels[0] === '*') labels.shift();
  const isLabel = (label: string): boolean =>
    label.length > 0 && label.length < 64 && /^[\w-]+$/.test(label) && !label.startsWith('-') && !label.endsWith('-');
  return text.length <= 253 && labels.every(isLabel) && !/^\d+$/.test(labels.at(-1)!);
}

/** Host names against a reading label by label. */
export function hostNames(number: Numbers): void {
  const piece = (): string => pick(LETTERS, number);
  const text = Array.from({ length: 1 + number(number(4) ? 8 : 20) }, piece).join(number(3) ? '' : '.');
  const found = valueOrNothing(() => parseHostName(text));
  assert.equal(found !== undefined, isName(text), text);
  if (found) assert.equal(found.intervals[0]!.end - found.intervals[0]!.start === 1n, !text.startsWith('*'), text);
}
