import type { LineBook } from '../lines.ts';

/** A value of JSON with its lines. What it isn't is empty: the items of a text, the members of a list. */
export interface JsonNode {
  readonly kind: 'object' | 'list' | 'text' | 'number' | 'word';
  /** Where it begins and ends, 1-based. */
  readonly line: number;
  last: number;
  /** A text without its quotes, a number or a word (`true`, `false`, `null`) as it was written. */
  readonly text: string;
  members: Map<string, JsonNode>;
  items: JsonNode[];
  /** Whether the file holds its end. */
  isWhole: boolean;
  /** Set where something else was looked for than it is, such as a list where a text stands. */
  isOther?: true;
  /** Set where it was looked for as what it is: some values may be of several kinds. */
  isRead?: true;
}

/** What a text of JSON holds. */
export interface Json {
  /** The values, one after the other: several where the answers to several commands are in one file. */
  readonly roots: readonly JsonNode[];
  /** The line from which on it can't be read. */
  readonly brokenAt: number | undefined;
  /** Values that stand under a name of which there was one before in the same object: what is meant nobody can say. */
  readonly twice: readonly JsonNode[];
  /** Set where it has more characters than these, and nothing of it was read. */
  readonly tooLong?: number;
}

const NO_MEMBERS = new Map<string, JsonNode>();
const NO_ITEMS: JsonNode[] = [];
/** Deeper than this nothing writes; a file of 16 MB that is nothing but brackets takes gigabytes. */
const MOST_DEPTH = 1000;
const WORD = /[^\s{}[\],:"]+/y;

/**
 * Reads JSON with the lines of its values, comments included; what is cut off or broken is read as far as it goes. Takes no stack, however deep it is nested.
 * @param text with `\n` at the ends of lines
 * @param fold whether names of members are taken without regard to case; they are in lower case then
 */
export function readJson(text: string, fold = false): Json {
  const roots: JsonNode[] = [];
  const open: JsonNode[] = [];
  const twice: JsonNode[] = [];
  let [line, at] = [1, 0];
  let key: string | undefined;
  let isNamed = false;
  const place = (node: JsonNode): boolean => {
    const holder = open.at(-1);
    if (!holder) roots.push(node);
    else if (holder.kind === 'list') {
      if (holder.items === NO_ITEMS) holder.items = [node];
      else holder.items.push(node);
    } else if (key !== undefined && isNamed) {
      const name = fold ? key.toLowerCase() : key;
      if (holder.members.has(name)) twice.push(node);
      if (holder.members === NO_MEMBERS) holder.members = new Map();
      holder.members.set(name, node);
    } else return false;
    [key, isNamed] = [undefined, false];
    return true;
  };
  const broken = (): Json => ({ roots, brokenAt: line, twice });
  while (at < text.length) {
    const char = text[at]!;
    if (char === '\n') line++;
    else if (char === '{' || char === '[') {
      const kind = char === '{' ? 'object' : 'list';
      const node: JsonNode = { kind, line, last: line, text: '', members: NO_MEMBERS, items: NO_ITEMS, isWhole: false };
      if (open.length >= MOST_DEPTH || !place(node)) return broken();
      open.push(node);
    } else if (char === '}' || char === ']') {
      const node = open.pop();
      if (node?.kind !== (char === '}' ? 'object' : 'list') || key !== undefined) return broken();
      [node.isWhole, node.last] = [true, line];
    } else if (char === ':') {
      if (key === undefined || isNamed) return broken();
      isNamed = true;
    } else if (char === '"') {
      const end = endOfText(text, at);
      if (end === undefined) return broken();
      const value = plainText(text.slice(at, end));
      if (open.at(-1)?.kind === 'object' && key === undefined) key = value;
      else if (!place(scalar('text', value, line))) return broken();
      at = end;
      continue;
    } else if (text.startsWith('//', at) || text.startsWith('/*', at)) {
      const end = char === text[at + 1] ? text.indexOf('\n', at) : text.indexOf('*/', at + 2) + 2;
      if (char !== text[at + 1] && end < 2) return broken();
      const stop = end < 0 ? text.length : end;
      for (; at < stop; at++) if (text[at] === '\n') line++;
      continue;
    } else if (!/[\s,]/.test(char)) {
      WORD.lastIndex = at;
      const [word] = WORD.exec(text)!;
      const isNumber = /^-?\d[\d.eE+-]*$/.test(word);
      if ((!isNumber && !/^(true|false|null)$/.test(word)) || !place(scalar(isNumber ? 'number' : 'word', word, line)))
        return broken();
      at += word.length;
      continue;
    }
    at++;
  }
  return { roots, brokenAt: open.length || key !== undefined ? line : undefined, twice };
}

function scalar(kind: 'text' | 'number' | 'word', text: string, line: number): JsonNode {
  return { kind, line, last: line, text, members: NO_MEMBERS, items: NO_ITEMS, isWhole: true };
}

/** Where a text ends that begins at a quote; nothing where its line ends before. */
function endOfText(text: string, from: number): number | undefined {
  for (let at = from + 1; at < text.length; at++) {
    const char = text[at]!;
    if (char === '"') return at + 1;
    if (char === '\n') return undefined;
    if (char === '\\') at++;
  }
  return undefined;
}

function plainText(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted.slice(1, -1);
  }
}

