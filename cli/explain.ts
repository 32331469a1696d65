import { type Explanation, explain as explainBox } from '../language/analysis/explain.ts';
import { parseQuery, type Query } from '../language/analysis/query.ts';
import type * as ast from '../language/generated/ast.ts';
import type { SegplanCoreServices } from '../language/module.ts';
import { EXIT, UsageError } from './errors.ts';
import { type Answer, explanationJson, explanationText } from './explanation.ts';
import { createLanguage, loadPlans, warnOfUnknownPhases } from './workspace.ts';

export interface ExplainOptions {
  readonly format: 'text' | 'json';
  readonly phase?: readonly string[];
}

/** Says whether a plan permits some traffic, by what, and what it is needed for. @returns the exit code */
export async function explain(file: string, question: string, options: ExplainOptions): Promise<number> {
  const services = await createLanguage(options.phase);
  const loaded = await loadPlans(services, [file]);
  warnOfUnknownPhases(services, loaded);
  const root = loaded[0]!.document.parseResult.value;
  const query = await ask(question, root, services);
  const analysis = services.segplan.Plans.analysis(root);
  const explanation: Explanation = explainBox(analysis, query);
  const answer: Answer = { file, question, explanation, plan: analysis.plan };
  const text =
    options.format === 'json' ? JSON.stringify(explanationJson(answer), undefined, 2) : explanationText(answer).join('\n');
  process.stdout.write(`${text}\n`);
  const unsure = loaded
    .flatMap((l) => l.diagnostics)
    .some((d) => d.code === 'syntax-error' || `${d.code}`.startsWith('unknown-'));
  if (unsure) process.stderr.write(`segplan: warning: ${file} has errors, so the answer may be incomplete; see segplan check.\n`);
  return EXIT.clean;
}

/** @throws UsageError when the question can't be understood */
async function ask(question: string, root: ast.Document, services: SegplanCoreServices): Promise<Query> {
  try {
    return await parseQuery(question, root, services);
  } catch (error) {
    throw new UsageError(`"${question}": ${(error as Error).message}`);
  }
}
