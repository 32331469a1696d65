import { intersect, possibleTraffic, type Region, subtract } from '../analysis/region.ts';
import { defineCheck } from '../checking/check.ts';
import type * as ast from '../generated/ast.ts';
import { formatAddresses } from '../model/addresses.ts';
import { EndpointResolver } from '../model/endpoint-resolver.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { resolveServices } from '../model/resolve-services.ts';
import { ANY_SERVICE, hasIcmp, hasOtherProtocols, portSpans } from '../model/services.ts';

/** An assertion that doesn't hold, with a packet that shows it. */
export const assertionFailed = defineCheck({
  code: 'assertion-failed',
  level: 'error',
  title: 'An assertion that does not hold',
  documentation: `Assertions say what has to stay true whatever else changes. They are decided on every edit, over all rules in force.

\`\`\`segplan
assert internet never reaches vbr
assert proxy reaches repo on tcp 2500
\`\`\`

\`never reaches\` fails when any traffic is permitted; \`reaches … on\` fails when a part of it is not; \`reaches\` without services needs
something to be permitted. The message names a packet that shows the failure, and the related information leads to the rule that
decides it. Assertions are about traffic between zones: within a zone everything is taken to reach everything.`,
  *detect(context) {
    const resolver = new EndpointResolver(context.plan.zones, context.plan.components);
    const set = (endpoints: readonly ast.Endpoint[]) => IntervalSet.unionAll(endpoints.map((e) => resolver.resolve(e).addresses));
    for (const node of context.root.statements) {
      if (node.$type !== 'Assertion' || !node.sources.length || !node.destinations.length) continue;
      const services = node.service ? resolveServices(node.service).set : ANY_SERVICE;
      const region = possibleTraffic(set(node.sources), set(node.destinations), services);
      const { allows, denies } = context.analysis;
      const remaining = subtract(region, denies);
      // No network firewall stands within a zone: what lies there is reached, and no rule could change that.
      const within = context.plan.zones.map((z) => ({ sources: z.addresses, destinations: z.addresses, services: ANY_SERVICE }));
      const permitted = subtract(intersect(remaining, allows), within);
      if (node.never && permitted.length) {
        const rule = allows.find((a) => intersect(permitted, [a]).length)?.rule;
        yield {
          node,
          message: `This can happen: ${witness(permitted)}.`,
          related: rule ? [{ node: rule.node, message: 'This rule permits it.' }] : [],
        };
      }
      const lacking = subtract([...intersect(region, denies), ...subtract(remaining, allows)], within);
      if (!node.never && (node.service ? lacking.length || !region.length : !permitted.length && lacking.length)) {
        const deny = denies.find((d) => intersect(lacking, [d]).length)?.rule;
        yield {
          node,
          message: lacking.length ? `Nothing permits ${witness(lacking)}.` : 'The two ends have no address family in common.',
          related: deny ? [{ node: deny.node, message: 'This rule denies it.' }] : [],
        };
      }
    }
  },
});

/** One packet of a region, in words. */
function witness(region: Region): string {
  const box = region[0]!;
  const first = (set: typeof box.sources): string => formatAddresses(set)[0]?.split(/[-/]/)[0] ?? 'anywhere';
  const [tcp] = portSpans(box.services, 'tcp');
  const [udp] = portSpans(box.services, 'udp');
  const service = tcp
    ? `tcp ${Math.max(1, tcp.from)}`
    : udp
      ? `udp ${Math.max(1, udp.from)}`
      : hasIcmp(box.services)
        ? 'icmp'
        : hasOtherProtocols(box.services)
          ? 'another protocol'
          : 'nothing';
  return `${first(box.sources)} -> ${first(box.destinations)} on ${service}`;
}
