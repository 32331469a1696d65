import {
  type AstNode,
  type AstNodeDescription,
  AstUtils,
  DefaultAstNodeDescriptionProvider,
  DefaultReferenceDescriptionProvider,
  type DocumentSegment,
  isReference,
  type LangiumDocument,
  type ReferenceDescription,
} from 'langium';

/**
 * Describes nodes by what linking needs of them; where they stand is found out when somebody asks. Scopes describe thousands of nodes, and
 * what is found in them has its node at hand.
 */
export class SegplanNodeDescriptions extends DefaultAstNodeDescriptionProvider {
  override createDescription(node: AstNode, name: string | undefined, document?: LangiumDocument): AstNodeDescription {
    return name === undefined ? super.createDescription(node, name, document) : new Described(this, node, name, document);
  }

  /** All that Langium says of a node. */
  whole({ node, name, document }: Described): AstNodeDescription {
    return super.createDescription(node, name, document);
  }

  pathOf(node: AstNode): string {
    return this.astNodeLocator.getAstNodePath(node);
  }
}

/** A node by its name. Of a class: what is computed is no property of each of thousands. */
class Described implements AstNodeDescription {
  readonly node: AstNode;
  readonly name: string;
  readonly type: string;
  readonly document: LangiumDocument | undefined;
  private readonly by: SegplanNodeDescriptions;

  constructor(by: SegplanNodeDescriptions, node: AstNode, name: string, document: LangiumDocument | undefined) {
    this.node = node;
    this.name = name;
    this.type = node.$type;
    this.document = document;
    this.by = by;
  }

  get path(): string {
    return this.by.pathOf(this.node);
  }

  get documentUri(): LangiumDocument['uri'] {
    return (this.document ?? AstUtils.getDocument(this.node)).uri;
  }

  get nameSegment(): DocumentSegment | undefined {
    return this.by.whole(this).nameSegment;
  }

  get selectionSegment(): DocumentSegment | undefined {
    return this.by.whole(this).selectionSegment;
  }
}

/** Describes references, those of a whole document to one node as well. */
export class SegplanReferenceDescriptions extends DefaultReferenceDescriptionProvider {
  /** What of a document refers to a node. */
  to(target: AstNode, document: LangiumDocument): ReferenceDescription[] {
    return AstUtils.streamAst(document.parseResult.value)
      .flatMap((node) => AstUtils.streamReferences(node))
      .filter(({ reference }) => isReference(reference) && reference.ref === target)
      .toArray()
      .flatMap((info) => {
        // A prepared tree has the places of its references as soon as those of its nodes were asked for.
        void info.container.$cstNode;
        return this.createInfoDescriptions(info);
      });
  }
}
