import type { DefaultLexer } from 'langium';

/** One kind of words to Chevrotain's lexer. */
interface Kind {
  readonly pattern: { lastIndex: number; exec(text: string, ...more: unknown[]): unknown };
  readonly matchType: number;
  /** The character, for a kind that is no more than that. */
  readonly short: number | false;
  /** The numbers of kinds that may be longer. */
  readonly longerAlt?: readonly number[];
}

/** How Chevrotain looks for a kind: one character, or a function that finds it; else an expression. */
const [CHARACTER, FUNCTION] = [0, 1];

/** What of Chevrotain's lexer is reached into: all kinds of words, and those that may begin with a character. */
interface Insides {
  readonly chevrotainLexer: {
    readonly patternIdxToConfig: Record<string, readonly Kind[] | Record<number, Kind>>;
    readonly charCodeToPatternIdxToConfig: Record<string, readonly (readonly Kind[] | undefined)[]>;
    readonly canModeBeOptimized: Record<string, boolean>;
  };
}

/** Chevrotain has a list for each of so many characters, and one for each so many others but one. */
const OWN_LISTS = 256;

/**
 * Where nothing is a word, Chevrotain leaves out characters until one begins a word, and asks all of a hundred kinds at each. Here it asks those that
 * may begin with the character, as it does where there is no error: a line of a hundred thousand errors takes a fraction of the time.
 */
export function cheapResync(lexer: DefaultLexer): void {
  const { patternIdxToConfig, charCodeToPatternIdxToConfig, canModeBeOptimized } = (lexer as unknown as Insides).chevrotainLexer;
  for (const [mode, kinds] of Object.entries(patternIdxToConfig) as [string, readonly Kind[]][]) {
    const lists = charCodeToPatternIdxToConfig[mode];
    // Where there are no such lists, all kinds are asked everywhere; the first one, whose place is taken, must not be what others go on as.
    if (!lists || !canModeBeOptimized[mode] || kinds.some(({ longerAlt }) => longerAlt?.includes(0))) continue;
    const any = { pattern: { lastIndex: 0, exec: beginning(lists) }, matchType: FUNCTION, short: false } as const;
    // It asks as many as there are by the length alone; those that others go on as it finds by their numbers.
    patternIdxToConfig[mode] = { ...kinds, 0: any, length: 1 } as Record<number, Kind>;
  }
}

/** Tells whether any word begins at an offset. */
function beginning(lists: readonly (readonly Kind[] | undefined)[]): (text: string, ...more: unknown[]) => unknown {
  return (text, offset, ...more) => {
    const code = text.charCodeAt(offset as number);
    const kinds = lists[code < OWN_LISTS ? code : OWN_LISTS - 1 + Math.floor(code / (OWN_LISTS - 1))];
    if (!kinds) return null;
    for (const { pattern, matchType, short } of kinds) {
      if (matchType === CHARACTER) {
        if (code === short) return text;
        continue;
      }
      pattern.lastIndex = offset as number;
      if ((matchType === FUNCTION ? pattern.exec(text, offset, ...more) : pattern.exec(text)) !== null) return text;
    }
    return null;
  };
}
