import * as ast from '../../language/generated/ast.ts';
import { Catalog } from '../../language/model/catalog.ts';
import { createTestLanguage } from './language.ts';

/** All built-in catalogs as one. */
export async function builtInCatalog(): Promise<Catalog> {
  const { services } = await createTestLanguage();
  const documents = services.shared.workspace.LangiumDocuments.all.filter((d) => d.uri.scheme === 'builtin').toArray();
  return new Catalog(documents.flatMap((d) => (d.parseResult.value as ast.Document).statements.filter(ast.isVendor)));
}
