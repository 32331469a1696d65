import type { AstNode } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import * as ast from '../generated/ast.ts';
import { insertAt, insertBehind, isAloneOnItsLines, isOnBrokenLine, lineEnding } from './edits.ts';

/**
 * Inserts a statement that defines something: behind the last one of its kind, else before the first rule and the comments that belong to
 * it.
 * @returns nothing where there is no place that is certain
 */
export function insertDefinition(root: ast.Document, text: string, isKind: (node: AstNode) => boolean): TextEdit | undefined {
  const last = root.statements.findLast((each) => isKind(each) && !isOnBrokenLine(each));
  if (last) return insertBehind(last, [text]);
  const rule = root.statements.find(ast.isRule);
  const before = rule && root.statements[root.statements.indexOf(rule) - 1];
  const eol = lineEnding(root);
  // Behind what stands before the rules: comments in between may be a heading of them.
  if (before && !isOnBrokenLine(before)) return insertBehind(before, ['', text]);
  const start = rule?.$cstNode?.range.start;
  return rule && start && isAloneOnItsLines(rule)
    ? insertAt({ line: start.line, character: 0 }, `${text}${eol}${eol}`)
    : undefined;
}
