import type { IToken } from 'chevrotain';
import { CompositeCstNodeImpl, type CstNode, LeafCstNodeImpl } from 'langium';
import type { Position, Range } from 'vscode-languageserver-types';

/** Where a chunk of a text begins; all of its syntax nodes are counted from here. */
export interface Origin {
  offset: number;
  line: number;
  character: number;
}

/** Where Langium keeps the place of a word: fields of its own would cost each of hundred thousands. */
interface LeafPlace {
  _offset: number;
  _length: number;
  _endColumn: number;
}

/** A word or a comment, which moves with the chunk that it stands in. */
export class MovableLeaf extends LeafCstNodeImpl {
  private readonly origin: Origin;

  /** @param moving what the origin becomes, where that is another object */
  constructor(token: IToken, hidden: boolean, origin: Origin, moving = origin) {
    // Chevrotain counts lines and columns from 1; its end column is the last one's, so that it needs no adjustment.
    const [line, endLine] = [token.startLine! - 1 - origin.line, token.endLine! - 1 - origin.line];
    const column = token.startColumn! - 1 - (line ? 0 : origin.character);
    const endColumn = token.endColumn! - (endLine ? 0 : origin.character);
    super(token.startOffset - origin.offset, token.image.length, line, column, endLine, endColumn, token.tokenType, hidden);
    this.origin = moving;
  }

  override get offset(): number {
    return super.offset + this.origin.offset;
  }

  override get end(): number {
    return super.end + this.origin.offset;
  }

  /** Puts it so many characters further in the text, on the line and at the column that it has: something on a line before has grown. */
  shift(by: number): void {
    (this as unknown as LeafPlace)._offset += by;
  }

  /** Makes a comment that ends with its line so many characters longer. */
  lengthen(by: number): void {
    const place = this as unknown as LeafPlace;
    place._length += by;
    place._endColumn += by;
  }

  override get range(): Range {
    const { start, end } = super.range;
    const { line, character } = this.origin;
    return {
      start: { line: start.line + line, character: start.character + (start.line ? 0 : character) },
      end: { line: end.line + line, character: end.character + (end.line ? 0 : character) },
    };
  }
}

/**
 * What is made of several words; where it stands is found out when somebody asks, and not remembered: that would be wrong once the chunk has
 * moved. So it must not ask both of its ends, which are often one and the same, for all of where they stand: within each other, each level
 * would take twice the time.
 */
export class MovableComposite extends CompositeCstNodeImpl {
  override get range(): Range {
    return { start: startOf(this), end: endOf(this) };
  }
}

const NOWHERE: Position = { line: 0, character: 0 };

function startOf(node: CstNode): Position {
  let at: CstNode | undefined = node;
  while (at instanceof CompositeCstNodeImpl) at = at.content.find((each) => !each.hidden) ?? at.content[0];
  return at?.range.start ?? NOWHERE;
}

/** What a broken text leaves empty ends where it begins. */
function endOf(node: CstNode): Position {
  const within: CstNode[] = [];
  let at: CstNode | undefined = node;
  while (at instanceof CompositeCstNodeImpl) {
    within.push(at);
    at = at.content.findLast((each) => !each.hidden) ?? at.content.at(-1);
  }
  let end = at?.range.end ?? NOWHERE;
  // Langium's own reading, level by level; only what is empty can end before it begins.
  if (!at) for (const each of within.reverse()) end = later(startOf(each), end);
  return end;
}

function later(start: Position, end: Position): Position {
  return end.line < start.line ? start : end;
}
