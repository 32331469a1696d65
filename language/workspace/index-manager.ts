import {
  type AstNode,
  AstUtils,
  DefaultIndexManager,
  isReference,
  type LangiumDocument,
  type LangiumSharedCoreServices,
  type ReferenceDescription,
  type Stream,
  stream,
  type URI,
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
  /** By the address of a document, those of the documents that it refers to, itself among them. */
  private readonly targets = new Map<string, ReadonlySet<string>>();

  constructor(shared: LangiumSharedCoreServices) {
    super(shared);
    this.shared = shared;
  }

  override isAffected(document: LangiumDocument, changedUris: Set<string>): boolean {
    const own = document.uri.toString();
    const targets = this.targets.get(own);
    const refers = targets !== undefined && [...targets].some((uri) => uri !== own && changedUris.has(uri));
    return refers || this.importsAnyOf(document, changedUris, new Set());
  }

  /** Which documents a document refers to; what refers to a node is found in them when somebody asks, which is seldom, and edits are many. */
  override async updateReferences(document: LangiumDocument): Promise<void> {
    const targets = new Set<string>();
    for (const reference of document.references) {
      const uri = isReference(reference) && reference.$nodeDescription?.documentUri;
      if (uri) targets.add(uri.toString());
    }
    this.targets.set(document.uri.toString(), targets);
  }

  override removeReferences(uri: URI): void {
    this.targets.delete(uri.toString());
  }

  override findAllReferences(target: AstNode): Stream<ReferenceDescription> {
    const { uri } = AstUtils.getDocument(target);
    const within = uri.scheme === BUILT_IN_SCHEME ? builtInDocuments(this.shared) : [];
    const others = this.documents.all.filter(
      (d) => !within.includes(d) && this.targets.get(d.uri.toString())?.has(uri.toString()) === true,
    );
    return stream([...others, ...within]).flatMap((document) => {
      const { ReferenceDescriptionProvider } = this.serviceRegistry.getServices(document.uri).workspace;
      return (ReferenceDescriptionProvider as SegplanReferenceDescriptions).to(target, document);
    });
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
