import type { AstNode } from 'langium';

/** What a node has that makes its nodes when they are asked for: those of one type in a list of it, and no others. */
export const OF_TYPE: unique symbol = Symbol('of type');

interface Selective extends AstNode {
  [OF_TYPE]?(list: string, type: string): readonly AstNode[];
}

/**
 * The nodes of one type in a list of a node, in its order; of a prepared tree no others are made, which are thousands in a catalog.
 * @param list the name of the property
 */
export function nodesOfType<T extends AstNode>(node: AstNode, list: string, type: T['$type']): readonly T[] {
  const selective = (node as Selective)[OF_TYPE]?.(list, type);
  if (selective) return selective as readonly T[];
  const all = (node as unknown as Record<string, unknown>)[list];
  return Array.isArray(all) ? all.filter((each: AstNode) => each.$type === type) : [];
}
