import { type AstNode, AstUtils } from 'langium';
import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import type * as ast from '../generated/ast.ts';

/** The line ending that a document uses. */
export function lineEnding(root: ast.Document): string {
  return AstUtils.getDocument(root).textDocument.getText().includes('\r\n') ? '\r\n' : '\n';
}

export function insertAt(position: Position, newText: string): TextEdit {
  return { range: { start: position, end: position }, newText };
}

/** The end of the line that a node ends on, behind a comment that may follow it. */
export function endOfLine(node: AstNode): Position {
  const line = node.$cstNode?.range.end.line ?? 0;
  const document = AstUtils.getDocument(node).textDocument;
  const text = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  return { line, character: text.replace(/\r?\n$/, '').length };
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

/** The whole line or lines of a node, with the line break, for taking it out; the node alone where something else stands there too. */
export function wholeLines(node: AstNode): Range {
  const range = node.$cstNode?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  if (node.$cstNode && !isAloneOnItsLines(node)) return range;
  return { start: { line: range.start.line, character: 0 }, end: { line: range.end.line + 1, character: 0 } };
}

/** Where a new statement goes that has no kin: behind everything, with an empty line before it. */
export function appendStatement(root: ast.Document, text: string): TextEdit {
  const document = AstUtils.getDocument(root).textDocument;
  const whole = document.getText();
  const eol = lineEnding(root);
  const end = document.positionAt(whole.length);
  const gap = whole.trim() === '' ? '' : whole.endsWith(`${eol}${eol}`) ? '' : whole.endsWith('\n') ? eol : eol + eol;
  return insertAt(end, `${gap}${text}${eol}`);
}

/** Inserts a `use` line: behind the last one, else behind the plan's title, else at the top. */
export function insertUse(root: ast.Document, vendor: string): TextEdit {
  const eol = lineEnding(root);
  const uses = root.statements.filter((s) => s.$type === 'Use');
  const last = uses[uses.length - 1];
  if (last) return insertAt(endOfLine(last), `${eol}use ${vendor}`);
  const header = root.statements.find((s) => s.$type === 'PlanHeader');
  if (header) return insertAt(endOfLine(header), `${eol}${eol}use ${vendor}`);
  return insertAt({ line: 0, character: 0 }, `use ${vendor}${eol}${eol}`);
}
