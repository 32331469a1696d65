import { explainIn } from '../api/ask.ts';
import { explanationJson } from '../api/explain-json.ts';
import type { Analysis } from '../language/analysis/analyze.ts';
import { ruleText } from '../language/analysis/explain/describe-explanation.ts';
import { findRules, idsOf } from '../language/rulesets/find-rule.ts';
import { EXIT, UsageError } from './errors.ts';
import { explanationText } from './explanation.ts';
import { asked, warnOfErrors } from './question.ts';
import { jsonOutput, nameText, visible } from './text.ts';
import { createLanguage, loadPlans, warnOfUnknownPhases } from './workspace.ts';

export interface ExplainOptions {
  readonly format: 'text' | 'json';
  readonly phase?: readonly string[];
  /** Something from a rule set whose rule is looked for. */
  readonly rule?: string;
}

/**
 * Says whether a plan permits some traffic, by what, and what it is needed for; or which rule something in a rule set comes from.
 * @returns the exit code
 */
export async function explain(path: string, question: string | undefined, options: ExplainOptions): Promise<number> {
  if ((question === undefined) === (options.rule === undefined))
    throw new UsageError('Ask one thing: a question such as "vbr -> proxy tcp 6162", or --rule with an id from a rule set.');
  const services = await createLanguage(options.phase);
  const loaded = await loadPlans(services, [path]);
  const { file, document } = loaded[0]!;
  warnOfUnknownPhases(services, loaded);
  if (question === undefined) {
    const analysis = services.segplan.Plans.analysis(document.parseResult.value);
    process.stdout.write(`${originText(file, options.rule!, analysis, options.format)}\n`);
    warnOfErrors(file, loaded);
    return EXIT.clean;
  }
  const answer = await asked(question, explainIn({ document, services }, question));
  const text = options.format === 'json' ? jsonOutput(explanationJson(file, answer)) : explanationText(file, answer).join('\n');
  process.stdout.write(`${text}\n`);
  warnOfErrors(file, loaded);
  return EXIT.clean;
}

/** The rules that an id, or a line of a rule set, stands for. @throws UsageError where there is none */
function originText(file: string, id: string, analysis: Analysis, format: ExplainOptions['format']): string {
  const found = findRules(id, analysis);
  if (!found.length)
    throw new UsageError(
      `No rule of ${file} has the id '${id}'. What a rule says is in its id: it may say something else now, or be gone. Hovers on rules show their ids.`,
    );
  const rules = found.map(({ line, rule }) => ({
    file,
    line,
    text: rule ? ruleText(rule) : null,
    ids: rule ? idsOf(rule, analysis) : [],
  }));
  if (format === 'json') return jsonOutput({ rule: id, rules });
  return rules
    .flatMap(({ line, text, ids }) => [
      `${nameText(file)}:${line}: ${text ?? 'what the component on this line needs within its own zone; no rule of the plan says it'}`,
      ...ids.map((each) => `  ${each}`),
    ])
    .map(visible)
    .join('\n');
}
