import type { LangiumDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import { errorsOf, errorsOfImport } from '../language/checking/document-errors.ts';
import type * as ast from '../language/generated/ast.ts';
import { targets } from '../language/generated/targets.ts';
import { type Generated, type GenerateOptions, generate } from '../language/rulesets/generate.ts';
import { noTarget } from '../language/rulesets/meant-targets.ts';
import { SCOPES } from '../language/rulesets/target.ts';
import { sortDiagnostics } from './diagnostics.ts';
import { SegplanError } from './errors.ts';
import type { OpenPlan } from './load.ts';

/** An error of a plan or of what it imports. */
export interface ErrorIn {
  readonly document: LangiumDocument<ast.Document>;
  readonly error: Diagnostic;
}

/** What a rule set is made of, or the errors that stand in its way. */
export type RuleSetResult = { readonly errors: readonly ErrorIn[] } | Generated;

/**
 * The rule set of a validated plan in one target, or of its firewalls, each in its own form; or the errors of the plan and of the files that
 * it imports.
 * @throws SegplanError when there is no such target or scope
 */
export async function ruleSetOf({ document, services }: OpenPlan, options: GenerateOptions): Promise<RuleSetResult> {
  const { target: name, firewall, scope = 'network' } = options;
  if (name !== undefined && !targets.some((each) => each.name === name))
    throw new SegplanError(`There is no target named '${name}'. ${noTarget(name)}`);
  if (!SCOPES.includes(scope)) throw new SegplanError(`There is no scope named '${scope}'; choose from ${SCOPES.join(', ')}.`);
  const errors = obstaclesTo({ document, services });
  if (errors.length) return { errors };
  if (name !== undefined || firewall !== undefined) return generate(document, services, options);
  const { firewalls } = services.segplan.Plans.plan(document.parseResult.value);
  if (!firewalls.length)
    throw new SegplanError(`Name a target, since the plan names no firewalls: ${targets.map((t) => t.name).join(', ')}.`);
  return together(await Promise.all(firewalls.map((each) => generate(document, services, { ...options, firewall: each.name }))));
}

/** What is made of several firewalls: nothing where one of them can't be written. */
function together(all: readonly Generated[]): Generated {
  const problems = [...new Map(all.flatMap((each) => each.problems).map((p) => [JSON.stringify(p), p])).values()];
  const isRefused = problems.some(({ level }) => level === 'error');
  const gone = all.some((each) => each.gone) ? { gone: [...new Set(all.flatMap((each) => each.gone ?? []))] } : {};
  const rules = new Map(all.flatMap((each) => [...each.rules]));
  return { files: isRefused ? [] : all.flatMap((each) => each.files), problems, rules, ...gone };
}

/**
 * The errors that keep a validated plan from being written: its own, and those of the files that it imports. What the rules of such a file
 * lack as a plan of their own is none of them.
 */
export function obstaclesTo({ document, services }: OpenPlan): ErrorIn[] {
  return services.segplan.VisibleDocuments.plansFor(document.parseResult.value).flatMap((root) => {
    const each = root.$document as LangiumDocument<ast.Document>;
    const errors = each === document ? errorsOf(each) : errorsOfImport(each);
    return sortDiagnostics(errors).map((error) => ({ document: each, error }));
  });
}
