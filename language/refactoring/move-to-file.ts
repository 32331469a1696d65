import { type AstNode, AstUtils, isReference, UriUtils } from 'langium';
import type { Range, TextEdit } from 'vscode-languageserver-types';
import {
  insertAt,
  insertBehind,
  isAloneOnItsLines,
  isOnBrokenLine,
  lineEnding,
  startOfLine,
  wholeLines,
} from '../editing/edits.ts';
import { removeStatement } from '../editing/remove.ts';
import * as ast from '../generated/ast.ts';
import { statementsOf } from '../syntax/statements.ts';
import { BUILT_IN_SCHEME } from '../workspace/built-in-catalogs.ts';
import type { Offer, Selection } from './refactoring.ts';

/** What a file that plans import is made of: who states rules is a plan itself. */
const MOVABLE: Readonly<Record<string, string>> = {
  [ast.Site.$type]: 'sites',
  [ast.Zone.$type]: 'zones',
  [ast.Group.$type]: 'groups',
  [ast.Service.$type]: 'services',
  [ast.Vendor.$type]: 'vendors',
};

/**
 * Takes what is selected to a new file beside this one, which imports it: zones that several plans share, say. What is taken may name
 * what goes with it, what this file imports, and what built-in catalogs hold, but nothing that stays; `use` lines that it needs are said there too, and
 * the levels of checks that find something in it. Those that find nothing else go with it.
 */
export function moveToFile({ document, root, node, statements, isFile, findingsOf }: Selection): Offer[] {
  const [first] = statements;
  if (document.uri.scheme === BUILT_IN_SCHEME || document.uri.scheme === 'untitled' || !first) return [];
  // What is selected within a statement is meant by itself; at a place, what its word declares.
  if (statements.length === 1 && node !== first) return [];
  if (statements.length === root.statements.length) return [];
  if (!statements.every(isMovable)) return [];
  const range = rangeOf(statements, root, document);
  const needs = needsOf(statements, document);
  if (!range || !needs) return [];
  const name = freeFile(statements, document, isFile);
  const title =
    statements.length === 1
      ? `Move '${nameOf(first)}' to the new file '${name}'`
      : `Move these ${statements.length} statements to the new file '${name}'`;
  const eol = lineEnding(root);
  const heads = [
    ...(needs.imports ? statementsOf(root, 'Import') : []),
    ...statementsOf(root, 'Use').filter(({ vendor }) => vendor.ref && needs.vendors.has(vendor.ref)),
  ].flatMap(({ $cstNode }) => $cstNode?.text ?? []);
  const { textDocument } = document;
  const levels = levelsOf(range, root, findingsOf);
  const said = levels.map(
    ({ node, gone }) => gone.map((edit) => textDocument.getText(edit.range).trim())[0] ?? node.$cstNode!.text,
  );
  const parts = [heads, said].filter((part) => part.length);
  const head = parts.map((part) => [...part, '', ''].join(eol)).join('');
  const text = `${head}${textDocument.getText(range).trimEnd()}${eol}`;
  const gone = levels.flatMap((each) => each.gone);
  const edits = [importLine(root, name, range, eol), { range: withoutEmptyLine(range, textDocument), newText: '' }, ...gone];
  return [{ title, kind: 'move', edits, file: { name, text } }];
}

function isMovable(node: ast.Statement): boolean {
  // What is added to a catalog stays with the plan that adds it.
  return (
    MOVABLE[node.$type] !== undefined && !(ast.isVendor(node) && node.extends) && isAloneOnItsLines(node) && !isOnBrokenLine(node)
  );
}

function nameOf(node: AstNode): string {
  return 'name' in node && typeof node.name === 'string' ? node.name : '';
}

