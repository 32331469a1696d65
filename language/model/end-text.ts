import type { AstNode } from 'langium';
import { leavesOf, onlyLeaf } from '../syntax/leaves.ts';
import { composed } from '../syntax/name-value.ts';

/** The text of a node on one line, without comments. */
export function textOf({ $cstNode }: AstNode): string {
  if (!$cstNode) return '';
  const only = onlyLeaf($cstNode);
  if (only && !only.hidden) return composed(only.text);
  const leaves = [...leavesOf($cstNode)].filter((leaf) => !leaf.hidden);
  return composed(leaves.map(({ text, offset }, n) => (n > 0 && leaves[n - 1]!.end < offset ? ` ${text}` : text)).join(''));
}
