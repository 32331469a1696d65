import type { IToken } from 'chevrotain';
import type { AstNode } from 'langium';
import { fitted, spliced } from '../../model/lists.ts';
import { type Chunk, firstFrom, looksAt, moveTo, opensComment, parserErrorsOf, type Words } from './chunk.ts';
import { chunkStarts, mayGoOn } from './chunk-starts.ts';
import type { Difference } from './difference.ts';
import type { Origin } from './movable-syntax.ts';
import type { Parsed, Reader } from './reader.ts';
import { takeOverList } from './unchanged.ts';

/** A name at the beginning of a line may continue the list before it; so many lines are tried. */
export const MOST_LINES_THAT_GO_ON = 8;

/**
 * The chunks of a text.
 * @param before the text before an edit with its chunks, which are moved, and must not be used afterward
 * @param what where the texts differ
 */
export function readChunks(
  reader: Reader,
  text: string,
  before: Parsed | undefined,
  what: Difference | undefined,
): readonly Chunk[] {
  const pass = new Pass(reader, text, before ?? { text: '', chunks: [], hasErrors: false }, what);
  for (let more = 1; ; more *= 2) {
    const chunks = pass.read(more);
    if (chunks) return chunks;
  }
}

/** Words that make a chunk, not parsed yet. */
interface Piece {
  /** Index of its first word, and of that behind its last. */
  readonly first: number;
  readonly behind: number;
  /** Where it begins and where the next one does, counted from where reading began. */
  readonly start: number;
  readonly end: number;
}

/** Where nothing is found. */
const NOWHERE: Origin = { offset: 0, line: 0, character: 0 };

/** What becomes a chunk: a former one at a new place, or one that was parsed. */
type Read = { readonly piece: Piece; readonly pieces: number; readonly reach: number } & (
  | { readonly former: Chunk; readonly isLast: boolean }
  | { readonly parsed: Chunk }
);

/** Reads words from where a chunk begins that looked at what has changed, up to a chunk behind that can stay. */
class Pass {
  private readonly reader: Reader;
  private readonly text: string;
  private readonly former: Parsed;
  private readonly delta: number;
  /** The first former chunk that looked at what has changed, and the first that lies behind it. */
  private readonly first: number;
  private readonly behind: number;
  private readonly begin: Origin;
  private words: Words = { tokens: [], hidden: [], errors: [] };
  private slice = '';
  /** Former chunks that may come again, by their code. */
  private unused = new Map<string, Chunk[]>();

  constructor(reader: Reader, text: string, former: Parsed, what: Difference | undefined) {
    const { chunks } = former;
    this.reader = reader;
    this.text = text;
    this.former = former;
    this.delta = text.length - former.text.length;
    const begins = what ? chunks.findIndex(looksAt(what, former.text, text)) : 0;
    this.first = begins < 0 ? chunks.length - 1 : begins;
    const behind = what ? chunks.findIndex((c, n) => n > this.first && c.origin.offset >= what.formerEnd) : -1;
    this.behind = behind < 0 ? chunks.length : behind;
    this.begin = { ...(chunks[this.first]?.origin ?? { offset: 0, line: 0, character: 0 }) };
  }

  /**
   * @param more how many chunks behind the edit are read again, to see whether the text goes on with them as before
   * @returns nothing if that is too few
   */
  read(more: number): readonly Chunk[] | undefined {
    const isWhole = this.lex(this.behind + more);
    this.noteUnused();
    const pieces = this.pieces();
    const { chunks } = this.former;
    const places = new Map<number, number>();
    for (let n = this.behind; n < chunks.length && n <= this.behind + more; n++)
      places.set(chunks[n]!.origin.offset + this.delta, n);
    const read: Read[] = [];
    for (let n = 0; n < pieces.length; n += read.at(-1)!.pieces) {
      const stays = n > 0 ? places.get(this.begin.offset + pieces[n]!.start) : undefined;
      if (stays !== undefined) return this.joined(read, stays, this.originOf(pieces[n]!));
      const each = this.readPiece(pieces, n, isWhole);
      if (!each) return undefined;
      read.push(each);
    }
    return isWhole ? this.joined(read, chunks.length) : undefined;
  }

