import type { Diagnostic } from 'vscode-languageserver-types';
import type { Severity } from './types.ts';

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

export function severityOf(diagnostic: Diagnostic): Severity {
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

export function countOf(diagnostics: readonly Diagnostic[], severity: Severity): number {
  return diagnostics.filter((d) => severityOf(d) === severity).length;
}
