import { type LangiumDocument, UriUtils } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import { diff, type PlanDiff } from '../language/analysis/diff/diff.ts';
import { errorsOfMeaning } from '../language/checking/document-errors.ts';
import type * as ast from '../language/generated/ast.ts';
import { messageOf } from './diagnostics.ts';
import { SegplanError } from './errors.ts';
import { createLanguage, type OpenPlan } from './load.ts';

/** Why nobody can say what a plan permits. */
export interface Fault {
  /** Where the error is: in the plan itself or in what it imports. */
  readonly document: LangiumDocument;
  readonly error: Diagnostic;
  /** How many more there are. */
  readonly more: number;
}

/** The first error of a plan and of what it imports after which nobody can say what it permits. */
export function faultOf({ document, services }: OpenPlan): Fault | undefined {
  const trees = services.segplan.VisibleDocuments.plansFor(document.parseResult.value);
  const [first, ...more] = errorsOfMeaning(trees.map((tree) => tree.$document as LangiumDocument));
  return first && { ...first, more: more.length };
}

/**
 * @param name what the plan is called
 * @param once what can be done when its errors are mended
 * @throws SegplanError where a plan has such an error
 */
export function assertMeaning(plan: OpenPlan, name: string, once = 'It can be compared once that is mended'): void {
  const fault = faultOf(plan);
  if (!fault) return;
  const place = fault.document === plan.document ? name : `${name}, in ${UriUtils.basename(fault.document.uri)},`;
  const others = fault.more ? ` It has ${fault.more} more such error${fault.more === 1 ? '' : 's'}.` : '';
  throw new SegplanError(
    `${place} line ${fault.error.range.start.line + 1}: ${messageOf(fault.error)}${others} ${once}; see segplan check.`,
  );
}

/** What opens and what closes from one plan to another, neither of which has such an error. @param phases on besides those that are on anyway */
export function compare(older: OpenPlan, newer: OpenPlan, phases?: readonly string[]): PlanDiff {
  const analysis = ({ document, services }: OpenPlan) => services.segplan.Plans.analysis(document.parseResult.value, phases);
  return diff(analysis(older), analysis(newer));
}

/**
 * An older text of a plan, checked in a language of its own, so that the plans that are open see nothing of it, with the same phases on and
 * as of the same day.
 * @param files what it imports is read by
 */
export async function openOlder(
  text: string,
  { document, services }: OpenPlan,
  files: Parameters<typeof createLanguage>[0],
): Promise<OpenPlan> {
  const { phases, today } = services.segplan.Plans;
  const own = await createLanguage(files, phases, today);
  const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = own.shared.workspace;
  const old = LangiumDocumentFactory.fromString<ast.Document>(text, document.uri);
  LangiumDocuments.addDocument(old);
  await DocumentBuilder.build([old], { validation: true });
  return { document: old, services: own };
}
