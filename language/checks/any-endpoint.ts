import type { TextEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analyze.ts';
import { at, defineCheck, type Fix } from '../checking/check.ts';
import { ALL_IPS, ALL_IPV4, ALL_IPV6 } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { Plan, PlanEndpoint, PlanRule } from '../model/plan.ts';

interface Data {
  readonly rule: PlanRule;
  readonly side: 'sources' | 'destinations';
}

/** A rule that is open to everybody, or to everywhere. */
export const anyEndpoint = defineCheck<Data>({
  code: 'any-endpoint',
  level: 'warning',
  title: 'A rule from or to anywhere',
  documentation: `\`any\` is every address there is, those on the internet included. A rule for it opens a service to zones that nobody thought of
when it was written, and to zones that are added later. Name the zones, components or roles instead; the internet is a zone of its own
(\`zone internet external\`).

\`\`\`segplan
allow any -> vbr : tcp 443
allow admins, one -> vbr : tcp 443
\`\`\`

A rule that states its reason is taken to be meant. The quick-fix names the components that require the services.`,
  *detect({ plan }) {
    for (const rule of plan.rules) {
      if (rule.action !== 'allow' || rule.reason) continue;
      for (const side of ['sources', 'destinations'] as const) {
        const index = wideEnd(rule[side], plan);
        if (index < 0) continue;
        const what = side === 'sources' ? 'from everywhere' : 'to everywhere';
        yield {
          ...at(rule.node, side, index),
          message: `This rule is open ${what}, the internet included: name the zones or components it is for.`,
          data: { rule, side },
        };
      }
    }
  },
  fix({ data }, { analysis }): Fix[] {
    if (!data) return [];
    const names = needed(data, analysis);
    const range = data.rule.node[data.side].find((e) => e.$type === 'AnyEndpoint')?.$cstNode?.range;
    const edits: TextEdit[] = range ? [{ range, newText: names.join(', ') }] : [];
    return names.length ? [{ title: `Name ${names.join(', ')} instead`, edits, preferred: true }] : [];
  },
});

/** The first end of those that leave an address family open to all: `any`, or networks that come to the same; -1 when there is none. */
function wideEnd(ends: readonly PlanEndpoint[], plan: Plan): number {
  const all = IntervalSet.unionAll(ends.flatMap(literals).map((e) => e.addresses));
  const any = ends.findIndex((e) => literals(e).some((l) => l.kind === 'any' && reachesOutside(l, plan)));
  if (any < 0 && !all.covers(ALL_IPV4) && !all.covers(ALL_IPV6)) return -1;
  return any < 0 ? ends.findIndex((e) => literals(e).length) : any;
}

/** Whether what is left of `any` holds more than the zones of the plan itself. */
function reachesOutside({ cut, addresses }: PlanEndpoint, { zones }: Plan): boolean {
  if (!cut) return true;
  const inside = IntervalSet.unionAll(zones.filter((z) => !z.external).map((z) => z.addresses));
  return !inside.covers(addresses.intersect(ALL_IPS));
}

/** What an end names that is neither zone nor component. */
function literals(end: PlanEndpoint): readonly PlanEndpoint[] {
  if (end.members) return end.members.flatMap(literals);
  return end.kind === 'any' || end.kind === 'address' ? [end] : [];
}

/** The components at the open end that require something of the rule. */
function needed({ rule, side }: Data, analysis: Analysis): string[] {
  const names = new Set<string>();
  for (const r of analysis.requirements) {
    if (!r.sources.overlaps(rule.sourceAddresses) || !r.destinations.overlaps(rule.destinationAddresses)) continue;
    if (!rule.services.required && !r.services.overlaps(rule.services.set)) continue;
    for (const c of side === 'sources' ? r.from : r.to) names.add(c.name);
  }
  return [...names];
}
