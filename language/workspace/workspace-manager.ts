import { DefaultWorkspaceManager, type LangiumDocument, type LangiumSharedCoreServices } from 'langium';
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
    collector: (document: LangiumDocument) => void,
  ): Promise<void> {
    for (const document of loadBuiltInCatalogs(this.shared)) collector(document);
  }
}
