import { IntervalSet } from '../../../../model/interval-set.ts';
import { ofWord } from '../../../../model/word-tables.ts';
import type { NamedSets } from './named-sets.ts';
import type { RawSet } from './ruleset.ts';
import { matchesFlags } from './tcp-flags.ts';
import {
  ALWAYS,
  aboutOf,
  both,
  type Comparison,
  EVERYTHING,
  otherThan,
  type Packet,
  perhapsBy,
  type Reading,
  readingFor,
  type Term,
} from './terms.ts';
import { END_OF_LINE, type Token, type Words } from './tokens.ts';
import { valueText, whyUnread } from './values.ts';

/** What is compared: one thing, or several joined by dots. */
export interface Key {
  readonly text: string;
  readonly parts: readonly string[];
}

const NO_PACKET: Comparison = { region: [], isNever: true };
const EVERY_PACKET: Comparison = { region: ALWAYS.region };

const SIMPLE = new Set([
  'iif',
  'oif',
  'iifname',
  'oifname',
  'mark',
  'l4proto',
  'nfproto',
  'protocol',
  'skuid',
  'skgid',
  'pkttype',
  'cpu',
  'time',
  'hour',
  'day',
  'rtclassid',
  'iifgroup',
  'oifgroup',
  'iiftype',
  'oiftype',
  'ibrname',
  'obrname',
  'priority',
  'secmark',
]);
const HEADS = new Set([
  'ip',
  'ip6',
  'tcp',
  'udp',
  'udplite',
  'sctp',
  'dccp',
  'th',
  'icmp',
  'icmpv6',
  'ct',
  'meta',
  'ether',
  'vlan',
  'arp',
  'esp',
  'ah',
  'comp',
  'rt',
  'exthdr',
  'socket',
  'osf',
  'fib',
  'ipsec',
  'numgen',
  'jhash',
  'symhash',
  'hash',
  'gre',
  'vxlan',
  'dst',
  'hbh',
  'frag',
  'mh',
  'rtr',
  'xfrm',
]);

/** Reads what a comparison begins with. @returns nothing where the next word begins none */
export function keyIn(words: Words): Key | undefined {
  const parts: string[] = [];
  do {
    const part = partIn(words);
    if (part === undefined) return parts.length ? { text: parts.join(' . '), parts } : undefined;
    parts.push(part);
  } while (words.skip('.'));
  return { text: parts.join(' . '), parts };
}

const INTERFACES: Readonly<Record<string, string>> = { iif: 'iifname', oif: 'oifname' };

/** What an option of tcp holds. */
const OPTION_FIELDS = new Set(['kind', 'length', 'size', 'count', 'left', 'right', 'tsval', 'tsecr']);

function partIn(words: Words): string | undefined {
  const { next } = words;
  if (SIMPLE.has(next)) {
    words.take();
    const name = ofWord(INTERFACES, next) ?? next;
    return name === 'iifname' || name === 'oifname' ? name : `meta ${name}`;
  }
  if (!HEADS.has(next)) return undefined;
  words.take();
  const field = words.take();
  // `fib saddr . iif oif` and the like: all of its words up to what it is compared with.
  if (next === 'fib')
    while (words.next === '.' || SIMPLE.has(words.next) || ['type', 'daddr', 'saddr'].includes(words.next)) words.take();
  if (next === 'ct' && ['original', 'reply'].includes(field)) {
    const what = words.take();
    return `ct ${field} ${what}${['ip', 'ip6'].includes(what) ? ` ${words.take()}` : ''}`;
  }
  if (next === 'tcp' && field === 'option') {
    const option = words.take();
    return `tcp option ${option}${OPTION_FIELDS.has(words.next) ? ` ${words.take()}` : ''}`;
  }
  const name = ofWord(INTERFACES, field) ?? field;
  return next === 'meta' && (name === 'iifname' || name === 'oifname') ? name : `${next} ${name}`;
}

/** How a value of a key reads; of several parts each by itself. */
function readingOf({ parts }: Key, packet: Packet): Reading | undefined {
  const readings = parts.map((part) => readingFor(part, packet));
  if (readings.some((reading) => !reading)) return undefined;
  if (readings.length === 1) return readings[0];
  return (value) => {
    const values = value.split(' . ');
    if (values.length !== readings.length) return undefined;
    let term: Term | undefined = ALWAYS;
    for (const [n, reading] of readings.entries()) {
      const part = reading!(values[n]!);
      term = term && part && both(term, part);
    }
    return term;
  };
}

type SetsByName = ReadonlyMap<string, RawSet>;

/** What may stand behind a key: a comparison with one value, with several, with a set. Goes past it. */
export function comparisonIn(key: Key, words: Words, sets: SetsByName, named: NamedSets, packet: Packet): Comparison {
  if (key.text === 'tcp flags') return flagsIn(words, packet);
  const hasBits = skipBits(words);
  const sign = ofWord(SIGNS, words.next) ?? '';
  if (sign) words.take();
  const isNot = sign === '!=';
  if (key.text === 'ct count') words.skip('over');
  // Of which values some bits are compared is not worked out here.
  const reading = hasBits ? undefined : readingOf(key, packet);
  if (words.next.startsWith('@')) {
    const set = sets.get(words.take().slice(1));
    if (!set || set.isDynamic || !reading) return within(perhapsBy('a set of which the file does not hold what it has'), key);
    const found = named.comparison(set, `${isNot} ${packet} ${key.text}`, () => combined(key, set.elements, reading, isNot));
    return found ?? within(perhapsBy('sets that are too long for so many rules'), key);
  }
  const values = words.next === '{' ? words.list() : [oneIn(words, key.parts.length)];
  if (!reading) return within(perhapsBy(`${key.text}, which is not looked at here`), key);
  if (sign && sign !== '==' && !isNot) {
    const term = bounded(sign, values, reading);
    return term.perhaps === undefined ? { region: term.region } : within(term, key);
  }
  return combined(key, values, reading, isNot);
}

