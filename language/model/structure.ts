import { type CstNode, CstUtils } from 'langium';
import type * as ast from '../generated/ast.ts';
import type { Catalog } from './catalog.ts';
import type { Plan, PlanZone } from './plan.ts';

// While rules are written, zones and components stay as they are. What is known about them is kept under them, so that taking over the
// objects takes over all of that: as long as a plan's list of zones is the same object, nothing but rules has changed.

/** What besides the rules decides about a plan. */
export interface Structure {
  /** Every statement of the plan's own file but for rules and what is said about them. */
  readonly statements: readonly Statement[];
  readonly imported: readonly ast.Document[];
  readonly catalog: Catalog;
}

interface Statement {
  readonly text: string;
  readonly syntax: CstNode | undefined;
}

const ABOUT_RULES: ReadonlySet<string> = new Set(['Rule', 'Assertion', 'CheckLevel', 'PlanHeader']);

const structures = new WeakMap<readonly PlanZone[], Structure>();

/** @param imported the trees of the documents that the plan imports */
export function structureOf(root: ast.Document, imported: readonly ast.Document[], catalog: Catalog): Structure {
  return {
    statements: statementsButRules(root).map(({ $cstNode: syntax }) => ({ text: syntax?.text ?? '', syntax })),
    imported,
    catalog,
  };
}

/** Every statement of a tree but for rules and what is said about them; the same list each time. */
export function statementsButRules(root: ast.Document): readonly ast.Statement[] {
  let kept = others.get(root);
  if (!kept) {
    kept = root.statements.filter((s) => !ABOUT_RULES.has(s.$type));
    others.set(root, kept);
  }
  return kept;
}

const others = new WeakMap<ast.Document, readonly ast.Statement[]>();

export function noteStructure(zones: readonly PlanZone[], structure: Structure): void {
  structures.set(zones, structure);
}

/** Whether a plan differs in its rules alone, in comments and in how it is laid out. */
export function isSameStructure({ zones }: Plan, { statements, imported, catalog }: Structure): boolean {
  const known = structures.get(zones);
  return (
    known !== undefined &&
    known.catalog === catalog &&
    known.statements.length === statements.length &&
    known.statements.every((statement, n) => isSameStatement(statement, statements[n]!)) &&
    known.imported.length === imported.length &&
    known.imported.every((tree, n) => tree === imported[n])
  );
}

function isSameStatement(a: Statement, b: Statement): boolean {
  return a.syntax === b.syntax || a.text === b.text || wordsOf(a) === wordsOf(b);
}

/** What a statement says, without comments and blanks. */
function wordsOf({ syntax }: Statement): string {
  if (!syntax) return '';
  return [...CstUtils.flattenCst(syntax)].flatMap((leaf) => (leaf.hidden ? [] : leaf.text)).join('\n');
}

/** The zones of a plan with their components, at their places in the trees of now. */
export function takenOver({ zones }: Plan, trees: readonly ast.Document[]): PlanZone[] {
  const nodes = zoneNodes(trees);
  for (const [n, zone] of zones.entries()) {
    const node = nodes[n]!;
    const components = componentNodes(node);
    (zone as { node: ast.Zone }).node = node;
    for (const [m, component] of zone.components.entries()) (component as { node: ast.Component }).node = components[m]!;
  }
  return zones as PlanZone[];
}

/** The zones of some trees that have a name, in the order of the text. */
export function zoneNodes(trees: readonly ast.Document[]): ast.Zone[] {
  const all = trees.flatMap((tree) =>
    tree.statements.flatMap((s): ast.Zone[] => (s.$type === 'Zone' ? [s] : s.$type === 'Site' ? s.zones : [])),
  );
  return all.filter((zone) => zone.name !== undefined);
}

/** The components of a zone that have a name, in the order of the text. */
export function componentNodes(zone: ast.Zone): ast.Component[] {
  return zone.components.filter((component) => component.name);
}
