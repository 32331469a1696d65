import {
  type Cancellation,
  Deferred,
  type Disposable,
  DocumentState,
  type LangiumDocument,
  OperationCancelled,
  type URI,
  UriUtils,
} from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import { URI as Uri } from 'vscode-uri';
import type { SegplanWorkspaceManager } from '../language/workspace/workspace-manager.ts';
import { textOfTree } from './features/surroundings.ts';

type Token = Cancellation.CancellationToken;

/** Waits for something, unless nobody is interested any more. */
async function orCanceled(done: Promise<void>, token: Token): Promise<void> {
  const canceled = new Deferred();
  const watch = token.onCancellationRequested(() => {
    canceled.reject(OperationCancelled);
  });
  if (token.isCancellationRequested) canceled.reject(OperationCancelled);
  try {
    await Promise.race([done, canceled.promise]);
  } finally {
    watch.dispose();
  }
}

/** Waits for documents whose trees are those of the texts that the editor has now. */
export class Current {
  private readonly workspace: LangiumSharedServices['workspace'];
  /** What documents were parsed from, those as well that can't be read and have an empty tree. */
  private readonly parsed = new WeakMap<LangiumDocument, string>();

  constructor({ workspace }: LangiumSharedServices) {
    this.workspace = workspace;
    workspace.DocumentBuilder.onDocumentPhase(DocumentState.Parsed, (document) => {
      this.parsed.set(document, document.textDocument.getText());
    });
  }

  /**
   * @param state what has to be done with it
   * @returns nothing for a document that is not open and not in the workspace
   */
  async at(uri: URI, state: DocumentState, token: Token): Promise<LangiumDocument | undefined> {
    const { LangiumDocuments, WorkspaceManager } = this.workspace;
    await WorkspaceManager.ready;
    for (;;) {
      const document = LangiumDocuments.getDocument(uri);
      if (!document && !this.isOpen(uri)) return undefined;
      if (document && document.state >= state && this.isOfNow(document)) return document;
      await this.change(uri, state, token);
    }
  }

  /** The document, once all that are open are linked as they are now, and all others of the workspace are. */
  async amongAll(uri: URI, token: Token): Promise<LangiumDocument | undefined> {
    await this.all(token);
    return this.at(uri, DocumentState.IndexedReferences, token);
  }

  /** All documents of the workspace. @param state what has to be done with each; linked, if nothing is said */
  async all(token: Token, state = DocumentState.IndexedReferences): Promise<void> {
    const { LangiumDocuments, TextDocuments, WorkspaceManager } = this.workspace;
    await orCanceled((WorkspaceManager as SegplanWorkspaceManager).loaded, token);
    const uris = [...TextDocuments.keys().map((uri) => Uri.parse(uri)), ...LangiumDocuments.all.map(({ uri }) => uri)];
    for (const uri of uris) await this.at(uri, state, token);
  }

  private isOpen(uri: URI): boolean {
    return this.workspace.TextDocuments.get(uri.toString()) !== undefined;
  }

  private isOfNow(document: LangiumDocument): boolean {
    const open = this.workspace.TextDocuments.get(document.uri.toString())?.getText();
    return open === undefined || open === textOfTree(document) || open === this.parsed.get(document);
  }

  /** Waits for a document to come to a state, or to go. */
  private async change(uri: URI, state: DocumentState, token: Token): Promise<void> {
    const { DocumentBuilder } = this.workspace;
    const done = new Deferred();
    const watches: Disposable[] = [
      DocumentBuilder.onDocumentPhase(state, (document) => {
        if (UriUtils.equals(document.uri, uri)) done.resolve();
      }),
      // Where nothing is left to do, no state is come to.
      DocumentBuilder.onBuildPhase(DocumentState.Validated, () => {
        done.resolve();
      }),
      DocumentBuilder.onUpdate((_changed, deleted) => {
        if (deleted.some((each) => UriUtils.equals(each, uri))) done.resolve();
      }),
      token.onCancellationRequested(() => {
        done.reject(OperationCancelled);
      }),
    ];
    if (token.isCancellationRequested) done.reject(OperationCancelled);
    try {
      await done.promise;
    } finally {
      for (const watch of watches) watch.dispose();
    }
  }
}
