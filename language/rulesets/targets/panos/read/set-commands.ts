import { type Move, reorder } from '../../../../running/forms/moves.ts';
import { commandsOf, textsOf, type Word } from '../../../../running/forms/words.ts';
import { addLines, allOf, type ConfigNode, childOf, newNode, ownChildren } from '../../../../running/tree.ts';

/** Keys with one value or a list of them, behind which another key of the same thing may stand on the same line. */
const KEYS: readonly (readonly [below: RegExp, keys: RegExp])[] = [
  [
    /^rules$/,
    /^(?!profile-setting$|option$|qos$|target$|source-translation$|(dynamic-)?destination-translation$|protection$|enforce-symmetric-return$).+$/,
  ],
  [/^address$/, /^(ip-netmask|ip-range|ip-wildcard|fqdn|description|tag)$/],
  [/^address-group$/, /^(static|description|tag)$/],
  [/^service-group$/, /^(members|tag)$/],
  [/^source-translation$/, /^(translated-address|bi-directional)$/],
  [/^protocol$/, /^(port|source-port)$/],
  [/^static-route$/, /^(destination|interface|metric|admin-dist)$/],
];

const ADDRESS_TYPE = /^(ip-(netmask|range|wildcard)|fqdn)$/;

/** What does not get through as a command: told by its line, and whether it is nothing at all. */
type Told = (line: number, how: 'silent' | 'done' | 'unknown') => void;

/** So many parts are copied for each line of a file, and so many at least. */
const [PARTS_A_LINE, LEAST_PARTS] = [16, 1000];

