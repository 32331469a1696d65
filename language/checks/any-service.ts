import { adviceFor, requiredOf, sourceOfAdvice } from '../analysis/advice/advice.ts';
import { at, defineCheck, type Fix } from '../checking/check.ts';
import { wholeLines } from '../editing/edits.ts';
import { replaceServices } from '../editing/narrow.ts';
import type { PlanRule } from '../model/plan.ts';
import { formatServices, portSet } from '../model/services.ts';

const ALL_TCP = portSet('tcp', 1, 65535);

/** The rule that opens everything because the list of ports is long. */
export const anyService = defineCheck<PlanRule>({
  code: 'any-service',
  level: 'warning',
  title: 'A rule that opens every service',
  documentation: `The most common mistake in a segmented backup network: all traffic is opened between the backup server and everything else,
because the list of ports is long. That defeats the segmentation. Rules belong to components and directions, with the ports that these
need and nothing more.

\`\`\`segplan
allow vbr -> backup : any          // or tcp 1-65535
allow vbr -> backup : required     // what the catalogs require between the two
\`\`\`

The quick-fixes replace \`any\` by \`required\`, or by the ports that are required now; where nothing is required, they remove the rule.`,
  *detect({ plan }) {
    for (const rule of plan.rules) {
      if (rule.action !== 'allow' || !(rule.services.any || rule.services.set.covers(ALL_TCP))) continue;
      const ends = [...rule.sources, ...rule.destinations].flatMap((e) => e.components);
      const advice = ends.flatMap((c) => adviceFor(plan, c, 'no-wide-rules')).slice(0, 1);
      yield {
        ...at(rule.node, 'service'),
        message: `This opens every ${rule.services.any ? 'service' : 'tcp port'} between its ends. ${advice[0]?.text ?? "Name the services, or write 'required'."}`,
        related: advice.map((a) => ({ node: a.node, message: sourceOfAdvice(a) })),
        data: rule,
      };
    }
  },
  fix({ data: rule }, { analysis }): Fix[] {
    if (!rule) return [];
    const required = requiredOf(rule, analysis);
    if (required.isEmpty)
      return [{ title: 'Remove this rule: nothing is required', edits: [{ range: wholeLines(rule.node), newText: '' }] }];
    return [
      { title: "Open what is 'required'", edits: replaceServices(rule.node, 'required'), preferred: true },
      { title: `Open ${formatServices(required)}`, edits: replaceServices(rule.node, formatServices(required)) },
    ];
  },
});
