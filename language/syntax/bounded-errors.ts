import type { IToken } from 'chevrotain';
import type { LangiumParser, ParseResult } from 'langium';

type ParserError = ParseResult['parserErrors'][number];

/** So many syntax errors of one statement are looked for: five times what is told of a whole file. */
const MOST = 500;

/** The name of the error that stands where a statement is read no further. */
const NOT_READ = 'NotRead';

/** What is said there. */
export const notRead = 'From here on this statement is not read: mend the syntax errors in front, and it is.';

/** What of Chevrotain's parser is reached into: the words that it reads, with some that mean the end behind them, and the errors. */
interface Words {
  tokVector: IToken[];
  tokVectorLength: number;
  currIdx: number;
  readonly errors: readonly ParserError[];
  SAVE_ERROR(error: unknown): unknown;
  onBeforeParse(rule: string): void;
}

/**
 * Ends the words of a statement behind so many errors: each has the parser look for where it can go on, which takes longer than to read a
 * hundred words, and of sixty thousand words that break off (`use use use`) nobody reads the last error.
 */
export function boundedErrors(parser: LangiumParser): void {
  const { wrapper } = parser as unknown as { wrapper: Words };
  const [save, before] = [wrapper.SAVE_ERROR.bind(wrapper), wrapper.onBeforeParse.bind(wrapper)];
  let [count, unread]: [number, IToken | undefined] = [0, undefined];
  wrapper.onBeforeParse = (rule): void => {
    [count, unread] = [0, undefined];
    before(rule);
  };
  wrapper.SAVE_ERROR = (error): unknown => {
    if (++count === MOST) unread = endAtOnce(wrapper);
    return save(error);
  };
  const parse = parser.parse.bind(parser);
  parser.parse = ((input, options) => {
    const result = parse(input, options);
    if (!unread) return result;
    const told = result.parserErrors.slice(0, MOST);
    return {
      ...result,
      parserErrors: [...told, { ...told.at(-1)!, name: NOT_READ, message: notRead, token: unread, resyncedTokens: [] }],
    };
  }) as LangiumParser['parse'];
}

/** Has nothing stand behind the word that was read last, and gives back the first word that is read no more. */
function endAtOnce(words: Words): IToken | undefined {
  const { tokVector, tokVectorLength, currIdx } = words;
  const end = currIdx + 1;
  if (end >= tokVectorLength) return undefined;
  words.tokVector = [...tokVector.slice(0, end), ...tokVector.slice(tokVectorLength)];
  words.tokVectorLength = end;
  return tokVector[end];
}

/**
 * Whether a statement has fewer errors read in one way than in another; where it was read to its end in neither way, those have fewer that
 * lead further.
 */
export function hasFewerErrors(result: Pick<ParseResult, 'parserErrors'>, other: Pick<ParseResult, 'parserErrors'>): boolean {
  const [end, otherEnd] = [result, other].map(({ parserErrors }) => parserErrors.at(-1));
  if (end?.name === NOT_READ && otherEnd?.name === NOT_READ) return end.token.startOffset > otherEnd.token.startOffset;
  return result.parserErrors.length < other.parserErrors.length;
}
