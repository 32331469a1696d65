import { type AstNode, type CstNode, CstUtils, isAstNode, isReference, type Reference } from 'langium';

/** Where a node that was not parsed keeps its syntax node. */
export const SYNTAX: unique symbol = Symbol('syntax');

interface Coupled extends AstNode {
  [SYNTAX]?: CstNode | undefined;
}

/**
 * Gives a node and all below it the places of those that were parsed from its text.
 * @param parsed the same tree, as it comes from the parser
 */
export function couple(node: AstNode, parsed: AstNode): void {
  const counterparts = new Map<AstNode, AstNode>();
  pair(node, parsed, counterparts);
  if (!parsed.$cstNode) return;
  for (const syntax of CstUtils.streamCst(parsed.$cstNode)) {
    const own = counterparts.get(syntax.astNode);
    // Leaves have the node of what they are part of.
    if (own && 'content' in syntax) (syntax as { astNode: AstNode }).astNode = own;
  }
}

function pair(prepared: AstNode, parsed: AstNode, counterparts: Map<AstNode, AstNode>): void {
  counterparts.set(parsed, prepared);
  (prepared as Coupled)[SYNTAX] = parsed.$cstNode;
  const each = (mine: unknown, theirs: unknown): void => {
    if (isReference(theirs)) (mine as { -readonly [K in keyof Reference]: Reference[K] }).$refNode = theirs.$refNode;
    else if (isAstNode(theirs)) pair(mine as AstNode, theirs, counterparts);
  };
  for (const [name, theirs] of Object.entries(parsed)) {
    if (name.startsWith('$')) continue;
    const mine = (prepared as unknown as Record<string, unknown>)[name];
    if (Array.isArray(theirs)) for (const [n, their] of theirs.entries()) each((mine as unknown[])[n], their);
    else each(mine, theirs);
  }
}
