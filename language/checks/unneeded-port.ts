import type { Analysis } from '../analysis/analyze.ts';
import { type Unneeded, unneededRules } from '../analysis/coverage/unneeded.ts';
import { closing } from '../analysis/reach/lost-by-closing.ts';
import { intersect, subtract } from '../analysis/region.ts';
import { defineCheck, type Fix } from '../checking/check.ts';
import { placeOfServices } from '../checking/place-of-services.ts';
import { isEmptied, narrowServices, replaceServices, setServices } from '../editing/narrow.ts';
import type { Side } from '../editing/narrow-rule.ts';
import { removeStatement } from '../editing/remove.ts';
import { splitOff } from '../editing/split-rule.ts';
import type * as ast from '../generated/ast.ts';
import { ANYWHERE } from '../model/addresses.ts';
import { leftOpenBy, opensAlike } from '../model/adjust-services.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { networkInCommon } from '../model/legs.ts';
import type { PlanComponent, PlanEndpoint, PlanRule } from '../model/plan.ts';
import { formatServices, isListable, NO_SERVICE, portSet } from '../model/services.ts';
import { describeBinding } from '../model/together.ts';

/** How many names a sentence has room for. */
const MOST_NAMED = 3;

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

Ranges are judged exactly; a named service is reported when nothing of it is needed. A component of which the catalogs know no flow with anything at the
other end is not judged, since its ports are not their business. Where a rule names it beside others, the ports are judged for these, and the quick-fix leaves them
open for the one alone:

\`\`\`segplan
allow vbr, jump -> repo : tcp 6162, 3389   // tcp 3389 is for jump
allow jump -> repo : tcp 6162, 3389        // what the quick-fix makes of it
allow vbr -> repo : tcp 6162
\`\`\`

A rule about a whole zone or network that holds such a component is not judged, nor is one between whole zones or networks that serves no flow, or one that states its
reason: \`segplan explain\` says of any traffic what needs it. Nor are ports of a contested reading, which a maker's own reference contradicts: [contested-flow](contested-flow.md) tells who says what, and
\`segplan explain\` and the hover on the port name them. The quick-fix narrows the rule to what is needed, or removes it when nothing is.`,
  *detect({ plan, analysis }) {
    // The check any-service reports those that open everything.
    for (const [rule, found] of unneededRules(analysis, ({ services }) => services.set.covers(ALL_TCP)))
      yield {
        ...placeOfServices(rule.node, found.services, found.items),
        message: messageOf(rule, found, plan.root),
        data: { ...found, rule },
      };
  },
  fix({ data }, { plan, analysis }): Fix[] {
    if (data && othersOf(data).length) return apartFromOthers(data, analysis);
    if (data?.rule.services.exceptions) return withoutExceptions(data, plan.components);
    const changes = data && narrowServices(data.rule, { without: data.services, whole: data.items }, plan.components);
    if (!changes) return [];
    const title = isEmptied(changes) ? 'Remove this rule' : `Take ${formatServices(data.services)} out of this rule`;
    return [{ title, edits: setServices(data.rule, changes), preferred: true, closes: closing(data.rule, data.services) }];
  },
});

/** The ends of which the catalogs know nothing. */
function othersOf({ judged: { sources, destinations } }: Pick<Unneeded, 'judged'>): string[] {
  return [...sources.unknown, ...destinations.unknown].map(nameOf);
}

function listing(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${more} more` : names.join(', ');
}

function nameOf(end: PlanEndpoint | PlanComponent): string {
  return 'label' in end ? end.label : end.name;
}

/** What nothing needs stays open for those alone of which the catalogs know nothing. */
function apartFromOthers({ rule, services, items, judged }: Unneeded & { rule: PlanRule }, analysis: Analysis): Fix[] {
  if (rule.services.exceptions) return [];
  const sources = IntervalSet.unionAll(judged.sources.known.map((end) => end.addresses));
  const destinations = IntervalSet.unionAll(judged.destinations.known.map((end) => end.addresses));
  const open = intersect(analysis.standing().boxesOf(rule), [{ sources: ANYWHERE, destinations: ANYWHERE, services }]);
  const leaving = intersect(open, [{ sources, destinations, services }]);
  const staying = subtract(open, leaving);
  const split = { rule, leaving, staying, services, whole: items };
  const edits = splitOff(split, NO_SERVICE, undefined, analysis.plan.components);
  if (!edits) return [];
  const title = `Open ${formatServices(services)} for ${listing(othersOf({ judged }))} alone`;
  return [{ title, edits, preferred: true, closes: { rule, region: leaving } }];
}

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

function messageOf(rule: PlanRule, found: Unneeded, root: ast.Document): string {
  const { services, otherWay, bindings, judged } = found;
  const ends = (side: Side): string => {
    const { known, unknown } = judged[side];
    return unknown.length ? listing(known.map(nameOf)) : rule[side].map((end) => end.label).join(', ');
  };
  const [from, to] = [ends('sources'), ends('destinations')];
  const what = `Nothing needs ${formatServices(services)} from ${from} to ${to}, in any phase or with any feature`;
  if (bindings.length && !otherWay) {
    const [first, ...more] = bindings.map((b) => describeBinding(b, root));
    return `${what}: ${first}${more.length ? ` and ${more.length} more ${more.length > 1 ? 'bindings leave' : 'binding leave'}` : ' leaves'} it out.`;
  }
  const shared = networkInCommon(rule);
  if (shared) return `${what}: both have an address in ${shared.name}, and reach each other there without a rule.`;
  const others = othersOf(found);
  if (others.length && !otherWay) {
    const own = others.length > 1 ? 'rules of their own' : 'a rule of its own';
    return `${what}: give ${listing(others)}, of which the catalogs know no flow there, ${own}, or state the reason at the end of the rule.`;
  }
  return otherWay
    ? `${what}: the connection goes from ${to} to ${from}, and replies need no rule.`
    : `${what}: take it out, or state the reason at the end of the rule.`;
}
