import type { LangiumDocument } from 'langium';
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import type { CheckRunner } from '../../../language/checking/run-checks.ts';
import { SILENCING_WORD } from '../../../language/checking/suppressions.ts';
import { LINE_BREAK } from '../../../language/editing/line-endings.ts';
import type * as ast from '../../../language/generated/ast.ts';
import { checks } from '../../../language/generated/checks.ts';
import { changeSince, textOfTree } from '../surroundings.ts';
import { about } from './items.ts';
import { foundBy } from './shown.ts';
import { lineAt, textPlaceAt } from './text-place.ts';

/** A comment that silences findings, up to the code that is being written: nothing behind `--`, where the reason stands. */
const CODES = new RegExp(
  String.raw`//[^\S\r\n]*${SILENCING_WORD}[^\S\r\n]+((?:[\w-]+(?:[^\S\r\n]+|[^\S\r\n]*,[^\S\r\n]*))*)([\w-]*)$`,
);
/** A comment of which nothing but the beginning of a word is there. */
const BEGUN = /\/\/[^\S\r\n]*([\w-]+)$/;

/** What a comment that silences findings goes on with at a place: its word, or codes of checks, those first that are found on the line below. */
export function silencingItems(document: LangiumDocument<ast.Document>, offset: number, runner: CheckRunner): CompletionItem[] {
  const { textDocument } = document;
  const text = textDocument.getText();
  const start = lineAt(text, offset);
  const before = text.slice(start, offset);
  const found = CODES.exec(before) ?? BEGUN.exec(before);
  // Within another comment it is a part of that one's text.
  if (!found || textPlaceAt(text, start + found.index).kind !== 'code') return [];
  const typed = found.at(-1)!;
  const rest = /^[\w-]*/.exec(text.slice(offset, offset + SILENCING_WORD.length * 2))![0];
  const range = { start: textDocument.positionAt(offset - typed.length), end: textDocument.positionAt(offset + rest.length) };
  const item = (label: string, more: Partial<CompletionItem>): CompletionItem[] => {
    const found = foundBy(typed, { label, textEdit: { range, newText: label }, ...more }, []);
    return found ? [found] : [];
  };
  if (found.length === 2)
    return SILENCING_WORD.startsWith(typed)
      ? item(SILENCING_WORD, { kind: CompletionItemKind.Keyword, detail: 'silences findings of the next line' })
      : [];
  const said = new Set(found[1]!.split(/[\s,]+/));
  if (typed.startsWith('--') || said.has('--')) return [];
  const here = codesFoundBelow(document, offset, runner);
  return checks
    .filter(({ code, essential, last }) => !essential && !last && !said.has(code))
    .flatMap(({ code, level, title }) =>
      item(code, {
        kind: CompletionItemKind.Constant,
        detail: `${level}: ${title}`,
        data: about(document.parseResult.value, 'check', code),
        sortText: `${here.has(code) ? '0' : '1'}${code}`,
      }),
    );
}

/** The codes of what is found on the line that a comment is about, silenced or not, as far as it is known of the text before the last key. */
function codesFoundBelow(document: LangiumDocument<ast.Document>, offset: number, runner: CheckRunner): ReadonlySet<string> {
  const { textDocument, diagnostics = [] } = document;
  const text = textDocument.getText();
  let line = textDocument.positionAt(offset).line + 1;
  const textOf = (n: number): string =>
    textDocument.getText({ start: { line: n, character: 0 }, end: { line: n + 1, character: 0 } });
  while (line < textDocument.lineCount && /^\s*\/\//.test(textOf(line))) line++;
  const change = changeSince(document);
  if (change && textDocument.offsetAt({ line, character: 0 }) > change.start) {
    if (textDocument.offsetAt({ line, character: 0 }) < change.newEnd) return new Set();
    const breaks = (part: string): number => part.split(LINE_BREAK).length;
    line += breaks(textOfTree(document).slice(change.start, change.oldEnd)) - breaks(text.slice(change.start, change.newEnd));
  }
  const told = diagnostics.filter(({ range }) => range.start.line === line).map(({ code }) => `${code}`);
  return new Set([...told, ...runner.silenced(document).flatMap((each) => (each.line === line ? each.code : []))]);
}
