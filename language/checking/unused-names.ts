import { AstUtils, isReference } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { removeStatement } from '../editing/remove.ts';
import * as ast from '../generated/ast.ts';
import { referencesIn } from '../syntax/contents.ts';
import { SaidNames } from '../syntax/said-names.ts';
import { statementsOf } from '../syntax/statements.ts';
import { statesRules } from '../workspace/visible-documents.ts';
import { brokenLines } from './broken-lines.ts';
import type { CheckContext } from './check.ts';

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
  const isUnused = new Set<ast.Statement>(namings);
  const sayersOf = new Map(
    namings.map((node) => {
      const sayers = ast.isVendor(node)
        ? statementsNaming(node.name, root)
        : said.sayingOneOf(new Set([node.name]), root.statements);
      return [node, [...sayers].filter((sayer) => sayer !== node) as ast.Statement[]] as const;
    }),
  );
  const isUsed = (node: Naming): boolean =>
    sayersOf.get(node)!.some((sayer) => !isUnused.has(sayer)) ||
    (ast.isVendor(node) && context.plan.uses.has(node.name)) ||
    isOnBrokenLine(node.name, context);
  for (let before = 0; before !== isUnused.size; ) {
    before = isUnused.size;
    for (const node of namings) if (isUnused.has(node) && isUsed(node)) isUnused.delete(node);
  }
  return namings
    .filter((node) => isUnused.has(node))
    .map((node) => ({ node, saidBy: sayersOf.get(node)! as Naming[] }))
    .sort((a, b) => (a.node.$containerIndex ?? 0) - (b.node.$containerIndex ?? 0));
}

/** Takes a name out, with all that say it. */
export function removalOf(name: UnusedName, all: readonly UnusedName[]): { readonly also: Naming[]; readonly edits: TextEdit[] } {
  const gone = new Set<Naming>([name.node]);
  for (const node of gone) for (const sayer of all.find((each) => each.node === node)?.saidBy ?? []) gone.add(sayer);
  return { also: [...gone].slice(1), edits: [...gone].flatMap(removeStatement) };
}

/** The statements that name anything of a vendor, but for the blocks of that vendor. */
export function statementsNaming(vendor: string, { statements }: ast.Document): ast.Statement[] {
  const isOfIt = (statement: ast.Statement): boolean =>
    referencesIn(statement).some(({ reference }) => {
      const target = isReference(reference) ? reference.ref : undefined;
      return target !== undefined && AstUtils.getContainerOfType(target, ast.isVendor)?.name === vendor;
    });
  return statements.filter((each) => !(ast.isVendor(each) && each.name === vendor) && isOfIt(each));
}

/** What a broken statement says may be lost to its tree. */
function isOnBrokenLine(name: string, { document }: CheckContext): boolean {
  const broken = brokenLines(document);
  if (!broken.size) return false;
  const { textDocument } = document;
  return [...broken].some((line) =>
    textDocument.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }).includes(name),
  );
}
