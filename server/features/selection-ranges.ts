import { type CstNode, CstUtils, type LangiumDocument } from 'langium';
import type { Position, Range, SelectionRange } from 'vscode-languageserver-types';

/**
 * What a selection grows to from a place, step by step: a word, what stands between quotes, an end or a port, a list, the statement, its
 * block, the whole text.
 */
export function selectionRanges(document: LangiumDocument, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => selectionAt(document, position));
}

function selectionAt(document: LangiumDocument, position: Position): SelectionRange {
  const { textDocument, parseResult } = document;
  const text = textDocument.getText();
  const offset = textDocument.offsetAt(position);
  const root = parseResult.value.$cstNode;
  const leaf = root && leafAt(root, offset);
  const steps: [number, number][] = [];
  if (leaf && isQuoted(leaf)) steps.push([leaf.offset + 1, leaf.end - 1]);
  for (let node: CstNode | undefined = leaf; node; node = node.container) steps.push([node.offset, node.end]);
  steps.push([0, text.length]);
  const rangeOf = ([start, end]: [number, number]): Range => ({
    start: textDocument.positionAt(start),
    end: textDocument.positionAt(end),
  });
  let selection: SelectionRange | undefined;
  // From the outside in; what holds nothing new, or not the place, is no step.
  let last: [number, number] | undefined;
  for (const step of steps.reverse()) {
    const [start, end] = step;
    if (start > offset || end < offset || (last && (start < last[0] || end > last[1] || (start === last[0] && end === last[1]))))
      continue;
    last = step;
    selection = { range: rangeOf(step), ...(selection ? { parent: selection } : {}) };
  }
  return selection ?? { range: { start: position, end: position } };
}

/** The word at a place, or the one that ends there. */
function leafAt(root: CstNode, offset: number): CstNode | undefined {
  const at = CstUtils.findLeafNodeAtOffset(root, offset);
  if (at && (!at.hidden || at.text.startsWith('/'))) return at;
  const before = offset > 0 ? CstUtils.findLeafNodeAtOffset(root, offset - 1) : undefined;
  return before && !before.hidden ? before : at?.text.trim() ? at : undefined;
}

function isQuoted({ text }: CstNode): boolean {
  return text.length > 1 && (text.startsWith('"') || text.startsWith("'"));
}
