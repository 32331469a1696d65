import { ofWord } from '../../../../model/word-tables.ts';
import type { LineBook } from '../../../../running/lines.ts';
import { firstWordOf } from '../../../../running/lines.ts';
import { END_OF_LINE, type Token, Words } from './tokens.ts';

/** A rule as its words. */
export interface RawRule {
  readonly tokens: readonly Token[];
  readonly line: number;
}

export interface RawChain {
  readonly name: string;
  readonly line: number;
  /** `filter`, `nat` or `route`, where it is at a hook. */
  type?: string;
  hook?: string;
  priority: number;
  policy: 'permit' | 'deny';
  policyLine: number;
  readonly rules: RawRule[];
  /** The chain with the rule that leads here, of a chain that has no name. */
  outer?: RawChain;
}

/** A set or a map: the elements, each as its words; nothing where packets fill it. */
export interface RawSet {
  elements: readonly (readonly Token[])[];
  isDynamic: boolean;
}

export interface RawTable {
  readonly family: string;
  readonly name: string;
  readonly line: number;
  readonly chains: Map<string, RawChain>;
  readonly sets: Map<string, RawSet>;
  /** Whether its chains see no packet. */
  isDormant?: boolean;
}

/** A table of this family and name, made where there is none. */
export function tableIn(tables: RawTable[], family: string, name: string, line: number): RawTable {
  let table = tables.find((each) => each.family === family && each.name === name);
  if (!table) {
    table = { family, name, line, chains: new Map(), sets: new Map() };
    tables.push(table);
  }
  return table;
}

/** A chain of a table, made where there is none. */
export function chainIn(table: RawTable, name: string, line: number): RawChain {
  let chain = table.chains.get(name);
  if (!chain) {
    chain = { name, line, priority: 0, policy: 'permit', policyLine: line, rules: [] };
    table.chains.set(name, chain);
  }
  return chain;
}

const FAMILIES = new Set(['ip', 'ip6', 'inet', 'arp', 'bridge', 'netdev']);

/** Reads what `nft list ruleset` prints into tables, and notes what became of each line. */
export function readRuleset(tokens: readonly Token[], book: LineBook): RawTable[] {
  const tables: RawTable[] = [];
  const statements = statementsOf(tokens);
  let table: RawTable | undefined;
  type Inside = { kind: string; chain?: RawChain; set?: RawSet };
  let inside: Inside | undefined;
  /** What a chain that has no name stands in. */
  const around: Inside[] = [];
  for (const { head, opens, closes, line } of statements) {
    const words = head.map(({ text }) => text);
    if (closes) {
      if (inside) inside = around.pop();
      else if (table) table = undefined;
      else book.unknown(line, '}', 'it closes nothing, so that what it was the end of is not known');
      book.modeled(line);
    } else if (!table) {
      if (words[0] === 'table' && opens) {
        const hasFamily = FAMILIES.has(words[1] ?? '');
        table = tableIn(tables, hasFamily ? words[1]! : 'ip', words[hasFamily ? 2 : 1] ?? '', line);
        book.modeled(line);
      } else readCommand(words, line, tables, book);
    } else if (!inside) {
      inside = opens ? begin(words, line, table, book) : undefined;
      if (!opens) noteLoose(words, line, table, book);
    } else if (inside.chain) {
      if (opens) {
        around.push(inside);
        inside = { kind: 'chain', chain: chainWithoutName(table, inside.chain, head, line) };
      } else readInChain(inside.chain, head, line, book);
    } else if (inside.set) readInSet(inside.set, head, line, book);
    else book.withoutBearing(line);
  }
  const last = statements.at(-1)?.line ?? 1;
  if (table) book.unknown(last, 'the end of the file', 'a block goes on behind it, so that rules may be missing');
  return tables;
}

