import type { AstNode, CstNode, LeafCstNode } from 'langium';
import { leavesOf } from '../syntax/leaves.ts';

/**
 * How many levels deeper than its statement a word stands that begins a line of it: one, and two where it goes on with what a line has begun that
 * stands one deeper itself, as a list of sections does that `from` begins.
 */
export class LineDepths {
  private readonly known = new WeakMap<CstNode, number>();

  /** @param leaf of a statement that was read */
  of(leaf: LeafCstNode): number {
    return this.known.get(leaf) ?? 1;
  }

  /** Reads a statement up to its braces; what stands in these are statements of their own. */
  read(statement: AstNode): void {
    const syntax = statement.$cstNode;
    if (!syntax || syntax.range.start.line === syntax.range.end.line) return;
    let depth = 0;
    let isRest = false;
    let previous: LeafCstNode | undefined;
    for (const leaf of leavesOf(syntax)) {
      if (leaf.hidden) continue;
      if (leaf.text === '{' && leaf.astNode === statement) return;
      if (previous && leaf.range.start.line > previous.range.end.line) {
        const goesOn = goesOnWith(leaf, previous);
        if (!goesOn) depth = 1;
        else if (!isRest) depth = Math.min(depth + 1, 2);
        isRest = goesOn;
        this.known.set(leaf, depth);
      }
      previous = leaf;
    }
  }
}

/** Whether a word is a part of what the one before it has begun. */
function goesOnWith(word: LeafCstNode, before: LeafCstNode): boolean {
  return /^[,=(]$/.test(before.text) || /^(?:or|and)$/.test(word.text);
}
