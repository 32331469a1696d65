import type { Explained } from '../api/ask.ts';
import { describeRemedies } from '../api/remedies.ts';
import { describeExplanation, ruleText, type Statement, verdictOf } from '../language/analysis/explain/describe-explanation.ts';
import { describeWays } from '../language/rulesets/firewalls/traffic-ways.ts';
import { nameText, visible } from './text.ts';

/** The answer for a person: the verdict first, then the rules, then the reasons. */
export function explanationText(file: string, { question, explanation, remedies, ways, analysis }: Explained): string[] {
  const over = ways ? describeWays(ways, analysis) : [];
  const statements = [...describeExplanation(explanation, analysis.plan), ...describeRemedies(remedies), ...over].flatMap(
    (each) => statementLines(each, file),
  );
  return [`${question}: ${verdictOf(explanation)}`, ...statements].map(visible);
}

function statementLines({ text, rule, line = rule?.line, part, details }: Statement, file: string): string[] {
  const place = line ? ` ${nameText(file)}:${line}${part === undefined ? '' : ` ${part}`}` : '';
  return [`  ${text}${place}`, ...(rule ? [`    ${ruleText(rule)}`] : []), ...details.map((each) => `    ${each}`)];
}
