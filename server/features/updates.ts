import type { Cancellation, LangiumDocument, URI } from 'langium';
import { DefaultDocumentUpdateHandler, type LangiumSharedServices } from 'langium/lsp';
import {
  type DidChangeWatchedFilesParams,
  FileChangeType,
  type FileEvent,
  type FileSystemWatcher,
  type TextDocumentChangeEvent,
  WatchKind,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI as Uri } from 'vscode-uri';
import { BUILT_IN_SCHEME } from '../../language/workspace/built-in-catalogs.ts';
import { Folders } from './folders.ts';
import { OuterImports } from './outer-imports.ts';

/** After a key, so many milliseconds pass before its text is analyzed; more while keys follow one another so fast. */
const PAUSE = 60;
const PAUSE_AMONG_KEYS = 150;
const TYPING = 500;

const WATCHED: FileSystemWatcher[] = [
  { globPattern: '**/*.segplan' },
  // Of a folder that comes or goes an editor says nothing to who watches plans alone.
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
];

/** Waits, unless something comes in between. */
function pauseFor(milliseconds: number, token: Cancellation.CancellationToken): Promise<void> {
  if (!milliseconds || token.isCancellationRequested) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    const watch = token.onCancellationRequested(done);
    function done(): void {
      clearTimeout(timer);
      watch.dispose();
      resolve();
    }
  });
}

/** Keeps the workspace in step with the editor and the files below it. */
export class SegplanDocumentUpdateHandler extends DefaultDocumentUpdateHandler {
  private readonly services: LangiumSharedServices;

  /** What has changed and is not worked in yet, by address. */
  private readonly waiting = new Map<string, { readonly uri: URI; readonly isDeleted: boolean }>();
  /** How many times working in is asked for and not begun. */
  private queued = 0;
  private lastEdit = Number.NEGATIVE_INFINITY;
  /** How many times the editor has told of files on the disk. */
  private told = 0;
  private readonly folders: Folders;
  private canTellOfFolders = false;
  private readonly outer: OuterImports;

  /** Is told of files that have changed and are no plans. */
  othersChanged: (uris: readonly string[]) => void = () => {};

  constructor(services: LangiumSharedServices) {
    super(services);
    this.services = services;
    this.folders = new Folders(services, {
      tell: (changed, deleted) => this.fireDocumentUpdate(changed, deleted),
      isOpen: (uri) => this.isOpen(uri),
      waiting: () => [...this.waiting.values()].map(({ uri }) => uri),
    });
    services.lsp.LanguageServer.onInitialize(({ capabilities }) => {
      this.canTellOfFolders = capabilities.workspace?.workspaceFolders === true;
    });
    services.lsp.LanguageServer.onInitialized(() => this.followWorkspace());
    this.outer = new OuterImports(
      services,
      (uri) => this.folders.isInWorkspace(uri),
      (changed, deleted) => this.fireDocumentUpdate(changed, deleted),
    );
  }

  protected override getWatchers(): FileSystemWatcher[] {
    return WATCHED;
  }

  private followWorkspace(): void {
    if (!this.canTellOfFolders) return;
    this.services.lsp.Connection?.workspace.onDidChangeWorkspaceFolders((event) => {
      this.folders.workspaceChanged(event);
      this.outer.follow();
    });
  }

  override didChangeContent(change: TextDocumentChangeEvent<TextDocument>): void {
    // A built-in catalog is read-only; opening it must not rebuild everything that refers to it.
    const uri = Uri.parse(change.document.uri);
    if (uri.scheme === BUILT_IN_SCHEME) return;
    const known = this.services.workspace.LangiumDocuments.getDocument(uri);
    // One that was just opened is waited for.
    const isNew = known?.textDocument !== change.document;
    const now = performance.now();
    const pause = now - this.lastEdit < TYPING ? PAUSE_AMONG_KEYS : PAUSE;
    if (!isNew) this.lastEdit = now;
    this.workIn([uri], [], isNew ? 0 : pause);
  }

