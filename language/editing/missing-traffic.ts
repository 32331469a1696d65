import type { TextEdit } from 'vscode-languageserver-types';
import type { PairGap } from '../analysis/lacks.ts';
import type { Plan, PlanRule } from '../model/plan.ts';
import { formatServices, type ServiceSet } from '../model/services.ts';
import { draftRules, insertRules, type NewTraffic, ruleHead, trafficOf } from './new-rules.ts';
import { addServices } from './rule-edits.ts';

/** What two components lack. */
export interface MissingTraffic {
  readonly pair: PairGap;
  /** The rule that the missing ports can join without opening anything that isn't required. */
  readonly rule: PlanRule | undefined;
}

/** Ports to add by rule, and what needs a rule of its own. */
export function editsForMissing(missing: readonly MissingTraffic[], plan: Plan): TextEdit[] {
  const byRule = new Map<PlanRule, ServiceSet>();
  const own: NewTraffic[] = [];
  for (const { rule, pair } of missing)
    for (const traffic of trafficOf(pair)) {
      // What a phase alone needs is no part of a rule that lasts.
      if (!rule || traffic.phase !== undefined) own.push(traffic);
      else byRule.set(rule, byRule.get(rule)?.union(traffic.services) ?? traffic.services);
    }
  return [
    ...[...byRule].flatMap(([rule, services]) => addServices(rule.node, services)),
    ...insertRules(plan, draftRules(own, plan)),
  ];
}

/** What the fix of one pair does: it adds to a rule, or adds one, or both. */
export function titleForMissing({ rule, pair }: MissingTraffic, plan: Plan): string {
  const traffic = trafficOf(pair);
  const drafts = draftRules(
    traffic.filter(({ phase }) => !rule || phase !== undefined),
    plan,
  );
  const lasting = rule && traffic.find(({ phase }) => phase === undefined);
  const [draft, ...more] = drafts;
  if (!draft) return `Add ${formatServices(pair.services)} to this rule`;
  const during = [lasting ? draft : undefined, ...more].flatMap((each) => (each?.phase === undefined ? [] : [each.phase]));
  const besides = during.length ? `, and one during ${during.join(' and one during ')}` : '';
  return lasting
    ? `Add ${formatServices(lasting.services)} to this rule${besides.replace('one', 'a rule')}`
    : `Add a rule: ${ruleHead(draft, plan)}${besides}`;
}
