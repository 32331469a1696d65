import type { AstNode, LangiumDocument } from 'langium';
import * as ast from '../../language/generated/ast.ts';
import { TextChange } from '../text-change.ts';

/** The part of a text that decides what may stand at a place, cut out so that it is read like the whole. */
export interface Surroundings {
  /** The heads of the blocks around the place, such as `site a { zone b {`, which stand before the rest. */
  readonly heads: string;
  /** Where the rest begins and ends in the document: the statement at the place, with the one before it. */
  readonly from: number;
  readonly to: number;
  /** The braces that end the blocks. */
  readonly ends: string;
}

/** The text that a tree was read from. */
export function textOfTree({ parseResult }: LangiumDocument): string {
  return parseResult.value.$cstNode?.root.fullText ?? '';
}

/**
 * A part of a text by itself. V8 keeps all of a text as long as it keeps a part of it, and what was made of one key in a text of megabytes is let go of
 * only when all of the memory is gone through.
 */
export function copied(part: string): string {
  return ` ${part}`.slice(1);
}

/** What became of the text of a document since its tree was read; nothing where it is the same. */
export function changeSince(document: LangiumDocument): TextChange | undefined {
  return TextChange.between(textOfTree(document), document.textDocument.getText());
}

/**
 * @param offset a place in the text of now
 * @param change what became of the text since the tree was read
 */
export function surroundingsAt(root: ast.Document, text: string, offset: number, change: TextChange | undefined): Surroundings {
  const old = change ? change.toOld(offset) : offset;
  const now = (place: number): number | undefined => (change ? change.toNow(place) : place);
  const startOf = (node: AstNode | undefined): number | undefined => node?.$cstNode && now(node.$cstNode.offset);
  let heads = '';
  let depth = 0;
  let [from, to] = [0, text.length];
  for (let parts = partsOf(root); ; ) {
    const next = firstBehind(parts, old);
    const at = parts[next - 1];
    const inner = at ? partsOf(at) : [];
    const [head, body] = [startOf(at), startOf(inner[0])];
    const end = at?.$cstNode?.end ?? 0;
    // Within the braces of a block.
    if (head !== undefined && body !== undefined && body < offset && old < end && head < body) {
      heads += copied(text.slice(head, body));
      depth++;
      from = body;
      to = Math.max(offset, now(end - 1) ?? to);
      parts = inner;
      continue;
    }
    // The statement before may go on, and so is a part of it; of a block that has ended, its head and its last brace are enough.
    for (let n = isOver(at, text, offset, now) ? next - 1 : next - 2; n >= 0; n--) {
      const start = startOf(parts[n]);
      if (start === undefined || start > offset) continue;
      const first = isOver(parts[n], text, offset, now) ? startOf(partsOf(parts[n]!)[0]) : undefined;
      if (first !== undefined && start < first) heads += copied(text.slice(start, first));
      from = first !== undefined && start < first ? now(parts[n]!.$cstNode!.end - 1)! : start;
      break;
    }
    const following = startOf(parts.slice(next).find((part) => (startOf(part) ?? -1) > offset));
    return { heads, from, to: following ?? to, ends: '}'.repeat(depth) };
  }
}

/** Whether a block has ended before a place: nothing but statements of their own stands behind its last brace. */
function isOver(node: AstNode | undefined, text: string, offset: number, now: (place: number) => number | undefined): boolean {
  if (!node?.$cstNode || !partsOf(node).length) return false;
  const last = now(node.$cstNode.end - 1);
  return last !== undefined && last < offset && text.charAt(last) === '}';
}

/** What stands in the braces of a block, or in a document, in the order of the text. */
function partsOf(node: AstNode): readonly AstNode[] {
  if (ast.isDocument(node)) return node.statements;
  if (ast.isSite(node)) return node.zones;
  if (ast.isVendor(node)) return node.members;
  if (!ast.isZone(node)) return [];
  if (!node.subnets.length || !node.components.length) return [...node.subnets, ...node.components];
  return [...node.subnets, ...node.components].sort((a, b) => (a.$cstNode?.offset ?? 0) - (b.$cstNode?.offset ?? 0));
}

/** The number of the first part that begins at a place or behind it. */
function firstBehind(parts: readonly AstNode[], offset: number): number {
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]!.$cstNode?.offset ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