  protected override fireDocumentUpdate(changed: URI[], deleted: URI[]): void {
    this.workIn(changed, deleted, 0);
  }

  /**
   * Works in changes, after a pause in which more may come: what somebody types is analyzed once, and what an editor asks with a key is
   * answered before.
   */
  private workIn(changed: readonly URI[], deleted: readonly URI[], pause: number): void {
    for (const uri of changed) this.waiting.set(uri.toString(), { uri, isDeleted: false });
    for (const uri of deleted) this.waiting.set(uri.toString(), { uri, isDeleted: true });
    const { DocumentBuilder, WorkspaceLock, WorkspaceManager } = this.services.workspace;
    this.queued++;
    WorkspaceManager.ready
      .then(() =>
        WorkspaceLock.write(async (token) => {
          this.queued--;
          await pauseFor(pause, token);
          // The next one takes along what waits.
          if (token.isCancellationRequested && this.queued) return;
          const all = [...this.waiting.values()];
          this.waiting.clear();
          const urisOf = (wanted: boolean): URI[] => all.flatMap(({ uri, isDeleted }) => (isDeleted === wanted ? [uri] : []));
          await DocumentBuilder.update(urisOf(false), urisOf(true), token);
        }),
      )
      .catch((error: unknown) => console.error('Changes could not be worked in:', error));
  }

  /** What was not saved is gone, and a file that is in no workspace folder and that nobody imports is no longer of interest. */
  didCloseDocument(change: TextDocumentChangeEvent<TextDocument>): void {
    const uri = Uri.parse(change.document.uri);
    if (uri.scheme === BUILT_IN_SCHEME) return;
    this.afterClosing(uri).catch((error: unknown) => console.error(`Closing ${uri.toString()} failed:`, error));
  }

  override didChangeWatchedFiles(params: DidChangeWatchedFilesParams): void {
    // A client may report more than it was asked for.
    this.told++;
    const plans = params.changes.filter(({ uri }) => uri.endsWith('.segplan'));
    const others = params.changes.filter(({ uri }) => !uri.endsWith('.segplan'));
    if (others.length) this.othersMayBeFolders(others);
    // What is open counts as the editor has it, whether its file is there or not.
    const changes = plans.map(
      (each): FileEvent =>
        each.type === FileChangeType.Deleted && this.isOpen(each.uri) ? { ...each, type: FileChangeType.Changed } : each,
    );
    if (changes.length) super.didChangeWatchedFiles({ changes });
  }

  private othersMayBeFolders(others: readonly FileEvent[]): void {
    this.othersChanged(others.map(({ uri }) => uri));
    const urisOf = (type: FileChangeType): URI[] => others.flatMap((each) => (each.type === type ? [Uri.parse(each.uri)] : []));
    this.folders.left(urisOf(FileChangeType.Deleted));
    this.folders.came(urisOf(FileChangeType.Created));
  }

  private isOpen(uri: string): boolean {
    return this.services.workspace.TextDocuments.get(Uri.parse(uri).toString()) !== undefined;
  }

  private async afterClosing(uri: URI): Promise<void> {
    const { FileSystemProvider, LangiumDocuments, WorkspaceManager } = this.services.workspace;
    await WorkspaceManager.ready;
    const document = LangiumDocuments.getDocument(uri);
    let exists = false;
    let told = -1;
    // What is heard of the disk while it is asked may be newer than the answer.
    while (told !== this.told) {
      told = this.told;
      exists = await FileSystemProvider.exists(uri).catch(() => false);
    }
    // It may be open again by now.
    if (!document || this.isOpen(uri.toString())) return;
    if (exists && (this.folders.isInWorkspace(uri) || this.isImported(document))) this.fireDocumentUpdate([uri], []);
    else this.fireDocumentUpdate([], [uri]);
  }

  private isImported(document: LangiumDocument): boolean {
    const { IndexManager, LangiumDocuments } = this.services.workspace;
    const uris = new Set([document.uri.toString()]);
    return LangiumDocuments.all.some((other) => other !== document && IndexManager.isAffected(other, uris));
  }
}
