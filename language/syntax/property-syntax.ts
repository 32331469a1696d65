import { AstUtils, type CompositeCstNode, type CstNode, GrammarAST, isCompositeCstNode } from 'langium';

/**
 * The syntax that says a property of a node: `GrammarUtils.findNodeForProperty` of Langium without a list for each level, and with what grammar says of
 * which property found out once. Thousands of findings may ask.
 * @param index which of several, from 0; of one that is too high the last
 */
export function syntaxOfProperty(node: CstNode, property: string, index = 0): CstNode | undefined {
  if (!isCompositeCstNode(node)) return undefined;
  const found: CstNode[] = [];
  gather(node, node, property, Math.max(0, index), found);
  return found.at(-1);
}

/** Adds what says a property, in order, until there is as much as was asked for. @returns whether there is */
function gather({ content }: CompositeCstNode, whole: CstNode, property: string, most: number, found: CstNode[]): boolean {
  for (const part of content) {
    if (propertySaidBy(part) === property) {
      found.push(part);
      if (found.length > most) return true;
    } else if (isCompositeCstNode(part) && part.astNode === whole.astNode && gather(part, whole, property, most, found))
      return true;
  }
  return false;
}

function propertySaidBy({ grammarSource }: CstNode): string | undefined {
  if (!grammarSource) return undefined;
  let said = properties.get(grammarSource);
  if (said === undefined) {
    said = AstUtils.getContainerOfType(grammarSource, GrammarAST.isAssignment)?.feature ?? '';
    properties.set(grammarSource, said);
  }
  return said;
}

const properties = new WeakMap<object, string>();