/** The value of a member that is a text or a number; nothing for `null` and what is neither. */
export function textAt(node: JsonNode | undefined, ...path: readonly string[]): string | undefined {
  let at = node;
  for (const key of path) {
    if (at && at !== node && at.kind !== 'object' && !saysNothing(at)) at.isOther = true;
    at = at?.members.get(key);
  }
  if (at && at !== node) at[at.kind === 'object' || at.kind === 'list' ? 'isOther' : 'isRead'] = true;
  return at && at.kind !== 'object' && at.kind !== 'list' && !isNull(at) ? at.text : undefined;
}

/** The value of a member that is a whole number. */
export function numberAt(node: JsonNode | undefined, key: string): number | undefined {
  const text = textAt(node, key);
  if (text === undefined || /^-?\d{1,10}$/.test(text)) return text === undefined ? undefined : Number(text);
  const member = node!.members.get(key)!;
  member.isOther = true;
  delete member.isRead;
  return undefined;
}

/** The items of a member that is a list. */
export function itemsAt(node: JsonNode | undefined, key: string): readonly JsonNode[] {
  const member = node?.members.get(key);
  if (member?.kind === 'list') member.isRead = true;
  else if (member && (member.kind === 'object' || !saysNothing(member))) member.isOther = true;
  return member?.items ?? NO_ITEMS;
}

/** The items that are objects; of the others it is noted that they are none. */
export function objectsIn(items: readonly JsonNode[]): JsonNode[] {
  for (const item of items) if (item.kind !== 'object' && !saysNothing(item)) item.isOther = true;
  return items.filter(({ kind }) => kind === 'object');
}

/** The items of a member that is a list of objects. */
export function objectsAt(node: JsonNode | undefined, key: string): JsonNode[] {
  return objectsIn(itemsAt(node, key));
}

/** The items of a member that is a list of texts or numbers; of the others it is noted that they are none. */
export function textsAt(node: JsonNode | undefined, key: string): string[] {
  const items = itemsAt(node, key);
  for (const item of items) if (item.kind === 'object' || item.kind === 'list') item.isOther = true;
  return items.flatMap((item) => (item.kind === 'object' || item.kind === 'list' || isNull(item) ? [] : item.text));
}

function isNull({ kind, text }: JsonNode): boolean {
  return kind === 'word' && text === 'null';
}

/** Whether a value says nothing: `null`, an empty text, list or object. */
export function saysNothing(node: JsonNode): boolean {
  if (node.kind === 'object') return !node.members.size;
  return node.kind === 'list' ? !node.items.length : isNull(node) || (node.kind === 'text' && !node.text);
}

/** Names the members that nobody knows here, unless they say nothing. @param what they are members of, `security group` */
export function noteOthers(node: JsonNode, known: ReadonlySet<string>, what: string, book: LineBook): string | undefined {
  let first: string | undefined;
  for (const [key, value] of node.members) {
    if (known.has(key) || saysNothing(value)) continue;
    const shown = /^[A-Za-z][A-Za-z0-9-]{0,39}$/.test(key) ? key : '…';
    book.unknown(value.line, `${what} ${shown}`, 'nothing is known of it', value.last);
    first ??= `${shown}, which nobody knows here`;
  }
  return first;
}

/** Notes what was something else than what was looked for there, once all of it was read. */
export function noteMisread({ roots }: Json, book: LineBook): void {
  const rest = [...roots];
  for (let node = rest.pop(); node; node = rest.pop()) {
    if (node.isOther && !node.isRead)
      book.unknown(
        node.line,
        `${node.kind === 'object' ? 'an' : 'a'} ${node.kind} where something else belongs`,
        'what it says is not known',
        node.last,
      );
    for (const each of node.items) rest.push(each);
    for (const each of node.members.values()) rest.push(each);
  }
}

/** Notes all lines that were read as without bearing, for a reader to say more of; from where it can't be read on they are unknown. */
export function noteLines({ brokenAt, roots, twice, tooLong }: Json, lines: number, book: LineBook): void {
  if (tooLong !== undefined) {
    const what = `YAML of more than ${tooLong / 1e6} MB`;
    book.unknown(1, what, 'it is not read: ask for JSON, of which more is (kubectl … -o json), or for a part of it', lines);
    return;
  }
  book.withoutBearing(1, (brokenAt ?? lines + 1) - 1);
  if (brokenAt !== undefined) book.unknown(brokenAt, 'a text that is no JSON or is cut off', 'what follows is not read', lines);
  for (const each of twice)
    book.unknown(each.line, 'a name that stands twice', 'which of the two values counts is not known', each.last);
  // An empty document of YAML says nothing.
  for (const root of roots)
    if (root.kind !== 'object' && root.kind !== 'list' && !saysNothing(root))
      book.unknown(root.line, 'a value that is no object', 'nothing is known of it');
}
