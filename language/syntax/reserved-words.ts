import type { IToken } from 'chevrotain';
import {
  DefaultLexer,
  type LangiumCoreServices,
  type LangiumParser,
  type Lexer,
  type LexerResult,
  type ParseResult,
} from 'langium';
import { hasFewerErrors } from './bounded-errors.ts';
import { cheapResync } from './cheap-resync.ts';
import { reservedWord } from './messages.ts';

type Parse = LangiumParser['parse'];
type ParserError = ParseResult['parserErrors'][number];

const NOWHERE: ReadonlySet<number> = new Set();
/** One pass mends all lines at once; more are needed only where one line has several such words. */
const PASSES = 4;

/**
 * Langium's lexer, which can be told to read words of the language as names, and to hand out what was read before. It is made when it is
 * first used, since texts without errors are read without it.
 */
export class SegplanLexer implements Lexer {
  /** The offsets at which a word of the language counts as a name. */
  names = NOWHERE;
  /** What counts as the words of the next text. */
  prepared: Pick<LexerResult, 'tokens' | 'hidden' | 'errors'> | undefined;

  private readonly services: LangiumCoreServices;
  private made: DefaultLexer | undefined;

  constructor(services: LangiumCoreServices) {
    this.services = services;
  }

  get definition(): DefaultLexer['definition'] {
    return this.lexer.definition;
  }

  tokenize(...args: Parameters<DefaultLexer['tokenize']>): LexerResult {
    if (!this.prepared) return this.lexer.tokenize(...args);
    const { tokens, hidden, errors } = this.prepared;
    const { ID } = this.definition;
    const isName = ({ startOffset }: IToken): boolean => this.names.has(startOffset);
    return {
      tokens: ID ? tokens.map((t) => (isName(t) ? { ...t, tokenType: ID, tokenTypeIdx: ID.tokenTypeIdx! } : t)) : tokens,
      // The parser takes them out one after another.
      hidden: [...hidden],
      errors,
    };
  }

  private get lexer(): DefaultLexer {
    if (!this.made) {
      this.made = new DefaultLexer(this.services);
      cheapResync(this.made);
    }
    return this.made;
  }
}

/**
 * Parses; where a word of the language stands as a name (`zone group { … }`), the text is read again as if it were one. That makes one error
 * that says so, in place of those that follow when `group` begins a statement of its own.
 */
export function parseReservedWords(parse: Parse, lexer: SegplanLexer): Parse {
  return ((input, options) => {
    let result = parse(input, options);
    const errors = new Map<number, ParserError>();
    const tried = new Set<number>();
    try {
      for (let pass = 0; pass < PASSES; pass++) {
        const words = firstOfLines(result.parserErrors).filter((e) => isReservedName(e) && !tried.has(e.token.startOffset));
        if (!words.length) break;
        for (const { token } of words) tried.add(token.startOffset);
        lexer.names = tried;
        const next = parse(input, options);
        // No better for it: the word does begin what it seems to begin, and something before it is missing.
        if (!hasFewerErrors(next, result)) break;
        const skipped = new Set(next.parserErrors.flatMap((e) => [e.token, ...e.resyncedTokens]).map((t) => t.startOffset));
        for (const error of words)
          if (!skipped.has(error.token.startOffset))
            errors.set(error.token.startOffset, { ...error, message: reservedWord(error.token.image), resyncedTokens: [] });
        result = next;
      }
    } finally {
      lexer.names = NOWHERE;
    }
    return errors.size ? { ...result, parserErrors: [...errors.values(), ...result.parserErrors] } : result;
  }) as Parse;
}

/** The first error of each line; those behind it may be its consequences. */
function firstOfLines(errors: readonly ParserError[]): ParserError[] {
  const first = new Map<number | undefined, ParserError>();
  for (const error of errors) {
    const known = first.get(error.token.startLine);
    if (!known || error.token.startOffset < known.token.startOffset) first.set(error.token.startLine, error);
  }
  return [...first.values()];
}

/** Behind something on its own line: a word that begins a line is taken for the next statement, after one that is not finished. */
function isReservedName(error: ParserError): boolean {
  const { token } = error;
  const before = 'previousToken' in error ? (error.previousToken as typeof token) : undefined;
  return token.tokenType.name !== 'ID' && /^[A-Za-z]+$/.test(token.image) && before?.endLine === token.startLine;
}
