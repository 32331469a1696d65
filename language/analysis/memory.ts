import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.ts';
import { append, isSameList } from '../model/lists.ts';
import type { Plan, PlanRule } from '../model/plan.ts';
import { commonEnds } from './rule-places.ts';

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
   * What is made of each item of a list, all of it in order. Items at both ends of the list that stood there before are not looked at
   * again.
   * @param name what it is
   * @param madeOf everything that it depends on besides the item: objects, which are others as soon as they mean something else
   * @param make must look at nothing else, and must not keep positions in the text
   */
  each<I, T>(name: string, items: readonly I[], madeOf: readonly unknown[], make: (item: I) => readonly T[]): T[] {
    const before = this.kept.get(name);
    const known = before && isSameList(before.madeOf, madeOf) ? before : { items: [], made: [] };
    const [start, end] = commonEnds(known.items, items);
    let made = known.made as readonly (readonly T[])[];
    if (known !== before || start < items.length || start < known.items.length) {
      const changed = items.slice(start, items.length - end).map(make);
      made = [...made.slice(0, start), ...changed, ...made.slice(made.length - end)];
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

/** What rules are looked at with. */
interface Looked {
  readonly plan: Plan;
  readonly phases: ReadonlySet<string>;
  readonly memory: Memory;
}

/**
 * What is made of each rule of a plan by itself, of what the plan has besides rules, and of the phases that are on.
 * @param more what else it depends on
 */
export function ofEachRule<T>(
  { plan, phases, memory }: Looked,
  name: string,
  make: (rule: PlanRule) => readonly T[],
  more: readonly unknown[] = NOTHING,
): T[] {
  return memory.each(name, plan.rules, [plan.zones, phases, ...more], make);
}

const ONE = ['one'] as const;
const NOTHING: readonly never[] = [];

/** A statement with all that is in it, in the order of the text. */
function contentsOf(statement: ast.Statement): readonly AstNode[] {
  let all = contents.get(statement);
  if (!all) {
    all = [];
    collect(statement, all as AstNode[]);
    contents.set(statement, all);
  }
  return all;
}

const contents = new WeakMap<ast.Statement, readonly AstNode[]>();

function collect(start: AstNode, all: AstNode[]): void {
  const open = [start];
  for (let node = open.pop(); node; node = open.pop()) {
    all.push(node);
    const children: AstNode[] = [];
    for (const property in node) {
      if (property.startsWith('$')) continue;
      const value = (node as unknown as Record<string, unknown>)[property];
      if (typeof value !== 'object' || value === null) continue;
      for (const each of Array.isArray(value) ? value : [value]) if (isNode(each)) children.push(each);
    }
    for (let n = children.length - 1; n >= 0; n--) open.push(children[n]!);
  }
}

function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && typeof (value as AstNode).$type === 'string';
}
