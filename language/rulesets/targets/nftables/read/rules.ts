import type { Region } from '../../../../analysis/region.ts';
import { type AddressSet, parseAddress } from '../../../../model/addresses.ts';
import { chainRules } from '../../../../running/chain-rules.ts';
import type { LineBook } from '../../../../running/lines.ts';
import type { RunningAction, RunningRule } from '../../../../running/running.ts';
import { noteTranslation } from '../../../../running/translated-lines.ts';
import { keyIn } from './keys.ts';
import { mapElements } from './maps.ts';
import { comparisonIn, mapComparisons } from './matches.ts';
import type { NamedSets } from './named-sets.ts';
import { OPTIONS } from './options.ts';
import type { RawRule, RawTable } from './ruleset.ts';
import type { Comparison, Packet } from './terms.ts';
import { type Token, Words } from './tokens.ts';

/** What a rule says so far. */
interface State {
  region: Region;
  from?: ReadonlySet<string>;
  to?: ReadonlySet<string>;
  notFrom?: ReadonlySet<string>;
  notTo?: ReadonlySet<string>;
  isNever: boolean;
  perhaps?: string;
  isForged?: boolean;
}

/** What a rule says besides which packets it is about. */
interface Beside {
  hits?: number;
  comment?: string;
}

/** Words that decide nothing, with what stands behind them up to the next word that is known. */
const WITHOUT_BEARING = new Set(['log', 'nftrace', 'dup', 'continue', 'flow', 'tproxy-mark', 'ecn', 'last', 'secmark']);
/** Words that may let a packet pass or not by what nobody can tell beforehand. */
const OPEN: ReadonlyMap<string, string> = new Map([
  ['limit', 'a limit of packets in a time'],
  ['quota', 'how much has passed'],
  ['add', 'a set that packets fill'],
  ['update', 'a set that packets fill'],
  ['delete', 'a set that packets fill'],
  ['meter', 'a limit of packets in a time'],
  ['flow table', 'a limit of packets in a time'],
]);
/** Words that may change where a packet goes, or whether its connection is followed. */
const CHANGING = new Set(['dnat', 'redirect', 'tproxy', 'notrack', 'synproxy', 'fwd', 'map', 'set', 'xt']);
const LATER = new Set(['snat', 'masquerade']);
const VERDICTS: ReadonlyMap<string, RunningAction> = new Map<string, RunningAction>([
  ['accept', 'permit'],
  ['drop', 'deny'],
  ['reject', 'deny'],
  ['return', 'return'],
  ['queue', 'unknown'],
]);

/**
 * Reads one rule. What it can't follow it notes as unknown, and takes both ways.
 * @param listName the list that a chain of the same table is called by
 * @param everything the traffic that its table sees
 * @param named the sets and maps of all tables
 * @param packet which packet of a connection meets it
 */
