import { GrammarUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import type * as ast from '../generated/ast.ts';
import type { Plan, PlanBinding } from '../model/plan.ts';
import { appendStatement, insertBehind, isOnBrokenLine } from './edits.ts';
import { removeStatement } from './remove.ts';

/** Takes out what a binding says: its statement, or the clause with the space before it. */
export function takeOut({ at }: PlanBinding): TextEdit[] {
  const cst = at.$cstNode;
  if (!cst) return [];
  if (at.$type === 'Binding') return removeStatement(at);
  const before = cst.root.fullText.slice(0, cst.offset);
  const { start, end } = cst.range;
  const space = before.length - before.trimEnd().length;
  // A comment on the line before stays on it.
  const sameLine = space <= start.character;
  return [{ range: { start: sameLine ? { ...start, character: start.character - space } : start, end }, newText: '' }];
}

/** Takes one thing out of a list of a binding; with its word, where it stands alone behind that. */
export function takeOutEnd(end: ast.Endpoint, { owner, clause }: PlanBinding): TextEdit[] {
  const { named, excluded } = clause;
  const list = [owner.$type === 'Binding' ? owner.members : [], named, excluded].find((each) => each.includes(end));
  if (!list || !end.$cstNode) return [];
  const rangeOf = (node: ast.Endpoint) => node.$cstNode!.range;
  const n = list.indexOf(end);
  if (n > 0) return [{ range: { start: rangeOf(list[n - 1]!).end, end: rangeOf(end).end }, newText: '' }];
  if (list.length > 1) return [{ range: { start: rangeOf(end).start, end: rangeOf(list[1]!).start }, newText: '' }];
  const without = GrammarUtils.findNodeForKeyword(clause.$cstNode, 'without');
  if (!without || !clause.$cstNode) return [];
  if (list === named) return [{ range: { start: clause.$cstNode.range.start, end: without.range.start }, newText: '' }];
  const text = clause.$cstNode.root.fullText.slice(0, without.offset);
  const { start } = without.range;
  const space = Math.min(text.length - text.trimEnd().length, start.character);
  return [{ range: { start: { ...start, character: start.character - space }, end: rangeOf(end).end }, newText: '' }];
}

/** Adds a `bind` line: behind the last one, else behind what is said of sites and deployments, else at the end of the file. */
export function insertBinding(plan: Plan, text: string): TextEdit {
  const last = (...types: string[]) => plan.root.statements.findLast((s) => types.includes(s.$type) && !isOnBrokenLine(s));
  const kin = last('Binding') ?? last('Pairing', 'Deployment');
  return kin ? insertBehind(kin, [text]) : appendStatement(plan.root, text);
}
