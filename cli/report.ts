import { relative } from 'node:path';
import type { LangiumDocument } from 'langium';
import type { Diagnostic, Range } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import { BUILT_IN_SCHEME } from '../language/workspace/built-in-catalogs.ts';
import type { Loaded } from './loaded.ts';
import { nameText, visible } from './text.ts';

export const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;

export function severityOf(diagnostic: Diagnostic): (typeof SEVERITIES)[number] {
  return SEVERITIES[(diagnostic.severity ?? 1) - 1] ?? 'error';
}

export function messageOf(diagnostic: Diagnostic): string {
  return typeof diagnostic.message === 'string' ? diagnostic.message : diagnostic.message.value;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Findings in the order of the text. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      a.range.start.line - b.range.start.line ||
      a.range.start.character - b.range.start.character ||
      compareText(String(a.code), String(b.code)) ||
      compareText(messageOf(a), messageOf(b)),
  );
}

/** Colors only where a person looks at a terminal that has them and wants them. */
export function useColors(stream: { readonly isTTY?: boolean }): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
}

const COLOR = { error: 31, warning: 33, info: 36, hint: 90 } as const;

/** A finding as compilers write it, with the line it stands on and what it leads to. */
export function formatDiagnostic({ file, document }: Loaded, diagnostic: Diagnostic, colors: boolean): string {
  const severity = severityOf(diagnostic);
  const paint = (text: string): string => (colors ? `\u001b[${COLOR[severity]}m${text}\u001b[0m` : text);
  const { start } = diagnostic.range;
  const place = `${nameText(file)}:${start.line + 1}:${start.character + 1}`;
  const { line, indent, length } = excerpt(document, diagnostic.range);
  const related = (diagnostic.relatedInformation ?? []).map(
    ({ location, message }) => `    ${nameText(nameOf(location.uri))}:${location.range.start.line + 1}: ${visible(message)}`,
  );
  return [
    `${place}: ${paint(severity)} ${diagnostic.code}: ${visible(messageOf(diagnostic))}`,
    `    ${line}`,
    `    ${' '.repeat(indent)}${paint('^'.repeat(length))}`,
    ...related,
  ].join('\n');
}

/** No more of a line is shown: a generated one may have megabytes, and as many findings. */
const WIDTH = 160;
/** What stands before what is underlined, where the line has more. */
const BEFORE = 40;

/** The line that a range begins in, or the part of it around the range; and where in it the range lies. */
function excerpt(document: LangiumDocument, { start, end }: Range): { line: string; indent: number; length: number } {
  const { textDocument } = document;
  const from = start.character <= WIDTH - BEFORE ? 0 : start.character - BEFORE;
  const till = { line: start.line, character: from + WIDTH };
  const part = textDocument.getText({ start: { line: start.line, character: from }, end: till }).replace(/[\r\n]+$/, '');
  const cut = textDocument.positionAt(textDocument.offsetAt({ line: start.line, character: Number.MAX_SAFE_INTEGER }));
  const more = from + part.length < cut.character;
  const last = end.line === start.line ? end.character - from : part.trimEnd().length;
  const indent = start.character - from + (from ? 1 : 0);
  const length = Math.max(1, Math.min(last, part.length) - (start.character - from));
  return { line: visible(`${from ? '…' : ''}${part}${more ? '…' : ''}`), indent, length };
}

/** A document as a reader finds it: a path seen from here, or the name of a built-in catalog. */
export function nameOf(uri: string): string {
  const { scheme, path, fsPath } = URI.parse(uri);
  return scheme === BUILT_IN_SCHEME ? `catalog ${path.slice(1)}` : relative(process.cwd(), fsPath);
}

export function countOf(diagnostics: readonly Diagnostic[], severity: (typeof SEVERITIES)[number]): number {
  return diagnostics.filter((d) => severityOf(d) === severity).length;
}
