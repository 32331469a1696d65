import { createLangiumParser, type LangiumCoreServices, type LangiumParser, type ParseResult } from 'langium';
import { parseReservedWords, type SegplanLexer } from './reserved-words.ts';

/**
 * Langium's parser, which also survives what is nested deeper than the machine's stack: it goes down a level for each `one of (`, and a
 * file of nothing else would otherwise stop the building of all files. Such a file counts as empty and has one syntax error. Words of the
 * language that stand as names cost one error each.
 */
export function createSegplanParser(services: LangiumCoreServices): LangiumParser {
  const parser = createLangiumParser(services);
  const lexer = services.parser.Lexer as SegplanLexer;
  let parse = parseReservedWords(parser.parse.bind(parser), lexer);
  parser.parse = ((input, options) => {
    try {
      return parse(input, options);
    } catch {
      // Where the stack ran out decides what kind of error it is. The parser stopped in the middle of its work and is of no more use.
      const fresh = createLangiumParser(services);
      parse = parseReservedWords(fresh.parse.bind(fresh), lexer);
      return tooDeep(parse('', options));
    }
  }) as LangiumParser['parse'];
  return parser;
}

function tooDeep(empty: ParseResult): ParseResult {
  const nowhere = { image: '', startOffset: Number.NaN, tokenTypeIdx: 0, tokenType: { name: 'none' } };
  const error = {
    name: 'TooDeep',
    message: 'This file cannot be read: it is nested too deeply.',
    token: nowhere,
    previousToken: nowhere,
    resyncedTokens: [],
    context: { ruleStack: [], ruleOccurrenceStack: [] },
  };
  return { ...empty, parserErrors: [error] };
}
