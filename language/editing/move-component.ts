import { AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import type * as ast from '../generated/ast.ts';
import { insertAt, lineEnding } from './edits.ts';
import { removeStatement } from './remove.ts';

/**
 * Takes a component with the comments about it to the end of another zone of the same document.
 * @returns nothing where the other zone has no braces
 */
export function moveComponent(component: ast.Component, zone: ast.Zone): TextEdit[] {
  const document = AstUtils.getDocument(component).textDocument;
  const end = zone.$cstNode?.range.end;
  const [removal] = removeStatement(component);
  if (!end || !removal || document.getText(zone.$cstNode!.range).at(-1) !== '}') return [];
  const text = document.getText(removal.range).trim();
  const brace = { line: end.line, character: end.character - 1 };
  const before = document.getText({ start: { line: brace.line, character: 0 }, end: brace });
  const eol = lineEnding(AstUtils.findRootNode(component) as ast.Document);
  // A line comment would take the brace with it.
  const ending = text.includes('//') ? eol : ' ';
  const edit =
    before.trim() === ''
      ? insertAt({ line: brace.line, character: 0 }, `${before}  ${text}${eol}`)
      : insertAt(brace, `${/\s$/.test(before) ? '' : ' '}${text}${ending}`);
  return [removal, edit];
}
