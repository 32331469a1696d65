import {
  type AstNode,
  AstUtils,
  type CstNode,
  CstUtils,
  isReference,
  type LangiumDocument,
  type Reference,
  UriUtils,
} from 'langium';
import type { Range } from 'vscode-languageserver-types';
import { rangeOf } from '../checking/check.ts';
import * as ast from '../generated/ast.ts';
import { checks } from '../generated/checks.ts';
import type { SegplanCoreServices } from '../module.ts';
import { REFACTORINGS } from './all.ts';
import { type Offer, type Selection, touch } from './refactoring.ts';

/** All that can be made otherwise of what is selected in a document that is linked. */
export function refactorings(document: LangiumDocument<ast.Document>, range: Range, services: SegplanCoreServices): Offer[] {
  const selection = selectionAt(document, range, services);
  return selection ? REFACTORINGS.flatMap((each) => each(selection)) : [];
}

function selectionAt(
  document: LangiumDocument<ast.Document>,
  range: Range,
  services: SegplanCoreServices,
): Selection | undefined {
  const root = document.parseResult.value;
  // A text with errors may mean something else than it seems to.
  if (document.parseResult.parserErrors.length || document.parseResult.lexerErrors.length) return undefined;
  const statements = statementsAt(root.statements, range);
  const [first] = statements;
  if (!first) return undefined;
  const analysis = services.segplan.Plans.analysis(root);
  const chosen = new Set<AstNode>(statements);
  const start = document.textDocument.offsetAt(range.start);
  const end = document.textDocument.offsetAt(range.end);
  return {
    document,
    root,
    analysis,
    node: statements.length === 1 ? nodeAround(first, start, end) : root,
    rules: analysis.plan.rules.filter(({ node }) => chosen.has(node)),
    statements,
    isPart: services.segplan.CheckRunner.isPart(root),
    isPlace: start === end,
    isFile: (name) =>
      services.shared.workspace.LangiumDocuments.hasDocument(UriUtils.joinPath(UriUtils.dirname(document.uri), name)),
    findingsOf: (code) => findingsIn(document, code, services),
    references: (node) => referencesIn(document, node, services),
  };
}

/** Those of some statements, which stand one behind the other, that a range touches. */
function statementsAt(statements: readonly ast.Statement[], range: Range): ast.Statement[] {
  const isBefore = ({ $cstNode }: ast.Statement): boolean => {
    const { line, character } = $cstNode!.range.end;
    return line < range.start.line || (line === range.start.line && character < range.start.character);
  };
  let [low, high] = [0, statements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(statements[middle]!)) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < statements.length && touch(statements[end]!.$cstNode!.range, range)) end++;
  return statements.slice(low, end);
}

/** The smallest node that holds a selection; of a place the one of the word that it is in or at. */
function nodeAround(statement: AstNode, start: number, end: number): AstNode {
  const root = statement.$cstNode!;
  const isWithin = ({ offset, end: last }: CstNode): boolean => offset <= start && end <= last;
  const leaves = [start, ...(start === end && start > 0 ? [start - 1] : [])].map((at) =>
    CstUtils.findLeafNodeAtOffset(root.root, at),
  );
  for (const leaf of leaves) {
    if (!leaf || leaf.hidden) continue;
    for (let node: AstNode | undefined = leaf.astNode; node; node = node.$container) {
      if (node.$cstNode && isWithin(node.$cstNode)) return node;
      if (node === statement) break;
    }
  }
  return statement;
}

/** What a plan lacks is told in the plan that imports a file, and some checks say only what others, or firewalls, come to. */
function findingsIn(
  document: LangiumDocument<ast.Document>,
  code: string,
  { segplan }: SegplanCoreServices,
): readonly Range[] | undefined {
  const check = checks.find((each) => each.code === code);
  if (!check || check.ofPlan || check.last || check.ofRunning) return undefined;
  return [...check.detect(segplan.CheckRunner.context(document))].map(rangeOf);
}

/** The references of a document to a node; nothing where another document may have some. */
function referencesIn(document: LangiumDocument, target: AstNode, services: SegplanCoreServices): Reference[] | undefined {
  const elsewhere = services.shared.workspace.LangiumDocuments.all.some(
    (other) =>
      other !== document && ast.isDocument(other.parseResult.value) && imports(other.parseResult.value, document, services),
  );
  if (elsewhere) return undefined;
  return document.references.filter((each): each is Reference => isReference(each) && each.ref === target);
}

function imports(root: ast.Document, document: LangiumDocument, { segplan }: SegplanCoreServices): boolean {
  return segplan.VisibleDocuments.importsOf(root).some((tree) => AstUtils.getDocument(tree) === document);
}
