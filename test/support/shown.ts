import type { LangiumDocument } from 'langium';
import type * as ast from '../../language/generated/ast.ts';
import { formatAddresses } from '../../language/model/addresses.ts';
import type { PlanComponent, PlanEndpoint } from '../../language/model/plan.ts';
import { formatServices } from '../../language/model/services.ts';
import type { SegplanCoreServices } from '../../language/module.ts';

/** All that an editor shows of a plan, and all that its model says. */
export function shown(services: SegplanCoreServices, { diagnostics, parseResult }: LangiumDocument<ast.Document>): unknown {
  const analysis = services.segplan.Plans.analysis(parseResult.value);
  const { plan } = analysis;
  const component = (c: PlanComponent) => [
    c.name,
    c.zone.name,
    plan.zones.includes(c.zone),
    [...c.allRoles].join(),
    formatAddresses(c.addresses).join(),
    [...c.deployments].join(),
    c.bonds.map(
      ({ binding, end, as }) => `${plan.bindings.indexOf(binding)} ${as} ${binding[as === 'passed' ? 'named' : as].indexOf(end)}`,
    ),
    c.node.$cstNode?.range.start,
  ];
  const end = (e: PlanEndpoint) => [
    e.kind,
    e.label,
    formatAddresses(e.addresses).join(),
    e.components.map((c) => plan.components.indexOf(c)),
  ];
  return {
    diagnostics: diagnostics?.map(({ code, range, message, relatedInformation }) => ({
      code,
      range,
      message,
      related: relatedInformation?.map((each) => `${each.message} ${JSON.stringify(each.location.range)}`),
    })),
    zones: plan.zones.map((z) => [
      z.name,
      formatAddresses(z.addresses).join(),
      z.node.$cstNode?.range.start,
      z.components.map(component),
    ]),
    components: plan.components.map((c) => c.name),
    rules: plan.rules.map((r) => [
      r.line,
      [...r.sources, ...r.destinations, ...r.sourceExceptions, ...r.destinationExceptions].map(end),
      r.openings.map((o) => `${formatAddresses(o.destinations).join()} ${formatServices(o.services)}`),
    ]),
    required: analysis.requirements.map(
      (r) =>
        `${r.flow.id} ${r.from.map((c) => c.name)} ${r.to.map((c) => c.name)} ${formatAddresses(r.sources)} ${formatAddresses(r.destinations)} ${formatServices(r.services)}`,
    ),
    permitted: analysis.allows.map((box) => formatServices(box.services)),
  };
}