/** The chain that stands behind `jump {` or `goto {`; the rule before it leads there. */
function chainWithoutName(table: RawTable, outer: RawChain, head: readonly Token[], line: number): RawChain {
  const name = `${outer.name} ${outer.rules.length + 1}`;
  outer.rules.push({ tokens: [...head, { text: name, line, quoted: true }], line });
  const chain = chainIn(table, name, line);
  chain.outer = outer;
  return chain;
}

interface Statement {
  readonly head: readonly Token[];
  readonly opens: boolean;
  readonly closes: boolean;
  readonly line: number;
}

/** Statements: up to the end of a line or a `;`, the beginning of a block, the end of one. Braces within a rule are a part of it. */
function statementsOf(tokens: readonly Token[]): Statement[] {
  const statements: Statement[] = [];
  let head: Token[] = [];
  let depth = 0;
  /** What the blocks that are open begin with. */
  const blocks: string[] = [];
  const put = (opens: boolean, closes: boolean, line: number): void => {
    if (head.length || closes) statements.push({ head, opens, closes, line: head[0]?.line ?? line });
    head = [];
  };
  for (const [n, token] of tokens.entries()) {
    const sign = token.quoted ? '' : token.text;
    if (depth > 0) {
      if (sign === '{') depth++;
      if (sign === '}') depth--;
      if (sign !== END_OF_LINE) head.push(token);
    } else if (sign === END_OF_LINE || sign === ';') put(false, false, token.line);
    else if (sign === '{') {
      // A block begins where nothing else follows in its line; what goes on is a list.
      const [first = '', last = ''] = [head[0]?.text, head.at(-1)?.text];
      const leads = last === 'jump' || last === 'goto';
      const isList =
        blocks.at(-1) === 'chain' ? !leads : last === '=' || (tokens[n + 1]?.text !== END_OF_LINE && !BLOCKS.has(first));
      if (isList) {
        head.push(token);
        depth = 1;
      } else {
        blocks.push(leads ? 'chain' : first);
        put(true, false, token.line);
      }
    } else if (sign === '}') {
      blocks.pop();
      put(false, false, token.line);
      put(false, true, token.line);
    } else head.push(token);
  }
  put(false, false, tokens.at(-1)?.line ?? 1);
  return statements;
}

/** Parts of a table that rules may name, and that decide nothing by themselves. */
const BESIDE = new Set(['flowtable', 'counter', 'quota', 'limit', 'ct', 'secmark', 'synproxy', 'tunnel']);

/** What may be opened and closed within one line. */
const BLOCKS = new Set(['table', 'chain', 'set', 'map', ...BESIDE]);

function begin(words: readonly string[], line: number, table: RawTable, book: LineBook) {
  const [kind = '', name = ''] = words;
  if (words.length > (kind === 'ct' ? 3 : 2)) book.unknown(line, kind, 'what stands behind its name is not known here');
  if (kind === 'chain') {
    book.modeled(line);
    return { kind, chain: chainIn(table, name, line) };
  }
  if (kind === 'set' || kind === 'map') {
    book.modeled(line);
    const set: RawSet = { elements: [], isDynamic: false };
    table.sets.set(name, set);
    return { kind, set };
  }
  if (BESIDE.has(kind)) book.withoutBearing(line);
  else book.unknown(line, kind, 'it is no part of a table that is known here');
  return { kind };
}

function noteLoose(words: readonly string[], line: number, table: RawTable, book: LineBook): void {
  if (words[0] === 'flags' && words.includes('dormant')) table.isDormant = true;
  if (words[0] === 'comment' || words[0] === 'flags') book.withoutBearing(line);
  else book.unknown(line, words[0] ?? '', 'it is no part of a table that is known here');
}

