import { type AstNode, AstUtils, CstUtils, GrammarUtils, type LangiumDocument, type LeafCstNode } from 'langium';
import type { Position, Range } from 'vscode-languageserver';
import * as ast from '../../../language/generated/ast.ts';
import { statementsOf } from '../../../language/syntax/statements.ts';
import { BUILT_IN_SCHEME } from '../../../language/workspace/built-in-catalogs.ts';
import type { SegplanServices } from '../../services.ts';

/** The word of a phase in a text. */
export interface PhasePlace {
  readonly document: LangiumDocument;
  readonly phase: string;
  readonly range: Range;
}

/** The phase whose name stands at a place. Phases are declared nowhere: whatever says one names it. */
export function phaseAt(document: LangiumDocument, position: Position, nameRegexp: RegExp): PhasePlace | undefined {
  const root = document.parseResult.value.$cstNode;
  const leaf = root && CstUtils.findDeclarationNodeAtOffset(root, document.textDocument.offsetAt(position), nameRegexp);
  if (!leaf || !isSayer(leaf)) return undefined;
  return phasesSaid(document.parseResult.value as ast.Document).find(({ range }) => sameStart(range, leaf.range));
}

/**
 * Every place that means the phase of a place: in its own file and in those that are read together with one that says it. Two plans that
 * import the same zones have each their own phases, unless the zones' file says one of that name.
 */
export function placesOf({ document, phase }: PhasePlace, services: SegplanServices): PhasePlace[] {
  const said = new Map<ast.Document, PhasePlace[]>();
  const readers = [...readTogether(services)];
  for (const tree of new Set(readers.flat())) {
    const places = phasesSaid(tree).filter((place) => place.phase === phase);
    if (places.length) said.set(tree, places);
  }
  const together = readers.map((trees) => trees.filter((tree) => said.has(tree)));
  const found = new Set([document.parseResult.value as ast.Document]);
  for (const tree of found) for (const trees of together) if (trees.includes(tree)) for (const other of trees) found.add(other);
  return [...found].flatMap((tree) => said.get(tree) ?? []);
}

/** Why a phase can't be called so, in words for a person. */
export function phaseRefusal(
  phase: string,
  name: string,
  places: readonly PhasePlace[],
  services: SegplanServices,
): string | undefined {
  const files = new Set<ast.Document>(places.map(({ document }) => document.parseResult.value as ast.Document));
  const readers = [...readTogether(services)].filter((trees) => trees.some((tree) => files.has(tree)));
  const owner = catalogWith(phase, readers, services);
  if (owner)
    return `'${phase}' is a phase of the built-in catalog '${owner}', which cannot be changed. Under another name the rules would not be open while that phase is on.`;
  if (name === phase) return undefined;
  const known = catalogWith(name, readers, services);
  if (known) return `There is already a phase named '${name}' in the built-in catalog '${known}'.`;
  const taken = [...new Set(readers.flat())].some((tree) => phasesSaid(tree).some((place) => place.phase === name));
  return taken ? `There is already a phase named '${name}'.` : undefined;
}

/** The trees that each file sees, its own first. */
function* readTogether({ shared, segplan }: SegplanServices): Iterable<readonly ast.Document[]> {
  for (const { uri, parseResult } of shared.workspace.LangiumDocuments.all)
    if (uri.scheme !== BUILT_IN_SCHEME && ast.isDocument(parseResult.value))
      yield segplan.VisibleDocuments.plansFor(parseResult.value);
}

/** The built-in catalog with a phase of this name that one of these files uses. */
function catalogWith(
  name: string,
  readers: readonly (readonly ast.Document[])[],
  { segplan }: SegplanServices,
): string | undefined {
  for (const [root] of readers)
    for (const { vendor } of segplan.Plans.plan(root!).uses.values())
      if (vendor.phases.includes(name) && vendor.flows.some(({ phase, node }) => phase === name && isBuiltIn(node)))
        return vendor.name;
  return undefined;
}

function isBuiltIn(node: AstNode): boolean {
  return AstUtils.getDocument(node).uri.scheme === BUILT_IN_SCHEME;
}

/** Where a file says phases, in its order. */
function phasesSaid(root: ast.Document): PhasePlace[] {
  const document = AstUtils.getDocument(root);
  const place = (
    node: ast.PhaseSwitch | ast.Rule | ast.PhaseClause,
    property: string,
    phase?: string,
    index?: number,
  ): PhasePlace[] => {
    const range = GrammarUtils.findNodeForProperty(node.$cstNode, property, index)?.range;
    return phase && range ? [{ document, phase, range }] : [];
  };
  return [
    ...statementsOf(root, 'PhaseSwitch').flatMap((node) => node.phases.flatMap((phase, n) => place(node, 'phases', phase, n))),
    ...statementsOf(root, 'Rule').flatMap((node) => (node.phase ? place(node, 'phase', node.phase) : [])),
    ...statementsOf(root, 'Vendor')
      .flatMap(({ members }) => members.filter(ast.isFlow))
      .flatMap(({ clauses }) => clauses.filter(ast.isPhaseClause))
      .flatMap((node) => place(node, 'phase', node.phase)),
  ];
}

function isSayer({ astNode }: LeafCstNode): boolean {
  return ast.isPhaseSwitch(astNode) || ast.isRule(astNode) || ast.isPhaseClause(astNode);
}

function sameStart(a: Range, b: Range): boolean {
  return a.start.line === b.start.line && a.start.character === b.start.character;
}
