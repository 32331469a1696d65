import { type LangiumDocument, type LangiumSharedCoreServices, UriUtils } from 'langium';
import type {
  Diagnostic,
  DiagnosticOptions,
  DocumentDiagnosticReport,
  InitializeParams,
  PreviousResultId,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import { BUILT_IN_SCHEME } from '../../../language/workspace/built-in-catalogs.ts';

/** What the server says of itself to an editor that fetches diagnostics. */
export const PULLED: DiagnosticOptions = { identifier: 'segplan', interFileDependencies: true, workspaceDiagnostics: true };

/**
 * Whether an editor fetches diagnostics in place of being sent them: where it can't be sent any, or asks for it with
 * `initializationOptions: { diagnostics: "pull" }`. One that got both would show each finding twice.
 */
export function pulls({ capabilities, initializationOptions }: InitializeParams): boolean {
  const asked = (initializationOptions as { diagnostics?: unknown } | null | undefined)?.diagnostics;
  const { diagnostic, publishDiagnostics } = capabilities.textDocument ?? {};
  return asked === 'pull' || (diagnostic !== undefined && publishDiagnostics === undefined);
}

/** What was told of a document, so that what has not changed is not told again. */
export class PulledDiagnostics {
  private readonly told = new Map<string, { readonly id: string; readonly text: string }>();
  private count = 0;
  private readonly as: (diagnostics: Diagnostic[]) => Diagnostic[];

  /** @param as diagnostics as the editor is to have them */
  constructor(as: (diagnostics: Diagnostic[]) => Diagnostic[]) {
    this.as = as;
  }

  /** @param previous the id of what was told last */
  report(document: LangiumDocument, previous: string | undefined): DocumentDiagnosticReport {
    const items = this.as(document.diagnostics ?? []);
    const uri = document.textDocument.uri;
    const text = JSON.stringify(items);
    const known = this.told.get(uri);
    if (known?.text === text && known.id === previous) return { kind: 'unchanged', resultId: known.id };
    const id = known?.text === text ? known.id : `${++this.count}`;
    this.told.set(uri, { id, text });
    return { kind: 'full', resultId: id, items };
  }

  /** All files of the workspace, and what is open; what is gone has nothing any more. */
  reportAll({ workspace }: LangiumSharedCoreServices, previous: readonly PreviousResultId[]): WorkspaceDiagnosticReport {
    // The editor may write them in other ways.
    const ids = new Map(previous.map(({ uri, value }) => [UriUtils.normalize(uri), value]));
    const documents = workspace.LangiumDocuments.all.filter(({ uri }) => uri.scheme !== BUILT_IN_SCHEME).toArray();
    const here = new Set(documents.map(({ textDocument }) => textDocument.uri));
    for (const uri of this.told.keys()) if (!here.has(uri)) this.told.delete(uri);
    const gone = previous.filter(({ uri }) => !here.has(UriUtils.normalize(uri)));
    return {
      items: [
        ...documents.map((document) => {
          const { uri, version } = document.textDocument;
          const isOpen = workspace.TextDocuments?.get(uri) !== undefined;
          return { ...this.report(document, ids.get(uri)), uri, version: isOpen ? version : null };
        }),
        ...gone.map(({ uri }) => ({ kind: 'full' as const, uri, version: null, items: [] })),
      ],
    };
  }
}