/** Commands outside of tables: those that clear what was there, as files for `nft -f` begin with. */
function readCommand(
  [command = '', what = '', ...more]: readonly string[],
  line: number,
  tables: RawTable[],
  book: LineBook,
): void {
  const isClearing = ['delete', 'destroy', 'flush'].includes(command) && ['table', 'ruleset'].includes(what);
  if (isClearing) {
    // Without a family a table is one of IPv4, and a ruleset that of all families.
    const family = FAMILIES.has(more[0] ?? '') ? more[0] : what === 'table' ? 'ip' : undefined;
    const name = what === 'table' ? more.at(-1) : undefined;
    for (let n = tables.length - 1; n >= 0; n--) {
      const table = tables[n]!;
      if ((!family || table.family === family) && (name === undefined || table.name === name)) tables.splice(n, 1);
    }
    book.modeled(line);
  } else if (command === 'add' && what === 'table') book.modeled(line);
  else book.unknown(line, firstWordOf(command), 'it stands outside of all tables, and what it changes is not followed here');
}

const PRIORITIES: Readonly<Record<string, number>> = {
  raw: -300,
  mangle: -150,
  dstnat: -100,
  filter: 0,
  security: 50,
  srcnat: 100,
};

function readInChain(chain: RawChain, head: readonly Token[], line: number, book: LineBook): void {
  const words = head.map(({ text }) => text);
  if (words[0] === 'type' && words[2] === 'hook') {
    chain.type = words[1]!;
    chain.hook = words[3]!;
    const at = words.indexOf('priority');
    const [name = '', sign = '', offset = ''] = words.slice(at + 1);
    const base = ofWord(PRIORITIES, name) ?? (Number(name) || 0);
    chain.priority = base + (sign === '+' ? Number(offset) : sign === '-' ? -Number(offset) : 0);
    const isWhole = at > 0 && (sign ? words.length === at + 4 && /^[+-]$/.test(sign) : words.length === at + 2);
    if (isWhole) book.modeled(line);
    else book.unknown(line, 'type … hook', 'when the chain is asked is not known for certain');
  } else if (words[0] === 'policy') {
    chain.policy = words[1] === 'drop' ? 'deny' : 'permit';
    chain.policyLine = line;
    if (words.length === 2 && /^(?:drop|accept)$/.test(words[1]!)) book.modeled(line);
    else book.unknown(line, 'policy', 'what becomes of packets that no rule matches is not known for certain');
  } else if (words[0] === 'comment' && words.length === 2) book.withoutBearing(line);
  else chain.rules.push({ tokens: head, line });
}

function readInSet(set: RawSet, head: readonly Token[], line: number, book: LineBook): void {
  const [first = ''] = head.map(({ text }) => text);
  const last = head.at(-1)?.line ?? line;
  book.modeled(line, last);
  if (first === 'elements' && head[1]?.text === '=' && head[2]?.text === '{' && isClosed(head)) {
    const words = new Words(head.slice(2));
    set.elements = words.list();
    if (!words.isDone) book.unknown(line, 'elements', 'what stands behind them is not known here', last);
    // Behind this one word nothing has to end the line (nft's own grammar).
  } else if (first === 'auto-merge') {
    if (head.length > 1) readInSet(set, head.slice(1), line, book);
  } else if (head.some(({ text, quoted }) => !quoted && /^[={}]$/.test(text)))
    book.unknown(line, 'a line of a set', 'what the set holds is not known for certain', last);
  else if (first === 'flags') set.isDynamic ||= head.some(({ text }) => text === 'dynamic' || text === 'timeout');
  else if (first === 'timeout') set.isDynamic = true;
  else if (!OF_SETS.has(first)) book.unknown(line, 'a line of a set', 'what the set holds is not known for certain', last);
}

/** What is said of a set besides its elements. */
const OF_SETS = new Set(['type', 'typeof', 'gc-interval', 'size', 'policy', 'comment', 'counter', 'last', 'quota', 'limit']);

/** Whether as many braces close as open. */
function isClosed(tokens: readonly Token[]): boolean {
  const count = (sign: string): number => tokens.filter(({ text, quoted }) => !quoted && text === sign).length;
  return count('{') === count('}');
}
