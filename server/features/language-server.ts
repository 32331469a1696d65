import { DefaultLanguageServer } from 'langium/lsp';
import { CodeActionKind, type InitializeParams, type InitializeResult, PositionEncodingKind } from 'vscode-languageserver';
import { FIX_ALL_KIND, REFACTORING_KINDS } from './code-actions.ts';
import { PULLED, pulls } from './diagnostics/pulled.ts';

/** Says more precisely what the server can do than Langium does by itself. */
export class SegplanLanguageServer extends DefaultLanguageServer {
  protected override buildInitializeResult(params: InitializeParams): InitializeResult {
    const result = super.buildInitializeResult(params);
    return {
      ...result,
      serverInfo: { name: 'segplan' },
      // With the kinds named, an editor offers them for its settings and asks for fix-all on save only where it is wanted.
      capabilities: {
        ...result.capabilities,
        workspace: { ...result.capabilities.workspace, workspaceFolders: { supported: true, changeNotifications: true } },
        // What is said of an item is made when it is looked at.
        completionProvider: {
          ...result.capabilities.completionProvider,
          resolveProvider: true,
          completionItem: { labelDetailsSupport: true },
        },
        // The same for what a lens tells.
        codeLensProvider: { resolveProvider: true },
        selectionRangeProvider: true,
        ...(pulls(params) ? { diagnosticProvider: PULLED } : {}),
        codeActionProvider: {
          codeActionKinds: [
            CodeActionKind.QuickFix,
            ...Object.values(REFACTORING_KINDS),
            CodeActionKind.SourceOrganizeImports,
            FIX_ALL_KIND,
          ],
        },
        // The one that all clients have to know; those that prefer another one learn it from here.
        positionEncoding: PositionEncodingKind.UTF16,
      },
    };
  }
}
