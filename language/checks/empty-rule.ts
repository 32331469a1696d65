import { possibleTraffic } from '../analysis/region.ts';
import { brokenLines } from '../checking/broken-lines.ts';
import { at, defineCheck, rangeOf } from '../checking/check.ts';
import type { PlanEndpoint, PlanRule } from '../model/plan.ts';
import { ANY_SERVICE } from '../model/services.ts';

/** A rule that opens or closes nothing at all. */
export const emptyRule = defineCheck({
  code: 'empty-rule',
  level: 'warning',
  title: 'A rule that has no effect: no services, or nothing at one of its ends',
  documentation: `An \`allow\` needs services: ports, named services, \`required\` or \`any\`. A \`deny\` without services closes everything between
its ends. A rule whose ends have no address family in common does nothing either. A rule one end of which holds no address (an empty zone, a role that no component has) does nothing; it may be meant for
later, or a name is not what it seems.`,
  *detect(context) {
    const broken = brokenLines(context.document);
    for (const rule of context.plan.rules) {
      if (isBroken(rule, broken)) continue;
      if (rule.action === 'allow' && !rule.node.service)
        yield { node: rule.node, message: "This rule opens nothing: add services, such as ': required'." };
      for (const [property, endpoints] of [
        ['sources', rule.sources],
        ['destinations', rule.destinations],
      ] as const)
        for (const [index, endpoint] of endpoints.entries()) {
          if (!endpoint.addresses.isEmpty || isFaulty(endpoint)) continue;
          yield {
            ...at(rule.node, property, index),
            message: `${endpoint.label} holds no address, so this rule does nothing for it.`,
          };
        }
      const { sourceAddresses: from, destinationAddresses: to } = rule;
      if (!from.isEmpty && !to.isEmpty && !possibleTraffic(from, to, ANY_SERVICE).length)
        yield {
          ...at(rule.node, 'destinations', 0),
          message: 'One end has IPv4 addresses alone and the other IPv6 addresses alone, so that nothing can pass between them.',
        };
    }
  },
});

/** What a rule means is open while it has a syntax error, which is reported by itself. */
function isBroken({ node }: PlanRule, broken: ReadonlySet<number>): boolean {
  if (!node.sources.length || !node.destinations.length) return true;
  if (!broken.size) return false;
  const { start, end } = rangeOf({ node });
  for (let line = start.line; line <= end.line; line++) if (broken.has(line)) return true;
  return false;
}

/** Names that lead nowhere and addresses that are none have findings of their own. */
function isFaulty({ kind, label }: PlanEndpoint): boolean {
  return kind === 'unknown' || kind === 'address' || !label;
}
