import { adviceFor, opensTo, requiredOf, sourceOfAdvice } from '../analysis/advice/advice.ts';
import { closing } from '../analysis/reach/lost-by-closing.ts';
import { at, defineCheck, type Fix, findingsOfRules } from '../checking/check.ts';
import { removeServices } from '../editing/narrow.ts';
import type { PlanRule } from '../model/plan.ts';
import { formatServices, type ServiceSet } from '../model/services.ts';

/** A rule that opens what the vendor advises to keep closed. */
export const closedPort = defineCheck<{ rule: PlanRule; services: ServiceSet }>({
  code: 'closed-port',
  level: 'warning',
  theme: 'openings',
  title: 'A port that its vendor advises to keep closed',
  documentation: `A vendor's hardening advice names ports that should stay closed, such as SMB on a Zerto management server. This rule opens one
to a component that the advice is for, and no flow requires it.

\`\`\`segplan
allow admins -> zvm : tcp 445, 9669
allow jumphost -> vra : ssh "support case 4711"   // meant to be: nothing is reported
\`\`\`

A rule that states its reason, or that ends with a phase or a date, is taken to be meant. The quick-fix takes the ports out of the rule.`,
  detect: ({ plan, analysis }) =>
    findingsOfRules(analysis, 'closed ports', function* (rule) {
      if (rule.action !== 'allow' || rule.services.any || rule.reason || rule.phase || rule.until) return;
      let required: ServiceSet | undefined;
      for (const component of new Set(rule.destinations.flatMap((e) => e.components)))
        for (const advice of adviceFor(plan, component, 'closed')) {
          const open = opensTo(rule, component).intersect(advice.services.set);
          if (open.isEmpty) continue;
          required ??= requiredOf(rule, analysis);
          const services = open.subtract(required);
          if (services.isEmpty) continue;
          yield {
            ...at(rule.node, 'service'),
            message: `This opens ${formatServices(services)} to ${component.name}, which should stay closed. ${advice.text}`,
            related: [{ node: advice.node, message: sourceOfAdvice(advice) }],
            data: { rule, services },
          };
        }
    }),
  fix({ data }, { plan }): Fix[] {
    const edits = data && removeServices(data.rule, { without: data.services }, plan.components);
    return edits
      ? [{ title: `Take ${formatServices(data.services)} out of this rule`, edits, closes: closing(data.rule, data.services) }]
      : [];
  },
});
