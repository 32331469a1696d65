import type { LineBook } from './lines.ts';

/**
 * A configuration as a tree of words, whatever form it was written in: `set a b c`, `a { b { c; } }` and `<a><b>c</b></a>` are the same. A
 * value is a node without children.
 */
export interface ConfigNode {
  readonly word: string;
  /** Where it was named first, 1-based. */
  readonly line: number;
  children: ReadonlyMap<string, ConfigNode>;
  /** The lines that end with it: each line of a file is with one node. */
  lines: readonly number[];
  /** Set where the file has it switched off: `inactive:`, `deactivate`. */
  off?: boolean;
}

// Most nodes are values, which have nothing below them: a file of 16 MB has millions.
const NO_CHILDREN: ReadonlyMap<string, ConfigNode> = new Map();
const NO_LINES: readonly number[] = [];

export function newNode(word: string, line: number): ConfigNode {
  return { word, line, children: NO_CHILDREN, lines: NO_LINES };
}

/** What is below a node, to be changed. */
export function ownChildren(node: ConfigNode): Map<string, ConfigNode> {
  if (node.children === NO_CHILDREN) node.children = new Map();
  return node.children as Map<string, ConfigNode>;
}

/** Notes lines that end with a node. */
export function addLines(node: ConfigNode, first: number, last = first): void {
  for (let line = first; line <= last; line++)
    if (node.lines === NO_LINES) node.lines = [line];
    else (node.lines as number[]).push(line);
}

/** The node below another one, made where there is none yet. */
export function childOf(node: ConfigNode, word: string, line: number): ConfigNode {
  const known = node.children.get(word);
  if (known) return known;
  const made = newNode(word, line);
  ownChildren(node).set(word, made);
  return made;
}

/** The node at a path; nothing where there is none, or one on the way is switched off. */
export function nodeAt(node: ConfigNode | undefined, ...path: readonly string[]): ConfigNode | undefined {
  let at = node;
  for (const word of path) at = at?.off ? undefined : at?.children.get(word);
  return at?.off ? undefined : at;
}

/** The nodes below a path, those without that are switched off. */
export function below(node: ConfigNode | undefined, ...path: readonly string[]): ConfigNode[] {
  return [...(nodeAt(node, ...path)?.children.values() ?? [])].filter(({ off }) => !off);
}

/** The words below a path: the values of a list, or one alone. */
export function valuesAt(node: ConfigNode | undefined, ...path: readonly string[]): string[] {
  return below(node, ...path).map(({ word }) => word);
}

/** The value at a path. */
export function valueAt(node: ConfigNode | undefined, ...path: readonly string[]): string | undefined {
  return valuesAt(node, ...path).at(-1);
}

/** A node and all below it, without a stack that grows with the depth. */
export function* allOf(node: ConfigNode): Generator<ConfigNode> {
  const open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    for (const child of next.children.values()) open.push(child);
  }
}

/** Notes all lines of a node and below it. */
export function noteAll(node: ConfigNode, book: LineBook, how: 'modeled' | 'withoutBearing'): void {
  for (const { lines } of allOf(node)) for (const line of lines) book[how](line);
}

/** Notes a node as unknown at its first line, and what lies below it as no more than its parts. */
export function noteUnknown(node: ConfigNode, book: LineBook, what: string, why: string): void {
  noteAll(node, book, 'withoutBearing');
  book.unknown(node.line, what, why);
}

/** A word that can be shown: no name that somebody gave, no value. */
export function shownWord(word: string): string {
  return /^[a-z][a-z0-9-]{0,39}$/.test(word) ? word : '…';
}

/** So deep a node is told. */
const MOST_TOLD = 6;

/** A node on one line, as far as anybody reads it: `name key value key [value value]`. */
export function textOfNode(node: ConfigNode, most = 300, depth = 0): string {
  let text = node.word;
  if (depth === MOST_TOLD) return text;
  for (const { word, children, off } of node.children.values()) {
    if (text.length > most) break;
    if (off || word === 'description' || word === 'tag') continue;
    const values: string[] = [];
    for (const child of children.values()) {
      if (values.length === 8) break;
      values.push(textOfNode(child, 60, depth + 1));
    }
    const listed = values.length > 1 ? `[${values.join(' ')}${children.size > 8 ? ' …' : ''}]` : values.join('');
    text += ` ${word}${listed && ` ${listed}`}`;
  }
  return text;
}

/**
 * Settings of a node by their names, also where several stand on one line (`protocol tcp destination-port 80`), which makes each of them lie
 * below the value of the one before.
 * @param keys the names of all settings
 */
export function settingsOf(node: ConfigNode, keys: ReadonlySet<string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const open = [node];
  for (let next = open.pop(); next; next = open.pop())
    for (const key of next.children.values()) {
      if (!keys.has(key.word) || key.off) continue;
      const known = found.get(key.word) ?? [];
      found.set(key.word, known);
      for (const value of key.children.values()) {
        if (value.off) continue;
        known.push(value.word);
        if (value.children.size) open.push(value);
      }
    }
  return found;
}
