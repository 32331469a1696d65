import { type AstNode, AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { append } from '../model/lists.ts';

/** What becomes of one element of a list: it stays as it is written, it goes, or it becomes another text. */
export type Change = { readonly node: AstNode; readonly to?: string | 'gone' | readonly TextEdit[] };

/** The edits for a list with commas: what goes takes one comma with it, and leaves comments where they are. */
export function changeList(changes: readonly Change[]): TextEdit[] {
  const [head] = changes;
  if (!head) return [];
  const document = AstUtils.getDocument(head.node).textDocument;
  const text = document.getText();
  const edits: TextEdit[] = [];
  const cut = (start: number, end: number, newText = ''): void => {
    edits.push({ range: { start: document.positionAt(start), end: document.positionAt(end) }, newText });
  };
  const span = (n: number): { start: number; end: number } => {
    const cst = changes[n]?.node.$cstNode;
    return { start: cst?.offset ?? 0, end: cst?.end ?? 0 };
  };
  const firstKept = changes.findIndex((c) => c.to !== 'gone');
  for (const [n, { to }] of changes.entries()) {
    const { start, end } = span(n);
    if (to === undefined) continue;
    if (typeof to !== 'string') append(edits, to);
    else if (to !== 'gone') cut(start, end, to);
    else {
      // What stands before the first that stays goes with the comma behind it, everything else with the comma before it.
      const [from, till] = n < firstKept ? [end, span(n + 1).start] : [span(n - 1).end, start];
      const between = text.slice(from, till);
      if (/^\s*,\s*$/.test(between)) cut(Math.min(start, from), Math.max(end, till));
      else {
        const [first, last] = withBlanks(text, start, end);
        cut(first, last);
        const comma = commaIn(between);
        if (comma !== undefined) cut(from + comma, from + comma + 1);
      }
    }
  }
  return edits;
}

/** A place with the blanks around it that nobody wants once it is empty: those at the end of its line, and its line break where it stood alone. */
function withBlanks(text: string, start: number, end: number): readonly [number, number] {
  const behind = /^[ \t]*/.exec(text.slice(end, end + MOST_BLANKS))![0].length;
  const endsLine = /^\r?\n|^$/.test(text.slice(end + behind, end + behind + 2));
  const before = text.slice(Math.max(0, start - MOST_BLANKS), start);
  if (endsLine) return [start - /\s*$/.exec(before)![0].length, end + behind];
  return behind ? [start - /[ \t]*$/.exec(before)![0].length, end] : [start, end];
}

/** Nobody indents a line further. */
const MOST_BLANKS = 200;

/** Where the comma is between two elements; one in a comment doesn't count. */
function commaIn(text: string): number | undefined {
  for (const match of text.matchAll(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|,/g)) if (match[0] === ',') return match.index;
  return undefined;
}
