import { at, defineCheck } from '../checking/check.ts';

/** A rule that opens or closes nothing at all. */
export const emptyRule = defineCheck({
  code: 'empty-rule',
  level: 'warning',
  title: 'A rule that has no effect: no services, or nothing at one of its ends',
  documentation: `An \`allow\` needs services: ports, named services, \`required\` or \`any\`. A \`deny\` without services closes everything between
its ends. A rule one end of which holds no address (an empty zone, a role that no component has) does nothing; it may be meant for
later, or a name is not what it seems.`,
  *detect(context) {
    for (const rule of context.plan.rules) {
      if (rule.action === 'allow' && !rule.node.service)
        yield { node: rule.node, message: "This rule opens nothing: add services, such as ': required'." };
      for (const [property, endpoints] of [
        ['sources', rule.sources],
        ['destinations', rule.destinations],
      ] as const)
        for (const [index, endpoint] of endpoints.entries()) {
          if (endpoint.kind === 'unknown' || !endpoint.addresses.isEmpty || !endpoint.label) continue;
          yield {
            ...at(rule.node, property, index),
            message: `${endpoint.label} holds no address, so this rule does nothing for it.`,
          };
        }
    }
  },
});
