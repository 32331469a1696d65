import type { IToken } from 'chevrotain';
import type { AstNode, CstNode, LexerResult, ParseResult } from 'langium';
import type { Difference } from './difference.ts';
import type { Origin } from './movable-syntax.ts';

export type LexerError = ParseResult['lexerErrors'][number];
export type ParserError = ParseResult['parserErrors'][number];

/** A part of a text that is parsed by itself, from the first word of a statement up to that of the next. */
export interface Chunk {
  /** Where it begins; moved when something before it grows. All syntax nodes of the chunk look here. */
  readonly origin: Origin;
  /** Characters up to the end of its last word; behind it are comments and blanks. */
  readonly code: number;
  /** Characters from its beginning that decided how it is read: the first word of the next chunk at least. */
  readonly reach: number;
  /** Nothing stands behind it. */
  readonly isLast: boolean;
  readonly statements: readonly AstNode[];
  /** Its syntax nodes, those of comments between statements among them. */
  readonly content: readonly CstNode[];
  readonly parserErrors: readonly ParserError[];
  readonly lexerErrors: readonly LexerError[];
  /** A comment begins in it that nothing ends. */
  readonly opensComment: boolean;
  /** Where it stood when its errors were found. */
  readonly errorsAt: Origin;
}

/** Words, comments and errors of a part of a text. */
export type Words = Pick<LexerResult, 'tokens' | 'hidden' | 'errors'>;

/** The errors of the lexer, at the places of now. */
export function lexerErrorsOf({ lexerErrors, errorsAt, origin }: Chunk): LexerError[] {
  const move = mover(errorsAt, origin);
  return lexerErrors.map((error) => ({
    ...error,
    offset: error.offset + origin.offset - errorsAt.offset,
    ...move(error.line ?? 1, error.column ?? 1),
  }));
}

/** The errors of the parser, at the places of now. */
export function parserErrorsOf({ parserErrors, errorsAt, origin }: Chunk): ParserError[] {
  if (!parserErrors.length) return [];
  const move = mover(errorsAt, origin);
  const by = origin.offset - errorsAt.offset;
  const moved = (token: IToken): IToken => {
    // One that the parser made up, or the end, stands nowhere.
    if (!(token.startLine! > 0)) return token;
    const [start, end] = [move(token.startLine!, token.startColumn!), move(token.endLine!, token.endColumn!)];
    return {
      ...token,
      startOffset: token.startOffset + by,
      ...(token.endOffset === undefined ? {} : { endOffset: token.endOffset + by }),
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
    };
  };
  return parserErrors.map((error) => ({
    ...error,
    message: error.message,
    name: error.name,
    token: moved(error.token),
    resyncedTokens: error.resyncedTokens.map(moved),
    ...('previousToken' in error && error.previousToken ? { previousToken: moved(error.previousToken as IToken) } : {}),
  }));
}

function mover(from: Origin, to: Origin): (line: number, column: number) => { line: number; column: number } {
  return (line, column) => ({
    line: line + to.line - from.line,
    column: line === from.line + 1 ? column + to.character - from.character : column,
  });
}

/** Moves the chunks from one on to where that begins now; each stands on lines of its own. */
export function moveTo(chunks: readonly Chunk[], from: number, place: Origin): void {
  const first = chunks[from]?.origin;
  if (!first) return;
  const [offset, line] = [place.offset - first.offset, place.line - first.line];
  first.character = place.character;
  if (!offset && !line) return;
  for (let n = from; n < chunks.length; n++) {
    const { origin } = chunks[n]!;
    origin.offset += offset;
    origin.line += line;
  }
}

/** Whether a chunk looked at what has changed. An end of a comment concerns all that opens one. */
export function looksAt({ start, formerEnd, end }: Difference, former: string, text: string): (chunk: Chunk) => boolean {
  const begin = Math.max(0, start - 1);
  const closes = [former.slice(begin, formerEnd + 1), text.slice(begin, end + 1)].some((each) => each.includes('*/'));
  return ({ origin, reach, opensComment }) => origin.offset + reach >= start || (closes && opensComment);
}

/** Whether an error is an opened comment that nothing closes. */
export function opensComment(text: string, { offset }: LexerError): boolean {
  return text.startsWith('/*', offset - 1) && text.charAt(offset) === '*';
}

/** The number of the first of some words or errors, in the order of the text, that begins at a place or behind it. */
export function firstFrom(count: number, offsetOf: (n: number) => number, place: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsetOf(middle) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
