import { type AstNode, AstUtils, Cancellation, interruptAndCheck, type LangiumDocument } from 'langium';
import type { DocumentSymbolProvider } from 'langium/lsp';
import type { DocumentSymbol, DocumentSymbolParams } from 'vscode-languageserver';
import { append } from '../../language/model/lists.ts';
import { symbolOf } from './symbols.ts';

/** The outline: zones with their components, groups, rules, and the parts of catalogs. */
export class SegplanDocumentSymbolProvider implements DocumentSymbolProvider {
  async getSymbols(
    document: LangiumDocument,
    _params: DocumentSymbolParams,
    cancelToken = Cancellation.CancellationToken.None,
  ): Promise<DocumentSymbol[]> {
    const symbols: DocumentSymbol[] = [];
    for (const node of AstUtils.streamContents(document.parseResult.value)) {
      await interruptAndCheck(cancelToken);
      append(symbols, treeOf(node));
    }
    return symbols;
  }
}

function treeOf(node: AstNode): DocumentSymbol[] {
  const symbol = symbolOf(node);
  if (!symbol) return [];
  const children = AstUtils.streamContents(node).flatMap(treeOf).toArray();
  return [{ ...symbol, ...(children.length ? { children } : {}) }];
}
