import type { AstNode } from 'langium';
import { leavesOf } from './leaves.ts';

const known = new WeakMap<AstNode, string>();

/** The words of a node with a blank between each two, however it is laid out, without comments; made once for each node. */
export function wordsOf(node: AstNode): string {
  let words = known.get(node);
  if (words === undefined) {
    const all: string[] = [];
    if (node.$cstNode) for (const leaf of leavesOf(node.$cstNode)) if (!leaf.hidden) all.push(leaf.text);
    words = all.join(' ');
    known.set(node, words);
  }
  return words;
}
