import { type CompositeCstNode, type CstNode, isCompositeCstNode, type LeafCstNode } from 'langium';

/** The words of a part of the syntax and the comments between them, in order. Streams over the syntax take several times as long. */
export function* leavesOf(node: CstNode): Iterable<LeafCstNode> {
  const open = [node];
  for (let next = open.pop(); next; next = open.pop())
    if (isCompositeCstNode(next)) {
      const { content } = next;
      for (let n = content.length - 1; n >= 0; n--) open.push(content[n]!);
    } else yield next as LeafCstNode;
}

/** The only word of a part of the syntax; nothing where there are several. */
export function onlyLeaf(node: CstNode | undefined): LeafCstNode | undefined {
  let only = node;
  while (isCompositeCstNode(only)) {
    const { content }: CompositeCstNode = only;
    if (content.length !== 1) return undefined;
    only = content[0];
  }
  return only as LeafCstNode | undefined;
}
