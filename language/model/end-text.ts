import type { AstNode, CompositeCstNode } from 'langium';
import { type Address, isAddressEndpoint } from '../generated/ast.ts';
import { leavesOf, onlyLeaf } from '../syntax/leaves.ts';
import { composed } from '../syntax/name-value.ts';

/** The text of a node on one line, without comments. */
export function textOf(node: AstNode): string {
  const { $cstNode } = node;
  if (!$cstNode) return '';
  const address = isAddressEndpoint(node) && node.address && addressText(node.address);
  if (address) return address;
  const only = onlyLeaf($cstNode);
  if (only && !only.hidden) return composed(only.text);
  const leaves = [...leavesOf($cstNode)].filter((leaf) => !leaf.hidden);
  return composed(leaves.map(({ text, offset }, n) => (n > 0 && leaves[n - 1]!.end < offset ? ` ${text}` : text)).join(''));
}

/** A range or a network, where its text is no longer than what it says, so that there is nothing between its words. */
function addressText({ $cstNode, start, prefix, end }: Address): string | undefined {
  const [, sign] = ($cstNode as CompositeCstNode | undefined)?.content ?? [];
  if (!$cstNode || sign?.length !== 1) return undefined;
  const text = end !== undefined ? `${start}-${end}` : `${start}/${prefix}`;
  return text.length === $cstNode.length ? text : undefined;
}
