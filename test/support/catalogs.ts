import * as ast from '../../language/generated/ast.ts';
import type { Catalog } from '../../language/model/catalog.ts';
import { readCatalog } from '../../language/model/read-catalog.ts';
import { createTestLanguage } from './language.ts';

/** All built-in catalogs as one. */
export async function builtInCatalog(): Promise<Catalog> {
  const { services } = await createTestLanguage();
  const documents = services.shared.workspace.LangiumDocuments.all.filter((d) => d.uri.scheme === 'builtin').toArray();
  return readCatalog(documents.flatMap((d) => (d.parseResult.value as ast.Document).statements.filter(ast.isVendor)));
}
