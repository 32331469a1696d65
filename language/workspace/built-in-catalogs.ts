import type { LangiumDocument, LangiumSharedCoreServices } from 'langium';
import { URI } from 'vscode-uri';
import { catalogTexts } from '../generated/catalogs.ts';

export const BUILT_IN_SCHEME = 'builtin';

/** Where a built-in catalog opens in the editor: `builtin:///veeam.segplan`. */
export function builtInUri(fileName: string): URI {
  return URI.from({ scheme: BUILT_IN_SCHEME, path: `/${fileName}` });
}

/** The catalogs that ship with Segplan, as far as they are loaded; looked up one by one, however many documents a workspace has. */
export function builtInDocuments({ workspace }: LangiumSharedCoreServices): LangiumDocument[] {
  return BUILT_IN_URIS.flatMap((uri) => workspace.LangiumDocuments.getDocument(uri) ?? []);
}

const BUILT_IN_URIS = Object.keys(catalogTexts).map(builtInUri);

/** Adds the catalogs that ship with Segplan to the workspace. They are documents like any other, but nothing on a disk. */
export function loadBuiltInCatalogs(shared: LangiumSharedCoreServices): LangiumDocument[] {
  const { LangiumDocuments, LangiumDocumentFactory } = shared.workspace;
  return Object.entries(catalogTexts).map(([fileName, text]) => {
    const uri = builtInUri(fileName);
    const known = LangiumDocuments.getDocument(uri);
    if (known) return known;
    const document = LangiumDocumentFactory.fromString(text, uri);
    LangiumDocuments.addDocument(document);
    return document;
  });
}
