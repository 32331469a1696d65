import { IntervalSet } from '../../../../model/interval-set.ts';
import { note } from '../../../../model/lists.ts';
import { ofWord } from '../../../../model/word-tables.ts';
import type { Key } from './keys.ts';
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
import type { Token, Words } from './tokens.ts';
import { valueText, whyUnread } from './values.ts';

const NO_PACKET: Comparison = { region: [], isNever: true };
const EVERY_PACKET: Comparison = { region: ALWAYS.region };

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

/**
 * What may stand behind a key: a comparison with one value, with several, with a set. Goes past it.
 * @returns comparisons of which a packet matches one: several where interfaces are joined with what else they go with
 */
export function comparisonIn(key: Key, words: Words, sets: SetsByName, named: NamedSets, packet: Packet): readonly Comparison[] {
  if (key.text === 'tcp flags') return [flagsIn(words, packet)];
  const hasBits = skipBits(words);
  const sign = ofWord(SIGNS, words.next) ?? '';
  if (sign) words.take();
  const isNot = sign === '!=';
  if (key.text === 'ct count') words.skip('over');
  // Of which values some bits are compared is not worked out here.
  const reading = hasBits ? undefined : readingOf(key, packet);
  if (words.next.startsWith('@')) {
    const set = sets.get(words.take().slice(1));
    if (!set || set.isDynamic || !reading) return [open('a set of which the file does not hold what it has', key)];
    const found = named.comparisons(set, `${isNot} ${packet} ${key.text}`, () => combined(key, set.elements, reading, isNot));
    return found ?? [open('sets that are too long for so many rules', key)];
  }
  const values = words.next === '{' ? words.list() : [oneIn(words, key.parts.length)];
  if (!reading) {
    const isForged =
      !hasBits && (!sign || sign === '==') && values.length === 1 && FORGED.test(`${key.text} ${valueText(values[0]!)}`);
    return [{ ...open(`${key.text}, which is not looked at here`, key), ...(isForged && { isForged }) }];
  }
  if (sign && sign !== '==' && !isNot) {
    const term = bounded(sign, values, reading);
    return [term.perhaps === undefined ? { region: term.region } : open(term.perhaps, key)];
  }
  return combined(key, values, reading, isNot);
}

/**
 * What a packet has that somebody forges: a source that is not where it comes from, or a way that it wants to go itself (RFC 7126, section 4.3 and 4.4, and RFC 5095).
 */
const FORGED = /^(?:fib saddr(?: \. (?:mark|iif))* oif (?:missing|0)|ip option (?:lsrr|ssrr) exists|rt type 0)$/;

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
  const region = aboutOf(['tcp']);
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
function open(perhaps: string, { parts }: Key): Comparison {
  return { region: aboutOf(parts), perhaps };
}

function bounded(sign: string, [value]: readonly (readonly Token[])[], reading: Reading): Term {
  const number = Number(value?.[0]?.text);
  const [from, to] = sign.startsWith('<')
    ? [0, sign === '<' ? number - 1 : number]
    : [sign === '>' ? number + 1 : number, 65_535];
  return reading(`${from}-${to}`) ?? perhapsBy('a number that is compared');
}

/** What stands in a set or a map for whatever no other element is about. */
const WHATEVER = '*';

function combined(key: Key, values: readonly (readonly Token[])[], reading: Reading, isNot: boolean): Comparison[] {
  const terms: Term[] = [];
  for (const value of values) {
    const text = valueText(value);
    if (text === WHATEVER) return [isNot ? NO_PACKET : { region: aboutOf(key.parts) }];
    const term = reading(text);
    if (!term) return [open(whyUnread(key.text, text), key)];
    terms.push(term);
  }
  if (isNot) return others(key, terms);
  const possible = terms.filter((term) => !term.isNever);
  if (!possible.length) return [NO_PACKET];
  return key.parts.length === 1 ? [together(possible)] : byInterfaces(possible);
}

/** What has none of some values. */
function others(key: Key, terms: readonly Term[]): Comparison[] {
  const isOfConnection = key.text === 'ct state' || key.text === 'ct direction';
  if (isOfConnection && terms.some((term) => !term.isNever && !term.perhaps)) return [NO_PACKET];
  if (isOfConnection && terms.every((term) => term.isNever)) return [EVERY_PACKET];
  if (terms.some((term) => term.perhaps)) return [open(`a value of ${key.text}`, key)];
  if (key.parts.length === 1) {
    const { from, to, region } = together(terms);
    return [from || to ? outside({ from, to }) : { region: otherThan(key.parts, region) }];
  }
  const groups = byInterfaces(terms.filter((term) => !term.isNever));
  const about = aboutOf(key.parts);
  if (groups.every(({ from, to }) => !from && !to))
    return [
      {
        region: otherThan(
          key.parts,
          groups.flatMap(({ region }) => region),
        ),
      },
    ];
  if (groups.length > 1) return [open(`interfaces joined with others in ${key.text}`, key)];
  const [{ from, to, region }] = groups as [Comparison];
  return [
    ...(from ? [{ ...outside({ from }), region: about }] : []),
    ...(to ? [{ ...outside({ to }), region: about }] : []),
    { region: otherThan(key.parts, region) },
  ];
}

function outside({ from, to }: Pick<Comparison, 'from' | 'to'>): Comparison {
  return { region: [EVERYTHING], ...(from && { notFrom: from }), ...(to && { notTo: to }) };
}

/** Values of one thing as one comparison. */
function together(terms: readonly Term[]): Comparison {
  const names = (side: 'from' | 'to'): ReadonlySet<string> | undefined => {
    const found = terms.flatMap((term) => term[side] ?? []);
    return found.length ? new Set(found) : undefined;
  };
  const [from, to] = [names('from'), names('to')];
  const perhaps = terms.every((term) => term.perhaps) ? terms[0]?.perhaps : undefined;
  return {
    region: merged(terms).region,
    ...(from && { from }),
    ...(to && { to }),
    ...(perhaps !== undefined && { perhaps }),
  };
}

/** Values of several things, those apart that are about other interfaces, or may match or not: of `a . b` and `c . d`, `a . d` is none. */
function byInterfaces(terms: readonly Term[]): Comparison[] {
  const groups = new Map<string, Term[]>();
  for (const term of terms) note(groups, JSON.stringify([term.from, term.to, term.perhaps !== undefined]), term);
  return [...groups.values()].map((group) => ({ ...together([group[0]!]), region: group.flatMap(({ region }) => region) }));
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

/**
 * What the elements of a map are about.
 * @param values those of all its elements
 */
export function mapComparisons(
  key: Key,
  values: readonly (readonly Token[])[],
  packet: Packet,
): (value: readonly Token[]) => readonly Comparison[] {
  const reading = readingOf(key, packet);
  const isWhatever = (value: readonly Token[]): boolean => valueText(value) === WHATEVER;
  let rest: readonly Comparison[] | undefined;
  return (value) => {
    if (!reading) return [open(`${key.text}, which is not looked at here`, key)];
    if (!isWhatever(value)) return combined(key, [value], reading, false);
    const named = rest ? [] : values.filter((each) => !isWhatever(each));
    rest ??= named.length ? combined(key, named, reading, true) : [{ region: aboutOf(key.parts) }];
    return rest;
  };
}
