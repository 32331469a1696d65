import { GrammarUtils, type LangiumDocument } from 'langium';
import type { DocumentLinkProvider } from 'langium/lsp';
import type { DocumentLink } from 'vscode-languageserver-types';
import * as ast from '../../language/generated/ast.ts';
import { importUri } from '../../language/workspace/visible-documents.ts';

/** Makes the paths of imports links to the files. */
export class SegplanDocumentLinkProvider implements DocumentLinkProvider {
  getDocumentLinks(document: LangiumDocument): DocumentLink[] {
    const root = document.parseResult.value;
    return ast.isDocument(root) ? root.statements.filter(ast.isImport).flatMap((node) => linkOf(node) ?? []) : [];
  }
}

function linkOf(node: ast.Import): DocumentLink | undefined {
  const path = GrammarUtils.findNodeForProperty(node.$cstNode, 'path');
  const target = importUri(node);
  if (!path || !target) return undefined;
  const { start, end } = path.range;
  // Without the quotes.
  const range = { start: { ...start, character: start.character + 1 }, end: { ...end, character: end.character - 1 } };
  return { range, target: target.toString() };
}
