import { type AstNode, type CstNode, CstUtils, isAstNode, isReference, type LangiumCoreServices, type Reference } from 'langium';

/**
 * What the nodes of one kind hold: their type, then each property with what it is. `n` a node, `r` a reference, `v` a plain value; in
 * capitals lists of them.
 */
export type Shape = readonly [type: string, ...properties: (readonly [name: string, kind: Kind])[]];
type Kind = 'n' | 'r' | 'v' | 'N' | 'R' | 'V';

/** A node as the number of its shape, then its values in the shape's order; a reference is its text. */
export type Flat = readonly [shape: number, ...values: unknown[]];

/** Gathers the shapes of the trees that are prepared together. */
export class Shapes {
  readonly all: Shape[] = [];
  private readonly known = new Map<string, number>();

  /** A tree without its syntax nodes, as JSON can hold it. */
  flatten(node: AstNode): Flat {
    const values: unknown[] = [];
    const properties = Object.entries(node).flatMap(([name, value]): [string, Kind][] => {
      if (name.startsWith('$') || value === undefined) return [];
      values.push(Array.isArray(value) ? value.map((each) => this.value(each)) : this.value(value));
      return [[name, kindOf(value)]];
    });
    const shape: Shape = [node.$type, ...properties];
    const key = JSON.stringify(shape);
    let number = this.known.get(key);
    if (number === undefined) {
      number = this.all.push(shape) - 1;
      this.known.set(key, number);
    }
    return [number, ...values];
  }

  private value(value: unknown): unknown {
    if (isReference(value)) return value.$refText;
    if (isAstNode(value)) return this.flatten(value);
    if (typeof value === 'object' || typeof value === 'bigint') throw new Error(`a tree can't hold ${String(value)}`);
    return value;
  }
}

function kindOf(value: unknown): Kind {
  if (Array.isArray(value)) return value.length ? (kindOf(value[0]).toUpperCase() as Kind) : 'V';
  return isReference(value) ? 'r' : isAstNode(value) ? 'n' : 'v';
}

/** Where the syntax nodes of a prepared tree come from: its text, which is parsed when somebody asks for the first of them. */
const SYNTAX = Symbol('syntax');
const SOURCE = Symbol('source');

/** A node that has its place in the text when it is asked for it, and no sooner. */
class PreparedNode {
  readonly $type: string;
  readonly $container: PreparedNode | undefined;
  readonly $containerProperty: string | undefined;
  readonly $containerIndex: number | undefined;
  declare [SYNTAX]?: CstNode | undefined;
  declare [SOURCE]?: () => AstNode;

  constructor(type: string, container?: PreparedNode, property?: string, index?: number) {
    this.$type = type;
    this.$container = container;
    this.$containerProperty = property;
    this.$containerIndex = index;
  }

  get $cstNode(): CstNode | undefined {
    if (!(SYNTAX in this)) locate(this);
    return this[SYNTAX];
  }
}

/**
 * The tree that was flattened. Its references are linked when they are followed, and its text is parsed when a place in it is asked for.
 * @param shapes those that it was flattened with
 * @param text what it was parsed from
 */
export function reviveTree<T extends AstNode>(
  flat: Flat,
  shapes: readonly Shape[],
  text: string,
  { references: { Linker }, parser: { LangiumParser } }: Pick<LangiumCoreServices, 'references' | 'parser'>,
): T {
  function revive(from: Flat, container?: PreparedNode, property?: string, index?: number): PreparedNode {
    const shape = shapes[from[0]]!;
    const node = new PreparedNode(shape[0], container, property, index);
    for (let n = 1; n < shape.length; n++) {
      const [name, kind] = shape[n] as Shape[1];
      (node as unknown as Record<string, unknown>)[name] = held(node, name, kind, from[n]);
    }
    return node;
  }

  function held(node: PreparedNode, name: string, kind: Kind, value: unknown): unknown {
    switch (kind) {
      case 'n':
        return revive(value as Flat, node, name);
      case 'N':
        return (value as Flat[]).map((each, n) => revive(each, node, name, n));
      case 'r':
        return refer(node, name, value as string);
      case 'R':
        return (value as string[]).map((each) => refer(node, name, each));
      default:
        return value;
    }
  }

  function refer(node: PreparedNode, name: string, text: string): Reference {
    return Linker.buildReference(node as AstNode, name, undefined, text);
  }

  const root = revive(flat);
  root[SOURCE] = () => LangiumParser.parse(text).value;
  return root as unknown as T;
}

/** Gives all nodes of a tree their places, by the tree that its text parses to. */
function locate(node: PreparedNode): void {
  let root = node;
  while (root.$container) root = root.$container;
  const parsed = root[SOURCE]?.();
  if (!parsed) return;
  const counterparts = new Map<AstNode, AstNode>();
  pair(root as unknown as AstNode, parsed, counterparts);
  if (!parsed.$cstNode) return;
  for (const syntax of CstUtils.streamCst(parsed.$cstNode)) {
    const own = counterparts.get(syntax.astNode);
    // Leaves have the node of what they are part of.
    if (own && 'content' in syntax) (syntax as { astNode: AstNode }).astNode = own;
  }
}

function pair(prepared: AstNode, parsed: AstNode, counterparts: Map<AstNode, AstNode>): void {
  counterparts.set(parsed, prepared);
  (prepared as unknown as PreparedNode)[SYNTAX] = parsed.$cstNode;
  const couple = (mine: unknown, theirs: unknown): void => {
    if (isReference(theirs)) (mine as { -readonly [K in keyof Reference]: Reference[K] }).$refNode = theirs.$refNode;
    else if (isAstNode(theirs)) pair(mine as AstNode, theirs, counterparts);
  };
  for (const [name, theirs] of Object.entries(parsed)) {
    if (name.startsWith('$')) continue;
    const mine = (prepared as unknown as Record<string, unknown>)[name];
    if (Array.isArray(theirs)) for (const [n, each] of theirs.entries()) couple((mine as unknown[])[n], each);
    else couple(mine, theirs);
  }
}
