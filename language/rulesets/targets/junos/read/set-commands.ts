import { type Move, reorder } from '../../../../running/forms/moves.ts';
import { commandsOf, textsOf } from '../../../../running/forms/words.ts';
import { addLines, allOf, type ConfigNode, childOf, newNode, ownChildren } from '../../../../running/tree.ts';

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
      let node = root;
      for (const word of path) {
        const [first, ...more] = textsOf(word);
        for (const each of more) childOf(node, each, line);
        if (first !== undefined) node = childOf(node, first, line);
      }
      addLines(node, line, last);
    } else if (verb === 'delete' || verb === 'deactivate' || verb === 'activate' || verb === 'insert' || verb === 'rename') {
      tell(true);
      const texts = path.flatMap(textsOf);
      if (verb === 'insert') moved(root, texts, moves);
      else
        for (const gone of changed(root, verb, texts, moves))
          for (const each of allOf(gone)) for (const n of each.lines) told(n, true);
    } else tell(/^([#!;{}[*]|\/\*)/.test(verb) || isPrompt || SHOWN.test(verb));
  }
  reorder(moves);
  return root;
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
