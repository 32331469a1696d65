import { adviceFor, sourceOfAdvice } from '../analysis/advice/advice.ts';
import type { Analysis } from '../analysis/analyze.ts';
import { isHarmless, neededBetween, servedBy } from '../analysis/coverage/needed.ts';
import { neededServices } from '../analysis/permissions.ts';
import { closing } from '../analysis/reach/lost-by-closing.ts';
import { servicesOf, subtract } from '../analysis/region.ts';
import { at, defineCheck, type Fix, findingsOfRules } from '../checking/check.ts';
import { replaceServices } from '../editing/narrow.ts';
import { removeStatement } from '../editing/remove.ts';
import { ANYWHERE } from '../model/addresses.ts';
import { textOf } from '../model/end-text.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { PlanRule } from '../model/plan.ts';
import { NOTHING } from '../model/resolve-services.ts';
import { ANY_SERVICE, formatServices, isListable, NO_SERVICE, portSet, type ServiceSet } from '../model/services.ts';
import { changedRule } from '../model/with-ends.ts';

const ALL_TCP = portSet('tcp', 1, 65535);

/** The rule that opens everything because the list of ports is long. */
export const anyService = defineCheck<PlanRule>({
  code: 'any-service',
  level: 'warning',
  theme: 'openings',
  title: 'A rule that opens every service',
  documentation: `The most common mistake in a segmented backup network: all traffic is opened between the backup server and everything else,
because the list of ports is long. That defeats the segmentation. Rules belong to components and directions, with the ports that these
need and nothing more.

\`\`\`segplan
allow vbr -> backup : any          // or tcp 1-65535
allow vbr -> backup : required     // what the catalogs require between the two
\`\`\`

The quick-fixes replace \`any\` by \`required\`, or by the ports that are required, and open nothing that was closed; where nothing is
required, they remove the rule. What \`any except …\` leaves out, and a reason at the end of the rule, change nothing about that: a comment says
that the rule is meant.

\`\`\`segplan
// segplan-disable-next-line any-service -- testers bring what they bring
allow test-clients -> lab : any
\`\`\``,
  detect: ({ plan, analysis }) =>
    findingsOfRules(analysis, 'rules for any service', function* (rule) {
      if (rule.action !== 'allow' || !(rule.services.any || rule.services.set.covers(ALL_TCP))) return;
      const ends = [...rule.sources, ...rule.destinations].flatMap((e) => e.components);
      const advice = ends.flatMap((c) => adviceFor(plan, c, 'no-wide-rules')).slice(0, 1);
      yield {
        ...at(rule.node, 'service'),
        message: `This opens every ${rule.services.any ? 'service' : 'tcp port'} between its ends${omitted(rule)}. ${advice[0]?.text ?? "Name the services, or write 'required'."}`,
        related: advice.map((a) => ({ node: a.node, message: sourceOfAdvice(a) })),
        data: rule,
      };
    }),
  fix({ data: rule }, { analysis }): Fix[] {
    if (!rule) return [];
    const open = servicesOf(analysis.standing().boxesOf(rule));
    const needed = neededBetween(rule, analysis);
    const used = servicesOf(needed.flatMap((requirement) => servedBy(rule, requirement, analysis)));
    // What is required and not open is another finding; this one takes away.
    const least = IntervalSet.unionAll(needed.map(neededServices)).intersect(used);
    const lists = [least, used].filter((set) => isListable(set) && stays(rule, set, analysis));
    const exact = lists.slice(0, 1).map(formatServices);
    if (used.isEmpty) {
      // An expired rule opens nothing, and says nothing of what it was for.
      return open.isEmpty
        ? []
        : [{ title: 'Remove this rule: nothing is required', edits: removeStatement(rule.node), closes: { rule } }];
    }
    const required = changedRule(rule, { services: { ...NOTHING, required: true }, openings: [], omissions: [] });
    const served = analysis.standing().boxesIf(required);
    const texts = [...(isHarmless(rule, served, analysis) ? ['required'] : []), ...exact];
    const all = { sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE };
    return texts.map((text, n) => ({
      title: text === 'required' ? "Open what is 'required'" : `Open ${text}`,
      edits: replaceServices(rule.node, text),
      ...(n === 0 ? { preferred: true } : {}),
      closes: text === 'required' ? { rule, region: subtract([all], served) } : closing(rule, ANY_SERVICE.subtract(lists[0]!)),
    }));
  },
});

/** What `any except …` leaves out: where that is not the same toward each component, as the rule says it. */
function omitted({ services, node }: PlanRule): string {
  const { any, set, exceptions } = services;
  if (any && exceptions && (exceptions.adjustable || exceptions.required))
    return ` but ${node.service!.exceptions.map(textOf).join(', ')}`;
  const out = any ? ANY_SERVICE.subtract(set) : NO_SERVICE;
  return out.isEmpty ? '' : ` but ${formatServices(out)}`;
}

/** Whether a rule could list some services alone and whatever is required of it would still get through. */
function stays(rule: PlanRule, services: ServiceSet, analysis: Analysis): boolean {
  const box = { sources: rule.sourceAddresses, destinations: rule.destinationAddresses, services };
  return isHarmless(rule, [box], analysis);
}