export function readRule(
  raw: RawRule,
  table: RawTable,
  everything: Region,
  named: NamedSets,
  listName: (chain: string) => string,
  book: LineBook,
  packet: Packet = 'first',
): RunningRule[] {
  const words = new Words(raw.tokens);
  /** Several where it names interfaces joined with what else they go with. */
  let states: State[] = [{ region: everything, isNever: false }];
  const beside: Beside = {};
  const verdicts: { readonly at: State; verdict: readonly string[] }[] = [];
  let hasUnknown = false;
  const leaveOpen = (perhaps: string): void => {
    for (const state of states) state.perhaps ??= perhaps;
  };
  while (!words.isDone) {
    const key = keyIn(words);
    if (key) {
      if (words.skip('set')) {
        // What is written beside a packet has no bearing here; what is written into it may lead it elsewhere.
        const isFew = !(Number(words.next) > FEW_ROUTERS);
        takeValue(words);
        if (isFew && key.parts.some((part) => LASTS.test(part))) {
          hasUnknown = noteUnknown(raw, `${key.parts[0]!} set`, book);
        } else if (key.parts.some((part) => LEADS.test(part))) {
          hasUnknown = noteUnknown(raw, `${plainWord(key.parts[0]!.split(' ')[1] ?? '')} set`, book);
          leaveOpen(A_PART);
        } else if (key.parts.some((part) => OF_CONNECTION.test(part))) {
          hasUnknown = noteUnknown(raw, `${key.parts[0]!} set`, book);
        }
        continue;
      }
      if (words.skip('vmap')) {
        const given = words.next.startsWith('@') ? table.sets.get(words.take().slice(1)) : undefined;
        const elements = given ? given.elements : words.next === '{' ? words.list() : [];
        const isTooLong = given !== undefined && !named.takes(states.length * elements.length);
        const pairs = isTooLong ? [] : mapElements(elements);
        const about = mapComparisons(
          key,
          pairs.map(({ value }) => value),
          packet,
        );
        for (const { value, verdict } of pairs)
          for (const at of narrowed(states, about(value), named)) verdicts.push({ at, verdict: verdict.map(({ text }) => text) });
        if (isTooLong || given?.isDynamic || (!given && !elements.length)) hasUnknown = noteUnknown(raw, 'vmap', book);
        continue;
      }
      states = narrowed(states, comparisonIn(key, words, table.sets, named, packet), named);
      continue;
    }
    const first = words.take();
    // What a meter was called before.
    const word = first === 'flow' && words.skip('table') ? 'flow table' : first;
    if (word === 'counter') {
      if (words.skip('packets')) beside.hits = Number(words.take()) || 0;
      if (words.skip('bytes')) words.take();
      if (words.skip('name')) takeValue(words);
    } else if (word === 'comment') {
      if (words.isDone) hasUnknown = noteUnknown(raw, 'comment', book);
      beside.comment = words.take();
    } else if (VERDICTS.has(word) || word === 'jump' || word === 'goto') {
      const verdict = VERDICTS.has(word) ? [word] : [word, words.take()];
      for (const at of states) verdicts.push({ at: { ...at }, verdict });
      if (word === 'reject' || word === 'queue') skipOptions(words);
      // A verdict is the end of a rule.
      if (!words.isDone && words.next !== 'comment') {
        hasUnknown = noteUnknown(raw, plainWord(words.next), book);
        leaveOpen(A_PART);
        for (const each of verdicts) each.at.perhaps ??= A_PART;
        words.rest();
      }
    } else if (OPEN.has(word)) {
      leaveOpen(OPEN.get(word)!);
      (OPTIONS[word] ?? OPTIONS.meter!)(words);
    } else if (WITHOUT_BEARING.has(word)) (OPTIONS[word] ?? skipOptions)(words);
    // An option of tcp that is taken out.
    else if (word === 'reset' && words.next === 'tcp') keyIn(words);
    else if (LATER.has(word)) words.rest();
    else if (word === 'dnat') {
      hasUnknown = true;
      const noted = book.addUnknown(raw.line, word, NOT_FOLLOWED, raw.tokens.at(-1)?.line ?? raw.line);
      const to = leadsTo(words);
      const isPlain = states.every(({ perhaps, from, to, notFrom, notTo }) => !perhaps && !from && !to && !notFrom && !notTo);
      if (to && isPlain) noteTranslation(noted, { traffic: states.flatMap(({ region }) => region), ...to });
      leaveOpen(A_PART);
    } else {
      hasUnknown = noteUnknown(raw, CHANGING.has(word) ? word : plainWord(word), book);
      leaveOpen(A_PART);
      skipOptions(words);
    }
  }
  // A comment stands behind the verdict.
  const isAgainst = ({ at, verdict: [word = ''] }: (typeof verdicts)[number]): boolean =>
    at.isForged === true && VERDICTS.get(word) === 'deny';
  if (verdicts.some(isAgainst)) book.inspects(raw.line, FORGERIES, `${raw.line}`, raw.tokens.at(-1)?.line ?? raw.line);
  const decide = verdicts.filter((each) => !isAgainst(each));
  const result = decide.flatMap(({ at, verdict }) => rulesOf({ ...at, ...beside }, verdict, raw, listName));
  if (!hasUnknown) {
    const last = raw.tokens.at(-1)?.line ?? raw.line;
    if (verdicts.length) book.modeled(raw.line, last);
    else book.withoutBearing(raw.line, last);
  }
  return result;
}

function plainWord(word: string): string {
  return /^[a-z][a-z-]{0,31}$/.test(word) ? word : 'a part of a rule';
}

const A_PART = 'a part of it that is not followed here';
const FORGERIES = 'a rule against forged packets';
const NOT_FOLLOWED = 'what becomes of such packets is not followed here';

