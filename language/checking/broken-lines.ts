import type { LangiumDocument, ParseResult } from 'langium';

const known = new WeakMap<ParseResult, ReadonlySet<number>>();

/**
 * The lines of a document, 0-based, on which a statement has a syntax error. One that breaks off is reported at what follows it, maybe lines
 * below; the line on which it breaks off counts too.
 */
export function brokenLines({ parseResult }: LangiumDocument): ReadonlySet<number> {
  let lines = known.get(parseResult);
  if (!lines) {
    lines = linesOf(parseResult);
    known.set(parseResult, lines);
  }
  return lines;
}

function linesOf(parseResult: ParseResult): ReadonlySet<number> {
  const lines = new Set<number | undefined>(parseResult.lexerErrors.map((e) => e.line));
  for (const error of parseResult.parserErrors) {
    lines.add(error.token.startLine);
    // What stands outside of all statements doesn't break the one before it.
    if ('previousToken' in error && error.context.ruleStack.length > 1)
      lines.add((error.previousToken as typeof error.token).endLine);
  }
  return new Set([...lines].flatMap((line) => (line === undefined || Number.isNaN(line) ? [] : [line - 1])));
}
