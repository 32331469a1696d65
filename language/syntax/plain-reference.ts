import type { AstNode, AstNodeDescription, CstNode, LinkingError, Reference } from 'langium';

/** Finds what a reference leads to, and notes it in `_ref` and `_nodeDescription`. */
type Resolve = (reference: Reference, node: AstNode, property: string) => AstNode | undefined;

/**
 * A reference as Langium makes them, which tells what it leads to without asking its linker again: tens of thousands are looked at after a key,
 * and nearly all of them are linked.
 */
export class PlainReference implements Reference {
  readonly $refNode: CstNode | undefined;
  readonly $refText: string;
  private readonly node: AstNode;
  private readonly property: string;
  private readonly resolve: Resolve;
  // The linker of Langium goes by these names.
  private _ref: AstNode | LinkingError | symbol | undefined = undefined;
  private _nodeDescription: AstNodeDescription | undefined = undefined;

  constructor(resolve: Resolve, node: AstNode, property: string, refNode: CstNode | undefined, refText: string) {
    this.resolve = resolve;
    this.node = node;
    this.property = property;
    this.$refNode = refNode;
    this.$refText = refText;
  }

  get ref(): AstNode | undefined {
    const known = this._ref as AstNode | undefined;
    // What says that a name leads nowhere has no type.
    return known?.$type === undefined ? this.resolve(this, this.node, this.property) : known;
  }

  get $nodeDescription(): AstNodeDescription | undefined {
    return this._nodeDescription;
  }

  get error(): LinkingError | undefined {
    const known = this._ref as (Partial<AstNode> & Partial<LinkingError>) | undefined;
    return known?.$type === undefined && known?.info !== undefined ? (known as LinkingError) : undefined;
  }

  /** Has it linked anew when somebody asks. */
  unlink(): void {
    this._ref = undefined;
    this._nodeDescription = undefined;
  }
}
