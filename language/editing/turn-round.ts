import { AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import type * as ast from '../generated/ast.ts';

/** Swaps the two ends of a rule, each list with the comments in it and with what it leaves out. */
export function turnRound(rule: ast.Rule): TextEdit[] {
  const [from, to] = [
    [...rule.sources, ...rule.sourceExceptions],
    [...rule.destinations, ...rule.destinationExceptions],
  ].map((ends) => ({
    start: ends[0]?.$cstNode?.offset,
    end: ends[ends.length - 1]?.$cstNode?.end,
  }));
  if (from?.start === undefined || from.end === undefined || to?.start === undefined || to.end === undefined) return [];
  const document = AstUtils.getDocument(rule).textDocument;
  const text = document.getText();
  const range = (start: number, end: number): TextEdit['range'] => ({
    start: document.positionAt(start),
    end: document.positionAt(end),
  });
  // A colon right behind an IPv6 address would be read as a part of it, and a dash behind a name as well.
  const gap = (at: number): string => (/[\s,]/.test(text[at] ?? ' ') ? '' : ' ');
  return [
    { range: range(from.start, from.end), newText: text.slice(to.start, to.end) + gap(from.end) },
    { range: range(to.start, to.end), newText: text.slice(from.start, from.end) + gap(to.end) },
  ];
}
