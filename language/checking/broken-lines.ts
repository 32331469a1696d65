import type { AstNode, LangiumDocument, ParseResult } from 'langium';

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

/** Whether what stands right behind a node, on its line, can't be read: what the node seems to say is then not what was meant. */
export function isBrokenBehind({ $cstNode }: AstNode, document: LangiumDocument): boolean {
  const end = $cstNode?.range.end;
  if (!end || !brokenLines(document).has(end.line)) return false;
  return document.parseResult.parserErrors.some(({ token }) => {
    if (token.startLine !== end.line + 1 || token.startColumn === undefined) return false;
    const start = { line: end.line, character: token.startColumn - 1 };
    return start.character >= end.character && !document.textDocument.getText({ start: end, end: start }).trim();
  });
}

function linesOf(parseResult: ParseResult): ReadonlySet<number> {
  const lines = new Set<number | undefined>();
  let last: number | undefined;
  for (const { line } of parseResult.lexerErrors) {
    // A line may have hundreds of thousands.
    if (line !== last) lines.add(line);
    last = line;
  }
  for (const error of parseResult.parserErrors) {
    lines.add(error.token.startLine);
    // What stands outside of all statements doesn't break the one before it.
    if ('previousToken' in error && error.context.ruleStack.length > 1)
      lines.add((error.previousToken as typeof error.token).endLine);
  }
  return new Set([...lines].flatMap((line) => (line === undefined || Number.isNaN(line) ? [] : [line - 1])));
}