/** How values are compared, by the sign or the word for it. */
const SIGNS: Readonly<Record<string, string>> = {
  ...{ '==': '==', '!=': '!=', '<': '<', '>': '>', '<=': '<=', '>=': '>=', '!': '!=' },
  ...{ eq: '==', ne: '!=', lt: '<', gt: '>', le: '<=', ge: '>=', not: '!=' },
};
const BITWISE = new Set(['&', '|', '^', '<<', '>>', 'and', 'or', 'xor', 'lshift', 'rshift']);

/** Goes past what says of which bits of a thing the comparison is. @returns whether something does */
function skipBits(words: Words): boolean {
  if (!BITWISE.has(words.next)) return false;
  while (BITWISE.has(words.next)) {
    words.take();
    if (words.skip('(')) while (!words.isDone && words.next !== ')') words.take();
    words.take();
  }
  return true;
}

/** Whether the packet of a connection of tcp has the flags that are asked for. */
function flagsIn(words: Words, packet: Packet): Comparison {
  const region = aboutOf('tcp');
  const holds = matchesFlags(words, packet);
  if (holds === undefined) return { region, perhaps: 'flags of tcp' };
  return holds ? { region } : { region, isNever: true };
}

/** A value that stands by itself: with several parts as many as the key has; of states and flags those joined by commas. */
function oneIn(words: Words, parts: number): Token[] {
  const value: Token[] = [];
  const take = (): void => {
    if (words.token) value.push(words.token);
    words.take();
  };
  take();
  for (let n = 1; n < parts && words.next === '.'; n++) {
    take();
    take();
  }
  // Hours and days are texts in quotes, and so are both ends of a range of them.
  while (words.next === ',' || words.next === '-') {
    take();
    take();
  }
  return value;
}

/** What is not looked at may match any packet of its protocol. */
function within(term: Term, key: Key): Comparison {
  return {
    region: key.parts.length === 1 ? aboutOf(key.text) : [EVERYTHING],
    ...(term.perhaps !== undefined && { perhaps: term.perhaps }),
  };
}

function bounded(sign: string, [value]: readonly (readonly Token[])[], reading: Reading): Term {
  const number = Number(value?.[0]?.text);
  const [from, to] = sign.startsWith('<')
    ? [0, sign === '<' ? number - 1 : number]
    : [sign === '>' ? number + 1 : number, 65_535];
  return reading(`${from}-${to}`) ?? perhapsBy('a number that is compared');
}

function combined(key: Key, values: readonly (readonly Token[])[], reading: Reading, isNot: boolean): Comparison {
  const terms: Term[] = [];
  for (const value of values) {
    const text = valueText(value);
    const term = reading(text);
    if (!term) return within(perhapsBy(whyUnread(key.text, text)), key);
    terms.push(term);
  }
  const names = (side: 'from' | 'to'): ReadonlySet<string> | undefined => {
    const found = terms.flatMap((term) => term[side] ?? []);
    return found.length ? new Set(found) : undefined;
  };
  const [from, to] = [names('from'), names('to')];
  if (isNot) {
    if (from || to) return { region: [EVERYTHING], ...(from && { notFrom: from }), ...(to && { notTo: to }) };
    const isOfConnection = key.text === 'ct state' || key.text === 'ct direction';
    if (isOfConnection && terms.some((term) => !term.isNever && !term.perhaps)) return NO_PACKET;
    if (isOfConnection && terms.every((term) => term.isNever)) return EVERY_PACKET;
    if (terms.some((term) => term.perhaps)) return within(perhapsBy(`a value of ${key.text}`), key);
    return { region: otherThan(key.text, key.parts.length === 1 ? [merged(terms)] : terms) };
  }
  const possible = terms.filter((term) => !term.isNever);
  if (!possible.length) return NO_PACKET;
  const perhaps = possible.every((term) => term.perhaps) ? possible[0]!.perhaps : undefined;
  const region = key.parts.length === 1 ? merged(possible).region : possible.flatMap((term) => term.region);
  return { region, ...(from && { from }), ...(to && { to }), ...(perhaps !== undefined && { perhaps }) };
}

/** Values of one thing are on one side of the traffic, and become one box. */
function merged(terms: readonly Term[]): Term {
  const boxes = terms.flatMap(({ region }) => region);
  if (boxes.length < 2) return { region: boxes };
  return {
    region: [
      {
        sources: IntervalSet.unionAll(boxes.map((box) => box.sources)),
        destinations: IntervalSet.unionAll(boxes.map((box) => box.destinations)),
        services: IntervalSet.unionAll(boxes.map((box) => box.services)),
      },
    ],
  };
}

/** The elements of a map: each with its value, and what it leads to. */
export function mapElements(elements: readonly (readonly Token[])[]): { value: readonly Token[]; verdict: readonly Token[] }[] {
  return elements.map((element) => {
    const at = element.findIndex(({ text, quoted }) => !quoted && text === ':');
    return {
      value: element.slice(0, Math.max(at, 0)),
      verdict: element.slice(at + 1).filter(({ text }) => text !== END_OF_LINE),
    };
  });
}

/** What one value of a map says; nothing where nobody knows it. */
export function mapTerm(key: Key, value: readonly Token[], packet: Packet): Comparison {
  const reading = readingOf(key, packet);
  return reading ? combined(key, [value], reading, false) : within(perhapsBy(`${key.text}, which is not looked at here`), key);
}
