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
import { statementsOf } from '../syntax/statements.ts';
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
    // A built-in catalog sees its like alone, and they never change.
    if (document.uri.scheme === BUILT_IN_SCHEME) return false;
    const own = document.uri.toString();
    const refers = [...this.targetsOf(document)].some((uri) => uri !== own && changedUris.has(uri));
    return refers || this.importsAnyOf(document, changedUris, new Set());
  }

  /** What a document refers to is found when somebody asks, which is seldom, and edits are many. */
  override async updateReferences(document: LangiumDocument): Promise<void> {
    this.targets.delete(document.uri.toString());
  }

  override removeReferences(uri: URI): void {
    this.targets.delete(uri.toString());
  }

  private targetsOf(document: LangiumDocument): ReadonlySet<string> {
    const own = document.uri.toString();
    let targets = this.targets.get(own);
    if (!targets) {
      const trees = new Set<AstNode>();
      for (const reference of document.references)
        if (isReference(reference) && reference.ref) trees.add(AstUtils.findRootNode(reference.ref));
      targets = new Set([...trees].flatMap(({ $document }) => $document?.uri.toString() ?? []));
      this.targets.set(own, targets);
    }
    return targets;
  }

  override findAllReferences(target: AstNode): Stream<ReferenceDescription> {
    const { uri } = AstUtils.getDocument(target);
    const within = uri.scheme === BUILT_IN_SCHEME ? builtInDocuments(this.shared) : [];
    const others = this.documents.all.filter((d) => !within.includes(d) && this.targetsOf(d).has(uri.toString()));
    return stream([...others, ...within]).flatMap((document) => {
      const { ReferenceDescriptionProvider } = this.serviceRegistry.getServices(document.uri).workspace;
      return (ReferenceDescriptionProvider as SegplanReferenceDescriptions).to(target, document);
    });
  }

  private importsAnyOf(document: LangiumDocument, uris: Set<string>, seen: Set<string>): boolean {
    seen.add(document.uri.toString());
    const tree = document.parseResult.value;
    if (!ast.isDocument(tree)) return false;
    for (const statement of statementsOf(tree, 'Import')) {
      const uri = importUri(statement);
      if (!uri || seen.has(uri.toString())) continue;
      if (uris.has(uri.toString())) return true;
      const target = this.shared.workspace.LangiumDocuments.getDocument(uri);
      if (target && this.importsAnyOf(target, uris, seen)) return true;
    }
    return false;
  }
}
