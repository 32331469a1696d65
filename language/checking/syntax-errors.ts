import type { LangiumDocument } from 'langium';
import type { Diagnostic, TextEdit } from 'vscode-languageserver-types';
import { LINE_BREAK, withLineEndings } from '../editing/line-endings.ts';
import { notRead } from '../syntax/bounded-errors.ts';
import type { Slip } from '../syntax/slips/slip.ts';
import { slipAt } from '../syntax/slips/slips.ts';
import { documentationUrl, type Fix } from './check.ts';

/** The code of everything that the parser reports. */
export const SYNTAX_ERROR = 'syntax-error';

/** So many syntax errors of a file are told; those behind them are mostly its first ones once more. */
const MOST = 100;

/** So many of the lexer's errors become diagnostics: those that may be told, and the one that says how many more there are. */
export const MOST_LISTED: number = MOST + 1;
/** Lines that people write are no longer. */
const LONGEST_LINE = 1000;

/** A diagnostic of the parser or the lexer as one of ours. */
export function syntaxError(diagnostic: Diagnostic): Diagnostic {
  const { data: _, ...rest } = diagnostic;
  return { ...rest, code: SYNTAX_ERROR, codeDescription: { href: documentationUrl(SYNTAX_ERROR) } };
}

/**
 * Diagnostics with the first syntax errors alone, and at the next one how many there are. A slip that people make is told as such, and once:
 * what the parser stumbles over behind it says nothing more.
 * @param text of the document
 * @param unlisted how many more the lexer has found behind the last of its errors among these
 */
export function toldSyntaxErrors(diagnostics: Diagnostic[], text: string, unlisted = 0): Diagnostic[] {
  const errors = diagnostics.filter((d) => d.code === SYNTAX_ERROR);
  if (!errors.length) return diagnostics;
  errors.sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
  const others = diagnostics.filter((d) => d.code !== SYNTAX_ERROR);
  const told = withSlips(errors.slice(0, MOST), text.split(LINE_BREAK));
  if (errors.length + unlisted <= MOST) return [...told, ...others];
  const more = errors.slice(MOST);
  // Behind the last error of a statement that is not read to its end there may be others.
  const read = more.filter(({ message }) => message !== notRead).length;
  const known = read + unlisted;
  const count = `${read < more.length ? 'At least ' : ''}${known} more syntax error${known === 1 ? '' : 's'}`;
  const rest = { ...more[0]!, message: `${count} from here on: mend those before, and the next are shown.` };
  return [...told, rest, ...others];
}

function withSlips(errors: readonly Diagnostic[], lines: readonly string[]): Diagnostic[] {
  let [line, until, below] = [-1, -1, -1];
  return errors.flatMap((error) => {
    const { start } = error.range;
    if ((start.line === line && start.character < until) || (start.line > line && start.line <= below)) return [];
    const slip = slipOf(error, `${error.message}`, lines);
    if (!slip) return [error];
    // What is missing at the end of the line is its consequence as well.
    [line, until] = [start.line, slip.end < lines[start.line]!.length ? slip.end : Number.POSITIVE_INFINITY];
    below = slip.lines ? line + slip.lines : -1;
    return [slip.message ? { ...error, message: slip.message, data: { said: error.message } } : error];
  });
}

/** @param lines of the document */
function slipOf({ range: { start, end } }: Diagnostic, message: string, lines: readonly string[]): Slip | undefined {
  const line = lines[start.line];
  if (line === undefined || line.length > LONGEST_LINE) return undefined;
  const last = end.line === start.line ? end.character : line.length;
  return slipAt({
    line,
    start: start.character,
    end: last,
    message,
    inVendor: isInVendor(lines, start.line),
    all: lines,
    at: start.line,
  });
}

/** Whether a line belongs to a vendor: of the lines above that begin a statement of a plan, the next one begins a vendor. */
function isInVendor(lines: readonly string[], at: number): boolean {
  for (let n = at; n >= 0; n--) {
    if (/^\s*(?:extend\s+)?vendor\s/.test(lines[n]!)) return true;
    if (n < at && /^[}\p{L}]/u.test(lines[n]!)) return false;
  }
  return false;
}

/** The fixes of a syntax error of a document, where it is a slip that people make. */
export function syntaxFixes(error: Diagnostic, { textDocument }: LangiumDocument): Fix[] {
  const { line } = error.range.start;
  const said = (error.data as { readonly said?: unknown } | undefined)?.said;
  const lines = textDocument.getText().split(LINE_BREAK);
  const slip = slipOf(error, typeof said === 'string' ? said : `${error.message}`, lines);
  return (slip?.fixes ?? []).map(({ title, start, end, newText, isOnly, from = 0, to = 0 }) => {
    const range = { start: { line: line + from, character: start }, end: { line: line + to, character: end } };
    const edit: TextEdit = { range, newText };
    return { title, edits: withLineEndings([edit], textDocument), preferred: isOnly };
  });
}
