import { type Move, reorder } from '../../../../running/forms/moves.ts';
import { commandsOf, textsOf, type Word } from '../../../../running/forms/words.ts';
import { addLines, allOf, type ConfigNode, childOf, newNode, ownChildren } from '../../../../running/tree.ts';

/** Keys with one value or a list of them, behind which another key of the same thing may stand on the same line. */
const KEYS: readonly (readonly [below: RegExp, keys: RegExp])[] = [
  [
    /^rules$/,
    /^(?!profile-setting$|option$|qos$|target$|source-translation$|destination-translation$|enforce-symmetric-return$).+$/,
  ],
  [/^address$/, /^(ip-netmask|ip-range|ip-wildcard|fqdn|description|tag)$/],
  [/^address-group$/, /^(static|description|tag)$/],
  [/^service-group$/, /^(members|tag)$/],
  [/^protocol$/, /^(port|source-port)$/],
];

/** What does not get through as a command: told by its line, and whether it is nothing at all. */
type Told = (line: number, how: 'silent' | 'done' | 'unknown') => void;

/** Reads `set …`, and what `delete` and `move` make of it. */
export function readSet(lines: readonly string[], told: Told): ConfigNode {
  const root = newNode('', 1);
  const moves: Move[] = [];
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
      tell(line, last, 'done');
    } else
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
      // A key, its values, and on with the same thing.
      const key = childOf(home, text, line);
      for (const value of textsOf(path[n + 1])) childOf(key, value, line);
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

function remove(root: ConfigNode, path: Path): ConfigNode | undefined {
  const words = path.flatMap(textsOf);
  const name = words.pop();
  let node: ConfigNode | undefined = root;
  for (const word of words) node = node?.children.get(word);
  const gone = name === undefined ? undefined : node?.children.get(name);
  if (gone) ownChildren(node!).delete(gone.word);
  return gone;
}

function moveOf(root: ConfigNode, path: Path): Move | undefined {
  const words = path.flatMap(textsOf);
  const at = words.lastIndexOf('rules');
  const [name, where, beside] = words.slice(at + 1);
  let container: ConfigNode | undefined = root;
  for (const word of words.slice(0, at + 1)) container = container?.children.get(word);
  return at < 0 || !container || name === undefined || where === undefined ? undefined : { container, name, where, beside };
}
