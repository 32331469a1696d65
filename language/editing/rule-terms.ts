import { AstUtils, GrammarUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import type * as ast from '../generated/ast.ts';

/** The word that stands before each term of a rule. */
const WORDS = { until: 'until', phase: 'during' } as const;

/** A day so many days behind another one, both as `YYYY-MM-DD`. */
export function dayAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Gives a rule another last day. */
export function changeEnd(rule: ast.Rule, until: string): TextEdit[] {
  const range = GrammarUtils.findNodeForProperty(rule.$cstNode, 'until')?.range;
  return range ? [{ range, newText: until }] : [];
}

/** Takes a term out of a rule, with its word and the blanks before it; nothing where a comment stands within. */
export function removeTerm(rule: ast.Rule, term: keyof typeof WORDS): TextEdit[] {
  const start = GrammarUtils.findNodeForKeyword(rule.$cstNode, WORDS[term])?.range.start;
  const end = GrammarUtils.findNodeForProperty(rule.$cstNode, term)?.range.end;
  if (!start || !end) return [];
  const { textDocument } = AstUtils.getDocument(rule);
  const text = textDocument.getText({ start, end });
  if (!/^\S+\s+\S+$/.test(text)) return [];
  const before = textDocument.getText({ start: { line: start.line, character: 0 }, end: start });
  // What begins its line leaves the line to what follows.
  const character = before.trim() ? before.trimEnd().length : start.character;
  return [{ range: { start: { line: start.line, character }, end }, newText: '' }];
}
