import { type Cancellation, DocumentState, isOperationCancelled, type LangiumDocument, ReadPriority } from 'langium';
import { type Connection, LSPErrorCodes, ResponseError, type WorkspaceSymbolParams } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import * as ast from '../language/generated/ast.ts';
import { Current } from './current.ts';
import type { SegplanCompletionProvider } from './features/completion.ts';
import type { SegplanServices } from './services.ts';

/** What has to be there before a request about a document is answered. */
type Needs =
  /** What was known last; the text may have changed since, which the answer makes up for. */
  | 'what is known'
  /** A step of the build, done for the text of now. */
  | DocumentState
  /** All documents of the workspace, linked. */
  | 'the workspace';

interface Params {
  readonly textDocument: { readonly uri: string };
}

type Token = Cancellation.CancellationToken;

interface Answer {
  readonly needs: Needs;
  // biome-ignore lint/suspicious/noExplicitAny: the parameters are those of the method.
  readonly make: (lsp: SegplanServices['lsp'], document: LangiumDocument, params: any, token: Token) => unknown;
}

const { Parsed, Linked, Validated } = DocumentState;

/** What an editor asks about a document. Langium would have most of it wait for the build. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  completion: { needs: 'what is known', make: (lsp, ...asked) => lsp.CompletionProvider?.getCompletion(...asked) },
  hover: { needs: 'what is known', make: (lsp, ...asked) => lsp.HoverProvider?.getHoverContent(...asked) },
  documentSymbol: { needs: Parsed, make: (lsp, ...asked) => lsp.DocumentSymbolProvider?.getSymbols(...asked) },
  foldingRange: { needs: Parsed, make: (lsp, ...asked) => lsp.FoldingRangeProvider?.getFoldingRanges(...asked) },
  documentLink: { needs: Parsed, make: (lsp, ...asked) => lsp.DocumentLinkProvider?.getDocumentLinks(...asked) },
  formatting: { needs: Parsed, make: (lsp, ...asked) => lsp.Formatter?.formatDocument(...asked) },
  rangeFormatting: { needs: Parsed, make: (lsp, ...asked) => lsp.Formatter?.formatDocumentRange(...asked) },
  definition: { needs: Linked, make: (lsp, ...asked) => lsp.DefinitionProvider?.getDefinition(...asked) },
  documentHighlight: { needs: Linked, make: (lsp, ...asked) => lsp.DocumentHighlightProvider?.getDocumentHighlight(...asked) },
  'semanticTokens/full': { needs: Linked, make: (lsp, ...asked) => lsp.SemanticTokenProvider?.semanticHighlight(...asked) },
  'semanticTokens/range': { needs: Linked, make: (lsp, ...asked) => lsp.SemanticTokenProvider?.semanticHighlightRange(...asked) },
  codeAction: { needs: Validated, make: (lsp, ...asked) => lsp.CodeActionProvider?.getCodeActions(...asked) },
  references: { needs: 'the workspace', make: (lsp, ...asked) => lsp.ReferencesProvider?.findReferences(...asked) },
  prepareRename: { needs: 'the workspace', make: (lsp, ...asked) => lsp.RenameProvider?.prepareRename(...asked) },
  rename: { needs: 'the workspace', make: (lsp, ...asked) => lsp.RenameProvider?.rename(...asked) },
};

/**
 * Answers what an editor asks, in the place of Langium's own handlers: each request waits for what it needs and for nothing else, and none is
 * answered from a tree of another text than the one that the editor has.
 */
export function addAnswers(connection: Connection, services: SegplanServices): void {
  const { workspace } = services.shared;
  const current = new Current(services.shared);
  const documentFor = async (needs: Needs, uri: URI, token: Token): Promise<LangiumDocument | undefined> => {
    if (needs === 'the workspace') return current.amongAll(uri, token);
    if (needs !== 'what is known') return current.at(uri, needs, token);
    const known = workspace.LangiumDocuments.getDocument(uri);
    const root = known?.parseResult.value;
    const isKnown = ast.isDocument(root) && services.segplan.Plans.hasAnalysis(root);
    // One that was closed and opened again may have another text, which the document learns of when it is built.
    const isOpen = known !== undefined && known.textDocument === workspace.TextDocuments.get(uri.toString());
    return isKnown && isOpen ? known : current.at(uri, Linked, token);
  };
  for (const [name, { needs, make }] of Object.entries(ANSWERS))
    connection.onRequest(`textDocument/${name}`, async (params: Params, token: Token) => {
      try {
        const document = await documentFor(needs, URI.parse(params.textDocument.uri), token);
        // Closed by now, or never there.
        if (!document) return null;
        const text = document.textDocument.getText();
        const answer = await workspace.WorkspaceLock.read(
          async () => make(services.lsp, document, params, token),
          ReadPriority.Immediate,
        );
        if (document.textDocument.getText() === text) return answer ?? null;
        return new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed meanwhile.');
      } catch (error) {
        if (isOperationCancelled(error)) return canceled();
        throw error;
      }
    });
  connection.onRequest('workspace/symbol', async (params: WorkspaceSymbolParams, token: Token) => {
    try {
      await current.all(token);
      return await workspace.WorkspaceLock.read(
        async () => (await services.shared.lsp.WorkspaceSymbolProvider?.getSymbols(params, token)) ?? [],
        ReadPriority.Immediate,
      );
    } catch (error) {
      if (isOperationCancelled(error)) return canceled();
      throw error;
    }
  });
  connection.onCompletionResolve((item) => (services.lsp.CompletionProvider as SegplanCompletionProvider).resolve(item));
}

function canceled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request has been cancelled.');
}
