import { type Move, reorder } from '../../../../running/forms/moves.ts';
import { commandsOf, textsOf, type Word } from '../../../../running/forms/words.ts';
import { addLines, allOf, type ConfigNode, childOf, newNode, ownChildren } from '../../../../running/tree.ts';
import { KEYS } from './applications.ts';
import { CONDITIONS, MATCHED } from './policies.ts';

/** What does not get through as a command: told by its line, and whether it is nothing at all. */
type Told = (line: number, isSilent: boolean) => void;

/** What a terminal shows beside a configuration. */
const SHOWN =
  /^(exit|quit|commit|configure|top|up|edit|show|run|\[edit.*|\{(primary|secondary|master|backup).*|annotate|activate|protect|unprotect|version)$/;

/** Reads `set …`, and what `delete`, `deactivate`, `insert` and `rename` make of it. */
export function readSet(lines: readonly string[], told: Told): ConfigNode {
  const root = newNode('', 1);
  const moves: Move[] = [];
  for (const { line, last, words } of commandsOf(lines)) {
    const isPrompt = /^[\w.-]{1,64}@[^\s@]{1,64}[#>%]$/.test(textsOf(words[0])[0] ?? '');
    const [verbs, ...path] = isPrompt ? words.slice(1) : words;
    const verb = textsOf(verbs)[0] ?? '';
    const tell = (isSilent: boolean): void => {
      for (let n = line; n <= last; n++) told(n, isSilent);
    };
    if (verb === 'set') {
      const gone: ConfigNode[] = [];
      addLines(place(root, path, line, gone), line, last);
      for (const each of gone) for (const of of allOf(each)) for (const n of of.lines) told(n, true);
    } else if (verb === 'delete' || verb === 'deactivate' || verb === 'activate' || verb === 'insert' || verb === 'rename') {
      tell(true);
      const texts = path.flatMap(textsOf);
      apart(root, texts);
      if (verb === 'insert') moved(root, texts, moves);
      else
        for (const gone of changed(root, verb, texts, moves))
          for (const each of allOf(gone)) for (const n of each.lines) told(n, true);
    } else tell(/^([#!;{}[*]|\/\*)/.test(verb) || isPrompt || SHOWN.test(verb));
  }
  reorder(moves);
  return root;
}

/** Of these only one is there at a time: who sets another one has that in its place. */
const ALTERNATIVES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['then', new Set(['permit', 'deny', 'reject'])],
  ['default-policy', new Set(['permit-all', 'deny-all', 'reject-all'])],
]);

/** What a policy matches: lists, which are added to. */
const OF_MATCHES: ReadonlySet<string> = new Set([...MATCHED, ...Object.keys(CONDITIONS)]);

type Path = readonly (Word | readonly Word[])[];

/**
 * Puts what a command sets where it belongs. Of what has one value alone, the last that is said counts.
 * @param gone takes up what it takes the place of
 */
function place(root: ConfigNode, path: Path, line: number, gone: ConfigNode[]): ConfigNode {
  let node = root;
  const before: string[] = [];
  for (let n = 0; n < path.length; n++) {
    const keys = keysAt(before);
    if (keys?.has(textsOf(path[n])[0] ?? '') && node.children.size) {
      setApart(node, keys);
      return placeKeys(node, path.slice(n), line, keys, gone);
    }
    const [first, ...more] = textsOf(path[n]);
    for (const each of more) childOf(node, each, line);
    if (first === undefined) continue;
    dropOthers(node, first, before, gone);
    node = childOf(node, first, line);
    before.push(first);
  }
  return node;
}

/** The keys that may stand beside each other on one line behind some words. */
function keysAt(before: readonly string[]): ReadonlySet<string> | undefined {
  if (before.at(-1) === 'match' && before.at(-3) === 'policy') return OF_MATCHES;
  const isApplication = before.at(-2) === 'application' && before.at(-3) === 'applications';
  return isApplication || (before.at(-2) === 'term' && before.at(-4) === 'application') ? KEYS : undefined;
}

/** Those below which each key lies by itself. */
const separate = new WeakSet<ConfigNode>();

/** Has each key lie by itself below what it is said of, and not below the value of the one before it on its line. */
function setApart(home: ConfigNode, keys: ReadonlySet<string>): void {
  if (separate.has(home)) return;
  separate.add(home);
  const open = [...home.children.values()].filter(({ word }) => keys.has(word));
  for (let key = open.pop(); key; key = open.pop())
    for (const value of key.children.values())
      for (const inner of [...value.children.values()]) {
        if (!keys.has(inner.word)) continue;
        ownChildren(value).delete(inner.word);
        const own = childOf(home, inner.word, inner.line);
        for (const each of inner.children.values()) {
          const known = own.children.get(each.word);
          if (known) for (const n of each.lines) addLines(known, n);
          else ownChildren(own).set(each.word, each);
        }
        for (const n of inner.lines) addLines(own, n);
        open.push(own);
      }
}

/** Sets apart what a command that takes something out or changes it is about. */
function apart(root: ConfigNode, path: readonly string[]): void {
  let node: ConfigNode | undefined = root;
  const before: string[] = [];
  for (const word of path) {
    const keys = keysAt(before);
    if (keys) setApart(node, keys);
    node = node.children.get(word);
    if (!node) return;
    before.push(word);
  }
}

function placeKeys(home: ConfigNode, path: Path, line: number, keys: ReadonlySet<string>, gone: ConfigNode[]): ConfigNode {
  let node = home;
  let key: ConfigNode | undefined;
  for (const word of path) {
    const [first = '', ...more] = textsOf(word);
    if (!key || (!Array.isArray(word) && keys.has(first))) {
      // A word that is no key here belongs to what stands before it.
      node = childOf(keys.has(first) ? home : node, first, line);
      key = keys.has(first) ? node : undefined;
      if (keys !== KEYS || !key) continue;
      // What an application says has one value.
      for (const each of key.children.values()) gone.push(each);
      key.children = new Map();
      continue;
    }
    for (const each of [...more, first]) node = childOf(key, each, line);
  }
  return node;
}

/** Takes out what is there in place of which something is set: another action of a policy, another address of a name. */
function dropOthers(node: ConfigNode, word: string, before: readonly string[], gone: ConfigNode[]): void {
  const others = ALTERNATIVES.get(before.at(-1) ?? '');
  const isAddress = before.at(-2) === 'address' && before.includes('address-book') && word !== 'description';
  if (!isAddress && !others?.has(word)) return;
  for (const each of [...node.children.values()]) {
    if (each.word === word || (isAddress ? each.word === 'description' : !others!.has(each.word))) continue;
    gone.push(each);
    ownChildren(node).delete(each.word);
  }
}

function at(root: ConfigNode, path: readonly string[]): ConfigNode | undefined {
  let node: ConfigNode | undefined = root;
  for (const word of path) node = node?.children.get(word);
  return node;
}

/** @returns what is no longer there */
function changed(root: ConfigNode, verb: string, path: readonly string[], moves: Move[]): ConfigNode[] {
  if (verb === 'rename') {
    const to = path.lastIndexOf('to');
    const holder = at(root, path.slice(0, to - 1));
    const [node, name] = [at(root, path.slice(0, to)), path.at(-1)];
    if (to < 1 || !holder || !node || name === undefined) return [];
    const old = node.word;
    // What had the old name keeps its place, switched off, for the new one to stand behind.
    ownChildren(holder).set(old, { ...newNode(old, node.line), off: true });
    ownChildren(holder).set(name, { ...node, word: name });
    moves.push({ container: holder, name, where: 'after', beside: old });
    return [];
  }
  const node = at(root, path);
  if (!node || !path.length) return [];
  if (verb !== 'delete') {
    node.off = verb === 'deactivate';
    return [];
  }
  ownChildren(at(root, path.slice(0, -1))!).delete(path.at(-1)!);
  return [node];
}

/** `insert … policy a before policy b` */
function moved(root: ConfigNode, path: readonly string[], moves: Move[]): void {
  const where = path.findLastIndex((word) => word === 'before' || word === 'after');
  const container = at(root, path.slice(0, where - 1));
  const name = path[where - 1];
  if (where > 0 && container && name !== undefined) moves.push({ container, name, where: path[where]!, beside: path.at(-1) });
}
