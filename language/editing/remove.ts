import { type AstNode, AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { isAloneOnItsLines, wholeLines } from './edits.ts';

/**
 * Takes a statement out: its lines with a comment behind it, the comment lines right above when they are about nothing else (what
 * follows is no statement of the same block; those that silence a check always are), and one of two empty lines that would meet. A
 * statement that shares a line with another goes alone.
 */
export function removeStatement(node: AstNode): TextEdit[] {
  const range = node.$cstNode?.range;
  if (!range) return [];
  if (!isAloneOnItsLines(node)) return [{ range, newText: '' }];
  const document = AstUtils.getDocument(node).textDocument;
  const line = (n: number): string | undefined =>
    n < 0 || n >= document.lineCount
      ? undefined
      : document.getText({ start: { line: n, character: 0 }, end: { line: n + 1, character: 0 } }).trim();
  const whole = wholeLines(node);
  let first = whole.start.line;
  let next = whole.end.line;
  const below = line(next);
  const own = !below || below.startsWith('//') ? /^\/\// : /^\/\/\s*segplan-disable-next-line\b/;
  while (own.test(line(first - 1) ?? '')) first--;
  if (below === '' && (first === 0 || line(first - 1) === '')) next++;
  return [{ range: { start: { line: first, character: 0 }, end: { line: next, character: 0 } }, newText: '' }];
}
