import type { LangiumDocument } from 'langium';
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { type Explained, explainIn } from '../../api/ask.ts';
import { SegplanError } from '../../api/errors.ts';
import { describeRemedies } from '../../api/remedies.ts';
import {
  describeExplanation,
  ruleText,
  type Statement,
  verdictOf,
} from '../../language/analysis/explain/describe-explanation.ts';
import type * as ast from '../../language/generated/ast.ts';
import { describeWays } from '../../language/rulesets/firewalls/traffic-ways.ts';
import type { ExplainParams, ExplainResult } from '../protocol.ts';
import type { SegplanServices } from '../services.ts';
import { escapeMarkdown, linkedMarkdown } from './hover/flow-text.ts';

/** Whether a plan permits some traffic, by what, and what needs it; as `segplan explain` says it. */
export async function explainResult(
  document: LangiumDocument<ast.Document>,
  services: SegplanServices,
  { question }: ExplainParams,
): Promise<ExplainResult> {
  if (typeof question !== 'string') throw new ResponseError(ErrorCodes.InvalidParams, 'There is no question.');
  let answer: Explained;
  try {
    answer = await explainIn({ document, services }, question.trim());
  } catch (error) {
    if (error instanceof SegplanError) return { error: error.message };
    throw error;
  }
  const { explanation, remedies, ways, analysis, query, incomplete } = answer;
  const over = ways ? describeWays(ways, analysis) : [];
  const statements = [...describeExplanation(explanation, analysis.plan), ...describeRemedies(remedies), ...over];
  const lines = [`# ${escapeMarkdown(query.text)}: ${verdictOf(explanation)}`, '', ...statements.flatMap(statementLines)];
  if (incomplete) lines.push('', '_The plan has errors, so this answer may be incomplete._');
  return { markdown: lines.join('\n') };
}

/** One bullet, with the text of the rule and a link to its line. */
function statementLines({ text, rule, line = rule?.line, part, details }: Statement): string[] {
  const first = `- ${escapeMarkdown(text.charAt(0).toUpperCase() + text.slice(1))}`;
  const more = details.map((each) => `  ${linkedMarkdown(each)}`);
  const place = line ? ` [line ${line}](#L${line})${part === undefined ? '' : ` ${escapeMarkdown(part)}`}` : '';
  if (!rule) return [[first + place, ...more].join('  \n')];
  return [first + place, '', '  ```segplan', `  ${ruleText(rule)}`, '  ```', '', more.join('  \n'), ''];
}
