import type { Diagnostic } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import type { Loaded } from './workspace.ts';

export const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;

export function severityOf(diagnostic: Diagnostic): (typeof SEVERITIES)[number] {
  return SEVERITIES[(diagnostic.severity ?? 1) - 1] ?? 'error';
}

export function messageOf(diagnostic: Diagnostic): string {
  return typeof diagnostic.message === 'string' ? diagnostic.message : diagnostic.message.value;
}

/** The diagnostics of a file in the order of its text. */
export function diagnosticsOf({ document }: Loaded): Diagnostic[] {
  return [...(document.diagnostics ?? [])].sort(
    (a, b) =>
      a.range.start.line - b.range.start.line ||
      a.range.start.character - b.range.start.character ||
      String(a.code).localeCompare(String(b.code)) ||
      messageOf(a).localeCompare(messageOf(b)),
  );
}

/** Colors only where a person looks at a terminal. */
function painter(colors: boolean): (text: string, code: number) => string {
  return (text, code) => (colors ? `\u001b[${code}m${text}\u001b[0m` : text);
}

const COLOR = { error: 31, warning: 33, info: 36, hint: 90 } as const;

/** A finding as compilers write it, with the line it stands on and what it leads to. */
export function formatDiagnostic({ file, document }: Loaded, diagnostic: Diagnostic, colors: boolean): string {
  const paint = painter(colors);
  const { start, end } = diagnostic.range;
  const severity = severityOf(diagnostic);
  const head = `${file}:${start.line + 1}:${start.character + 1}: ${paint(severity, COLOR[severity])} ${diagnostic.code}: ${messageOf(diagnostic)}`;
  const text = document.textDocument
    .getText({ start: { line: start.line, character: 0 }, end: { line: start.line + 1, character: 0 } })
    .trimEnd();
  const width = Math.max(1, (end.line === start.line ? end.character : text.length) - start.character);
  const pad = text.slice(0, start.character).replace(/[^\t]/g, ' ');
  const related = (diagnostic.relatedInformation ?? []).map((info) => {
    const { scheme, path } = URI.parse(info.location.uri);
    const where = scheme === 'builtin' ? `catalog ${path.slice(1)}` : path === document.uri.path ? file : path;
    return `    ${where}:${info.location.range.start.line + 1}: ${info.message}`;
  });
  return [head, `    ${text}`, `    ${pad}${paint('^'.repeat(Math.min(width, 120)), COLOR[severity])}`, ...related].join('\n');
}

export function countOf(diagnostics: readonly Diagnostic[], severity: (typeof SEVERITIES)[number]): number {
  return diagnostics.filter((d) => severityOf(d) === severity).length;
}

export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

export function useColors(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR;
}
