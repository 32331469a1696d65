import {
  type AstNode,
  AstUtils,
  DefaultIndexManager,
  type LangiumDocument,
  type LangiumSharedCoreServices,
  type ReferenceDescription,
  type Stream,
  stream,
} from 'langium';
import * as ast from '../generated/ast.ts';
import { BUILT_IN_SCHEME, builtInDocuments } from './built-in-catalogs.ts';
import type { SegplanReferenceDescriptions } from './descriptions.ts';
import { importUri } from './visible-documents.ts';

/**
 * A plan depends on everything it imports, not only on what it refers to by name: a new subnet in a shared file changes what an external
 * zone of the plan means.
 */
export class SegplanIndexManager extends DefaultIndexManager {
  private readonly shared: LangiumSharedCoreServices;

  constructor(shared: LangiumSharedCoreServices) {
    super(shared);
    this.shared = shared;
  }

  override isAffected(document: LangiumDocument, changedUris: Set<string>): boolean {
    return super.isAffected(document, changedUris) || this.importsAnyOf(document, changedUris, new Set());
  }

  /** Built-in catalogs are in no index: they refer to each other alone, and are gone through when somebody asks who refers to them. */
  override findAllReferences(target: AstNode, path: string): Stream<ReferenceDescription> {
    const found = super.findAllReferences(target, path);
    if (AstUtils.getDocument(target).uri.scheme !== BUILT_IN_SCHEME) return found;
    const within = builtInDocuments(this.shared)
      .filter(({ uri }) => !this.referenceIndex.has(uri.toString()))
      .flatMap((document) => {
        const { ReferenceDescriptionProvider } = this.serviceRegistry.getServices(document.uri).workspace;
        return (ReferenceDescriptionProvider as SegplanReferenceDescriptions).to(target, document);
      });
    return stream([...found, ...within]);
  }

  private importsAnyOf(document: LangiumDocument, uris: Set<string>, seen: Set<string>): boolean {
    seen.add(document.uri.toString());
    const tree = document.parseResult.value;
    if (!ast.isDocument(tree)) return false;
    for (const statement of tree.statements) {
      const uri = ast.isImport(statement) ? importUri(statement) : undefined;
      if (!uri || seen.has(uri.toString())) continue;
      if (uris.has(uri.toString())) return true;
      const target = this.shared.workspace.LangiumDocuments.getDocument(uri);
      if (target && this.importsAnyOf(target, uris, seen)) return true;
    }
    return false;
  }
}