/** `ip to 10.20.0.10:8443`: the address, and the port where one is said; nothing for what is more than that. */
function leadsTo(words: Words): { real: AddressSet; port: number | undefined } | undefined {
  if (words.next === 'ip' || words.next === 'ip6') words.take();
  const value = words.skip('to') ? words.take() : '';
  const isPlain = words.isDone || words.next === 'comment';
  skipOptions(words);
  const found = /^(?:\[([\da-f:]+)\]|(\d+(?:\.\d+){3}))(?::(\d{1,5}))?$|^([\da-f:]+)$/i.exec(value);
  const start = found?.[1] ?? found?.[2] ?? found?.[4];
  if (!isPlain || start === undefined) return undefined;
  try {
    return { real: parseAddress({ start }).set, port: found?.[3] === undefined ? undefined : Number(found[3]) };
  } catch {
    return undefined;
  }
}

function noteUnknown({ line, tokens }: RawRule, what: string, book: LineBook): true {
  book.unknown(line, what, NOT_FOLLOWED, tokens.at(-1)?.line ?? line);
  return true;
}

/** What decides of which connection later packets are: answers in another zone belong to none, and what is expected passes as related. */
const OF_CONNECTION = /^ct (?:(?:original|reply) )?(?:zone|expectation)$/;
/** What of a packet leads it to where it goes, or to which rules. */
const LEADS = /^(?:ip6? (?:saddr|daddr|protocol|nexthdr)|(?:tcp|udp|udplite|sctp|dccp|th) (?:sport|dport))$/;
/** How many routers a packet may still pass; with no more than this it gets no further than the next one. */
const LASTS = /^ip ttl$|^ip6 hoplimit$/;
const FEW_ROUTERS = 1;
const OPERATORS = new Set(['<<', '>>', '|', '&', '^', 'or', 'and', 'xor', 'mod', 'offset']);

/** Goes past a value: a number or name, something of the packet, or what a map has for it, joined by operators. */
function takeValue(words: Words): void {
  const isInside = (): boolean => !words.isDone && words.next !== ')';
  for (;;) {
    if (words.next === '(') while (isInside()) words.take();
    if (!keyIn(words)) words.take();
    if (words.skip('map')) {
      if (words.next === '{') words.list();
      else words.take();
    }
    if (words.isDone || !OPERATORS.has(words.next)) return;
    words.take();
  }
}

/** Goes past what belongs to the word before: up to a word that begins something else. */
function skipOptions(words: Words): void {
  while (!words.isDone) {
    const { next } = words;
    if (VERDICTS.has(next) || ['comment', 'jump', 'goto', 'counter', 'log', 'limit'].includes(next)) return;
    if (next === '{') words.list();
    else words.take();
  }
}

/** What each state is with each of several comparisons, of which a packet matches one. */
function narrowed(states: readonly State[], terms: readonly Comparison[], named: NamedSets): State[] {
  if (terms.length > 1 && !named.takes(states.length * terms.length))
    return states.map((state) => ({ ...state, perhaps: state.perhaps ?? 'sets that are too long for so many rules' }));
  return states.flatMap((state) =>
    terms.map((term) => {
      const own = { ...state };
      narrow(own, term, named);
      return own;
    }),
  );
}

function narrow(state: State, term: Comparison, named: NamedSets): void {
  if (term.isNever) state.isNever = true;
  else if (state.region !== term.region) state.region = named.common(state.region, term.region);
  const side = (name: 'from' | 'to' | 'notFrom' | 'notTo'): void => {
    const [own, other] = [state[name], term[name]];
    if (!other) return;
    if (!own) state[name] = other;
    else state[name] = name.startsWith('not') ? new Set([...own, ...other]) : new Set([...own].filter((each) => other.has(each)));
  };
  for (const name of ['from', 'to', 'notFrom', 'notTo'] as const) side(name);
  if (term.perhaps !== undefined) state.perhaps ??= term.perhaps;
  if (term.isForged) state.isForged = true;
}

function rulesOf(
  state: State & Beside,
  verdict: readonly string[],
  raw: RawRule,
  listName: (chain: string) => string,
): RunningRule[] {
  const { region, from, to, isNever } = state;
  // What the host sends to itself passes no other network.
  if (isNever || !region.length || from?.has('lo') || to?.has('lo')) return [];
  const [word = '', chain = ''] = verdict;
  if (word === 'continue') return [];
  const match = { ...state, traffic: region, line: raw.line, text: textOf(raw.tokens) };
  return chainRules(match, VERDICTS.get(word) ?? { call: listName(chain) }, word === 'goto');
}

function textOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ text, quoted }) => (quoted ? `"${text}"` : text))
    .join(' ')
    .replace(/ ,/g, ',');
}
