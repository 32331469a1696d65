import { type AstNode, isAstNode, isReference, type Reference } from 'langium';

/**
 * What the nodes of one kind hold: their type, then each property with what it is. `n` a node, `r` a reference, `v` a plain value; in
 * capitals lists of them.
 */
export type Shape = readonly [type: string, ...properties: (readonly [name: string, kind: Kind])[]];
export type Kind = 'n' | 'r' | 'v' | 'N' | 'R' | 'V';

/** A node as the number of its shape, then its values in the shape's order; a reference is the number of its link. */
export type Flat = readonly [shape: number, ...values: unknown[]];

/**
 * A name, and what it leads to: which of the trees that are prepared together, and the way to the node in it: the place of a statement, of a
 * member of that, and of a property of that, as far as it goes.
 */
export type Link = readonly [text: string, tree: number, ...way: number[]];

/** A tree as JSON can hold it. Its links each stand there once, however many references are the same. */
export interface Flattened {
  readonly links: readonly Link[];
  readonly root: Flat;
  /** For each statement with members, where these stand: the characters in front of each since the one before, and its own. */
  readonly places: readonly (readonly number[])[];
}

/** Gathers the shapes of the trees that are prepared together. */
export class Shapes {
  readonly all: Shape[] = [];
  private readonly known = new Map<string, number>();
  private readonly trees: readonly AstNode[];
  private links: Link[] = [];
  private readonly numbers = new Map<string, number>();

  /** @param trees linked, in the order in which they will be revived */
  constructor(trees: readonly AstNode[]) {
    this.trees = trees;
  }

  /** A tree without its syntax nodes, as JSON can hold it. */
  flatten(tree: AstNode): Flattened {
    this.links = [];
    this.numbers.clear();
    const root = this.node(tree);
    return { links: this.links, root, places: listOf(tree, 'statements').map((each) => placesOf(listOf(each, 'members'))) };
  }

  private node(node: AstNode): Flat {
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
    if (isReference(value)) return this.link(value);
    if (isAstNode(value)) return this.node(value);
    if (typeof value === 'object' || typeof value === 'bigint') throw new Error(`a tree can't hold ${String(value)}`);
    return value;
  }

  private link({ $refText, ref }: Reference): number {
    const way: number[] = [];
    let node = ref;
    for (; node?.$container; node = node.$container) way.unshift(node.$containerIndex!);
    const tree = node ? this.trees.indexOf(node) : -1;
    if (tree < 0) throw new Error(`'${$refText}' leads nowhere`);
    const link: Link = [$refText, tree, ...way];
    const key = JSON.stringify(link);
    const number = this.numbers.get(key) ?? this.links.push(link) - 1;
    this.numbers.set(key, number);
    return number;
  }
}

export function listOf(node: AstNode, property: string): readonly AstNode[] {
  return ((node as unknown as Record<string, unknown>)[property] as AstNode[] | undefined) ?? [];
}

function placesOf(nodes: readonly AstNode[]): number[] {
  let before = 0;
  return nodes.flatMap(({ $cstNode }) => {
    const [offset, end] = [$cstNode!.offset, $cstNode!.end];
    const place = [offset - before, end - offset];
    before = end;
    return place;
  });
}

/** What lists the ways of links lead through. */
export const WAY = ['statements', 'members', 'properties'] as const;

function kindOf(value: unknown): Kind {
  if (Array.isArray(value)) return value.length ? (kindOf(value[0]).toUpperCase() as Kind) : 'V';
  return isReference(value) ? 'r' : isAstNode(value) ? 'n' : 'v';
}
