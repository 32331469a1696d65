// A language whose documents are edited as in an editor: what an edit leaves alone stays as it was read, and is linked as it was.
import { EmptyFileSystem, type LangiumDocument } from 'langium';
import { URI } from 'vscode-uri';
import type * as ast from '../../language/generated/ast.ts';
import { createSegplanCoreServices, type SegplanCoreServices } from '../../language/module.ts';
import { TODAY } from './language.ts';

export interface EditedLanguage {
  readonly services: SegplanCoreServices;
  /** Gives a file another text, or its first one, and builds it with all that sees it. */
  edit(path: string, text: string): Promise<LangiumDocument<ast.Document>>;
  uriOf(path: string): URI;
}

/** @param validation whether diagnostics are wanted as well */
export async function createEditedLanguage(validation = true): Promise<EditedLanguage> {
  const texts = new Map<string, string>();
  const files = Object.assign(EmptyFileSystem.fileSystemProvider(), {
    readFile: async (file: URI) => texts.get(file.toString()) ?? '',
  });
  const { shared, Segplan: services } = createSegplanCoreServices({ fileSystemProvider: () => files });
  services.segplan.Plans.today = () => TODAY;
  await shared.workspace.WorkspaceManager.initializeWorkspace([]);
  const { LangiumDocuments, DocumentBuilder } = shared.workspace;
  DocumentBuilder.updateBuildOptions = { validation };
  const uriOf = (path: string): URI => URI.file(`/plans/${path}`);
  return {
    services,
    async edit(path, text) {
      const uri = uriOf(path);
      texts.set(uri.toString(), text);
      if (!LangiumDocuments.hasDocument(uri)) await LangiumDocuments.getOrCreateDocument(uri);
      await DocumentBuilder.update([uri], []);
      return LangiumDocuments.getDocument(uri) as LangiumDocument<ast.Document>;
    },
    uriOf,
  };
}
