import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.ts';
import { append, commonEnds, isSameList } from '../model/lists.ts';
import { contentsOf } from '../syntax/contents.ts';

interface Kept {
  readonly items: readonly unknown[];
  readonly madeOf: readonly unknown[];
  readonly made: readonly (readonly unknown[])[];
}

/**
 * What was made of single rules or statements when a plan was looked at last, handed on from one analysis to the next. Everything in it is
 * keyed by the objects that it was made of, so that what an edit left alone is found again, wherever it stands by then.
 */
export class Memory {
  private readonly kept = new Map<string, Kept>();
  private readonly noted = new Map<string, object>();

  /**
   * What is made of each item of a list, all of it in order. Items that were in the list before are not looked at again.
   * @param name what it is
   * @param madeOf everything that it depends on besides the item: objects, which are others as soon as they mean something else
   * @param make must look at nothing else, and must not keep positions in the text
   */
  each<I, T>(name: string, items: readonly I[], madeOf: readonly unknown[], make: (item: I) => readonly T[]): T[] {
    const before = this.kept.get(name);
    const known = before && isSameList(before.madeOf, madeOf) ? before : { items: [], made: [] };
    let made = known.made as readonly (readonly T[])[];
    if (known !== before || !isSameList(known.items, items)) {
      made = madeAgain(known.items as readonly I[], items, made, make);
      this.kept.set(name, { items, madeOf, made });
    }
    const all: T[] = [];
    for (const each of made) if (each.length) append(all, each);
    return all;
  }

  /**
   * What is made of each of some things that are no list of the text.
   * @param madeOf everything that it depends on besides
   */
  every<I extends object, T>(
    name: string,
    items: readonly I[],
    madeOf: (item: I) => readonly unknown[],
    make: (item: I) => T,
  ): Map<I, T> {
    type Entries = Map<I, { readonly madeOf: readonly unknown[]; readonly made: T }>;
    const entries = this.renew<Entries>(name, (before) => {
      const now: Entries = new Map();
      for (const item of items) {
        const [known, own] = [before?.get(item), madeOf(item)];
        now.set(item, known && isSameList(known.madeOf, own) ? known : { madeOf: own, made: make(item) });
      }
      return now;
    });
    return new Map([...entries].map(([item, { made }]) => [item, made]));
  }

  /** What was noted under a name last, and what takes its place. */
  renew<T extends object>(name: string, make: (before: T | undefined) => T): T {
    const made = make(this.noted.get(name) as T | undefined);
    this.noted.set(name, made);
    return made;
  }

  /** What was noted under a name last. */
  last<T extends object>(name: string): T | undefined {
    return this.noted.get(name) as T | undefined;
  }

  /** The same for one thing. */
  one<T>(name: string, madeOf: readonly unknown[], make: () => T): T {
    const [made] = this.each(name, ONE, madeOf, () => [make()]);
    return made as T;
  }

  /**
   * The nodes of a document that something is true of, in the order of the text.
   * @param is must look at the node's own text alone, and at nothing that its names lead to
   */
  nodes<N extends AstNode>(name: string, root: ast.Document, is: (node: AstNode) => node is N): N[];
  nodes(name: string, root: ast.Document, is: (node: AstNode) => boolean): AstNode[];
  nodes(name: string, root: ast.Document, is: (node: AstNode) => boolean): AstNode[] {
    return this.each(`nodes: ${name}`, root.statements, NOTHING, (statement) => contentsOf(statement).filter(is));
  }
}

/**
 * Something for each item of a list, taken over for those that were in the list before.
 * @param made what was made of those before
 */
function madeAgain<I, R>(before: readonly I[], items: readonly I[], made: readonly R[], make: (item: I) => R): R[] {
  const [start, end] = commonEnds(before, items);
  const stop = before.length - end;
  let places: Map<I, number> | undefined;
  const placeOf = (item: I): number | undefined => {
    places ??= new Map(before.slice(start, stop).map((each, n) => [each, start + n]));
    return places.get(item);
  };
  const between = items.slice(start, items.length - end).map((item, n) => {
    // Where some of many have changed, most of those between them stand where they stood.
    const at = before[start + n] === item && start + n < stop ? start + n : placeOf(item);
    return at === undefined ? make(item) : made[at]!;
  });
  return [...made.slice(0, start), ...between, ...made.slice(stop)];
}

const ONE = ['one'] as const;
const NOTHING: readonly never[] = [];
