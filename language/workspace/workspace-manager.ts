import { DefaultWorkspaceManager, type LangiumDocument, type LangiumSharedCoreServices, type Stream, type URI } from 'langium';
import type { WorkspaceFolder } from 'vscode-languageserver-types';
import { loadBuiltInCatalogs } from './built-in-catalogs.ts';

/** Starts a workspace with the built-in catalogs in it, and validates what is there from the start. */
export class SegplanWorkspaceManager extends DefaultWorkspaceManager {
  private readonly shared: LangiumSharedCoreServices;

  constructor(shared: LangiumSharedCoreServices) {
    super(shared);
    this.shared = shared;
    this.initialBuildOptions = { validation: true };
  }

  protected override async loadAdditionalDocuments(
    _folders: WorkspaceFolder[],
    _collector: (document: LangiumDocument) => void,
  ): Promise<void> {
    loadBuiltInCatalogs(this.shared);
  }

  /** A file that cannot be read is left out and told; without this the whole workspace would never be ready. */
  protected override async loadWorkspaceDocuments(
    uris: Stream<URI>,
    collector: (document: LangiumDocument) => void,
  ): Promise<void> {
    const load = async (uri: URI): Promise<void> => {
      try {
        collector(await this.langiumDocuments.getOrCreateDocument(uri));
      } catch (error) {
        console.error(`${uri.toString()} could not be read:`, error);
      }
    };
    await Promise.all(uris.map(load));
  }
}
