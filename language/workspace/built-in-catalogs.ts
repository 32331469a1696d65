import type { LangiumDocument, LangiumSharedCoreServices } from 'langium';
import { URI } from 'vscode-uri';
import { catalogShapes, catalogTrees } from '../generated/catalog-trees.ts';
import { catalogTexts } from '../generated/catalogs.ts';
import type { Flattened, Shape } from '../syntax/flattened-tree.ts';
import { PreparedTrees } from '../syntax/prepared-tree.ts';
import type { SegplanDocumentFactory } from './document-factory.ts';

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

/** How many catalogs ship with Segplan. */
export const BUILT_IN_COUNT = BUILT_IN_URIS.length;

/**
 * Adds the catalogs that ship with Segplan to the workspace. They are documents like any other, but nothing on a disk, and ready as they
 * are: their trees were made and linked when Segplan was built, so that nobody waits for 40 files to be parsed, linked and indexed before the
 * first plan is.
 */
export function loadBuiltInCatalogs(shared: LangiumSharedCoreServices): LangiumDocument[] {
  const { LangiumDocuments, LangiumDocumentFactory } = shared.workspace;
  const files = Object.entries(catalogTexts);
  const trees = new PreparedTrees(
    JSON.parse(catalogShapes) as Shape[],
    files.map(
      ([fileName]) =>
        () =>
          LangiumDocuments.getDocument(builtInUri(fileName))!.parseResult.value,
    ),
  );
  return files.map(([fileName, text]) => {
    const uri = builtInUri(fileName);
    const known = LangiumDocuments.getDocument(uri);
    if (known) return known;
    const services = shared.ServiceRegistry.getServices(uri);
    const tree = trees.revive(JSON.parse(catalogTrees[fileName]!) as Flattened, text, services);
    const document = (LangiumDocumentFactory as SegplanDocumentFactory).fromTree(tree, text, uri);
    LangiumDocuments.addDocument(document);
    return document;
  });
}
