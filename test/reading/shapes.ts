// Whatever a text of the language can hold, by the place where it stands: what the grammar allows, and what a text has.
import { type AstNode, AstUtils, GrammarAST, isAstNode, isReference, type LangiumCoreServices } from 'langium';

/** What stands at several places, and is told by each of them. */
const SHARED: ReadonlySet<string> = new Set(['ServiceList', 'Partners']);

/**
 * Each shape that the grammar has: what of it may stand at a place (`Rule.sources: AnyEndpoint`), what a name there may lead to
 * (`Deployment.members -> Site`), one of its words (`Rule.action = deny`), that it is there, and that it is there twice and more.
 */
export function shapesOfGrammar({ Grammar, shared }: LangiumCoreServices): Set<string> {
  const shapes = new Set<string>();
  const kindsOf = (type: string): string[] => {
    const below = shared.AstReflection.getAllSubTypes(type).filter((each) => each !== type);
    const narrow = below.flatMap(kindsOf);
    return below.length ? [...new Set(narrow)] : [type];
  };
  const visit = (rule: GrammarAST.ParserRule, place: string): void => {
    for (const { node, type } of assignmentsOf(rule, place)) {
      const at = `${type}.${node.feature}`;
      if (node.operator === '+=') shapes.add(`${at}, several`);
      if (node.operator === '?=') shapes.add(at);
      for (const end of endsOf(node.terminal)) {
        if (GrammarAST.isKeyword(end)) shapes.add(node.operator === '?=' ? at : `${at} = ${end.value}`);
        else if (GrammarAST.isCrossReference(end)) for (const each of kindsOf(end.type.$refText)) shapes.add(`${at} -> ${each}`);
        else if (GrammarAST.isRuleCall(end) && GrammarAST.isParserRule(end.rule.ref) && !end.rule.ref.dataType) {
          const called = end.rule.ref;
          const inferred = called.inferredType?.name ?? called.name;
          if (SHARED.has(inferred)) visit(called, `${at}`);
          else for (const each of kindsOf(inferred)) shapes.add(`${at}: ${each}`);
        } else if (GrammarAST.isRuleCall(end)) for (const each of wordsOf(end.rule.ref!)) shapes.add(`${at}${each}`);
      }
    }
  };
  for (const rule of Grammar.rules)
    if (GrammarAST.isParserRule(rule) && !rule.dataType && !SHARED.has(rule.inferredType?.name ?? rule.name))
      visit(rule, rule.inferredType?.name ?? rule.name);
  return shapes;
}

/** The words that a rule for a text is made of, where it is a choice of few; else that there is one. */
function wordsOf(rule: GrammarAST.AbstractRule): string[] {
  if (!GrammarAST.isParserRule(rule) || rule.name === 'Name') return [''];
  if (!GrammarAST.isAlternatives(rule.definition)) return [''];
  const words = rule.definition.elements;
  return words.every(GrammarAST.isKeyword) ? words.map((each) => ` = ${each.value}`) : [''];
}

function endsOf(terminal: GrammarAST.AbstractElement): GrammarAST.AbstractElement[] {
  return GrammarAST.isAlternatives(terminal) ? terminal.elements.flatMap(endsOf) : [terminal];
}

/** What a rule assigns, and to which type: that of the last action before it in its alternative. */
function assignmentsOf(rule: GrammarAST.ParserRule, place: string): { node: GrammarAST.Assignment; type: string }[] {
  const found: { node: GrammarAST.Assignment; type: string }[] = [];
  const walk = (element: GrammarAST.AbstractElement, type: string): string => {
    if (GrammarAST.isAction(element)) {
      const named = element.inferredType?.name ?? type;
      if (element.feature) found.push({ node: element as unknown as GrammarAST.Assignment, type: named });
      return named;
    }
    if (GrammarAST.isAssignment(element)) found.push({ node: element, type });
    if (GrammarAST.isGroup(element) || GrammarAST.isUnorderedGroup(element))
      return element.elements.reduce((current, each) => walk(each, current), type);
    if (GrammarAST.isAlternatives(element)) for (const each of element.elements) walk(each, type);
    return type;
  };
  walk(rule.definition, place);
  return found.filter(({ node }) => GrammarAST.isAssignment(node));
}

/** What a node is told as: its type, or the place of one that stands at several. */
function placeOf({ $type, $container, $containerProperty }: AstNode): string {
  return SHARED.has($type) ? `${$container!.$type}.${$containerProperty}` : $type;
}

/** The shapes that a tree has. */
export function shapesOf(root: AstNode): Set<string> {
  const shapes = new Set<string>();
  for (const node of [root, ...AstUtils.streamAllContents(root)]) {
    const type = placeOf(node);
    for (const [property, value] of Object.entries(node)) {
      if (property.startsWith('$')) continue;
      const at = `${type}.${property}`;
      const all = Array.isArray(value) ? value : [value];
      if (Array.isArray(value) && value.length > 1) shapes.add(`${at}, several`);
      for (const each of all) {
        if (each === undefined || each === false) continue;
        shapes.add(at);
        // Where a name leads to is known once a text has its place among others.
        if (isReference(each)) shapes.add(root.$document ? `${at} -> ${each.ref?.$type}` : at);
        else if (isAstNode(each)) shapes.add(`${at}: ${each.$type}`);
        else shapes.add(`${at} = ${each}`);
      }
    }
  }
  return shapes;
}
