import type { Analysis } from '../analysis/analyze.ts';
import type { PlanRule } from '../model/plan.ts';
import { firewallRuleSets } from './firewalls/firewall-rule-set.ts';
import { buildHostRuleSets } from './host-rule-set.ts';
import { identify } from './rule-ids.ts';
import { ruleMarks } from './rule-marks.ts';
import { buildRuleSet, entriesOf } from './rule-set.ts';

/** Where something in a rule set comes from. */
export interface RuleOrigin {
  /** 1-based. */
  readonly line: number;
  /** Nothing for what a component needs within its own zone, which no rule of the plan says. */
  readonly rule: PlanRule | undefined;
}

/**
 * The rules of a plan that a text is about: an id, the name of a rule on a firewall, or a line of a rule set, in any form. Rules whose phase
 * is off or whose date has passed are found as well.
 */
export function findRules(text: string, analysis: Analysis): RuleOrigin[] {
  const { plan } = analysis;
  const lines = new Map<string, number>();
  for (const [rule, { id }] of identify(plan)) lines.set(id, rule.line);
  const sets = [buildRuleSet(analysis), ...firewallRuleSets(analysis), ...buildHostRuleSets(analysis)];
  const entries = sets.flatMap((set) => set.entries);
  for (const { id, line } of entries) lines.set(id, line);
  // Names in upper case are those of some targets, and some have other characters in the place of hyphens.
  const found = ruleMarks(text.toLowerCase().replace(/_+/g, '-'), lines).map((mark) => mark.planLine);
  return [...new Set(found)].sort((a, b) => a - b).map((line) => ({ line, rule: plan.rules.find((rule) => rule.line === line) }));
}

/** The ids under which a rule is found in rule sets: its own, and where it is written in parts, those of the parts. */
export function idsOf(rule: PlanRule, analysis: Analysis): string[] {
  const own = identify(analysis.plan).get(rule);
  return [...new Set([...(own ? [own.id] : []), ...entriesOf(rule, analysis).map(({ id }) => id)])];
}
