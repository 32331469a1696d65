import type { AstNode, LangiumDocument } from 'langium';
import type { FoldingRangeProvider } from 'langium/lsp';
import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';
import * as ast from '../../language/generated/ast.ts';
import { foldComments } from './folding-comments.ts';

/**
 * What can be folded: blocks in braces, statements over several lines, comments, the imports and vendors at the beginning, and sections: from a
 * comment such as `// ---- rules` to the one before the next.
 */
export class SegplanFoldingRangeProvider implements FoldingRangeProvider {
  getFoldingRanges({ textDocument, parseResult }: LangiumDocument): FoldingRange[] {
    const root = parseResult.value;
    const statements = ast.isDocument(root) ? root.statements : [];
    const lines = textDocument.getText().split(/\r\n|\r|\n/);
    const ranges = [...statements.flatMap(ofNode), ...ofHead(statements), ...foldComments(lines)];
    return ranges.filter(({ startLine, endLine }) => startLine < endLine);
  }
}

function ofNode(node: AstNode): FoldingRange[] {
  const cst = node.$cstNode;
  if (!cst || cst.range.start.line === cst.range.end.line) return [];
  const { start, end } = cst.range;
  const isBlock = cst.text.endsWith('}');
  const own: FoldingRange = { startLine: start.line, endLine: isBlock ? end.line - 1 : end.line };
  return [own, ...partsOf(node).flatMap(ofNode)];
}

function partsOf(node: AstNode): readonly AstNode[] {
  if (ast.isSite(node)) return node.zones;
  if (ast.isZone(node)) return node.components;
  if (ast.isVendor(node)) return node.members;
  return [];
}

/** Imports and vendors that follow one another. */
function ofHead(statements: readonly AstNode[]): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  let first: AstNode | undefined;
  let last: AstNode | undefined;
  const end = (): void => {
    const [startLine, endLine] = [first?.$cstNode?.range.start.line, last?.$cstNode?.range.end.line];
    if (startLine !== undefined && endLine !== undefined) ranges.push({ startLine, endLine, kind: FoldingRangeKind.Imports });
    first = undefined;
  };
  for (const statement of statements)
    if (ast.isImport(statement) || ast.isUse(statement)) {
      first ??= statement;
      last = statement;
    } else end();
  end();
  return ranges;
}
