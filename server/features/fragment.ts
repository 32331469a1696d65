import { type AstNode, AstUtils, type CstNode, type LangiumDocument, type ReferenceInfo, type RootCstNode } from 'langium';
import type { Range } from 'vscode-languageserver-types';
import * as ast from '../../language/generated/ast.ts';
import type { SegplanCoreServices } from '../../language/module.ts';
import { changeSince, copied, surroundingsAt } from './surroundings.ts';

/** A tree in which a place of a document can be looked up. */
export interface Reading {
  readonly syntax: RootCstNode;
  /** What is to be added to a place of the document to have it in the tree. */
  readonly shift: number;
  /** Set where the text of the place has changed since: what the tree has is the place alone, and its nodes are none of the document's. */
  readonly isFragment: boolean;
}

/**
 * The tree of a document, or where its text has changed since the tree was made, one of the statement at a place: its names lead where they
 * would lead from the document, and nobody else sees it.
 */
export function readingAt(
  document: LangiumDocument,
  offset: number,
  services: SegplanCoreServices,
  change = changeSince(document),
): Reading | undefined {
  const root = document.parseResult.value;
  if (!ast.isDocument(root) || !root.$cstNode) return undefined;
  if (!change) return { syntax: root.$cstNode.root, shift: 0, isFragment: false };
  const old = change.toOld(offset);
  const statement = statementAt(root, old);
  if (statement && change.leaves(statement.offset, statement.end))
    return { syntax: root.$cstNode.root, shift: old - offset, isFragment: false };
  const text = document.textDocument.getText();
  const { heads, from, to, ends } = surroundingsAt(root, text, offset, change);
  const { value } = services.parser.LangiumParser.parse<ast.Document>(copied(`${heads}${text.slice(from, to)}${ends}`));
  if (!value.$cstNode) return undefined;
  for (const statement of value.statements) {
    (statement as { $container: AstNode }).$container = root;
    for (const node of AstUtils.streamAst(statement)) for (const info of AstUtils.streamReferences(node)) link(info, services);
  }
  return { syntax: value.$cstNode.root, shift: heads.length - from, isFragment: true };
}

/** The statement around a place; nothing between two. */
function statementAt({ statements }: ast.Document, offset: number): CstNode | undefined {
  let [low, high] = [0, statements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]!.$cstNode?.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const found = statements[low - 1]?.$cstNode;
  return found && offset <= found.end ? found : undefined;
}

/** The range of a node of a reading, in the document of now. */
export function rangeIn(document: LangiumDocument, { shift }: Reading, { offset, end }: CstNode): Range {
  const { textDocument } = document;
  return { start: textDocument.positionAt(offset - shift), end: textDocument.positionAt(end - shift) };
}

/** Links a reference at once. One that is linked when it is followed would be noted as one of the document. */
function link(info: ReferenceInfo, { references }: SegplanCoreServices): void {
  const description = references.ScopeProvider.getScope(info).getElement(info.reference.$refText);
  const linked = info.reference as { _ref?: unknown; _nodeDescription?: unknown };
  linked._nodeDescription = description;
  linked._ref = description?.node ?? { info, message: `There is nothing named '${info.reference.$refText}'.` };
}
