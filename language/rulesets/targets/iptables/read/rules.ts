import type { Family } from '../../../../model/addresses.ts';
import { chainRules } from '../../../../running/chain-rules.ts';
import type { LineBook } from '../../../../running/lines.ts';
import type { RunningRule } from '../../../../running/running.ts';
import { type Matches, readMatches } from './matches.ts';
import { BUILT_IN, type Entry, leadsTo, listName, PASSING, type Tables, VERDICTS } from './tables.ts';
import { wordsOf } from './words.ts';

/**
 * Reads one line into the tables, and notes what it is.
 * @returns whether it is a line of this form at all
 */
export function readLine(line: string, number: number, tables: Tables, family: Family, book: LineBook): boolean {
  if (line.startsWith('*')) {
    noteCut(tables, book);
    tables.open = number;
    tables.table = line.slice(1).trim();
    tables.seen.add(tables.table);
    if (TABLES.has(tables.table)) book.modeled(number);
    else book.unknown(number, 'a table', 'nothing is known of it');
    return true;
  }
  if (/^COMMIT$/i.test(line)) {
    tables.open = undefined;
    book.modeled(number);
    return true;
  }
  const declared = /^:(\S+)\s+(\S+)(?:\s+\[(\d+):\d+\])?$/.exec(line);
  if (declared) {
    const chain = tables.chain(declared[1]!, number);
    chain.line = number;
    // A chain of one's own has none.
    if (tables.table === 'nat' && declared[2] === 'DROP')
      book.unknown(number, `:${declared[1]}`, 'packets are dropped before they are filtered');
    else if (setPolicy(chain, declared[2]!) || !BUILT_IN.has(declared[1]!)) book.modeled(number);
    else book.unknown(number, `:${declared[1]}`, NO_POLICY);
    return true;
  }
  const words = wordsOf(line);
  if (!words) return false;
  return readCommand(words, line, number, tables, family, book);
}

/** Notes where a table doesn't end: it is loaded as a whole or not at all, and what is behind its last line is missing. */
export function noteCut({ table, open }: Tables, book: LineBook): void {
  if (open !== undefined) book.unknown(open, `*${table}`, 'no COMMIT ends it, so that rules may be missing');
}

/** @returns whether it is a policy that is known here */
function setPolicy(chain: { policy: 'permit' | 'deny' | 'return' }, word: string): boolean {
  if (word === 'ACCEPT') chain.policy = 'permit';
  else if (word === 'DROP' || word === 'REJECT') chain.policy = 'deny';
  else return false;
  return true;
}

const TABLES: ReadonlySet<string> = new Set(['raw', 'mangle', 'nat', 'filter', 'security']);

const NO_POLICY = 'what becomes of packets that no rule matches is not known for certain';

const PROGRAM = /^(?:\S*\/)?ip6?tables(?:-nft|-legacy)?$/;

