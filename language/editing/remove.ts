import { type AstNode, AstUtils, CstUtils, GrammarUtils } from 'langium';
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
  const rawLine = (n: number): string =>
    document.getText({ start: { line: n, character: 0 }, end: { line: n + 1, character: 0 } });
  const line = (n: number): string | undefined => (n < 0 || n >= document.lineCount ? undefined : rawLine(n).trim());
  const whole = wholeLines(node);
  let first = whole.start.line;
  let next = whole.end.line;
  const below = line(next);
  const isAlone = !below || below === '}' || below.startsWith('//');
  const comments = commentsBefore(node);
  const isComment = (n: number): boolean =>
    comments.has(document.offsetAt({ line: n, character: 0 }) + /^\s*/.exec(rawLine(n))![0].length);
  const isOwn = (text: string): boolean => SILENCING.test(text) || (isAlone && /^\/\//.test(text) && !isHeading(text));
  while (isOwn(line(first - 1) ?? '') && isComment(first - 1)) first--;
  if (below === '' && (first === 0 || line(first - 1) === '')) next++;
  return [{ range: { start: { line: first, character: 0 }, end: startOfLine(document, next) }, newText: '' }];
}

/**
 * Takes items out of a list of a statement, each with the comma that parts it from its neighbor; the whole statement where none is left.
 * @param at the places of the items in the list
 */
export function removeItems(node: AstNode, property: string, at: ReadonlySet<number>): TextEdit[] {
  const items = GrammarUtils.findNodesForProperty(node.$cstNode, property).map(({ range }) => range);
  if (items.every((_, n) => at.has(n))) return removeStatement(node);
  const firstKept = items.findIndex((_, n) => !at.has(n));
  return items.flatMap((range, n) => {
    if (!at.has(n)) return [];
    const cut = n < firstKept ? { start: range.start, end: items[n + 1]!.start } : { start: items[n - 1]!.end, end: range.end };
    return [{ range: cut, newText: '' }];
  });
}

/** Where the comments of one line begin that stand before a statement: lines that look like one may lie within one of several lines. */
function commentsBefore(node: AstNode): ReadonlySet<number> {
  const start = node.$cstNode!.offset;
  const from = CstUtils.getPreviousNode(node.$cstNode!, false)?.end ?? 0;
  const text = AstUtils.getDocument(node).textDocument.getText().slice(from, start);
  return new Set(
    [...text.matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/g)].flatMap(({ 0: comment, index }) =>
      comment.startsWith('//') ? [from + index] : [],
    ),
  );
}

const SILENCING = /^\/\/\s*segplan-disable-next-line\b/;
/** Whether a comment is about all that follows. @param text the line without the blanks around it */
export function isHeading(text: string): boolean {
  return HEADING.test(text);
}

/** A line that is drawn, a title between such lines, or what ends with a colon: it is about all that follows. */
const HEADING = /^\/\/\W*[-=#*~_]{2}|[-=#*~_]{3}$|:$|^\/\/\s*#|^\/\/\s*$/;
