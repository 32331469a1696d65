import { type AstNode, AstUtils } from 'langium';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import { brokenLines } from '../checking/broken-lines.ts';
import type * as ast from '../generated/ast.ts';
import { LINE_BREAK, lineEndingOf } from './line-endings.ts';

/** The line ending of the document of a tree. */
export function lineEnding(root: ast.Document): string {
  return lineEndingOf(AstUtils.getDocument(root).textDocument);
}

export function insertAt(position: Position, newText: string): TextEdit {
  return { range: { start: position, end: position }, newText };
}

/** The end of the line that a node ends on, behind a comment that may follow it. */
export function endOfLine(node: AstNode): Position {
  const line = node.$cstNode?.range.end.line ?? 0;
  const document = AstUtils.getDocument(node).textDocument;
  const text = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  return { line, character: text.replace(/[\r\n]+$/, '').length };
}

/** Whether nothing but a comment stands on the lines of a node beside it. */
export function isAloneOnItsLines(node: AstNode): boolean {
  const range = node.$cstNode?.range;
  if (!range) return false;
  const document = AstUtils.getDocument(node).textDocument;
  const before = document.getText({ start: { line: range.start.line, character: 0 }, end: range.start });
  const after = document.getText({ start: range.end, end: endOfLine(node) });
  const isComment = (text: string): boolean => /^\s*(\/\*((?!\*\/).)*\*\/\s*)*(\/\/.*)?$/.test(text);
  return isComment(before) && isComment(after);
}

/** Where a line begins; the end of the text for the line behind its last one. */
export function startOfLine(document: TextDocument, line: number): Position {
  return line < document.lineCount ? { line, character: 0 } : document.positionAt(document.getText().length);
}

/** The whole line or lines of a node, with the line break, for taking it out; the node alone where something else stands there too. */
export function wholeLines(node: AstNode): Range {
  const range = node.$cstNode?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  if (node.$cstNode && !isAloneOnItsLines(node)) return range;
  return { start: { line: range.start.line, character: 0 }, end: { line: range.end.line + 1, character: 0 } };
}

/** Whether a syntax error is reported on one of the lines of a node: what stands behind it may be meant as a part of it. */
export function isOnBrokenLine(node: AstNode): boolean {
  const range = node.$cstNode?.range;
  const broken = brokenLines(AstUtils.getDocument(node));
  if (!range || !broken.size) return false;
  for (const line of broken) if (line >= range.start.line && line <= range.end.line) return true;
  return false;
}

/**
 * Inserts lines behind a statement, indented as it is: below its own last line, comments on it or begun there included. Where something
 * else follows on the same line, that moves to a line of its own.
 */
export function insertBehind(node: AstNode, lines: readonly string[]): TextEdit {
  const document = AstUtils.getDocument(node).textDocument;
  const text = document.getText();
  const end = node.$cstNode?.end ?? text.length;
  const indent = indentOf(text, node.$cstNode?.offset ?? end);
  const free = endOfComments(text, end);
  const eol = lineBreakAt(text, free ?? end);
  const added = lines.map((line) => eol + (line && indent + line)).join('');
  if (free !== undefined) return insertAt(document.positionAt(free), added);
  // A comment that something else follows is more likely about that.
  const next = end + /^[^\S\r\n]*/.exec(text.slice(end))![0].length;
  return {
    range: { start: document.positionAt(end), end: document.positionAt(next) },
    newText: `${added}${eol}${indent}`,
  };
}

/** The end of the line on which the comments that follow a place end; nothing where anything else stands before that. */
function endOfComments(text: string, from: number): number | undefined {
  const comments = /(?:[^\S\r\n]|\/\*[\s\S]*?\*\/|\/\/[^\r\n]*)*/y;
  comments.lastIndex = from;
  comments.exec(text);
  const at = comments.lastIndex;
  return at === text.length || /[\r\n]/.test(text[at]!) ? at : undefined;
}

