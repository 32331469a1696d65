import type { IToken, TokenType } from 'chevrotain';
import type { LangiumParser } from 'langium';

interface GrammarPath {
  readonly ruleStack: readonly string[];
  readonly occurrenceStack: readonly number[];
  readonly lastTok: TokenType;
  readonly lastTokOccurrence: number;
}

/** What of Chevrotain's parser is reached into: what it asks when it goes on behind an error. */
interface Recovery {
  getNextPossibleTokenTypes(path: GrammarPath): TokenType[];
  findReSyncTokenType(): TokenType;
  flattenFollowSet(): TokenType[];
  LA(howMuch: number): IToken;
  tokenMatcher(token: IToken, type: TokenType): boolean;
}

/** Rules within one another, at places that many errors may stand at. */
const MOST_NESTED = 12;

/**
 * Going on behind an error asks what may follow at its place of the grammar, and goes through the grammar for that; and it holds each word
 * that is skipped against each that may follow. A text with an error in each of a hundred thousand statements asked the same each time:
 * here each place is asked about once, and each kind of word.
 */
export function cheapRecovery(parser: LangiumParser): void {
  const { wrapper } = parser as unknown as { wrapper: Recovery };
  const next = wrapper.getNextPossibleTokenTypes.bind(wrapper);
  const known = new Map<string, TokenType[]>();
  wrapper.getNextPossibleTokenTypes = (path): TokenType[] => {
    // What is nested deep is at a place of its own, and of no use to another error.
    if (path.ruleStack.length > MOST_NESTED) return next(path);
    const { ruleStack, occurrenceStack, lastTok, lastTokOccurrence } = path;
    const key = `${ruleStack.join()} ${occurrenceStack.join()} ${lastTok.tokenTypeIdx} ${lastTokOccurrence}`;
    let types = known.get(key);
    if (!types) {
      types = next(path);
      known.set(key, types);
    }
    return types;
  };
  wrapper.findReSyncTokenType = (): TokenType => {
    const following = wrapper.flattenFollowSet();
    const others = new Set<number>();
    for (let n = 1; ; n++) {
      const word = wrapper.LA(n);
      if (others.has(word.tokenTypeIdx)) continue;
      const found = following.find((type) => wrapper.tokenMatcher(word, type));
      if (found) return found;
      others.add(word.tokenTypeIdx);
    }
  };
}
