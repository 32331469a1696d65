import type { IToken } from 'chevrotain';
import type { AstNode, CstNode } from 'langium';
import type { Chunk, ParserError, Words } from './chunk.ts';
import type { Origin } from './movable-syntax.ts';

/** What reads words and makes trees of them. */
export interface Reader {
  /** Takes a text apart. Places in it are counted from its beginning. */
  lex(text: string): Words;
  /**
   * Parses words as statements.
   * @param origin where the syntax nodes count from
   * @param isLast the text ends behind them
   */
  parse(
    words: Words,
    origin: Origin,
    isLast: boolean,
  ): { statements: readonly AstNode[]; content: readonly CstNode[]; errors: readonly ParserError[] };
  /**
   * A syntax node for a comment between statements.
   * @param origin where it counts from: what moves with the chunk, or what that is where the token was read
   */
  leaf(token: IToken, origin: Origin, moving?: Origin): CstNode;
}

/** A text that was parsed, and how, so that an edit of it need not parse all of it again. */
export interface Parsed {
  readonly text: string;
  readonly chunks: readonly Chunk[];
  readonly hasErrors: boolean;
}
