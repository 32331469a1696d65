import { relative } from 'node:path';
import type { Diagnostic } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import { BUILT_IN_SCHEME } from '../language/workspace/built-in-catalogs.ts';
import type { Loaded } from './loaded.ts';
import { visible } from './text.ts';

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

/** Colors only where a person looks at a terminal. */
export function useColors(stream: { readonly isTTY?: boolean }): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR;
}

const COLOR = { error: 31, warning: 33, info: 36, hint: 90 } as const;

/** A finding as compilers write it, with the line it stands on and what it leads to. */
export function formatDiagnostic({ file, document }: Loaded, diagnostic: Diagnostic, colors: boolean): string {
  const severity = severityOf(diagnostic);
  const paint = (text: string): string => (colors ? `\u001b[${COLOR[severity]}m${text}\u001b[0m` : text);
  const { start, end } = diagnostic.range;
  const place = `${file}:${start.line + 1}:${start.character + 1}`;
  const line = visible(
    document.textDocument
      .getText({ start: { line: start.line, character: 0 }, end: { line: start.line + 1, character: 0 } })
      .replace(/[\r\n]+$/, ''),
  );
  const last = end.line === start.line ? end.character : line.trimEnd().length;
  const carets = '^'.repeat(Math.max(1, last - start.character));
  const related = (diagnostic.relatedInformation ?? []).map(
    ({ location, message }) => `    ${nameOf(location.uri)}:${location.range.start.line + 1}: ${visible(message)}`,
  );
  return [
    `${place}: ${paint(severity)} ${diagnostic.code}: ${visible(messageOf(diagnostic))}`,
    `    ${line}`,
    `    ${' '.repeat(start.character)}${paint(carets)}`,
    ...related,
  ].join('\n');
}

/** A document as a reader finds it: a path seen from here, or the name of a built-in catalog. */
export function nameOf(uri: string): string {
  const { scheme, path, fsPath } = URI.parse(uri);
  return scheme === BUILT_IN_SCHEME ? `catalog ${path.slice(1)}` : relative(process.cwd(), fsPath);
}

export function countOf(diagnostics: readonly Diagnostic[], severity: (typeof SEVERITIES)[number]): number {
  return diagnostics.filter((d) => severityOf(d) === severity).length;
}
