import { type AstNode, AstUtils, Cancellation, interruptAndCheck, type LangiumDocument } from 'langium';
import type { DocumentSymbolProvider, LangiumServices } from 'langium/lsp';
import type { DocumentSymbol, DocumentSymbolParams, Range, SymbolInformation } from 'vscode-languageserver';
import { append } from '../../language/model/lists.ts';
import { ByStatement } from '../../language/syntax/by-statement.ts';
import { symbolOf } from './symbols.ts';

/** The outline: zones with their components, groups, rules, and the parts of catalogs. A list where an editor knows no trees. */
export class SegplanDocumentSymbolProvider implements DocumentSymbolProvider {
  private trees = true;
  private readonly kept = new ByStatement<readonly DocumentSymbol[]>((symbols, moved) =>
    symbols.map((each) => movedTree(each, moved)),
  );

  constructor(services: LangiumServices) {
    services.shared.lsp.LanguageServer.onInitialize(({ capabilities }) => {
      this.trees = capabilities.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false;
    });
  }

  async getSymbols(
    document: LangiumDocument,
    _params: DocumentSymbolParams,
    cancelToken = Cancellation.CancellationToken.None,
  ): Promise<DocumentSymbol[]> {
    const symbols: DocumentSymbol[] = [];
    for (const [n, node] of AstUtils.streamContents(document.parseResult.value).toArray().entries()) {
      if (n % NODES_BETWEEN_CHECKS === 0) await interruptAndCheck(cancelToken);
      append(symbols, node.$cstNode ? this.kept.of(node.$cstNode, () => treeOf(node)) : []);
    }
    if (this.trees) return symbols;
    const uri = document.textDocument.uri;
    // The protocol takes both, Langium's type the trees alone.
    return symbols.flatMap((symbol) => listOf(symbol, uri)) as unknown as DocumentSymbol[];
  }
}

/** So many statements are outlined before it is looked whether they are still wanted. */
const NODES_BETWEEN_CHECKS = 1000;

function treeOf(node: AstNode): DocumentSymbol[] {
  const symbol = symbolOf(node);
  if (!symbol) return [];
  const children = AstUtils.streamContents(node).flatMap(treeOf).toArray();
  return [{ ...symbol, ...(children.length ? { children } : {}) }];
}

function movedTree(symbol: DocumentSymbol, moved: (range: Range) => Range): DocumentSymbol {
  const { range, selectionRange, children } = symbol;
  return {
    ...symbol,
    range: moved(range),
    selectionRange: moved(selectionRange),
    ...(children ? { children: children.map((each) => movedTree(each, moved)) } : {}),
  };
}

function listOf(
  { name, kind, selectionRange, children = [] }: DocumentSymbol,
  uri: string,
  container?: string,
): SymbolInformation[] {
  const own = {
    name,
    kind,
    location: { uri, range: selectionRange },
    ...(container === undefined ? {} : { containerName: container }),
  };
  return [own, ...children.flatMap((child) => listOf(child, uri, name))];
}