function readCommand(
  given: readonly string[],
  line: string,
  number: number,
  tables: Tables,
  family: Family,
  book: LineBook,
): boolean {
  const words = [...given];
  let hits: number | undefined;
  const counters = /^\[(\d+):\d+\]$/.exec(words[0] ?? '');
  if (counters) {
    hits = Number(counters[1]);
    words.shift();
  }
  let table: string | undefined;
  if (words[0] === 'sudo') words.shift();
  if (PROGRAM.test(words[0] ?? '')) {
    words.shift();
    table = 'filter';
    while (words[0]?.startsWith('-t') || words[0] === '-w' || words[0] === '--wait') {
      const option = words.shift()!;
      // How many seconds it waits for another one to end.
      if (!option.startsWith('-t') && /^\d+$/.test(words[0] ?? '')) words.shift();
      if (option === '-t') table = words.shift() ?? table;
      else if (option.startsWith('-t')) table = option.slice(2);
    }
  }
  const [command = '', name = '', ...rest] = words;
  const before = tables.table;
  tables.table = table ?? before;
  try {
    switch (command) {
      case '-A':
      case '--append':
        addRule(rest, { line, number, hits, name, at: undefined }, tables, family, book);
        return true;
      case '-I':
      case '--insert': {
        const at = /^\d+$/.test(rest[0] ?? '') ? Number(rest.shift()) : 1;
        // Behind the place behind the last one there is none.
        const { size } = tables.chain(name, number).rules;
        if (at > size + 1 || (at > 1 && !tables.hasRoom(size)))
          book.unknown(number, `${command} in ${chainShown(name)}`, NO_PLACE);
        else addRule(rest, { line, number, hits, name, at: at - 1 }, tables, family, book);
        return true;
      }
      case '-P':
      case '--policy':
        if (setPolicy(tables.chain(name, number), rest[0] ?? '')) book.modeled(number);
        else book.unknown(number, command, NO_POLICY);
        tables.chain(name, number).line = number;
        return true;
      case '-N':
      case '--new-chain':
        tables.chain(name, number);
        book.modeled(number);
        return true;
      case '-F':
      case '--flush':
        for (const chain of tables.chains.values())
          if (chain.table === tables.table && (!name || chain.name === name)) chain.rules.clear();
        if (rest.length) book.unknown(number, command, 'which chain it clears is not known for certain');
        else book.modeled(number);
        return true;
      case '-X':
      case '--delete-chain':
        if (!rest.length && removeChains(name, tables)) book.modeled(number);
        else book.unknown(number, command, 'whether the chain is gone is not known: it has rules, or rules lead there');
        return true;
      case '-E':
      case '--rename-chain':
        book.unknown(number, command, 'which chain has which rules from here on is not followed');
        return true;
      case '-Z':
      case '--zero':
        book.withoutBearing(number);
        return true;
      case '-D':
      case '--delete':
      case '-R':
      case '--replace': {
        const { rules } = tables.chain(name, number);
        const isDeletion = command === '-D' || command === '--delete';
        const isNumbered = /^\d+$/.test(rest[0] ?? '');
        const at = isNumbered ? Number(rest.shift()) - 1 : isDeletion ? rules.placeOf(rest.join(' ')) : -1;
        if (at < 0 || at >= rules.size || !tables.hasRoom(rules.size) || (isDeletion && isNumbered && rest.length > 0))
          book.unknown(number, `${command} in ${chainShown(name)}`, NO_PLACE);
        else if (isDeletion) {
          rules.replace(at, []);
          book.modeled(number);
        } else {
          addRule(rest, { line, number, hits, name, at }, tables, family, book);
          rules.replace(at + 1, []);
        }
        return true;
      }
      default:
        return false;
    }
  } finally {
    tables.table = before;
  }
}

const NO_PLACE = 'which rule it is about is not known: none has that number, or is written so';

/** The name of a chain, where it is one that may be shown. */
function chainShown(name: string): string {
  return /^[\w.-]{1,30}$/.test(name) ? name : '…';
}

/**
 * Takes chains away as the kernel does: without a name all those of one's own, and none that has rules or to which some lead.
 * @returns whether they are gone
 */
function removeChains(name: string, tables: Tables): boolean {
  for (const [key, chain] of [...tables.chains]) {
    if (chain.table !== tables.table || BUILT_IN.has(chain.name) || (name && chain.name !== name)) continue;
    if (chain.rules.size || leadsTo(tables, key)) return false;
    tables.chains.delete(key);
  }
  return true;
}

interface Place {
  readonly line: string;
  readonly number: number;
  readonly hits: number | undefined;
  readonly name: string;
  /** Where it is put among the rules of its chain; at the end where unset. */
  readonly at: number | undefined;
}

function addRule(words: readonly string[], place: Place, tables: Tables, family: Family, book: LineBook): void {
  const { number, name, at } = place;
  if (tables.open !== undefined && name !== '' && !BUILT_IN.has(name) && !tables.chains.has(listName(tables.table, name)))
    book.unknown(number, 'a rule of a chain that the file does not begin', 'which packets come to it is not known');
  const chain = tables.chain(name, number);
  const matches = readMatches(words, family);
  for (const each of [matches.from, matches.to, matches.notFrom, matches.notTo])
    for (const interfaceName of each ?? [])
      if (interfaceName !== 'lo' && !tables.interfaces.has(interfaceName)) tables.interfaces.set(interfaceName, number);
  const effect = effectOf(matches, chain.table, tables, words);
  const entry: Entry = { words: words.join(' '), ...partsOf(matches, effect, place, tables) };
  chain.rules.put(entry, at);
  if (name === '' || (effect === 'none' && matches.target === undefined && matches.unknown !== undefined))
    book.unknown(
      number,
      matches.unknown ?? 'a rule without a chain',
      'whether the rule decides anything is not known for certain',
    );
  else if (effect === 'none') book.withoutBearing(number);
  else if (effect === 'filters') {
    if (isAgainstForgeries(matches)) book.inspects(number, 'a rule against forged packets');
    else if (matches.unknown === undefined) book.modeled(number);
    else book.unknown(number, matches.unknown, 'which packets the rule matches is not known for certain');
  } else book.unknown(number, effect.what, effect.why);
}

