import type { LangiumDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import { checks } from '../generated/checks.ts';

const OF_OWN_PLAN: ReadonlySet<unknown> = new Set(checks.filter((c) => c.ofPlan).map((c) => c.code));

/** The errors of a validated document. */
export function errorsOf(document: LangiumDocument): Diagnostic[] {
  return (document.diagnostics ?? []).filter((d) => d.severity === 1);
}

/** Those errors of an imported document that are errors of every plan that imports it. */
export function errorsOfImport(document: LangiumDocument): Diagnostic[] {
  return errorsOf(document).filter((d) => !OF_OWN_PLAN.has(d.code));
}
