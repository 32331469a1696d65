import type { LangiumSharedServices } from 'langium/lsp';
import { DidChangeWatchedFilesNotification, type Disposable, type FileSystemWatcher } from 'vscode-languageserver';
import { type URI, Utils } from 'vscode-uri';

/** Has the editor watch single files, wherever they lie. */
export class FileWatch {
  /** Whether the editor says when such a file changes. */
  canWatch = false;
  private relative = false;
  private watched = '';
  private registered: Disposable | undefined;
  private registering: Promise<void> = Promise.resolve();
  private readonly services: LangiumSharedServices;

  private readonly what: string;

  /** @param what the files, as somebody calls them who reads the log */
  constructor(services: LangiumSharedServices, what: string) {
    this.services = services;
    this.what = what;
    services.lsp.LanguageServer.onInitialize(({ capabilities }) => {
      const can = capabilities.workspace?.didChangeWatchedFiles;
      this.canWatch = can?.dynamicRegistration === true;
      this.relative = can?.relativePatternSupport === true;
    });
  }

  /** Watches these, and no others any more. @returns when the editor says that it does */
  watch(uris: readonly URI[]): Promise<void> {
    const watchers = [...new Map(uris.map((uri) => [uri.toString(), this.watcherOf(uri)])).values()];
    const text = JSON.stringify(watchers);
    if (this.canWatch && text !== this.watched) {
      this.watched = text;
      this.registering = this.register(watchers, text);
    }
    return this.registering;
  }

  private async register(watchers: readonly FileSystemWatcher[], text: string): Promise<void> {
    try {
      const registered = watchers.length
        ? await this.services.lsp.Connection?.client.register(DidChangeWatchedFilesNotification.type, {
            watchers: [...watchers],
          })
        : undefined;
      // The former ones are of use until then.
      const former = this.watched === text ? this.registered : registered;
      if (this.watched === text) this.registered = registered;
      former?.dispose();
    } catch (error) {
      console.error(`${this.what} can not be watched:`, error);
      this.canWatch = false;
    }
  }

  private watcherOf(uri: URI): FileSystemWatcher {
    // A sign that stands for others in a pattern stands for any one here.
    const name = Utils.basename(uri).replace(/[[\]{}*?!]/g, '?');
    return { globPattern: this.relative ? { baseUri: Utils.dirname(uri).toString(), pattern: name } : `**/${name}` };
  }
}
