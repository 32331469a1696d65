import { adviceFor, opensTo, sourceOfAdvice } from '../analysis/advice/advice.ts';
import type { Analysis } from '../analysis/analyze.ts';
import { closing, lostByClosing } from '../analysis/reach/lost-by-closing.ts';
import { isEmptyBox, type Region } from '../analysis/region.ts';
import { at, type CheckContext, defineCheck, type Fix, findingsOfRules } from '../checking/check.ts';
import { removeServices } from '../editing/narrow.ts';
import type { PlanRule } from '../model/plan.ts';
import { formatServices, NO_SERVICE, type ServiceSet } from '../model/services.ts';

/** A rule for a port that a product uses inside of one machine. */
export const internalPort = defineCheck<{ rule: PlanRule; services: ServiceSet }>({
  code: 'internal-port',
  level: 'warning',
  theme: 'openings',
  title: 'A rule for a port that never leaves its machine',
  documentation: `Port lists name ports that a product uses inside of one machine, beside those that cross the network. They need no rule, and a
rule for one opens a service that nobody from outside should reach.

\`\`\`segplan
allow admins -> zvm : tcp 7073, 9669   // 7073 is used on the ZVM's own machine
\`\`\`

The quick-fix takes the port out of the rule.`,
  detect: ({ plan, analysis }) =>
    findingsOfRules(analysis, 'internal ports', function* (rule) {
      if (rule.action !== 'allow' || rule.services.any) return;
      for (const component of new Set(rule.destinations.flatMap((e) => e.components)))
        for (const advice of adviceFor(plan, component, 'internal')) {
          const services = opensTo(rule, component).intersect(advice.services.set);
          if (services.isEmpty) continue;
          yield {
            ...at(rule.node, 'service'),
            message: `${formatServices(services)} is internal to ${component.name} and needs no rule. ${advice.text}`,
            related: [{ node: advice.node, message: sourceOfAdvice(advice) }],
            data: { rule, services },
          };
        }
    }),
  fix({ data }, { plan }): Fix[] {
    const edits = data && removeServices(data.rule, { without: data.services }, plan.components);
    return edits
      ? [
          {
            title: `Take ${formatServices(data.services)} out of this rule`,
            edits,
            preferred: true,
            closes: closing(data.rule, data.services),
          },
        ]
      : [];
  },
  fixAll(findings, { plan, root, analysis }) {
    const byRule = new Map<PlanRule, ServiceSet>();
    for (const { data } of findings)
      if (data && !isAsserted(data, root, analysis))
        byRule.set(data.rule, (byRule.get(data.rule) ?? NO_SERVICE).union(data.services));
    return [...byRule].flatMap(([rule, without]) => removeServices(rule, { without }, plan.components) ?? []);
  },
  leaves: ({ data }, { root, analysis }) => !data || isAsserted(data, root, analysis),
});

/** Whether an assertion hangs on what a rule opens of an internal port. */
function isAsserted(data: { rule: PlanRule; services: ServiceSet }, root: CheckContext['root'], analysis: Analysis): boolean {
  return lostByClosing(root, analysis, { region: trafficOf(data, analysis) }) !== undefined;
}

/** What a rule opens of an internal port. Other rules that open it as well may lose it together with this one. */
function trafficOf({ rule, services }: { rule: PlanRule; services: ServiceSet }, { allows }: Analysis): Region {
  return allows
    .filter((allow) => allow.rule === rule)
    .map(({ sources, destinations, services: open }) => ({ sources, destinations, services: open.intersect(services) }))
    .filter((box) => !isEmptyBox(box));
}
