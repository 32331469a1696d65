import { AstUtils, type CstNode } from 'langium';
import type * as ast from '../generated/ast.ts';
import { leavesOf } from '../syntax/leaves.ts';
import { statementsBesideRules } from '../syntax/statements.ts';
import type { Catalog } from './catalog.ts';
import { isSameList } from './lists.ts';
import type { Plan, PlanZone } from './plan.ts';

// While rules are written, zones and components stay as they are. What is known about all of them together is kept under their list, so
// that taking over the list takes over all of that: as long as a plan's list of zones is the same object, nothing but rules has changed.

/** What besides the rules decides about a plan. */
export interface Structure {
  /** Every statement of the plan's own file but for rules and what is said about them. */
  readonly statements: readonly ast.Statement[];
  readonly imported: readonly ast.Document[];
  readonly catalog: Catalog;
}

const ABOUT_RULES: ReadonlySet<string> = new Set(['Assertion', 'CheckLevel', 'PlanHeader']);

/** What these say is compared as it is read. */
const READ: ReadonlySet<string> = new Set(['Site', 'Zone', 'Pairing', 'Deployment', 'Binding', 'Vendor']);

const structures = new WeakMap<readonly PlanZone[], Pick<Structure, 'catalog'> & { readonly words: Words }>();

/** @param imported the trees of the documents that the plan imports */
export function structureOf(root: ast.Document, imported: readonly ast.Document[], catalog: Catalog): Structure {
  return { statements: statementsButRules(root), imported, catalog };
}

/** Every statement of a tree but for rules and what is said about them; the same list each time. */
export function statementsButRules(root: ast.Document): readonly ast.Statement[] {
  let kept = others.get(root);
  if (!kept) {
    kept = statementsBesideRules(root).filter((s) => !ABOUT_RULES.has(s.$type));
    others.set(root, kept);
  }
  return kept;
}

const others = new WeakMap<ast.Document, readonly ast.Statement[]>();

export function noteStructure(zones: readonly PlanZone[], structure: Structure): void {
  structures.set(zones, { catalog: structure.catalog, words: wordsOfAll(structure) });
}

/**
 * Whether a plan and what it imports say the same as far as it is not about rules, zones, sites, and what belongs together, in the same order;
 * comments and layout left aside.
 */
export function areSameWords({ zones }: Plan, structure: Structure): boolean {
  const known = structures.get(zones);
  if (known?.catalog !== structure.catalog) return false;
  const words = wordsOfAll(structure);
  return known.words.length === words.length && known.words.every((each, n) => isSameList(each, words[n]!));
}

/** What stands in each file: those that are imported, each behind its address, and the plan itself. */
type Words = readonly (readonly string[])[];

function wordsOfAll({ statements, imported }: Structure): Words {
  return [...imported.map(wordsOfFile), wordsIn(statements)];
}

/** The words of an imported file, which many plans may import. */
function wordsOfFile(root: ast.Document): readonly string[] {
  let known = files.get(root);
  if (!known) {
    known = [AstUtils.getDocument(root).uri.toString(), ...wordsIn(statementsButRules(root))];
    files.set(root, known);
  }
  return known;
}

const files = new WeakMap<ast.Document, readonly string[]>();

function wordsIn(statements: readonly ast.Statement[]): string[] {
  return statements.flatMap((statement) => {
    if (READ.has(statement.$type)) return [];
    let text = words.get(statement);
    if (text === undefined) {
      text = statement.$cstNode ? wordsOf(statement.$cstNode) : '';
      words.set(statement, text);
    }
    return text;
  });
}

const words = new WeakMap<ast.Statement, string>();

/** What a statement says, without comments and blanks; in a text of its own, which keeps no other one alive. */
function wordsOf(syntax: CstNode): string {
  return JSON.stringify([...leavesOf(syntax)].flatMap((leaf) => (leaf.hidden ? [] : leaf.text)));
}

/** The zones of some trees that have a name, in the order of the text. */
export function zoneNodes(trees: readonly ast.Document[]): ast.Zone[] {
  const all = trees.flatMap((tree) =>
    statementsBesideRules(tree).flatMap((s): ast.Zone[] => (s.$type === 'Zone' ? [s] : s.$type === 'Site' ? s.zones : [])),
  );
  return all.filter((zone) => zone.name !== undefined);
}

/** The components of a zone that have a name, in the order of the text. */
export function componentNodes(zone: ast.Zone): ast.Component[] {
  return zone.components.filter((component) => component.name);
}
