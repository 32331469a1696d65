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
    const { astNodeLocator } = this;
    const whole = (): AstNodeDescription => super.createDescription(node, name, document);
    if (name === undefined) return whole();
    return {
      node,
      name,
      type: node.$type,
      get path(): string {
        return astNodeLocator.getAstNodePath(node);
      },
      get documentUri() {
        return (document ?? AstUtils.getDocument(node)).uri;
      },
      get nameSegment(): DocumentSegment | undefined {
        return whole().nameSegment;
      },
      get selectionSegment(): DocumentSegment | undefined {
        return whole().selectionSegment;
      },
    };
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
