import type { TextEdit } from 'vscode-languageserver-types';
import { removeStatement } from '../editing/remove.ts';
import * as ast from '../generated/ast.ts';
import { note } from '../model/lists.ts';
import { SaidNames } from '../syntax/said-names.ts';
import { statementsOf } from '../syntax/statements.ts';
import { statesRules } from '../workspace/visible-documents.ts';
import { brokenLines } from './broken-lines.ts';
import type { CheckContext } from './check.ts';
import { statementsNaming } from './said-parts.ts';

/** A statement that does nothing but give a name to something. */
export type Naming = ast.Group | ast.Service | ast.Vendor;

/** A name that nothing uses, with the others of that kind that say it: they would lead nowhere without it. */
export interface UnusedName {
  readonly node: Naming;
  readonly saidBy: readonly Naming[];
}

/**
 * Whether what nothing here uses is used by nobody: a file that others import gives them its names, and so may one that says nothing of what is
 * allowed, whoever imports it by now.
 */
export function keepsItsNames({ root, isImported }: CheckContext): boolean {
  return statesRules(root) && !isImported;
}

/** The groups, services and vendors of a file of which nothing that counts by itself says the name, in the order of the text. */
export function unusedNames(context: CheckContext): UnusedName[] {
  const { root, analysis } = context;
  const namings = [
    ...statementsOf(root, 'Group').filter(({ partners }) => !partners),
    ...statementsOf(root, 'Service'),
    ...statementsOf(root, 'Vendor'),
  ].filter(({ name }) => name);
  if (!namings.length || !keepsItsNames(context)) return [];
  const { said } = analysis.memory.renew<{ said: SaidNames }>(
    'names that are said',
    (before) => before ?? { said: new SaidNames() },
  );
  const isNaming = new Set<ast.Statement>(namings);
  const sayersOf = new Map<Naming, Naming[]>();
  const saidIn = new Map<Naming, Naming[]>();
  const used = new Set<Naming>();
  const broken = brokenLines(context.document);
  for (const node of namings) {
    const own: Naming[] = [];
    const sayers = ast.isVendor(node) ? statementsNaming(node.name, context) : said.saying(node.name, root.statements);
    for (const sayer of sayers as Iterable<ast.Statement>) {
      // Thousands may say it, and one that counts by itself is enough.
      if (!isNaming.has(sayer)) {
        used.add(node);
        break;
      }
      if (sayer === node) continue;
      own.push(sayer as Naming);
      note(saidIn, sayer as Naming, node);
    }
    sayersOf.set(node, own);
    if (broken.size && isOnLines(node.name, broken, context)) used.add(node);
    if (node.$type === 'Vendor' && context.plan.uses.has(node.name)) used.add(node);
  }
  // What is used uses what it names; a set that grows is gone through to its end.
  for (const node of used) for (const each of saidIn.get(node) ?? NONE) used.add(each);
  if (used.size === namings.length) return [];
  return namings
    .filter((node) => !used.has(node))
    .map((node) => ({ node, saidBy: sayersOf.get(node)! }))
    .sort((a, b) => (a.node.$containerIndex ?? 0) - (b.node.$containerIndex ?? 0));
}

const NONE: readonly never[] = [];

/** Takes a name out, with all that say it. */
export function removalOf(name: UnusedName, all: readonly UnusedName[]): { readonly also: Naming[]; readonly edits: TextEdit[] } {
  const gone = new Set<Naming>([name.node]);
  for (const node of gone) for (const sayer of all.find((each) => each.node === node)?.saidBy ?? []) gone.add(sayer);
  return { also: [...gone].slice(1), edits: [...gone].flatMap(removeStatement) };
}

/** Whether a name stands on one of the lines with a syntax error: what a broken statement says may be lost to its tree. */
function isOnLines(name: string, broken: ReadonlySet<number>, { document: { textDocument } }: CheckContext): boolean {
  return [...broken].some((line) =>
    textDocument.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }).includes(name),
  );
}
