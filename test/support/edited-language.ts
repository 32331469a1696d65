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
  /** Gives several files other texts at once, or takes them away where they get none. */
  change(texts: ReadonlyMap<string, string | undefined>): Promise<void>;
  uriOf(path: string): URI;
}

/** @param validation whether diagnostics are wanted as well */
export async function createEditedLanguage(validation = true): Promise<EditedLanguage> {
  const texts = new Map<string, string>();
  const files = Object.assign(EmptyFileSystem.fileSystemProvider(), {
    readFile: async (file: URI) => {
      const text = texts.get(file.toString());
      if (text === undefined) throw new Error(`ENOENT: no such file, ${file.toString()}`);
      return text;
    },
  });
  const { shared, Segplan: services } = createSegplanCoreServices({ fileSystemProvider: () => files });
  services.segplan.Plans.today = () => TODAY;
  await shared.workspace.WorkspaceManager.initializeWorkspace([]);
  const { LangiumDocuments, DocumentBuilder } = shared.workspace;
  DocumentBuilder.updateBuildOptions = { validation };
  const uriOf = (path: string): URI => URI.file(`/plans/${path}`);
  const change = async (changes: ReadonlyMap<string, string | undefined>): Promise<void> => {
    const [changed, gone]: [URI[], URI[]] = [[], []];
    for (const [path, text] of changes) {
      const uri = uriOf(path);
      if (text === undefined) {
        if (texts.delete(uri.toString())) gone.push(uri);
      } else {
        texts.set(uri.toString(), text);
        changed.push(uri);
      }
    }
    for (const uri of changed) if (!LangiumDocuments.hasDocument(uri)) await LangiumDocuments.getOrCreateDocument(uri);
    await DocumentBuilder.update(changed, gone);
  };
  return {
    services,
    change,
    async edit(path, text) {
      await change(new Map([[path, text]]));
      return LangiumDocuments.getDocument(uriOf(path)) as LangiumDocument<ast.Document>;
    },
    uriOf,
  };
}
