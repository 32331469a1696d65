import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.ts';
import { referencesIn } from './contents.ts';
import type { NameTable } from './declared-names.ts';
import { PlainReference } from './plain-reference.ts';
import { changedPlaces, isAmong, type SaidNames } from './said-names.ts';

/** What decides where names lead. */
export interface Names {
  readonly vendors: readonly ast.Vendor[];
  readonly tables: readonly NameTable[];
  readonly versions: readonly number[];
}

/** What names lead elsewhere than before; nothing where any of them may. */
export function changedNames(before: Names, now: Names): ReadonlySet<string> | undefined {
  const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
    a.length === b.length && a.every((each, n) => each === b[n]);
  if (!isSame(before.vendors, now.vendors) || !isSame(before.tables, now.tables)) return undefined;
  const changed = new Set<string>();
  for (const [n, table] of now.tables.entries()) {
    const names = table.changedSince(before.versions[n]!);
    if (!names) return undefined;
    for (const each of names) for (const name of each) changed.add(name);
  }
  return changed;
}

/**
 * The statements of a text that an edit made new, that say a name which leads elsewhere by now, or one that led nowhere, whose message tells
 * which names are near.
 */
export function statementsToLink(
  { root, brokenIn, said }: { readonly root: ast.Document; readonly brokenIn: readonly AstNode[]; readonly said: SaidNames },
  changed: ReadonlySet<string>,
  all: readonly AstNode[],
): AstNode[] {
  const before = root.statements;
  const result = new Set<AstNode>(changedPlaces(before, all).map((n) => all[n]!));
  if (changed.size)
    for (const some of [said.sayingOneOf(changed, before), brokenIn])
      for (const statement of some) if (isAmong(statement, all)) result.add(statement);
  return [...result];
}

/** Some of all statements, each once, in the order of the text. */
export function inOrderOf(all: readonly AstNode[], some: readonly AstNode[]): AstNode[] {
  return [...new Set(some)].filter((s) => isAmong(s, all)).sort((a, b) => (a.$containerIndex ?? 0) - (b.$containerIndex ?? 0));
}

/** Lets go of where the names of a statement lead that may lead elsewhere. @param changed names that do; nothing if any may */
export function unlinkIn(statement: AstNode, changed: ReadonlySet<string> | undefined): void {
  for (const { reference } of referencesIn(statement)) {
    if (!(reference instanceof PlainReference)) continue;
    // A message about a name that leads nowhere tells which ones are near.
    if (!changed || changed.has(reference.$refText) || reference.error) reference.unlink();
  }
}
