import { type LangiumDocument, type URI, UriUtils } from 'langium';
import { DefaultDocumentUpdateHandler, type LangiumSharedServices } from 'langium/lsp';
import {
  type DidChangeWatchedFilesParams,
  FileChangeType,
  type FileEvent,
  type FileSystemWatcher,
  type TextDocumentChangeEvent,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI as Uri } from 'vscode-uri';
import { BUILT_IN_SCHEME } from '../../language/workspace/built-in-catalogs.ts';

const WATCHED = '**/*.segplan';

/** Keeps the workspace in step with the editor and the files below it. */
export class SegplanDocumentUpdateHandler extends DefaultDocumentUpdateHandler {
  private readonly services: LangiumSharedServices;

  constructor(services: LangiumSharedServices) {
    super(services);
    this.services = services;
  }

  protected override getWatchers(): FileSystemWatcher[] {
    return [{ globPattern: WATCHED }];
  }

  override didChangeContent(change: TextDocumentChangeEvent<TextDocument>): void {
    // A built-in catalog is read-only; opening it must not rebuild everything that refers to it.
    if (Uri.parse(change.document.uri).scheme !== BUILT_IN_SCHEME) super.didChangeContent(change);
  }

  /** What was not saved is gone, and a file that is in no workspace folder and that nobody imports is no longer of interest. */
  didCloseDocument(change: TextDocumentChangeEvent<TextDocument>): void {
    const uri = Uri.parse(change.document.uri);
    if (uri.scheme === BUILT_IN_SCHEME) return;
    this.afterClosing(uri).catch((error: unknown) => console.error(`Closing ${uri.toString()} failed:`, error));
  }

  override didChangeWatchedFiles(params: DidChangeWatchedFilesParams): void {
    // A client may report more than it was asked for.
    const plans = params.changes.filter(({ uri }) => uri.endsWith('.segplan'));
    // What is open counts as the editor has it, whether its file is there or not.
    const changes = plans.map(
      (each): FileEvent =>
        each.type === FileChangeType.Deleted && this.isOpen(each.uri) ? { ...each, type: FileChangeType.Changed } : each,
    );
    if (changes.length) super.didChangeWatchedFiles({ changes });
  }

  private isOpen(uri: string): boolean {
    return this.services.workspace.TextDocuments.get(Uri.parse(uri).toString()) !== undefined;
  }

  private async afterClosing(uri: URI): Promise<void> {
    const { FileSystemProvider, LangiumDocuments, WorkspaceManager } = this.services.workspace;
    await WorkspaceManager.ready;
    const document = LangiumDocuments.getDocument(uri);
    const exists = await FileSystemProvider.exists(uri).catch(() => false);
    // It may be open again by now.
    if (!document || this.isOpen(uri.toString())) return;
    if (exists && (this.isInWorkspace(uri) || this.isImported(document))) this.fireDocumentUpdate([uri], []);
    else this.fireDocumentUpdate([], [uri]);
  }

  private isInWorkspace(uri: URI): boolean {
    return (this.services.workspace.WorkspaceManager.workspaceFolders ?? []).some((folder) => UriUtils.contains(folder.uri, uri));
  }

  private isImported(document: LangiumDocument): boolean {
    const { IndexManager, LangiumDocuments } = this.services.workspace;
    const uris = new Set([document.uri.toString()]);
    return LangiumDocuments.all.some((other) => other !== document && IndexManager.isAffected(other, uris));
  }
}
