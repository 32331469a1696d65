import type { AstNode } from 'langium';
import { GrammarUtils } from 'langium';
import { type Range, SymbolKind } from 'vscode-languageserver-types';
import * as ast from '../../language/generated/ast.ts';

/** What the outline and the search for symbols show of a node. */
export interface NodeSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly range: Range;
  readonly selectionRange: Range;
}

const KINDS: Record<string, SymbolKind> = {
  [ast.PlanHeader.$type]: SymbolKind.File,
  [ast.Site.$type]: SymbolKind.Package,
  [ast.Zone.$type]: SymbolKind.Namespace,
  // Editors show an object, a package and a namespace with one and the same sign.
  [ast.Component.$type]: SymbolKind.Field,
  [ast.Group.$type]: SymbolKind.Array,
  [ast.Deployment.$type]: SymbolKind.Struct,
  [ast.Firewall.$type]: SymbolKind.Interface,
  [ast.Service.$type]: SymbolKind.Interface,
  [ast.Rule.$type]: SymbolKind.Event,
  [ast.Assertion.$type]: SymbolKind.Boolean,
  [ast.Vendor.$type]: SymbolKind.Module,
  [ast.Feature.$type]: SymbolKind.EnumMember,
  [ast.Role.$type]: SymbolKind.Class,
  [ast.Property.$type]: SymbolKind.Property,
  [ast.Flow.$type]: SymbolKind.Event,
};

/** The symbol of a node that has one: everything with a name, rules, assertions and flows. Half-typed ones have none. */
export function symbolOf(node: AstNode): NodeSymbol | undefined {
  const kind = KINDS[node.$type];
  const cst = node.$cstNode;
  if (kind === undefined || !cst) return undefined;
  const selection = GrammarUtils.findNodeForProperty(cst, 'name') ?? GrammarUtils.findNodeForProperty(cst, 'title') ?? cst;
  const name = nameOf(node)?.trim();
  if (!name) return undefined;
  return {
    name,
    detail: detailOf(node),
    kind,
    range: cst.range,
    selectionRange: selection === cst ? firstLine(cst) : selection.range,
  };
}

function nameOf(node: AstNode): string | undefined {
  if (ast.isPlanHeader(node)) return node.title;
  if (ast.isRule(node)) return `${node.action} ${sourcesOf(node)} -> ${destinationsOf(node)}`;
  if (ast.isAssertion(node)) return `assert ${sourcesOf(node)} ${node.never ? 'never ' : ''}reaches ${destinationsOf(node)}`;
  if (ast.isFlow(node)) {
    const ends = (references: ast.Flow['initiators']): string => references.map((r) => r.$refText).join(', ');
    return `${ends(node.initiators)} ${node.between ? '<->' : '->'} ${ends(node.responders)}`;
  }
  return 'name' in node && typeof node.name === 'string' ? node.name : undefined;
}

function detailOf(node: AstNode): string {
  if (ast.isRule(node)) return textOf(node.service);
  if (ast.isFlow(node)) return textOf(node.service);
  if (ast.isComponent(node)) return node.roles.map((r) => r.$refText).join(', ');
  return 'title' in node && typeof node.title === 'string' && !ast.isPlanHeader(node) ? node.title : '';
}

function sourcesOf({ sources, sourceExceptions: out }: ast.Rule | ast.Assertion): string {
  return `${texts(sources)}${out.length ? ` except ${texts(out)}` : ''}`;
}

function destinationsOf({ destinations, destinationExceptions: out }: ast.Rule | ast.Assertion): string {
  return `${texts(destinations)}${out.length ? ` except ${texts(out)}` : ''}`;
}

function texts(nodes: readonly AstNode[]): string {
  return nodes.map(textOf).join(', ');
}

function textOf(node: AstNode | undefined): string {
  return node?.$cstNode?.text.replace(/\s+/g, ' ') ?? '';
}

function firstLine(cst: { readonly range: Range; readonly text: string }): Range {
  const { start, end } = cst.range;
  if (start.line === end.line) return cst.range;
  return { start, end: { line: start.line, character: start.character + cst.text.split(/\r?\n/, 1)[0]!.length } };
}
