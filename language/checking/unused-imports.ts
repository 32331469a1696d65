import * as ast from '../generated/ast.ts';
import { statementsOf } from '../syntax/statements.ts';
import { brokenLines } from './broken-lines.ts';
import type { CheckContext } from './check.ts';
import { targetOf } from './imports-of.ts';
import { fileOf, partsNamed } from './said-parts.ts';
import { keepsItsNames } from './unused-names.ts';

/** An import that a file could do without. */
export interface UnusedImport {
  readonly node: ast.Import;
  /** The one before it that leads to the same file. */
  readonly first: ast.Import | undefined;
}

/** The same of what an imported file says counts in a plan, whether or not the plan names any of it. */
const COUNTING: ReadonlySet<string> = new Set([
  'Site',
  'Zone',
  'Firewall',
  'Pairing',
  'Deployment',
  'Binding',
  'Vpn',
  'Nat',
] satisfies ast.Statement['$type'][]);

/**
 * Imports that lead where an earlier one leads, and those without which nothing of the plan would mean anything else: neither the file nor what it
 * alone brings in has anything that counts by itself or that is named here. All of them can go together.
 */
export function unusedImports(context: CheckContext): UnusedImport[] {
  const { root, visible } = context;
  const found: UnusedImport[] = [];
  const firsts = new Map<ast.Document, ast.Import>();
  for (const node of statementsOf(root, 'Import')) {
    const target = targetOf(node, visible);
    // What leads nowhere, or back here, is told as that.
    if (!target || target === root) continue;
    const first = firsts.get(target);
    if (first) found.push({ node, first });
    else firsts.set(target, node);
  }
  // A text that is half written may name anything.
  if (!firsts.size || !keepsItsNames(context) || brokenLines(context.document).size) return found;
  const needs = needed(context);
  const kept = new Set(firsts.keys());
  for (const [target, node] of firsts) {
    if (needs(target)) continue;
    const others = new Set([...kept].filter((each) => each !== target).flatMap((each) => visible.plansFor(each)));
    if (visible.plansFor(target).some((each) => each !== root && !others.has(each) && needs(each))) continue;
    kept.delete(target);
    found.push({ node, first: undefined });
  }
  return found.sort((a, b) => (a.node.$containerIndex ?? 0) - (b.node.$containerIndex ?? 0));
}

/** Whether a plan would be another one without a file that it imports. */
function needed(context: CheckContext): (file: ast.Document) => boolean {
  const { root, plan, visible } = context;
  let named: ReadonlySet<ast.Document> | undefined;
  return (file) => {
    if (file.$document?.parseResult.parserErrors.length || file.$document?.parseResult.lexerErrors.length) return true;
    if (file.statements.some(countsByItself)) return true;
    if (statementsOf(file, 'Vendor').some(({ name }) => plan.uses.has(name))) return true;
    // Files that only give names are few.
    named ??= treesNamedIn(context, visible.plansFor(root));
    return named.has(file);
  };
}

function countsByItself(statement: ast.Statement): boolean {
  return COUNTING.has(statement.$type) || (ast.isGroup(statement) && statement.partners !== undefined);
}

/** The trees among some that a document's names lead into, and those of the blocks that add to a vendor which it names. */
function treesNamedIn(context: CheckContext, trees: readonly ast.Document[]): Set<ast.Document> {
  const isNamed = partsNamed(context);
  const adds = (tree: ast.Document): boolean =>
    statementsOf(tree, 'Vendor').some(({ name, extends: isMore }) => isMore && isNamed(`vendor ${name}`));
  return new Set(trees.filter((tree) => isNamed(fileOf(tree)) || adds(tree)));
}
