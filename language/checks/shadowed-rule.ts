import type { TextEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analyze.ts';
import { touchesIsolated } from '../analysis/coverage/isolation.ts';
import { shadowedRules } from '../analysis/coverage/redundancy.ts';
import { isRequiredWith, servesAnything } from '../analysis/coverage/served.ts';
import type { RuleBox } from '../analysis/permissions.ts';
import { objectionsToOpening } from '../analysis/reach/objections.ts';
import { intersect, possibleTraffic, type Region, subtract } from '../analysis/region.ts';
import { defineCheck, type Fix } from '../checking/check.ts';
import { takeOut } from '../editing/narrow-rule.ts';
import { removeStatement } from '../editing/remove.ts';
import { ALL_IPS } from '../model/addresses.ts';
import type { PlanRule } from '../model/plan.ts';

/** An allow that denies close in full. */
export const shadowedRule = defineCheck<Data>({
  code: 'shadowed-rule',
  level: 'warning',
  theme: 'idle',
  title: 'An `allow` that has no effect, since denies close all of it',
  documentation: `\`deny\` wins over \`allow\`, wherever the two stand. Nothing of what this rule permits gets through: one \`deny\`, or several of them
together, close all of its addresses and ports for as long as it holds.

\`\`\`segplan
allow vbr -> repo : tcp 2500-3300
deny  management -> backup : tcp 1-2999      // neither deny closes the rule above;
deny  management -> backup : tcp 3000-9999   // both together do
\`\`\`

Either the rule is left over and can go, or a \`deny\` is too wide and has to be narrowed: the quick-fixes offer both, where a deny can be
narrowed by exactly what the rule allows. A \`deny any -> any\`, the last line of many firewalls, closes everything here, since order
carries no meaning; it can go, for what no rule allows is denied anyway. A \`deny\` that holds for a phase or until a date doesn't make a
lasting rule useless.`,
  *detect({ analysis }) {
    const standing = analysis.standing();
    for (const { rule, by } of shadowedRules(standing)) {
      const needed = servesAnything(standing.partsOf(rule), analysis.known(), isRequiredWith(rule, analysis));
      const [closed, denies] = by.length > 1 ? [`${by.length} denies together close`, 'denies'] : ['a deny closes', 'deny'];
      yield {
        node: rule.node,
        message: `This rule has no effect: ${closed} all of it. ${needed ? `Some of it is required: narrow the ${denies}.` : `Remove it, or narrow the ${denies}.`}`,
        related: by.map((deny) => ({
          node: deny.node,
          message: `This deny closes ${by.length > 1 ? 'a part of it' : 'all of it'}.`,
        })),
        unnecessary: true,
        data: { rule, by, needed },
      };
    }
  },
  fix({ data }, { analysis, root, plan }): Fix[] {
    if (!data) return [];
    const { rule, by, needed } = data;
    const isObjected = objectionsToOpening(root, analysis);
    const opening = [openAll(by, analysis), narrowAll(rule, by, analysis)].flatMap((each): Opening[] => {
      if (!each?.opened.length) return [];
      // What a deny keeps from happening is not to happen because of a fix.
      return touchesIsolated(each.opened, plan) || isObjected(each.opened) ? [] : [each];
    });
    // A deny that gives its reason is meant, and the rule that has no effect changes nothing when it goes.
    const isLeftover = !needed && (by.some((deny) => deny.reason !== undefined) || !isEverything(by));
    const fixes: Fix[] = opening.slice(0, 1).map(({ title, edits }) => ({ title, edits, preferred: !isLeftover }));
    // What is required isn't to go; the finding of blocked-flow says which ports.
    if (!needed) fixes.push({ title: 'Remove this rule', edits: removeStatement(rule.node), preferred: isLeftover });
    return fixes;
  },
});

interface Data {
  readonly rule: PlanRule;
  readonly by: readonly PlanRule[];
  readonly needed: boolean;
}

interface Opening {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly opened: Region;
}

/** Whether one deny closes all there is, as the last line of many firewalls does. */
function isEverything([deny, ...others]: readonly PlanRule[]): boolean {
  if (!deny || others.length) return false;
  return (
    [deny.sourceAddresses, deny.destinationAddresses].every((a) => a.covers(ALL_IPS)) && (deny.services.any || !deny.node.service)
  );
}

/** Leaves out the deny of everything: what no rule allows is denied without it. */
function openAll(by: readonly PlanRule[], analysis: Analysis): Opening | undefined {
  const [deny] = by;
  if (!deny || !isEverything(by)) return undefined;
  const title = `Remove the deny on line ${deny.line}: what no rule allows is denied anyway`;
  return { title, edits: removeStatement(deny.node), opened: openedWithout(by, analysis.allows, analysis) };
}

/** Takes what the rule allows out of each deny that closes a part of it. */
function narrowAll(rule: PlanRule, by: readonly PlanRule[], analysis: Analysis): Opening | undefined {
  const own = analysis.allows.filter((box) => box.rule === rule);
  const traffic = own.flatMap((b) => possibleTraffic(b.sources, b.destinations, b.services));
  const fixes = by.map((deny) => takeOut(deny, traffic, analysis, `the deny on line ${deny.line}`));
  if (!fixes.every((fix) => fix !== undefined)) return undefined;
  const title = fixes.map((fix) => fix.title).join('; ');
  return { title, edits: fixes.flatMap((fix) => fix.edits), opened: openedWithout(by, own, analysis) };
}

/** What some allows would let through without some denies. */
function openedWithout(by: readonly PlanRule[], allows: readonly RuleBox[], { denies }: Analysis): Region {
  const [gone, staying] = [denies.filter((d) => by.includes(d.rule)), denies.filter((d) => !by.includes(d.rule))];
  const traffic = allows.flatMap((b) => possibleTraffic(b.sources, b.destinations, b.services));
  return subtract(intersect(traffic, gone), staying);
}
