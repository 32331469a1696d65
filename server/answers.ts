import { type Cancellation, DocumentState, isOperationCancelled, type LangiumDocument, ReadPriority } from 'langium';
import {
  type CallHierarchyItem,
  type Connection,
  type Diagnostic,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceDiagnosticParams,
  type WorkspaceSymbolParams,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import * as ast from '../language/generated/ast.ts';
import { Current } from './current.ts';
import { planOf } from './features/call-hierarchy.ts';
import type { SegplanCompletionProvider } from './features/completion.ts';
import { PulledDiagnostics } from './features/diagnostics/pulled.ts';
import type { SegplanCodeLensProvider } from './features/lenses/code-lenses.ts';
import { selectionRanges } from './features/selection-ranges.ts';
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

/** What was prepared of a call hierarchy, and is asked about further. */
interface ItemParams {
  readonly item: CallHierarchyItem;
}

type Token = Cancellation.CancellationToken;

interface Answer {
  readonly needs: Needs;
  // biome-ignore lint/suspicious/noExplicitAny: the parameters are those of the method.
  readonly make: (lsp: SegplanServices['lsp'], document: LangiumDocument, params: any, token: Token) => unknown;
}

const { Parsed, Linked, Validated } = DocumentState;

/** What an editor asks about a document, by the method without `textDocument/`. Langium would have most of it wait for the build. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  completion: { needs: 'what is known', make: (lsp, ...asked) => lsp.CompletionProvider?.getCompletion(...asked) },
  hover: { needs: 'what is known', make: (lsp, ...asked) => lsp.HoverProvider?.getHoverContent(...asked) },
  signatureHelp: { needs: 'what is known', make: (lsp, ...asked) => lsp.SignatureHelp?.provideSignatureHelp(...asked) },
  documentSymbol: { needs: Parsed, make: (lsp, ...asked) => lsp.DocumentSymbolProvider?.getSymbols(...asked) },
  foldingRange: { needs: Parsed, make: (lsp, ...asked) => lsp.FoldingRangeProvider?.getFoldingRanges(...asked) },
  documentLink: { needs: Parsed, make: (lsp, ...asked) => lsp.DocumentLinkProvider?.getDocumentLinks(...asked) },
  formatting: { needs: Parsed, make: (lsp, ...asked) => lsp.Formatter?.formatDocument(...asked) },
  rangeFormatting: { needs: Parsed, make: (lsp, ...asked) => lsp.Formatter?.formatDocumentRange(...asked) },
  onTypeFormatting: { needs: Parsed, make: (lsp, ...asked) => lsp.Formatter?.formatDocumentOnType(...asked) },
  selectionRange: { needs: Parsed, make: (_lsp, document, { positions }) => selectionRanges(document, positions) },
  definition: { needs: Linked, make: (lsp, ...asked) => lsp.DefinitionProvider?.getDefinition(...asked) },
  typeDefinition: { needs: Linked, make: (lsp, ...asked) => lsp.TypeProvider?.getTypeDefinition(...asked) },
  // There is none, and no file is to be read because it is asked for.
  declaration: { needs: Parsed, make: () => null },
  implementation: { needs: Parsed, make: () => null },
  documentHighlight: { needs: Linked, make: (lsp, ...asked) => lsp.DocumentHighlightProvider?.getDocumentHighlight(...asked) },
  'semanticTokens/full': { needs: Linked, make: (lsp, ...asked) => lsp.SemanticTokenProvider?.semanticHighlight(...asked) },
  'semanticTokens/range': { needs: Linked, make: (lsp, ...asked) => lsp.SemanticTokenProvider?.semanticHighlightRange(...asked) },
  'semanticTokens/full/delta': {
    needs: Linked,
    make: (lsp, ...asked) => lsp.SemanticTokenProvider?.semanticHighlightDelta(...asked),
  },
  codeLens: { needs: Validated, make: (lsp, ...asked) => lsp.CodeLensProvider?.provideCodeLens(...asked) },
  inlayHint: { needs: Validated, make: (lsp, ...asked) => lsp.InlayHintProvider?.getInlayHints(...asked) },
  prepareCallHierarchy: {
    needs: Validated,
    make: (lsp, ...asked) => lsp.CallHierarchyProvider?.prepareCallHierarchy(...asked),
  },
  codeAction: { needs: Validated, make: (lsp, ...asked) => lsp.CodeActionProvider?.getCodeActions(...asked) },
  references: { needs: 'the workspace', make: (lsp, ...asked) => lsp.ReferencesProvider?.findReferences(...asked) },
  prepareRename: { needs: 'the workspace', make: (lsp, ...asked) => lsp.RenameProvider?.prepareRename(...asked) },
  rename: { needs: 'the workspace', make: (lsp, ...asked) => lsp.RenameProvider?.rename(...asked) },
};

/** What an editor asks further about what was prepared, by the method without `callHierarchy/`. */
const ANSWERS_ABOUT_ITEMS: Readonly<Record<string, Answer>> = {
  incomingCalls: { needs: Validated, make: (lsp, _document, ...asked) => lsp.CallHierarchyProvider?.incomingCalls(...asked) },
  outgoingCalls: { needs: Validated, make: (lsp, _document, ...asked) => lsp.CallHierarchyProvider?.outgoingCalls(...asked) },
};

/**
 * Answers what an editor asks, in the place of Langium's own handlers: each request waits for what it needs and for nothing else, and none is
 * answered from a tree of another text than the one that the editor has.
 * @param told diagnostics as this editor is to have them
 */
export function addAnswers(
  connection: Connection,
  services: SegplanServices,
  told: (diagnostics: Diagnostic[]) => Diagnostic[],
): void {
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
  const answer = <Asked>(method: string, { needs, make }: Answer, uriOf: (params: Asked) => string): void => {
    connection.onRequest(method, (params: Asked, token: Token) =>
      unlessCanceled(async () => {
        const document = await documentFor(needs, URI.parse(uriOf(params)), token);
        // Closed by now, or never there.
        if (!document) return null;
        const text = document.textDocument.getText();
        const made = await workspace.WorkspaceLock.read(
          async () => make(services.lsp, document, params, token),
          ReadPriority.Immediate,
        );
        if (document.textDocument.getText() === text) return made ?? null;
        return new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed meanwhile.');
      }),
    );
  };
  for (const [name, each] of Object.entries(ANSWERS))
    answer(`textDocument/${name}`, each, ({ textDocument }: Params) => textDocument.uri);
  for (const [name, each] of Object.entries(ANSWERS_ABOUT_ITEMS))
    answer(`callHierarchy/${name}`, each, ({ item }: ItemParams) => planOf(item));
  const pulled = new PulledDiagnostics(told);
  const report: Answer['make'] = (_lsp, document, { previousResultId }) => pulled.report(document, previousResultId);
  answer('textDocument/diagnostic', { needs: Validated, make: report }, ({ textDocument }: Params) => textDocument.uri);
  connection.onRequest('workspace/diagnostic', ({ previousResultIds }: WorkspaceDiagnosticParams, token: Token) =>
    unlessCanceled(async () => {
      await current.all(token, Validated);
      return pulled.reportAll(services.shared, previousResultIds);
    }),
  );
  connection.onRequest('workspace/symbol', (params: WorkspaceSymbolParams, token: Token) =>
    unlessCanceled(async () => {
      await current.all(token);
      return await workspace.WorkspaceLock.read(
        async () => (await services.shared.lsp.WorkspaceSymbolProvider?.getSymbols(params, token)) ?? [],
        ReadPriority.Immediate,
      );
    }),
  );
  connection.onCodeLensResolve((lens) => (services.lsp.CodeLensProvider as SegplanCodeLensProvider).resolve(lens));
  connection.onCompletionResolve((item) => (services.lsp.CompletionProvider as SegplanCompletionProvider).resolve(item));
}

// biome-ignore lint/suspicious/noExplicitAny: what is answered is as the method has it.
async function unlessCanceled(make: () => Promise<any>): Promise<any> {
  try {
    return await make();
  } catch (error) {
    if (isOperationCancelled(error)) return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request has been cancelled.');
    throw error;
  }
}
