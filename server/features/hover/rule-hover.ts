import type { Analysis } from '../../../language/analysis/analyze.ts';
import type { PlanRule } from '../../../language/model/plan.ts';
import { idsOf } from '../../../language/rulesets/find-rule.ts';

const MOST = 12;

/** The ids that a rule has in rule sets. Markdown. */
export function ruleHover(rule: PlanRule, analysis: Analysis): string {
  const [own, ...parts] = idsOf(rule, analysis);
  if (own === undefined) return '';
  const shown = parts.slice(0, MOST).map((id) => `- \`${id}\``);
  const more = parts.length - shown.length;
  return [
    `\`${own}\` · its id in rule sets and change requests, which stays as long as the rule says the same`,
    ...(shown.length ? ['', 'In parts:', '', ...shown, ...(more > 0 ? [`- and ${more} more`] : [])] : []),
  ].join('\n');
}