  /** Takes the text apart up to where a former chunk begins, or further, where a comment lasts longer. Returns whether to the end. */
  private lex(until: number): boolean {
    const { begin, text, former, delta } = this;
    const chunkAt = (n: number): number => {
      const chunk = former.chunks[n];
      return chunk ? chunk.origin.offset + delta : text.length;
    };
    let end = chunkAt(until);
    for (;;) {
      // A copy: parts of a text keep all of it alive.
      this.slice = begin.offset === 0 && end === text.length ? text : ` ${text.slice(begin.offset, end)}`.slice(1);
      this.words = this.reader.lex(this.slice);
      if (end === text.length) return true;
      const open = this.words.errors.find((error) => opensComment(this.slice, error));
      // What opens a comment does not end it with the same star: `/*/`.
      const close = open ? text.indexOf('*/', begin.offset + open.offset + 1) : -1;
      if (close < 0) return false;
      const beyond = Math.max(close, end);
      const next = former.chunks.findIndex((c, n) => n > until && c.origin.offset + delta > beyond);
      end = next < 0 ? text.length : chunkAt(next);
    }
  }

  private noteUnused(): void {
    this.unused = new Map();
    for (const chunk of this.former.chunks.slice(this.first, this.behind)) {
      const { offset } = chunk.origin;
      const code = this.former.text.slice(offset, offset + chunk.code);
      const alike = this.unused.get(code);
      if (alike) alike.push(chunk);
      else this.unused.set(code, [chunk]);
    }
  }

  private pieces(): Piece[] {
    const { tokens } = this.words;
    const starts = chunkStarts(tokens);
    const pieces = starts.map((first, n): Piece => {
      const behind = starts[n + 1] ?? tokens.length;
      return { first, behind, start: tokens[first]!.startOffset, end: tokens[behind]?.startOffset ?? this.slice.length };
    });
    const begin = pieces[0]?.start ?? this.slice.length;
    // Comments and blanks before the first statement.
    if (begin > 0 || !pieces.length) pieces.unshift({ first: 0, behind: 0, start: 0, end: begin });
    return pieces;
  }

  /** What a piece becomes, or several of them where its last line goes on; nothing if that can't be told from what was read. */
  private readPiece(pieces: readonly Piece[], n: number, isWhole: boolean): Read | undefined {
    const piece = pieces[n]!;
    const isLast = (m: number): boolean => m === pieces.length - 1;
    const goesOn = (m: number): boolean => !isLast(m) && mayGoOn(this.words.tokens[pieces[m]!.behind]!);
    // Up to the first word of what follows, which decides that it does.
    const reach = (m: number): number => (isLast(m) ? pieces[m]!.end : this.reachOf(pieces[m]!)) - piece.start;
    if (isLast(n) && !isWhole) return undefined;
    const former = this.formerLike(piece, isLast(n), goesOn(n));
    if (former) return { piece, pieces: 1, reach: reach(n), former, isLast: isLast(n) };
    const parsed = this.parse(piece, isLast(n));
    let seen = n;
    if (parsed.parserErrors.length)
      while (goesOn(seen) && seen < n + MOST_LINES_THAT_GO_ON) {
        seen++;
        if (isLast(seen) && !isWhole) return undefined;
        const joint = { ...piece, behind: pieces[seen]!.behind, end: pieces[seen]!.end };
        const longer = this.parse(joint, isLast(seen));
        if (!longer.parserErrors.length) return { piece: joint, pieces: seen - n + 1, reach: reach(seen), parsed: longer };
      }
    return { piece, pieces: 1, reach: reach(seen), parsed };
  }

  /** What is no word before the first one, such as a quote that opens a text, hangs on all of its line. */
  private reachOf({ first, behind, end }: Piece): number {
    const reach = this.endOf(behind);
    const isWrong = first === behind && this.words.errors.some(({ offset }) => offset < end);
    return isWrong ? reach + this.slice.slice(reach).search(/[\r\n]|$/) : reach;
  }

  private endOf(token: number): number {
    return this.words.tokens[token]!.endOffset! + 1;
  }

  /** A former chunk with the code of a piece, that would be read as it was. */
  private formerLike(piece: Piece, isLast: boolean, goesOn: boolean): Chunk | undefined {
    if (piece.first === piece.behind) return undefined;
    const alike = this.unused.get(this.slice.slice(piece.start, this.endOf(piece.behind - 1)));
    const n = alike?.findIndex((c) => !c.parserErrors.length || (c.isLast === isLast && !goesOn)) ?? -1;
    return n < 0 ? undefined : alike!.splice(n, 1)[0];
  }

