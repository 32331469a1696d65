import type { Range, TextEdit } from 'vscode-languageserver-types';
import { isAloneOnItsLines, lineEnding, startOfLine } from '../editing/edits.ts';
import { isHeading } from '../editing/remove.ts';
import type * as ast from '../generated/ast.ts';
import { statementsOf } from '../syntax/statements.ts';
import type { CheckContext } from './check.ts';
import { idleUses } from './idle-uses.ts';
import { unusedImports } from './unused-imports.ts';

type Line = ast.Import | ast.Use;

/**
 * Puts the `import` and `use` lines of a file in the order of what they name, each block of lines by itself; takes out those that stand there twice and those that
 * are not used. Comments above and behind a line go where it goes.
 * @param isWhole whether each name of the file leads somewhere: what a wrong one should lead to may be what seems unused
 * @returns nothing to do for a text with syntax errors, of which nobody knows what it names
 */
export function organizeImports(context: CheckContext, isWhole: boolean): TextEdit[] {
  const { root, document } = context;
  if (document.parseResult.parserErrors.length || document.parseResult.lexerErrors.length) return [];
  const gone = new Set<ast.Statement>([
    ...unusedImports(context).flatMap(({ node, first }) => (first || isWhole ? [node] : [])),
    ...(isWhole ? idleUses(context).map(({ node }) => node) : []),
    ...usesTwice(root),
  ]);
  const mayMove = (type: Line['$type']): boolean => type === 'Use' || !giveOneName(context);
  return blocksOf(root, document).flatMap((block) => organized(block, gone, mayMove(block[0]!.$type), document));
}

/** Lines that say what one before them says. */
function usesTwice(root: ast.Document): ast.Use[] {
  const seen = new Set<string>();
  return statementsOf(root, 'Use').filter(({ vendor, version }) => {
    const said = `${vendor.$refText} ${version?.$cstNode?.text ?? ''}`;
    const isSecond = seen.has(said);
    seen.add(said);
    return isSecond;
  });
}

/** Whether two imported files give one name: then the first of them counts, and their order has a meaning. */
function giveOneName({ root, visible }: CheckContext): boolean {
  const seen = new Set<string>();
  for (const { statements } of visible.importsOf(root))
    for (const statement of statements) {
      if (!('name' in statement) || !statement.name || (statement.$type === 'Vendor' && statement.extends)) continue;
      const name = `${statement.$type} ${statement.name}`;
      if (seen.has(name)) return true;
      seen.add(name);
    }
  return false;
}

/** Lines of one kind that stand one below the other, with nothing but comments of single lines between them. */
function blocksOf(root: ast.Document, document: CheckContext['document']): Line[][] {
  const blocks: Line[][] = [];
  const placeOf = (line: Line): number => line.$containerIndex ?? 0;
  // Of ten thousand statements a dozen are such lines.
  const lines = [...statementsOf(root, 'Import'), ...statementsOf(root, 'Use')].sort((a, b) => placeOf(a) - placeOf(b));
  for (const statement of lines) {
    if (!isAloneOnItsLines(statement)) continue;
    const last = blocks.at(-1);
    const before = last?.at(-1);
    const follows = before !== undefined && placeOf(before) === placeOf(statement) - 1 && before.$type === statement.$type;
    if (follows && isClose(before, statement, document.textDocument)) last!.push(statement);
    else blocks.push([statement]);
  }
  return blocks;
}

function isClose(before: ast.Statement, after: ast.Statement, text: CheckContext['document']['textDocument']): boolean {
  const between = text.getText({ start: before.$cstNode!.range.end, end: after.$cstNode!.range.start });
  return !/\n\s*\n|\r\s*\r|\/\*/.test(between);
}

function organized(
  block: readonly Line[],
  gone: ReadonlySet<ast.Statement>,
  mayMove: boolean,
  document: CheckContext['document'],
): TextEdit[] {
  const { textDocument } = document;
  const kept = block.filter((line) => !gone.has(line));
  const sorted = mayMove ? kept.toSorted((a, b) => compare(nameOf(a), nameOf(b))) : kept;
  if (sorted.length === block.length && sorted.every((line, n) => line === block[n])) return [];
  const rangeOf = new Map(block.map((line, n) => [line, withComments(line, block[n - 1], document)]));
  const [first, last] = [rangeOf.get(block[0]!)!, rangeOf.get(block.at(-1)!)!];
  if (sorted.length) {
    const eol = lineEnding(document.parseResult.value);
    const lines = sorted.map((line) => textDocument.getText(rangeOf.get(line)).replace(/[\r\n]+$/, ''));
    const ending = /[\r\n]*$/.exec(textDocument.getText(last))![0];
    return [{ range: { start: first.start, end: last.end }, newText: lines.join(eol) + ending }];
  }
  // Of two empty lines that would meet one goes as well.
  const isEmpty = (line: number): boolean => line >= 0 && lineAt(line, textDocument).trim() === '';
  const next = last.end.line + (isEmpty(last.end.line) && (first.start.line === 0 || isEmpty(first.start.line - 1)) ? 1 : 0);
  return [
    { range: { start: first.start, end: next === last.end.line ? last.end : startOfLine(textDocument, next) }, newText: '' },
  ];
}

/** The lines of a statement with the comments above it: all that stand behind the one before it; of the first one those that are no heading. */
function withComments(line: Line, before: Line | undefined, { textDocument }: CheckContext['document']): Range {
  const { start, end } = line.$cstNode!.range;
  let from = start.line;
  if (before) from = before.$cstNode!.range.end.line + 1;
  else {
    while (from > 0 && /^\s*\/\//.test(lineAt(from - 1, textDocument)) && !isHeading(lineAt(from - 1, textDocument).trim()))
      from--;
    // At the top of a file a comment is about all of it.
    if (from === 0) from = start.line;
  }
  return { start: { line: from, character: 0 }, end: startOfLine(textDocument, end.line + 1) };
}

function lineAt(line: number, textDocument: CheckContext['document']['textDocument']): string {
  return textDocument.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
}

function nameOf(line: Line): string {
  return line.$type === 'Import' ? line.path : line.vendor.$refText;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
