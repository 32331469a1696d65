import { type AstNode, AstUtils, CstUtils, GrammarAST, type LangiumCoreServices } from 'langium';

/** Each word of the grammar and each place at which it calls a rule or names something, with a text that tells it from all others. */
export function grammarElements({ Grammar }: LangiumCoreServices): Map<AstNode, string> {
  const elements = new Map<AstNode, string>();
  for (const rule of Grammar.rules) {
    if (!GrammarAST.isParserRule(rule)) continue;
    const counts = new Map<string, number>();
    for (const element of AstUtils.streamAllContents(rule)) {
      const word = wordOf(element);
      if (word === undefined) continue;
      const feature = AstUtils.getContainerOfType(element, GrammarAST.isAssignment)?.feature;
      const text = `${rule.name}: ${feature ? `${feature}=` : ''}${word}`;
      const count = (counts.get(text) ?? 0) + 1;
      counts.set(text, count);
      elements.set(element, count === 1 ? text : `${text} (${count})`);
    }
  }
  return elements;
}

function wordOf(element: AstNode): string | undefined {
  if (GrammarAST.isKeyword(element)) return `'${element.value}'`;
  // What stands within a reference is its name.
  if (GrammarAST.isRuleCall(element)) return GrammarAST.isCrossReference(element.$container) ? undefined : element.rule.$refText;
  if (GrammarAST.isCrossReference(element)) return `[${element.type.$refText}]`;
  return undefined;
}

/** Takes away what a tree was read by. */
export function readBy(root: AstNode, elements: Map<AstNode, string>): void {
  for (const node of CstUtils.streamCst(root.$cstNode!)) {
    let source: AstNode | undefined = node.grammarSource;
    while (source && !GrammarAST.isAbstractRule(source)) {
      elements.delete(source);
      source = source.$container;
    }
  }
}
