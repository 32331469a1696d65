import type { IParserErrorMessageProvider, IToken } from 'chevrotain';
import {
  type AstNode,
  type CompositeCstNode,
  type CstNode,
  createLangiumParser,
  type LangiumCoreServices,
  type LangiumParser,
  type ParseResult,
} from 'langium';
import { tooLarge } from '../workspace/readable.ts';
import { boundedErrors } from './bounded-errors.ts';
import { cheapRecovery } from './cheap-recovery.ts';
import type { ParserError, Words } from './incremental/chunk.ts';
import { leafOf, MovableComposite, type Origin } from './incremental/movable-syntax.ts';
import { parseInChunks, parsePart } from './incremental/parse-in-chunks.ts';
import type { Reader } from './incremental/reader.ts';
import { SegplanParserErrorMessages } from './messages.ts';
import { QuickReader } from './quick/quick-reader.ts';
import { Word } from './quick/words.ts';
import { parseReservedWords, type SegplanLexer } from './reserved-words.ts';

/** A parser that can go on from what it parsed before an edit. */
export interface SegplanParser extends LangiumParser {
  /**
   * Parses a text that was edited.
   * @param former the tree of the text before; it must not be used afterward, since what the edit left alone is taken over from it
   */
  parseAgain(text: string, former: AstNode): ParseResult;
  /**
   * Parses a part of a text, in words of its own around it.
   * @param at where the beginning of `text` would stand in the whole text, so that the part has the places that it has there
   */
  parsePart(text: string, at: Origin, whole: string): ParseResult;
  /** Makes what only texts with errors need, which would otherwise be made when the first error comes. */
  prepare(): void;
}

/**
 * A parser that reads each statement by itself and never throws: it goes down a level for each `one of (`, and a file of nothing else would
 * otherwise stop the building of all files. A file that can't be read counts as empty and has one syntax error. Words of the language that
 * stand as names cost one error each. Statements without errors are read quickly, all others by Langium's parser, which is made when the
 * first of them comes: it takes longer than to check a small plan.
 */
export function createSegplanParser(services: LangiumCoreServices): SegplanParser {
  const reader = readerOf(services);
  const parse = (text: string, former?: AstNode): ParseResult => {
    const size = tooLarge(text.length);
    if (size) return unreadable(`it ${size}`);
    try {
      return parseInChunks(reader, text, former);
    } catch (error) {
      // The parser stopped in the middle of its work and is of no more use.
      reader.reset();
      return unreadable(reasonOf(text, error));
    }
  };
  return {
    parse: (text: string) => parse(text),
    parseAgain: parse,
    parsePart: (text: string, at: Origin, whole: string) => parsePart(reader, text, at, whole),
    prepare: () => reader.prepare(),
  } as unknown as SegplanParser;

  function unreadable(reason: string): ParseResult {
    return { ...parseInChunks(reader, ''), parserErrors: [cannotBeRead(reason)] };
  }
}

/** Reads statements quickly where it can, and with a parser of Langium's where it can't. */
function readerOf(services: LangiumCoreServices): Reader & { prepare(): void; reset(): void } {
  const quick = new QuickReader(services);
  const lexer = (): SegplanLexer => services.parser.Lexer as SegplanLexer;
  let thorough: Reader['parse'] | undefined;
  const thoroughly = (): Reader['parse'] => {
    thorough ??= thoroughReader(createLangiumParser(services), lexer());
    return thorough;
  };
  return {
    lex: (text) => quick.lex(text) ?? lexer().tokenize(text),
    leaf: (token, origin, moving) => leafOf(token, true, origin, moving),
    parse(words, origin, isLast) {
      const read = quick.parse(words, origin);
      if (read) return read;
      return thoroughly()(knownTo(lexer(), words), origin, isLast);
    },
    prepare: () => void thoroughly(),
    reset: () => {
      quick.reset();
      thorough = undefined;
    },
  };
}

/** The words as the parser of Langium wants them. */
function knownTo(lexer: SegplanLexer, { tokens, hidden, errors }: Words): Words {
  const typed = tokens.map((token): IToken => {
    if (!(token instanceof Word)) return token;
    const tokenType = lexer.definition[token.tokenType.name]!;
    return { ...token, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx! };
  });
  return { tokens: typed, hidden, errors };
}

/** Reads statements with a parser of Langium's. */
function thoroughReader(parser: LangiumParser, lexer: SegplanLexer): Reader['parse'] {
  const messages = cheapErrors(parser);
  cheapRecovery(parser);
  boundedErrors(parser);
  manyComments(parser);
  const insides = (parser as unknown as Insides).nodeBuilder;
  let from: Origin = { offset: 0, line: 0, character: 0 };
  insides.createLeafNode = (token, hidden) => leafOf(token, hidden === true, from);
  insides.buildCompositeNode = (feature) => {
    const node = new MovableComposite();
    node.grammarSource = feature;
    insides.appendChild(insides.current, node);
    insides.nodeStack.push(node);
    return node;
  };
  const parse = parseReservedWords(parser.parse.bind(parser), lexer);
  return (words, origin, isLast) => {
    // Each syntax error is an exception, of which nobody reads where in the program it came up.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    lexer.prepared = words;
    from = origin;
    messages.isAtEnd = isLast;
    try {
      const { value, parserErrors } = parse('');
      const content = (value.$cstNode as CompositeCstNode | undefined)?.content ?? [];
      return { statements: (value as AstNode & { statements: AstNode[] }).statements, content, errors: parserErrors };
    } finally {
      lexer.prepared = undefined;
      messages.isAtEnd = true;
      Error.stackTraceLimit = stackTraceLimit;
    }
  };
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
    readonly current: CompositeCstNode;
    readonly nodeStack: CompositeCstNode[];
    appendChild(parent: CompositeCstNode, child: CstNode): void;
    appendChildren(parent: CompositeCstNode, children: CstNode[]): void;
    insertChildren(parent: CompositeCstNode, index: number, children: CstNode[]): void;
    createLeafNode(token: IToken, hidden?: boolean): CstNode;
    buildCompositeNode(feature: CompositeCstNode['grammarSource']): CompositeCstNode;
  };
}

type Choice = Parameters<IParserErrorMessageProvider['buildNoViableAltMessage']>[0];

/**
 * What may stand at a place of the grammar is found out once for each: it takes milliseconds, and each of ten thousand errors would ask
 * again. Messages say what may come next, and nothing of the ways behind it.
 */
function cheapErrors(parser: LangiumParser): SegplanParserErrorMessages {
  const { wrapper } = parser as unknown as Insides;
  const raise = wrapper.raiseNoAltException.bind(wrapper);
  const provider = wrapper.errorMessageProvider;

  // All parsers share one provider.
  const messages = Object.create(provider) as SegplanParserErrorMessages;
  wrapper.errorMessageProvider = messages as IParserErrorMessageProvider;
  const build = (choice: Choice): string => SegplanParserErrorMessages.prototype.buildNoViableAltMessage.call(messages, choice);
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
  return messages;
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

function cannotBeRead(reason: string): ParserError {
  const nowhere = { image: '', startOffset: Number.NaN, tokenTypeIdx: 0, tokenType: { name: 'none' } };
  return {
    name: 'Unreadable',
    message: `This file cannot be read: ${reason}.`,
    token: nowhere,
    resyncedTokens: [],
    context: { ruleStack: [], ruleOccurrenceStack: [] },
    ...{ previousToken: nowhere },
  };
}