/** The space before a place, where nothing else stands before it on its line. */
function indentOf(text: string, offset: number): string {
  return /(?:^|[\r\n])([^\S\r\n]*)$/.exec(text.slice(0, offset))?.[1]?.replace('\uFEFF', '') ?? '';
}

/** The line break that ends the line of a place, or the one before it on the last line. */
function lineBreakAt(text: string, offset: number): string {
  return LINE_BREAK.exec(text.slice(offset))?.[0] ?? /(\r\n?|\n)[^\r\n]*$/.exec(text.slice(0, offset))?.[1] ?? '\n';
}

/** Where a new statement goes that has no kin: behind everything, with an empty line before it. */
export function appendStatement(root: ast.Document, text: string): TextEdit {
  const document = AstUtils.getDocument(root).textDocument;
  const whole = document.getText();
  const eol = lineBreakAt(whole, whole.length);
  // No pattern that ends with the text: it would be tried at each of thousands of blank lines before, in each way to divide them.
  let end = whole.length;
  while (end > 0 && /[\r\n]/.test(whole[end - 1]!)) end--;
  const breaks = whole.slice(end).match(/\r\n?|\n/g)?.length ?? 0;
  const gap = whole.trim() === '' ? '' : eol.repeat(Math.max(0, 2 - breaks));
  return insertAt(document.positionAt(whole.length), `${gap}${text.replaceAll(/\r\n?|\n/g, eol)}${eol}`);
}

/** Inserts `use` lines: behind the last one, else behind imports, else behind the plan's title, else at the top. */
export function insertUses(root: ast.Document, vendors: readonly string[]): TextEdit {
  return insertSettings(
    root,
    vendors.map((vendor) => `use ${vendor}`),
    ['Use'],
  );
}

/**
 * Inserts lines that say what a plan is about, where its head has their kin.
 * @param kin the types of statements that they go behind, where there is one
 */
export function insertSettings(root: ast.Document, lines: readonly string[], kin: readonly ast.Statement['$type'][]): TextEdit {
  const lastOf = (types: readonly ast.Statement['$type'][]): ast.Statement | undefined =>
    root.statements.findLast((s) => types.includes(s.$type) && !isOnBrokenLine(s));
  const last = lastOf(kin) ?? lastOf(['Import']);
  if (last) return insertBehind(last, lines);
  const header = root.statements.find((s) => s.$type === 'PlanHeader' && !isOnBrokenLine(s));
  if (header) return insertBehind(header, ['', ...lines]);
  const document = AstUtils.getDocument(root).textDocument;
  const eol = lineEnding(root);
  const top = document.positionAt(document.getText().startsWith('\uFEFF') ? 1 : 0);
  return insertAt(top, [...lines, ''].map((line) => line + eol).join(''));
}

export function insertUse(root: ast.Document, vendor: string): TextEdit {
  return insertUses(root, [vendor]);
}

/** Inserts a `trust` line: behind the last one, else behind the last `use`; none where there is nothing to stand behind. */
export function insertTrust(root: ast.Document, source: string): TextEdit[] {
  const whole = (type: 'Trust' | 'Use'): ast.Statement | undefined =>
    root.statements.findLast((s) => s.$type === type && !isOnBrokenLine(s));
  const last = whole('Trust') ?? whole('Use');
  return last ? [insertBehind(last, [`trust ${source}`])] : [];
}

/**
 * Switches a feature on: at the end of the last `enable`, else on a line of its own behind the last `use`; none where there is nothing to
 * stand behind.
 */
export function insertFeature(root: ast.Document, feature: string): TextEdit[] {
  const whole = (type: 'Enable' | 'Use'): ast.Statement | undefined =>
    root.statements.findLast((s) => s.$type === type && !isOnBrokenLine(s));
  const enable = whole('Enable')?.$cstNode;
  if (enable) return [insertAt(enable.range.end, `, ${feature}`)];
  const use = whole('Use');
  return use ? [insertBehind(use, [`enable ${feature}`])] : [];
}
