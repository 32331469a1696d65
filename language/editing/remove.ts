import { type AstNode, AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { isAloneOnItsLines, startOfLine, wholeLines } from './edits.ts';

/**
 * Takes a statement out: its lines with a comment behind it, the comment lines right above when they are about nothing else (they are no
 * heading, and what follows is no statement of the same block; those that silence a check always are), and one of two empty lines that
 * would meet. A statement that shares a line with another goes alone.
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
  const isAlone = !below || below === '}' || below.startsWith('//');
  const isOwn = (text: string): boolean => SILENCING.test(text) || (isAlone && /^\/\//.test(text) && !HEADING.test(text));
  while (isOwn(line(first - 1) ?? '')) first--;
  if (below === '' && (first === 0 || line(first - 1) === '')) next++;
  return [{ range: { start: { line: first, character: 0 }, end: startOfLine(document, next) }, newText: '' }];
}

const SILENCING = /^\/\/\s*segplan-disable-next-line\b/;
/** A line that is drawn, a title between such lines, or what ends with a colon: it is about all that follows. */
const HEADING = /^\/\/\W*[-=#*~_]{2}|[-=#*~_]{3}$|:$|^\/\/\s*#|^\/\/\s*$/;
