import { type Unneeded, unneededRules } from '../analysis/coverage/unneeded.ts';
import { closing } from '../analysis/reach/lost-by-closing.ts';
import { at, defineCheck, type Fix } from '../checking/check.ts';
import { isEmptied, narrowServices, replaceServices, setServices } from '../editing/narrow.ts';
import { removeStatement } from '../editing/remove.ts';
import type * as ast from '../generated/ast.ts';
import { leftOpenBy, opensAlike } from '../model/adjust-services.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { networkInCommon } from '../model/legs.ts';
import type { PlanComponent, PlanEndpoint, PlanRule } from '../model/plan.ts';
import { formatServices, isListable, portSet } from '../model/services.ts';
import { describeBinding } from '../model/together.ts';

const ALL_TCP = portSet('tcp', 1, 65535);

/** Ports that are open and that no component needs. */
export const unneededPort = defineCheck<Unneeded & { rule: PlanRule }>({
  code: 'unneeded-port',
  level: 'warning',
  theme: 'openings',
  title: 'Ports that a rule opens and that no component behind its ends needs',
  documentation: `The catalogs in use know of flows between the components behind the two ends of this rule, and none of them uses these ports: not in
another phase, not with a feature that is off, and not as an option. An open port that nothing needs is one that only an attacker uses.
Often it is left from an older version of the product, or a range was written wider than it is.

\`\`\`segplan
allow vbr -> repo : tcp 6162, 2500-5000             // tcp 3301-5000 is needed by nothing
allow vbr -> repo : tcp 22, 3389 "run by the team"  // meant to be: nothing is reported
\`\`\`

Where a binding leaves the components apart (\`component office … with office-nas\`), a rule that joins them is not needed either, and the finding
names the line that says so.

Ranges are judged exactly; a named service is reported when nothing of it is needed. A rule that is about a component of which the catalogs know no
flow with anything at its other end, and one between whole zones or networks that serves no flow, is not judged, and neither is one that states its reason: \`segplan
explain\` says of any traffic what needs it. Nor are
ports of a contested reading, which a maker's own reference contradicts: [contested-flow](contested-flow.md) tells who says what, and
\`segplan explain\` and the hover on the port name them. The quick-fix narrows the rule to what is needed, or removes it when nothing is.`,
  *detect({ plan, analysis }) {
    // The check any-service reports those that open everything.
    for (const [rule, found] of unneededRules(analysis, ({ services }) => services.set.covers(ALL_TCP)))
      yield { ...at(rule.node, 'service'), message: messageOf(rule, found, plan.root), data: { ...found, rule } };
  },
  fix({ data }, { plan }): Fix[] {
    if (data?.rule.services.exceptions) return withoutExceptions(data, plan.components);
    const changes = data && narrowServices(data.rule, { without: data.services, whole: data.items }, plan.components);
    if (!changes) return [];
    const title = isEmptied(changes) ? 'Remove this rule' : `Take ${formatServices(data.services)} out of this rule`;
    return [{ title, edits: setServices(data.rule, changes), preferred: true, closes: closing(data.rule, data.services) }];
  },
});

/** What is left of a list that leaves something out is written as such: what it left out is no part of it any more. */
function withoutExceptions({ rule, services }: Unneeded & { rule: PlanRule }, components: readonly PlanComponent[]): Fix[] {
  const items = rule.node.service?.items ?? [];
  // What is open towards one component alone, or hangs on what is required, has no ports that say it.
  if (rule.services.required || !items.every((item) => opensAlike(item, rule, components))) return [];
  const left = IntervalSet.unionAll(items.map((item) => leftOpenBy(item, rule, components))).subtract(services);
  if (left.isEmpty) return [{ title: 'Remove this rule', edits: removeStatement(rule.node), preferred: true, closes: { rule } }];
  if (!isListable(left) || rule.services.exceptions?.adjustable) return [];
  const text = formatServices(left);
  return [
    { title: `Open ${text} alone`, edits: replaceServices(rule.node, text), preferred: true, closes: closing(rule, services) },
  ];
}

function messageOf(rule: PlanRule, { services, otherWay, bindings }: Unneeded, root: ast.Document): string {
  const ends = (list: readonly PlanEndpoint[]): string => list.map((end) => end.label).join(', ');
  const [from, to] = [ends(rule.sources), ends(rule.destinations)];
  const what = `Nothing needs ${formatServices(services)} from ${from} to ${to}, in any phase or with any feature`;
  if (bindings.length && !otherWay) {
    const [first, ...more] = bindings.map((b) => describeBinding(b, root));
    return `${what}: ${first}${more.length ? ` and ${more.length} more ${more.length > 1 ? 'bindings leave' : 'binding leave'}` : ' leaves'} it out.`;
  }
  const shared = networkInCommon(rule);
  if (shared) return `${what}: both have an address in ${shared.name}, and reach each other there without a rule.`;
  return otherWay
    ? `${what}: the connection goes from ${to} to ${from}, and replies need no rule.`
    : `${what}: take it out, or state the reason at the end of the rule.`;
}
