import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.ts';
import { append, isSameList } from '../model/lists.ts';
import type { Steps } from '../model/steps.ts';
import { contentsOf, typesIn } from '../syntax/contents.ts';
import { ListChange } from './list-change.ts';

type Type = keyof ast.SegplanAstType;

/** What was made of one item of a list, where that is anything. */
interface Filled {
  /** The place of the item in the list. */
  readonly at: number;
  readonly made: readonly unknown[];
}

interface Kept {
  readonly items: readonly unknown[];
  readonly madeOf: readonly unknown[];
  /** In the order of the list. Of most items nothing is made, and whoever asks goes through none of these. */
  readonly filled: readonly Filled[];
}

/**
 * What was made of single rules or statements when a plan was looked at last, handed on from one analysis to the next. Everything in it is
 * keyed by the objects that it was made of, so that what an edit left alone is found again, wherever it stands by then.
 */
export class Memory {
  private readonly kept = new Map<string, Kept>();
  private readonly ones = new Map<string, { readonly madeOf: readonly unknown[]; readonly made: unknown }>();
  private readonly noted = new Map<string, object>();
  /** By the list that came after. Dozens ask about the same two. */
  private readonly changes = new WeakMap<readonly unknown[], ListChange>();

  /**
   * What is made of each item of a list, all of it in order. Items that were in the list before are not looked at again.
   * @param name what it is
   * @param madeOf everything that it depends on besides the item: objects, which are others as soon as they mean something else
   * @param make must look at nothing else, and must not keep positions in the text
   */
  each<I, T>(name: string, items: readonly I[], madeOf: readonly unknown[], make: (item: I) => readonly T[]): T[] {
    const before = this.kept.get(name);
    let filled = before?.filled;
    if (!filled || !isSameList(before!.madeOf, madeOf)) filled = filledBy(items, make);
    else if (before!.items !== items) filled = filledAgain(this.changeOf(before!.items, items), filled, items, make);
    this.kept.set(name, { items, madeOf, filled });
    const all: T[] = [];
    for (const each of filled) append(all, each.made as readonly T[]);
    return all;
  }

  /**
   * Makes the same step by step where nothing was made of such a list before: `each` has it at hand then. After an edit little is left to be made,
   * and is made when it is asked for.
   */
  *making<I, T>(name: string, items: readonly I[], madeOf: readonly unknown[], make: (item: I) => readonly T[]): Steps<void> {
    const before = this.kept.get(name);
    if (before && isSameList(before.madeOf, madeOf)) return;
    const filled: Filled[] = [];
    for (let at = 0; at < items.length; at++) {
      if (at % ITEMS_A_STEP === 0) yield;
      const made = make(items[at]!);
      if (made.length) filled.push({ at, made });
    }
    this.kept.set(name, { items, madeOf, filled });
  }

  private changeOf(before: readonly unknown[], after: readonly unknown[]): ListChange {
    let change = this.changes.get(after);
    if (!change?.isOf(before)) {
      change = new ListChange(before, after);
      this.changes.set(after, change);
    }
    return change;
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
    const before = this.ones.get(name);
    if (before && isSameList(before.madeOf, madeOf)) return before.made as T;
    const made = make();
    this.ones.set(name, { madeOf, made });
    return made;
  }

  /**
   * The nodes of some types in a document, in the order of the text.
   * @param is leaves some of them out; it must look at the node's own text alone, and at nothing that its names lead to
   */
  nodes<T extends Type>(
    name: string,
    { statements }: ast.Document,
    types: readonly T[],
    is?: (node: ast.SegplanAstType[T]) => boolean,
  ): ast.SegplanAstType[T][] {
    const known = new Map<ReadonlySet<string>, boolean>();
    return this.each(`nodes: ${name}`, statements, NOTHING, (statement) => {
      // Most statements have one of a few forms.
      const all = typesIn(statement);
      let holds = known.get(all);
      if (holds === undefined) {
        holds = types.some((type) => all.has(type));
        known.set(all, holds);
      }
      if (!holds) return NOTHING;
      const found: ast.SegplanAstType[T][] = [];
      for (const node of contentsOf(statement) as readonly ast.SegplanAstType[T][])
        if (types.includes(node.$type as T) && (!is || is(node))) found.push(node);
      return found;
    });
  }

  /** The nodes of some statements that something is true of: who asks about catalogs alone goes through no plan. */
  nodesIn<N extends AstNode>(name: string, statements: readonly ast.Statement[], is: (node: AstNode) => node is N): N[];
  nodesIn(name: string, statements: readonly ast.Statement[], is: (node: AstNode) => boolean): AstNode[];
  nodesIn(name: string, statements: readonly ast.Statement[], is: (node: AstNode) => boolean): AstNode[] {
    return this.each(`nodes: ${name}`, statements, NOTHING, (statement) => contentsOf(statement).filter(is));
  }
}

/** What is made of the items of a list that nothing was made of before. */
function filledBy<I>(items: readonly I[], make: (item: I) => readonly unknown[]): readonly Filled[] {
  const filled: Filled[] = [];
  for (const [at, item] of items.entries()) {
    const made = make(item);
    if (made.length) filled.push({ at, made });
  }
  return filled;
}

/**
 * What is made of the items of a list, taken over for those that were in the list before.
 * @param filled what was made of those before
 */
function filledAgain<I>(
  change: ListChange,
  filled: readonly Filled[],
  items: readonly I[],
  make: (item: I) => readonly unknown[],
): readonly Filled[] {
  if (change.isNone) return filled;
  const { start, stop, moved, others } = change;
  const result: Filled[] = [];
  let next = 0;
  const takeOver = (until: number): void => {
    for (; next < filled.length && filled[next]!.at < until; next++) {
      const known = filled[next]!;
      if (known.at < start || change.staysAt(known.at)) result.push(known);
    }
  };
  let madeAt: Map<number, Filled> | undefined;
  for (const { at, before } of others) {
    takeOver(Math.min(at, stop));
    if (before !== undefined) madeAt ??= new Map(filled.map((each) => [each.at, each]));
    const made = before === undefined ? make(items[at]!) : madeAt!.get(before)?.made;
    if (made?.length) result.push({ at, made });
  }
  takeOver(stop);
  for (; next < filled.length; next++) {
    const known = filled[next]!;
    result.push(moved ? { at: known.at + moved, made: known.made } : known);
  }
  return result;
}

const ITEMS_A_STEP = 50;
const NOTHING: readonly never[] = [];
