import { type Explanation, explain as explainBox } from '../language/analysis/explain/explain.ts';
import { EXIT } from './errors.ts';
import { type Answer, explanationJson, explanationText } from './explanation.ts';
import { readQuestion, warnOfErrors } from './question.ts';
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
  const query = await readQuestion(question, root, services);
  const analysis = services.segplan.Plans.analysis(root);
  const explanation: Explanation = explainBox(analysis, query);
  const answer: Answer = { file, question, explanation, plan: analysis.plan };
  const text =
    options.format === 'json' ? JSON.stringify(explanationJson(answer), undefined, 2) : explanationText(answer).join('\n');
  process.stdout.write(`${text}\n`);
  warnOfErrors(file, loaded);
  return EXIT.clean;
}
