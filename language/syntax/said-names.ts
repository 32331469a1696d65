import type { AstNode } from 'langium';
import { keptEnds, placesThatDiffer } from '../model/lists.ts';
import { referencesIn } from './contents.ts';

const names = new WeakMap<AstNode, readonly string[]>();

/** The names by which a statement refers to anything, each once. */
function namesSaidIn(statement: AstNode): readonly string[] {
  let own = names.get(statement);
  if (!own) {
    own = [...new Set(referencesIn(statement).map(({ reference }) => reference.$refText))];
    names.set(statement, own);
  }
  return own;
}

/** The places at which two lists of statements differ, by the latter: of lists of one length one by one, of others all between their ends. */
export function changedPlaces(before: readonly AstNode[], after: readonly AstNode[]): readonly number[] {
  if (before.length === after.length) return placesThatDiffer(before, after);
  const [start, end] = keptEnds(before, after);
  return Array.from({ length: after.length - end - start }, (_, n) => start + n);
}

/** Whether a statement is one of a list, at the place where it stands. */
export function isAmong(statement: AstNode, statements: readonly AstNode[]): boolean {
  return statements[statement.$containerIndex ?? -1] === statement;
}

const NOBODY: ReadonlySet<AstNode> = new Set();

/** The statements of a text by the names that they say, from one edit to the next: few say one name, and of thousands none other is looked at. */
export class SaidNames {
  private statements: readonly AstNode[] = [];
  private readonly said = new Map<string, Set<AstNode>>();

  /** The statements that refer to anything by one of some names. @param statements all that there are */
  sayingOneOf(some: ReadonlySet<string>, statements: readonly AstNode[]): Set<AstNode> {
    this.turnTo(statements);
    const result = new Set<AstNode>();
    for (const name of some) for (const statement of this.said.get(name) ?? []) result.add(statement);
    return result;
  }

  /** The statements that refer to anything by a name, as they are until the next edit. @param statements all that there are */
  saying(name: string, statements: readonly AstNode[]): ReadonlySet<AstNode> {
    this.turnTo(statements);
    return this.said.get(name) ?? NOBODY;
  }

  /** Goes over to the statements after an edit, so that none of before is held on to; until somebody asks for the first time it knows none. */
  goOnTo(statements: readonly AstNode[]): void {
    if (this.statements.length) this.turnTo(statements);
  }

  private turnTo(statements: readonly AstNode[]): void {
    const before = this.statements;
    if (before === statements) return;
    this.statements = statements;
    // One that moved among the others goes and comes.
    const places = changedPlaces(before, statements);
    for (const n of before.length === statements.length ? places : changedPlaces(statements, before)) this.strike(before[n]!);
    for (const n of places) this.enter(statements[n]!);
  }

  private enter(statement: AstNode): void {
    for (const name of namesSaidIn(statement)) {
      const known = this.said.get(name);
      if (known) known.add(statement);
      else this.said.set(name, new Set([statement]));
    }
  }

  private strike(statement: AstNode): void {
    for (const name of namesSaidIn(statement)) {
      const known = this.said.get(name);
      if (known?.delete(statement) && !known.size) this.said.delete(name);
    }
  }
}
