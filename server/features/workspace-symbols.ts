import { AstUtils, Cancellation, interruptAndCheck, type LangiumDocuments } from 'langium';
import type { FuzzyMatcher, LangiumSharedServices, WorkspaceSymbolProvider } from 'langium/lsp';
import { SymbolKind, type WorkspaceSymbol, type WorkspaceSymbolParams } from 'vscode-languageserver';
import { BUILT_IN_SCHEME } from '../../language/workspace/built-in-catalogs.ts';
import { symbolOf } from './symbols.ts';

/** Finds zones, components, groups, and what vendors declare, in all files; the built-in catalogs only when something is looked for. */
export class SegplanWorkspaceSymbolProvider implements WorkspaceSymbolProvider {
  private readonly documents: LangiumDocuments;
  private readonly matcher: FuzzyMatcher;

  constructor(services: LangiumSharedServices) {
    this.documents = services.workspace.LangiumDocuments;
    this.matcher = services.lsp.FuzzyMatcher;
  }

  async getSymbols(
    { query }: WorkspaceSymbolParams,
    cancelToken = Cancellation.CancellationToken.None,
  ): Promise<WorkspaceSymbol[]> {
    const symbols: WorkspaceSymbol[] = [];
    for (const document of this.documents.all) {
      if (!query && document.uri.scheme === BUILT_IN_SCHEME) continue;
      const uri = document.uri.toString();
      for (const node of AstUtils.streamAllContents(document.parseResult.value)) {
        await interruptAndCheck(cancelToken);
        if (!('name' in node)) continue;
        const symbol = symbolOf(node);
        if (!symbol || !this.matcher.match(query.toLowerCase(), symbol.name)) continue;
        const container = node.$container && symbolOf(node.$container);
        symbols.push({
          name: symbol.name,
          kind: symbol.kind,
          location: { uri, range: symbol.selectionRange },
          ...(container && container.kind !== SymbolKind.File ? { containerName: container.name } : {}),
        });
      }
    }
    return symbols;
  }
}