/** The lines of statements that stand one behind the other, with the comments right above the first. */
function rangeOf(statements: readonly ast.Statement[], root: ast.Document, document: Selection['document']): Range | undefined {
  const at = root.statements.indexOf(statements[0]!);
  const before = root.statements[at - 1]?.$cstNode?.range.end;
  const { start } = wholeLines(statements[0]!);
  const { end } = wholeLines(statements.at(-1)!);
  const { textDocument } = document;
  const lineAt = (line: number): string =>
    textDocument.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  const above = textDocument.getText({ start: before ?? { line: 0, character: 0 }, end: start });
  let { line } = start;
  // Within a comment of several lines, a line that looks like one is none. At the top of a file a comment is about all of it.
  if (!above.includes('/*') && before) while (line - 1 > before.line && /^\s*\/\//.test(lineAt(line - 1))) line--;
  return { start: { line, character: 0 }, end: startOfLine(textDocument, end.line) };
}

/** @returns the vendors that have to be in use, and whether imports are needed; nothing where something that stays is named */
function needsOf(
  statements: readonly ast.Statement[],
  document: Selection['document'],
): { readonly vendors: ReadonlySet<ast.Vendor>; readonly imports: boolean } | undefined {
  const taken = new Set<AstNode>(statements);
  const [from, to] = [statements[0]!.$cstNode!.offset, statements.at(-1)!.$cstNode!.end];
  const vendors = new Set<ast.Vendor>();
  let imports = false;
  for (const reference of document.references) {
    const offset = reference.$refNode?.offset;
    if (offset === undefined || offset < from || offset >= to || !isReference(reference)) continue;
    const target = reference.ref;
    if (!target) return undefined;
    const home = AstUtils.getDocument(target);
    if (home === document && !within(target, taken)) return undefined;
    if (home !== document && home.uri.scheme !== BUILT_IN_SCHEME) imports = true;
    const vendor = AstUtils.getContainerOfType(target, ast.isVendor);
    if (vendor) vendors.add(vendor);
  }
  return { vendors, imports };
}

function within(node: AstNode, statements: ReadonlySet<AstNode>): boolean {
  for (let each: AstNode | undefined = node; each; each = each.$container) if (statements.has(each)) return true;
  return false;
}

/** The levels of checks that find something in some lines; those that find nothing elsewhere go, with the comments above them. */
function levelsOf(
  { start, end }: Range,
  root: ast.Document,
  findingsOf: Selection['findingsOf'],
): { readonly node: ast.CheckLevel; readonly gone: readonly TextEdit[] }[] {
  const isWithin = (found: Range): boolean => found.start.line >= start.line && found.start.line < end.line;
  return statementsOf(root, 'CheckLevel').flatMap((node) => {
    const found = findingsOf(node.code) ?? [];
    if (!found.some(isWithin)) return [];
    if (!found.every(isWithin)) return [{ node, gone: [] }];
    // At the top of a file a comment is about all of it.
    return [{ node, gone: node === root.statements[0] ? [{ range: wholeLines(node), newText: '' }] : removeStatement(node) }];
  });
}

/** By what is taken, and by a number where there is such a file. */
function freeFile(statements: readonly ast.Statement[], document: Selection['document'], isFile: Selection['isFile']): string {
  const kinds = new Set(statements.map(({ $type }) => MOVABLE[$type]!));
  const own = UriUtils.basename(document.uri).replace(/\.segplan$/, '');
  const base = statements.length === 1 ? nameOf(statements[0]!) : kinds.size === 1 ? [...kinds][0]! : `${own}-parts`;
  for (let n = 1; ; n++) {
    const name = `${base}${n > 1 ? `-${n}` : ''}.segplan`;
    if (!isFile(name)) return name;
  }
}

/** Behind the last import, else behind the plan's title, else at the top of what is written. */
function importLine(root: ast.Document, name: string, moved: Range, eol: string): TextEdit {
  const line = `import "./${name}"`;
  const last = root.statements.findLast((each) => ast.isImport(each) && !isOnBrokenLine(each));
  if (last) return insertBehind(last, [line]);
  const header = root.statements.find((each) => ast.isPlanHeader(each) && !isOnBrokenLine(each));
  if (header) return insertBehind(header, ['', line]);
  const first = root.statements[0]!.$cstNode!.range.start.line;
  return insertAt({ line: Math.min(first, moved.start.line), character: 0 }, `${line}${eol}${eol}`);
}

/** Of two empty lines that would meet one goes as well. */
function withoutEmptyLine(range: Range, textDocument: Selection['document']['textDocument']): Range {
  const { start, end } = range;
  const isEmpty = (line: number): boolean =>
    line < 0 ||
    (line < textDocument.lineCount - 1 &&
      textDocument.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }).trim() === '');
  return isEmpty(start.line - 1) && isEmpty(end.line) ? { start, end: startOfLine(textDocument, end.line + 1) } : range;
}
