import { type AstNode, AstUtils, type LangiumDocument, type ReferenceInfo, type RootCstNode } from 'langium';
import * as ast from '../../language/generated/ast.ts';
import type { SegplanCoreServices } from '../../language/module.ts';
import { changeSince, surroundingsAt } from './surroundings.ts';

/** A tree in which a place of a document can be looked up. */
export interface Reading {
  readonly syntax: RootCstNode;
  /** What is to be added to a place of the document to have it in the tree. */
  readonly shift: number;
  /** Set where the text has changed since, so that what the tree has is the place alone, and its nodes are none of the document's. */
  readonly isFragment: boolean;
}

/**
 * The tree of a document, or where its text has changed since the tree was made, one of the statement at a place: its names lead where they
 * would lead from the document, and nobody else sees it.
 */
export function readingAt(document: LangiumDocument, offset: number, services: SegplanCoreServices): Reading | undefined {
  const root = document.parseResult.value;
  if (!ast.isDocument(root) || !root.$cstNode) return undefined;
  const change = changeSince(document);
  if (!change) return { syntax: root.$cstNode.root, shift: 0, isFragment: false };
  const text = document.textDocument.getText();
  const { heads, from, to, ends } = surroundingsAt(root, text, offset, change);
  const { value } = services.parser.LangiumParser.parse<ast.Document>(`${heads}${text.slice(from, to)}${ends}`);
  if (!value.$cstNode) return undefined;
  for (const statement of value.statements) {
    (statement as { $container: AstNode }).$container = root;
    for (const node of AstUtils.streamAst(statement)) for (const info of AstUtils.streamReferences(node)) link(info, services);
  }
  return { syntax: value.$cstNode.root, shift: heads.length - from, isFragment: true };
}

/** Links a reference at once. One that is linked when it is followed would be noted as one of the document. */
function link(info: ReferenceInfo, { references }: SegplanCoreServices): void {
  const description = references.ScopeProvider.getScope(info).getElement(info.reference.$refText);
  const linked = info.reference as { _ref?: unknown; _nodeDescription?: unknown };
  linked._nodeDescription = description;
  linked._ref = description?.node ?? { info, message: `There is nothing named '${info.reference.$refText}'.` };
}
