import { type AstNode, type CstNode, CstUtils, isLeafCstNode, type LeafCstNode, RootCstNodeImpl } from 'langium';
import { isSite, isZone } from '../../generated/ast.ts';
import { leavesOf } from '../leaves.ts';
import type { Chunk } from './chunk.ts';
import type { Difference } from './difference.ts';
import { MovableLeaf } from './movable-syntax.ts';
import { MOST_LINES_THAT_GO_ON } from './read-chunks.ts';

/** The syntax of a whole file, which may get another text. */
export class EditedRoot extends RootCstNodeImpl {
  private now: string;

  constructor(text: string) {
    super(text);
    this.now = text;
  }

  override get text(): string {
    return this.now.substring(this.offset, this.end);
  }

  override get fullText(): string {
    return this.now;
  }

  /** @param text what the syntax nodes have their places in from now on */
  becomes(text: string): void {
    this.now = text;
  }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Works in an edit within a comment that ends with its line: nothing is read again, and what stands behind it, all on the lines and at the columns
 * that it stood on, is moved.
 * @param tree of the text before
 * @param chunks of the text before, which must have no errors; they are those of the new text afterward
 * @param text the new one
 * @returns whether it was such an edit; otherwise nothing has happened
 */
export function workedIntoComment(
  tree: AstNode,
  chunks: readonly Chunk[],
  text: string,
  { start, formerEnd, end }: Difference,
): boolean {
  const root = tree.$cstNode;
  if (!(root instanceof EditedRoot)) return false;
  const comment = CstUtils.findLeafNodeAtOffset(root, start - 1);
  if (!isLeafCstNode(comment) || !(comment instanceof MovableLeaf) || !isOfLine(comment)) return false;
  if (start < comment.offset + 2 || formerEnd > comment.end || /[\r\n]/.test(text.slice(start, end))) return false;
  const at = lastBefore(chunks, comment.offset);
  const own = chunks[at];
  if (!own?.statements.every((statement) => isBetween(statement, comment))) return false;
  const by = end - formerEnd;
  const { offset } = comment;
  for (const node of own.content) for (const leaf of leavesOf(node)) if (leaf.offset > offset) (leaf as MovableLeaf).shift(by);
  comment.lengthen(by);
  for (const node of own.content) if (!node.hidden) editions.set(node, editionOf(node) + 1);
  if (offset < own.origin.offset + own.code) (own as Writable<Chunk>).code += by;
  // Those in front may have looked as far.
  for (const chunk of chunks.slice(Math.max(0, at - MOST_LINES_THAT_GO_ON), at + 1))
    if (chunk.origin.offset + chunk.reach > offset) (chunk as Writable<Chunk>).reach += by;
  for (let n = at + 1; n < chunks.length; n++) chunks[n]!.origin.offset += by;
  root.becomes(text);
  return true;
}

const editions = new WeakMap<CstNode, number>();

/** How many edits of comments were worked into the syntax of a statement: who keeps places between its words has to look at it again. */
export function editionOf(statement: CstNode): number {
  return editions.get(statement) ?? 0;
}

function isOfLine({ hidden, text }: LeafCstNode): boolean {
  return hidden && text.startsWith('//');
}

/** The number of the last chunk that begins at a place or before it. */
function lastBefore(chunks: readonly Chunk[], place: number): number {
  let [low, high] = [0, chunks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (chunks[middle]!.origin.offset <= place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Whether a comment stands in no node but sites and zones: the texts of others, which messages may cite, are the same with and without it. */
function isBetween(node: AstNode, comment: LeafCstNode): boolean {
  const syntax = node.$cstNode;
  if (!syntax || comment.end <= syntax.offset || comment.offset >= syntax.end) return true;
  if (isSite(node)) return node.zones.every((zone) => isBetween(zone, comment));
  return isZone(node) && [...node.subnets, ...node.components].every((part) => isBetween(part, comment));
}
