import type { IParserErrorMessageProvider, IToken } from 'chevrotain';
import {
  type CompositeCstNode,
  type CstNode,
  createLangiumParser,
  type LangiumCoreServices,
  type LangiumParser,
  type ParseResult,
} from 'langium';
import { tooLarge } from '../workspace/readable.ts';
import { parseReservedWords, type SegplanLexer } from './reserved-words.ts';

/**
 * Langium's parser, which never throws: it goes down a level for each `one of (`, and a file of nothing else would otherwise stop the
 * building of all files. A file that can't be read counts as empty and has one syntax error. Words of the language that stand as names cost
 * one error each.
 */
export function createSegplanParser(services: LangiumCoreServices): LangiumParser {
  const parser = createLangiumParser(services);
  const lexer = services.parser.Lexer as SegplanLexer;
  let parse = parsing(parser, lexer);
  parser.parse = ((input, options) => {
    const size = tooLarge(input.length);
    if (size) return unreadable(parse('', options), `it ${size}`);
    try {
      return parse(input, options);
    } catch (error) {
      // The parser stopped in the middle of its work and is of no more use.
      parse = parsing(createLangiumParser(services), lexer);
      return unreadable(parse('', options), reasonOf(input, error));
    }
  }) as LangiumParser['parse'];
  return parser;
}

function parsing(parser: LangiumParser, lexer: SegplanLexer): LangiumParser['parse'] {
  cheapErrors(parser);
  manyComments(parser);
  const parse = parseReservedWords(parser.parse.bind(parser), lexer);
  return ((input, options) => {
    // Each syntax error is an exception, of which nobody reads where in the program it came up.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      return parse(input, options);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }) as LangiumParser['parse'];
}

/** What of Chevrotain's and Langium's parsers is reached into. */
interface Insides {
  readonly wrapper: {
    maxLookahead: number;
    errorMessageProvider: IParserErrorMessageProvider;
    raiseNoAltException(occurrence: number, description: string): never;
    getCurrRuleFullName(): string;
    LA(howMuch: number): IToken;
    SAVE_ERROR(error: unknown): unknown;
  };
  readonly nodeBuilder: {
    appendChildren(parent: CompositeCstNode, children: CstNode[]): void;
    insertChildren(parent: CompositeCstNode, index: number, children: CstNode[]): void;
  };
}

type Choice = Parameters<IParserErrorMessageProvider['buildNoViableAltMessage']>[0];

/**
 * What may stand at a place of the grammar is found out once for each: it takes milliseconds, and each of ten thousand errors would ask
 * again. Messages say what may come next, and nothing of the ways behind it.
 */
function cheapErrors(parser: LangiumParser): void {
  const { wrapper } = parser as unknown as Insides;
  const raise = wrapper.raiseNoAltException.bind(wrapper);
  const provider = wrapper.errorMessageProvider;
  const build = provider.buildNoViableAltMessage.bind(provider);
  // All parsers share one provider.
  wrapper.errorMessageProvider = Object.create(provider) as IParserErrorMessageProvider;
  const known = new Map<string, { choice: Choice; kind: new (...args: unknown[]) => Error }>();
  let last: Choice | undefined;
  wrapper.errorMessageProvider.buildNoViableAltMessage = (choice): string => {
    last = choice;
    return build(choice);
  };
  wrapper.raiseNoAltException = (occurrence, description): never => {
    const key = `${wrapper.getCurrRuleFullName()} ${occurrence}`;
    const before = known.get(key);
    const [actual, previous] = [wrapper.LA(1), wrapper.LA(0)];
    if (before) {
      const message = build({ ...before.choice, actual: [actual], previous });
      throw wrapper.SAVE_ERROR(new before.kind(message, actual, previous));
    }
    const { maxLookahead } = wrapper;
    wrapper.maxLookahead = 1;
    try {
      return raise(occurrence, description);
    } catch (error) {
      if (last) known.set(key, { choice: last, kind: (error as Error).constructor as new () => Error });
      throw error;
    } finally {
      wrapper.maxLookahead = maxLookahead;
    }
  };
}

/** More than these are put into the tree in pieces. */
const MOST_AT_ONCE = 10_000;

/** Langium spreads the comments before a word into arguments: a hundred thousand in a row would overflow the stack. */
function manyComments(parser: LangiumParser): void {
  const { nodeBuilder } = parser as unknown as Insides;
  const append = nodeBuilder.appendChildren.bind(nodeBuilder);
  const insert = nodeBuilder.insertChildren.bind(nodeBuilder);
  nodeBuilder.appendChildren = (parent, children): void => {
    for (let n = 0; n < children.length; n += MOST_AT_ONCE) append(parent, children.slice(n, n + MOST_AT_ONCE));
  };
  nodeBuilder.insertChildren = (parent, index, children): void => {
    for (let n = 0; n < children.length; n += MOST_AT_ONCE) insert(parent, index + n, children.slice(n, n + MOST_AT_ONCE));
  };
}

/** No plan that somebody means is nested deeper. */
const DEEP = 100;

/** Where the stack ran out decides what kind of error it is, so that the text is asked. */
function reasonOf(text: string, error: unknown): string {
  let [depth, deepest] = [0, 0];
  for (const [bracket] of text.matchAll(/[({})]/g)) {
    depth = Math.max(0, depth + (bracket === '(' || bracket === '{' ? 1 : -1));
    deepest = Math.max(deepest, depth);
  }
  if (deepest > DEEP || (error instanceof RangeError && /call stack/i.test(error.message))) return 'it is nested too deeply';
  return `the parser failed (${error instanceof Error ? error.message : String(error)})`;
}

function unreadable(empty: ParseResult, reason: string): ParseResult {
  const nowhere = { image: '', startOffset: Number.NaN, tokenTypeIdx: 0, tokenType: { name: 'none' } };
  const error = {
    name: 'Unreadable',
    message: `This file cannot be read: ${reason}.`,
    token: nowhere,
    previousToken: nowhere,
    resyncedTokens: [],
    context: { ruleStack: [], ruleOccurrenceStack: [] },
  };
  return { ...empty, parserErrors: [error] };
}
