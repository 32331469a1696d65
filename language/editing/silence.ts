import { CstUtils, type LangiumDocument, type LeafCstNode } from 'langium';
import type { Range, TextEdit } from 'vscode-languageserver-types';
import type * as ast from '../generated/ast.ts';
import { insertAt, lineEnding } from './edits.ts';

/**
 * A comment above the line of a finding that silences it; the reason is left to write.
 * @returns nothing where none can: for what stands in a comment, and on a line that begins within one
 */
export function silence(document: LangiumDocument<ast.Document>, range: Range, code: string): TextEdit | undefined {
  const { textDocument, parseResult } = document;
  const root = parseResult.value.$cstNode;
  const place = { line: range.start.line, character: 0 };
  const [line, start] = [textDocument.offsetAt(place), textDocument.offsetAt(range.start)];
  const comment = (leaf: LeafCstNode): boolean => leaf.hidden && /^\/[/*]/.test(leaf.text);
  const inComment =
    root &&
    CstUtils.flattenCst(root).some(
      (leaf) => comment(leaf) && ((leaf.offset < line && line < leaf.end) || (leaf.offset <= start && start < leaf.end)),
    );
  if (inComment) return undefined;
  const text = textDocument.getText({ start: place, end: { line: place.line + 1, character: 0 } });
  const indent = /^[ \t]*/.exec(text)?.[0] ?? '';
  return insertAt(place, `${indent}// segplan-disable-next-line ${code} -- ${lineEnding(parseResult.value)}`);
}