  private parse(piece: Piece, isLast: boolean): Chunk {
    const { tokens, hidden } = this.words;
    const { first, behind, start, end } = piece;
    const origin = this.originOf(piece);
    const errorsAt = { ...origin };
    const comments = within(hidden, start, end);
    const parsed =
      first === behind
        ? { statements: [], content: comments.map((token) => this.reader.leaf(token, origin)), errors: [] }
        : this.reader.parse({ tokens: tokens.slice(first, behind), hidden: comments, errors: [] }, origin, isLast);
    const { lexerErrors, opensComment } = this.lexed(piece);
    return {
      origin,
      code: first === behind ? 0 : this.endOf(behind - 1) - start,
      reach: 0,
      isLast,
      statements: parsed.statements,
      content: parsed.content,
      parserErrors: fitted(parsed.errors),
      lexerErrors,
      opensComment,
      errorsAt: parsed.errors.length || lexerErrors.length ? errorsAt : NOWHERE,
    };
  }

  private lexed({ start, end }: Piece): Pick<Chunk, 'lexerErrors' | 'opensComment'> {
    const { errors } = this.words;
    const lexerErrors = fitted(
      errors.slice(
        firstFrom(errors.length, (n) => errors[n]!.offset, start),
        firstFrom(errors.length, (n) => errors[n]!.offset, end),
      ),
    );
    return { lexerErrors, opensComment: lexerErrors.some((error) => opensComment(this.slice, error)) };
  }

  /** Where a piece begins, counted from where reading began. */
  private originOf({ first, start }: Piece): Origin {
    const token = this.words.tokens[first];
    return token && token.startOffset === start
      ? { offset: start, line: token.startLine! - 1, character: token.startColumn! - 1 }
      : { offset: 0, line: 0, character: 0 };
  }

  /**
   * The chunks of the whole text: those in front as they were, what was read, and those behind at their new places.
   * @param stays the first of the former chunks that stay
   * @param place where it begins now, counted from where reading began
   */
  private joined(read: readonly Read[], stays: number, place?: Origin): Chunk[] {
    const { chunks } = this.former;
    if (place) moveTo(chunks, stays, this.inText(place));
    const used = new Set(read.flatMap((each) => ('former' in each ? each.former : [])));
    const gone = chunks.slice(this.first, stays).filter((chunk) => !used.has(chunk));
    const fresh: AstNode[][] = [];
    const middle = read.map((each): Chunk => {
      if ('former' in each) return this.moved(each.former, each.piece, each.reach, each.isLast);
      const statements = [...each.parsed.statements];
      fresh.push(statements);
      Object.assign(each.parsed.origin, this.inText(each.parsed.origin));
      // What is added to a spread is kept apart, which takes more room.
      return Object.assign(each.parsed, { statements, reach: each.reach });
    });
    for (const [n, statements] of fresh.entries()) if (gone[n]) takeOverList(gone[n].statements, statements);
    return spliced(chunks, this.first, stays, middle);
  }

  /** A former chunk where a piece with the same code stands; the comments behind it may be others. */
  private moved(former: Chunk, piece: Piece, reach: number, isLast: boolean): Chunk {
    const { origin, code } = former;
    const errorsAt = this.originOf(piece);
    const own = former.content.filter((node) => !node.hidden || node.offset < origin.offset + code);
    const behind = within(this.words.hidden, piece.start + code, piece.end).map((token) =>
      this.reader.leaf(token, errorsAt, origin),
    );
    const parserErrors = parserErrorsOf({ ...former, origin: errorsAt });
    Object.assign(origin, this.inText(errorsAt));
    return {
      ...former,
      reach,
      isLast,
      content: [...own, ...behind],
      parserErrors,
      ...this.lexed(piece),
      errorsAt,
    };
  }

  /** A place that was counted from where reading began. */
  private inText({ offset, line, character }: Origin): Origin {
    const { begin } = this;
    return {
      offset: offset + begin.offset,
      line: line + begin.line,
      character: character + (line ? 0 : begin.character),
    };
  }
}

/** The tokens from one place to another. */
function within(tokens: readonly IToken[], start: number, end: number): IToken[] {
  const offsetOf = (n: number): number => tokens[n]!.startOffset;
  return tokens.slice(firstFrom(tokens.length, offsetOf, start), firstFrom(tokens.length, offsetOf, end));
}