/** Reads `set …`, and what `delete`, `rename`, `copy` and `move` make of it. */
export function readSet(lines: readonly string[], told: Told): ConfigNode {
  const root = newNode('', 1);
  const moves: Move[] = [];
  const room = { left: LEAST_PARTS + PARTS_A_LINE * lines.length };
  const tell = (first: number, last: number, how: 'silent' | 'done' | 'unknown'): void => {
    for (let n = first; n <= last; n++) told(n, how);
  };
  for (const { line, last, words } of commandsOf(lines)) {
    const [first, ...rest] = words;
    // A terminal shows its prompt before what was typed.
    const isPrompt = /^[\w.-]{1,64}@[^\s@]{1,64}[#>]$/.test(textsOf(first)[0] ?? '');
    const [verb = '', path] = isPrompt ? [textsOf(rest[0])[0], rest.slice(1)] : [textsOf(first)[0], rest];
    if (/^[#!]/.test(verb)) tell(line, last, 'silent');
    else if (verb === 'set') {
      const node = place(root, path, line);
      addLines(node, line, last);
    } else if (verb === 'delete') {
      const gone = remove(root, path);
      for (const each of gone ? allOf(gone) : []) for (const own of each.lines) told(own, 'silent');
      tell(line, last, 'done');
    } else if (verb === 'move') {
      const move = moveOf(root, path);
      if (move) moves.push(move);
      tell(line, last, move ? 'done' : 'unknown');
    } else if (verb === 'rename' || verb === 'copy') {
      const known = verb === 'copy' ? copied(root, path, line, room) : renamed(root, path, moves);
      tell(line, last, known ? 'done' : 'unknown');
      // What stands behind it is meant from there on.
    } else if (verb === 'edit' && path.length && !Array.isArray(first)) tell(line, last, 'unknown');
    else
      tell(
        line,
        last,
        isPrompt || /^(exit|quit|commit|configure|top|up|edit|show|run|\[edit\]|admin@\S+)$/.test(verb) ? 'silent' : 'unknown',
      );
  }
  reorder(moves);
  return root;
}

type Path = readonly (Word | readonly Word[])[];

function place(root: ConfigNode, path: Path, line: number): ConfigNode {
  let [node, above]: [ConfigNode, ConfigNode | undefined] = [root, undefined];
  let home: ConfigNode | undefined;
  let keys: RegExp | undefined;
  for (let n = 0; n < path.length; n++) {
    const texts = textsOf(path[n]);
    const [text = ''] = texts;
    if (home && keys?.test(text) && !Array.isArray(path[n])) {
      // A key, its values, and on with the same thing. Of what an address stands for, the last that is said counts.
      if (ADDRESS_TYPE.test(text)) ownChildren(home).delete(text);
      const key = childOf(home, text, line);
      for (const value of textsOf(path[n + 1])) lastOf(key, value, line);
      n++;
      continue;
    }
    const from: ConfigNode = node;
    home = undefined;
    let next = from;
    for (const each of texts) next = childOf(from, each, line);
    const found = above && KEYS.find(([below]) => below.test(from.word));
    [above, node] = [from, next];
    if (found) [home, keys] = [node, found[1]];
  }
  return node;
}

/** A value that is said again is the last one: of what has one value alone, that one counts. */
function lastOf(key: ConfigNode, value: string, line: number): void {
  const known = key.children.get(value);
  if (known) ownChildren(key).delete(value);
  ownChildren(key).set(value, known ?? newNode(value, line));
}

function remove(root: ConfigNode, path: Path): ConfigNode | undefined {
  const words = path.flatMap(textsOf);
  const name = words.pop();
  let node: ConfigNode | undefined = root;
  for (const word of words) node = node?.children.get(word);
  const gone = name === undefined ? undefined : node?.children.get(name);
  if (gone) ownChildren(node!).delete(gone.word);
  return gone;
}

/** `rename … a to b`, `copy … a to b`: what is named, and what it is to be called. */
function namedTo(
  root: ConfigNode,
  path: Path,
): { holder: ConfigNode; node: ConfigNode; name: string; isRule: boolean } | undefined {
  const words = path.flatMap(textsOf);
  const [from, to, name] = words.slice(-3);
  let holder: ConfigNode | undefined = root;
  for (const word of words.slice(0, -3)) holder = holder?.children.get(word);
  const node = from === undefined ? undefined : holder?.children.get(from);
  return holder && node && to === 'to' && name !== undefined && !holder.children.has(name)
    ? { holder, node, name, isRule: words.at(-4) === 'rules' }
    : undefined;
}

/** Gives something another name. What else names it goes on with it, so that an object is known by both names. */
function renamed(root: ConfigNode, path: Path, moves: Move[]): boolean {
  const found = namedTo(root, path);
  if (!found) return false;
  const { holder, node, name, isRule } = found;
  ownChildren(holder).set(name, { ...node, word: name });
  if (!isRule) return true;
  // What had the old name keeps its place, switched off, for the new one to stand behind.
  ownChildren(holder).set(node.word, { ...newNode(node.word, node.line), off: true });
  moves.push({ container: holder, name, where: 'after', beside: node.word });
  return true;
}

/** Copies something behind all others of its kind. @returns whether it was done, which goes with the length of the file */
function copied(root: ConfigNode, path: Path, line: number, room: { left: number }): boolean {
  const found = namedTo(root, path);
  if (!found) return false;
  const copy = newNode(found.name, line);
  const open: (readonly [from: ConfigNode, to: ConfigNode])[] = [[found.node, copy]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [from, to] = next;
    room.left -= from.children.size;
    if (room.left < 0) return false;
    if (from.off) to.off = true;
    for (const child of from.children.values()) open.push([child, childOf(to, child.word, line)]);
  }
  ownChildren(found.holder).set(found.name, copy);
  return true;
}

function moveOf(root: ConfigNode, path: Path): Move | undefined {
  const words = path.flatMap(textsOf);
  const at = words.lastIndexOf('rules');
  const [name, where, beside] = words.slice(at + 1);
  let container: ConfigNode | undefined = root;
  for (const word of words.slice(0, at + 1)) container = container?.children.get(word);
  return at < 0 || !container || name === undefined || where === undefined ? undefined : { container, name, where, beside };
}
