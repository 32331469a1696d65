import { DefaultWorkspaceManager, Deferred, isOperationCancelled, type LangiumSharedCoreServices, type URI } from 'langium';
import type { WorkspaceFolder } from 'vscode-languageserver-types';
import { append } from '../model/lists.ts';
import { loadBuiltInCatalogs } from './built-in-catalogs.ts';

/** So many files are read and checked before it is looked whether somebody waits for something else. */
const SLICE = 8;

/** Follows work on many files. */
export interface LoadingSteps {
  /** @param done the number of files that are done by now */
  step(done: number): void;
  end(): void;
}

/**
 * Starts a workspace with the built-in catalogs in it, which make it ready: what is opened is built at once. The files of its folders come
 * afterward, a few at a time, whenever nothing else is to be done.
 */
export class SegplanWorkspaceManager extends DefaultWorkspaceManager {
  private readonly shared: LangiumSharedCoreServices;
  private readonly complete = new Deferred();
  /** Is told how many files there are, and then how far they are read and checked. */
  follow: (total: number) => LoadingSteps = () => ({ step() {}, end() {} });

  /** Says whether there is memory for a file besides what is read already. */
  hasRoomFor: (uri: URI) => boolean = () => true;
  /** Is told which files there was no memory for, of how many. */
  leftOut: (uris: readonly URI[], total: number) => void = () => {};

  /** What is waited for before anything is loaded. */
  before: () => Promise<void> = async () => {};

  constructor(shared: LangiumSharedCoreServices) {
    super(shared);
    this.shared = shared;
  }

  /** Kept as soon as all files of the workspace are read and checked. */
  get loaded(): Promise<void> {
    return this.complete.promise;
  }

  /** Has other folders count as those of the workspace; what lies in them is for others to read. */
  changeFolders(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): void {
    const gone = new Set([...removed, ...added].map(({ uri }) => uri));
    this.folders = [...(this.folders ?? []).filter(({ uri }) => !gone.has(uri)), ...added];
  }

  override async initializeWorkspace(folders: WorkspaceFolder[]): Promise<void> {
    await this.before();
    loadBuiltInCatalogs(this.shared);
    this._ready.resolve();
    if (!folders.length) this.complete.resolve();
    else
      this.loadFolders(folders)
        .catch((error: unknown) => console.error('The workspace could not be read:', error))
        .finally(() => this.complete.resolve());
  }

  private async loadFolders(folders: readonly WorkspaceFolder[]): Promise<void> {
    const found: URI[] = [];
    for (const folder of folders) await this.traverseFolder(this.getRootFolder(folder), found);
    const uris = [...new Map(found.map((uri) => [uri.toString(), uri])).values()];
    const steps = this.follow(uris.length);
    try {
      const left = await this.loadInSlices(uris, (done) => steps.step(done));
      // Much of what took their room may be gone by now.
      const without = await this.loadInSlices(left);
      if (without.length) this.leftOut(without, uris.length);
    } finally {
      steps.end();
    }
  }

  /** @returns those that there is no room for */
  private async loadInSlices(uris: readonly URI[], step: (done: number) => void = () => {}): Promise<URI[]> {
    const left: URI[] = [];
    for (let n = 0; n < uris.length; n += SLICE) {
      append(left, await this.loadSlice(uris.slice(n, n + SLICE)));
      step(Math.min(n + SLICE, uris.length));
    }
    return left;
  }

  private async loadSlice(uris: readonly URI[]): Promise<URI[]> {
    const left: URI[] = [];
    // Whatever was asked for goes first: a slice that came at once would stop what is being built.
    await this.mutex.read(() => undefined);
    await this.mutex.write(async (cancelToken) => {
      let isFresh = false;
      for (const uri of uris) {
        if (this.langiumDocuments.hasDocument(uri)) continue;
        if (!this.hasRoomFor(uri)) {
          left.push(uri);
          continue;
        }
        try {
          await this.langiumDocuments.getOrCreateDocument(uri);
          isFresh = true;
        } catch (error) {
          // It is left out; without this the whole workspace would never be complete.
          console.error(`${uri.toString()} could not be read:`, error);
        }
      }
      try {
        // What an edit stops is done with the edit.
        if (isFresh) await this.documentBuilder.update([], [], cancelToken);
      } catch (error) {
        if (!isOperationCancelled(error)) throw error;
      }
    });
    return left;
  }
}
