import {
  type AstNode,
  AstUtils,
  type CstNode,
  CstUtils,
  DefaultReferences,
  type FindReferencesOptions,
  GrammarUtils,
  type LangiumCoreServices,
  type LangiumDocuments,
  type ReferenceDescription,
  type Stream,
  stream,
  UriUtils,
} from 'langium';
import * as ast from '../generated/ast.ts';
import type { VisibleDocuments } from '../workspace/visible-documents.ts';

/** The block that begins the vendor of a block: itself, or for one that extends a vendor, the one that its file sees. */
export function baseOf(block: ast.Vendor, visible: VisibleDocuments): ast.Vendor | undefined {
  if (!block.extends) return block;
  const root = AstUtils.findRootNode(block) as ast.Document;
  return visible.vendorsFor(root).find((v) => !v.extends && v.name === block.name);
}

/** What something is named with in front: its vendor, by the block that begins it, or its zone. */
export function ownerOf(node: AstNode | undefined, visible: VisibleDocuments): AstNode | undefined {
  const owner = node?.$container;
  return ast.isVendor(owner) ? (baseOf(owner, visible) ?? owner) : owner;
}

/** The blocks that extend a vendor, in all files that see it. */
export function extensionsOf(vendor: ast.Vendor, documents: LangiumDocuments, visible: VisibleDocuments): ast.Vendor[] {
  return documents.all
    .flatMap(({ parseResult }) => (ast.isDocument(parseResult.value) ? parseResult.value.statements.filter(ast.isVendor) : []))
    .filter((block) => block.extends === true && block.name === vendor.name && baseOf(block, visible) === vendor)
    .toArray();
}

/** Where the name of a vendor's block stands. */
export function nameNodeOf(block: ast.Vendor): CstNode | undefined {
  return GrammarUtils.findNodeForProperty(block.$cstNode, 'name');
}

/** The name of a block that extends a vendor leads to the block that begins it. */
export class SegplanReferences extends DefaultReferences {
  private readonly visible: () => VisibleDocuments;

  constructor(services: LangiumCoreServices, visible: () => VisibleDocuments) {
    super(services);
    this.visible = visible;
  }

  override findDeclarations(leaf: CstNode): AstNode[] {
    return super.findDeclarations(leaf).map((node) => (ast.isVendor(node) ? (baseOf(node, this.visible()) ?? node) : node));
  }

  /** The names of the blocks that extend a vendor lead to it as well. */
  override findReferences(target: AstNode, options: FindReferencesOptions): Stream<ReferenceDescription> {
    const found = super.findReferences(target, options);
    if (!ast.isVendor(target)) return found;
    const targetUri = AstUtils.getDocument(target).uri;
    const targetPath = this.nodeLocator.getAstNodePath(target);
    const names = extensionsOf(target, this.documents, this.visible()).flatMap((block): ReferenceDescription[] => {
      const name = nameNodeOf(block);
      const sourceUri = AstUtils.getDocument(block).uri;
      if (!name || (options.documentUri && !UriUtils.equals(options.documentUri, sourceUri))) return [];
      const segment = CstUtils.toDocumentSegment(name);
      const sourcePath = this.nodeLocator.getAstNodePath(block);
      return [{ sourceUri, sourcePath, targetUri, targetPath, segment, local: UriUtils.equals(sourceUri, targetUri) }];
    });
    return stream([...found, ...names]);
  }
}
