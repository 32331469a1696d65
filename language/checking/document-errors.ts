import type { LangiumDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import { checks } from '../generated/checks.ts';
import { INTERNAL_ERROR } from './internal-error.ts';

const OF_OWN_PLAN: ReadonlySet<unknown> = new Set(checks.filter((c) => c.ofPlan).map((c) => c.code));

/** Whether a finding says what a document lacks as a plan of its own, by its code: of a part of another plan nobody says that. */
export function isOfOwnPlan(code: unknown): boolean {
  return OF_OWN_PLAN.has(code);
}

/** The errors of a validated document. */
export function errorsOf(document: LangiumDocument): Diagnostic[] {
  return (document.diagnostics ?? []).filter((d) => d.severity === 1);
}

/** What was found in an imported document besides what its rules lack as a plan of its own. */
export function findingsOfImport(document: LangiumDocument): Diagnostic[] {
  return (document.diagnostics ?? []).filter((d) => !isOfOwnPlan(d.code));
}

/** Those errors of an imported document that are errors of every plan that imports it. */
export function errorsOfImport(document: LangiumDocument): Diagnostic[] {
  return errorsOf(document).filter((d) => !isOfOwnPlan(d.code));
}

/** Whether a part of the text may mean nothing because of this, so that what is said of the plan may be incomplete. */
export function hidesMeaning({ code, severity }: Diagnostic): boolean {
  return severity === 1 && (code === 'syntax-error' || code === INTERNAL_ERROR || `${code}`.startsWith('unknown-'));
}

/**
 * The errors of a plan and of what it imports after which nobody can say what it permits: text, names, addresses and ports that lead
 * nowhere or to two things. What the plan lacks is none of them.
 */
export function errorsOfMeaning(documents: readonly LangiumDocument[]): { document: LangiumDocument; error: Diagnostic }[] {
  const hinders = (d: Diagnostic): boolean => hidesMeaning(d) || /^(invalid|circular|duplicate)-/.test(`${d.code}`);
  return documents.flatMap((document) =>
    errorsOf(document)
      .filter(hinders)
      .sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character)
      .map((error) => ({ document, error })),
  );
}

/** Whether Segplan itself failed on a document, so that what it says of it is not all there is to say. */
export function isInternalError({ code }: Diagnostic): boolean {
  return code === INTERNAL_ERROR;
}
