import type { IToken } from 'chevrotain';
import { CompositeCstNodeImpl, LeafCstNodeImpl } from 'langium';
import type { Range } from 'vscode-languageserver-types';

/** Where a chunk of a text begins; all of its syntax nodes are counted from here. */
export interface Origin {
  offset: number;
  line: number;
  character: number;
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

  override get range(): Range {
    const { start, end } = super.range;
    const { line, character } = this.origin;
    return {
      start: { line: start.line + line, character: start.character + (start.line ? 0 : character) },
      end: { line: end.line + line, character: end.character + (end.line ? 0 : character) },
    };
  }
}

/** What is made of several words; where it stands is found out when somebody asks. */
export class MovableComposite extends CompositeCstNodeImpl {
  override get range(): Range {
    const range = super.range;
    // What is remembered would be wrong once the chunk has moved.
    (this as unknown as { _rangeCache: Range | undefined })._rangeCache = undefined;
    return range;
  }
}
