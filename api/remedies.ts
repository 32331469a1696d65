import type { Statement } from '../language/analysis/explain/describe-explanation.ts';
import type { PairGap } from '../language/analysis/pair-gaps.ts';
import { type Box, overlap } from '../language/analysis/region.ts';
import { rangeOf } from '../language/checking/check.ts';
import { blockedFlow } from '../language/checks/blocked-flow.ts';
import { missingFlow } from '../language/checks/missing-flow.ts';
import type { PlanComponent, PlanRule } from '../language/model/plan.ts';
import { formatServices, type ServiceSet } from '../language/model/services.ts';
import type { OpenPlan } from './load.ts';

/** What would let pass what one component needs of another and what does not pass. */
export interface Remedy {
  /** The check that finds it. */
  readonly code: string;
  /** The line with the finding, where an editor has the quick-fixes; 1-based. */
  readonly line: number;
  readonly from: PlanComponent;
  readonly to: PlanComponent;
  readonly services: ServiceSet;
  /** The rule that would be added to, or the deny that closes it. */
  readonly rule: PlanRule | undefined;
  /** What the quick-fixes say that they do. */
  readonly fixes: readonly string[];
}

/** What there is to do, and how much more of it there is than is listed. */
export interface Remedies {
  readonly list: readonly Remedy[];
  readonly more: number;
}

/** Nobody mends more of them one by one. */
const MOST_REMEDIES = 8;

/** What the two checks keep with a finding, as far as it matters here. */
type Data = PairGap | { readonly pair: PairGap; readonly rule?: PlanRule } | { readonly pairs: readonly PairGap[] };

/**
 * What would let pass what is needed of some traffic and is missing, or closed by a deny: what the quick-fixes of these findings do,
 * whether or not comments and settings silence them. Nothing for what nothing needs.
 */
export function remediesFor(traffic: Box, { document, services }: OpenPlan): Remedies {
  const context = services.segplan.CheckRunner.context(document);
  const isAbout = ({ gaps }: PairGap): boolean => gaps.some(({ region }) => region.some((box) => overlap(box, traffic)));
  const found = [missingFlow, blockedFlow].flatMap((check) =>
    [...check.detect(context)].flatMap((finding) => {
      const data = finding.data as Data | undefined;
      const pair = data && pairsOf(data).find(isAbout);
      return pair ? [{ check, finding, pair, rule: ruleOf(data) }] : [];
    }),
  );
  const list = found.slice(0, MOST_REMEDIES).map(({ check, finding, pair: { from, to, services }, rule }): Remedy => {
    const fixes = check.fix?.(finding, context) ?? [];
    const line = rangeOf(finding).start.line + 1;
    return { code: check.code, line, from, to, services, rule, fixes: fixes.map(({ title }) => title) };
  });
  return { list, more: found.length - list.length };
}

function pairsOf(data: Data): readonly PairGap[] {
  return 'pairs' in data ? data.pairs : ['pair' in data ? data.pair : data];
}

/** The rule that the finding is about. */
function ruleOf(data: Data): PlanRule | undefined {
  if ('pair' in data) return data.rule;
  return 'gaps' in data ? data.gaps.flatMap(({ denies }) => denies).at(0) : undefined;
}

/** What there is to do, in sentences without their first capital and their period. */
export function describeRemedies({ list, more }: Remedies): Statement[] {
  const statements = list.map(({ code, line, from, to, services, rule, fixes }): Statement => {
    const what = `what ${from.name} -> ${to.name} needs on ${formatServices(services)}`;
    const text = fixes.length
      ? `a quick-fix of ${code} permits ${what}:`
      : rule
        ? `no quick-fix permits ${what}; leave that out of this deny, and see that a rule allows it:`
        : `no quick-fix permits ${what}; write a rule for it:`;
    return { text, line, ...(rule ? { rule } : {}), details: fixes };
  });
  return more ? [...statements, { text: `and ${more} more findings of what is needed here`, details: [] }] : statements;
}