/** What a rule is to packets; what the host says to itself is left aside. */
function partsOf(
  matches: Matches,
  effect: ReturnType<typeof effectOf>,
  place: Place,
  tables: Tables,
): Pick<Entry, 'opening' | 'answering'> {
  const isSeen = place.name !== '' && effect === 'filters' && !matches.from?.has('lo') && !isAgainstForgeries(matches);
  const rules = isSeen ? rulesOf(matches, place, tables) : [];
  const { answerPerhaps } = matches;
  const perhaps =
    answerPerhaps === undefined ? rules : rules.map((rule) => ({ ...rule, perhaps: rule.perhaps ?? answerPerhaps }));
  return { opening: matches.neverNew ? [] : rules, answering: matches.neverAnswer ? [] : perhaps };
}

function isAgainstForgeries({ isForged, target, unknown }: Matches): boolean {
  return isForged === true && unknown === undefined && VERDICTS.get(target ?? '') === 'deny';
}

/** Whether a rule has a part in what passes: one that decides nothing has none, whatever it matches. */
function effectOf(
  { target }: Matches,
  table: string,
  { chains }: Tables,
  words: readonly string[],
): 'none' | 'filters' | { what: string; why: string } {
  if ((target === 'TTL' || target === 'HL') && mayExpire(words))
    return { what: `the target ${target}`, why: 'packets that may not be passed on any further are dropped' };
  if (target === undefined || PASSING.has(target)) return 'none';
  const isChain = chains.has(listName(table, target));
  if (table === 'nat') {
    if (isChain || ['SNAT', 'MASQUERADE', 'RETURN', 'ACCEPT'].includes(target)) return 'none';
    return { what: `${target} in the table nat`, why: 'packets are sent to other addresses before they are filtered' };
  }
  if (!UNUSUAL.has(target) || isChain) return 'filters';
  return { what: `the target ${target}`, why: 'what becomes of such packets is not followed here' };
}

/** Whether packets may go no further by what a rule writes into them: what has one router left to pass is dropped by it. */
function mayExpire(words: readonly string[]): boolean {
  if (words.some((word) => /^--(ttl|hl)-inc$/.test(word))) return false;
  const left = Number(words[words.findIndex((word) => /^--(ttl|hl)-set$/.test(word)) + 1]);
  return !(words.some((word) => /^--(ttl|hl)-set$/.test(word)) && left > FEW_ROUTERS);
}

/** A packet that may pass no more routers than this gets no further than the next one. */
const FEW_ROUTERS = 1;

/** Targets that are no chains, and that may change where packets go or whether their connections are followed. */
const UNUSUAL: ReadonlySet<string> = new Set([
  ...['CT', 'NOTRACK', 'TPROXY', 'DNAT', 'SNAT', 'REDIRECT', 'NETMAP', 'MASQUERADE', 'DNPT', 'SNPT', 'CLUSTERIP', 'FLOWOFFLOAD'],
]);

function rulesOf(matches: Matches, { line, number, hits }: Place, tables: Tables): RunningRule[] {
  const { sources, destinations, services, unknown, goTo } = matches;
  const target = matches.target!;
  const perhaps = matches.perhaps ?? (unknown === undefined ? undefined : `${unknown}, which nobody knows here`);
  const traffic = [{ sources, destinations, services }];
  const match = { ...matches, traffic, perhaps, hits, line: number, text: line.replace(/^\[\d+:\d+\] /, '') };
  return chainRules(match, VERDICTS.get(target) ?? { call: listName(tables.table, target) }, goTo);
}
