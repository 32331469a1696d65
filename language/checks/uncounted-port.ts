import { AstUtils } from 'langium';
import { requiredOfEachSide } from '../analysis/each-side.ts';
import { ofEachRule } from '../analysis/surroundings.ts';
import { at, type CheckContext, defineCheck, type Finding, type Fix } from '../checking/check.ts';
import { insertAt } from '../editing/edits.ts';
import { setProperty } from '../editing/set-property.ts';
import type * as ast from '../generated/ast.ts';
import { countedFor, countsPorts, isOfComponents } from '../model/adjust-services.ts';
import type { CatalogFlow } from '../model/catalog.ts';
import { firstOf } from '../model/describe-addresses.ts';
import { EndpointResolver } from '../model/endpoint-resolver.ts';
import { membersOf } from '../model/group-members.ts';
import { onceFor } from '../model/once-for.ts';
import type { Plan, PlanComponent, PlanEndpoint } from '../model/plan.ts';
import { type ResolvedServices, resolveItems, resolveServices } from '../model/resolve-services.ts';
import { statementsOf } from '../syntax/statements.ts';

interface Unset {
  readonly component: ast.Component;
  readonly property: ast.Property;
}

interface Toward {
  readonly end: PlanEndpoint;
  /** The components at this end for which the ports are meant. */
  readonly meant: readonly PlanComponent[];
  /** Whether the statement says nothing besides of this end, so that the components can take its place. */
  readonly alone: boolean;
}

/** Counted ports where there is nothing to count. */
export const uncountedPort = defineCheck<Toward | Unset>({
  code: 'uncounted-port',
  level: 'warning',
  theme: 'needs',
  title: 'Counted ports toward a zone or a network, which has nothing to count',
  documentation: `Some services are as many ports as there are machines behind the component that listens: \`zerto.to-provider\` is two ports for
each VRA of the provider that a cloud connector serves. A zone, a network or \`any\` has no machines behind it, so that toward it such a
service opens (or, in a \`deny\`, closes) nothing. The same goes for a component that no machine of the counted role works with.

\`\`\`segplan
allow customer -> dmz       : zerto.to-provider    // opens nothing
allow customer -> connector : zerto.to-provider    // two ports for each VRA
\`\`\`

Name the component that listens. The quick-fix does, where the plan has one at this end.

Others are as many as a number of these components says: \`tcp 2500+ (1 for each proxy.tasks)\`. One that doesn't set it counts as 1, so that
the ports that its machines use beyond that are not required; this is reported at the component, and the quick-fix adds the property.`,
  *detect(context) {
    const { plan } = context;
    yield* unsetNumbers(context);
    for (const { node, destinations } of countingIn(context)) {
      const services = resolveServices(node.service);
      const ends = destinations();
      const named = ends.flatMap(membersOf).filter(isOfComponents);
      const counting = new Set(named.flatMap((e) => e.components).filter((c) => countsPorts(services, c, plan.components)));
      const texts = (node.service?.items ?? []).filter(isCounted).flatMap((item) => item.$cstNode?.text ?? []);
      const nothing = 'action' in node ? (node.action === 'deny' ? 'closes nothing' : 'opens nothing') : 'means nothing';
      for (const [index, end] of ends.entries()) {
        const own = membersOf(end);
        // A component that stands beside its zone is counted for itself.
        if ([...counting].some((c) => c.addresses.overlaps(end.addresses))) continue;
        const wide = own.some((e) => !isOfComponents(e) && !e.addresses.isEmpty);
        if (!wide && !own.some((e) => e.components.length)) continue;
        const meant = wide ? respondersAt(end, services, plan) : [];
        const roles = [...new Set(countedRoles(services))].join(', ');
        yield {
          ...at(node, 'destinations', index),
          message: wide
            ? `${end.label} has nothing to count, so that ${texts.join(', ')} ${nothing} toward it: name the component that listens${meant.length ? `, ${firstOf(meant.map((c) => c.name))}` : ''}.`
            : `No ${roles} works with ${end.label}, so that ${texts.join(', ')} ${nothing} toward it.`,
          data: { end, meant, alone: services.parts.every((p) => p.counted) && !hasMore(services) },
        };
      }
    }
  },
  fix({ data }): Fix[] {
    if (!data) return [];
    if ('property' in data)
      return [
        {
          title: `Add { ${data.property.name} = 1 }`,
          edits: setProperty(data.component, data.property.name, '1'),
          preferred: true,
        },
      ];
    const range = data.end.node.$cstNode?.range;
    if (!range || !data.meant.length) return [];
    const names = data.meant.map((c) => c.name).join(', ');
    if (data.alone && data.end.kind !== 'group')
      return [{ title: `Name ${names} instead of ${data.end.label}`, edits: [{ range, newText: names }], preferred: true }];
    return [{ title: `Name ${names} as well`, edits: [insertAt(range.end, `, ${names}`)], preferred: true }];
  },
});

/** Whether a flow has ports that a property counts. */
const counts = onceFor(({ services }: CatalogFlow): boolean => services.parts.some(({ counted }) => counted?.property));

/** The components of the file whose numbers count ports that are required, and that don't say them; each once for a number. */
function* unsetNumbers({ plan, analysis, document }: CheckContext): Iterable<Finding<Unset>> {
  const seen = new Map<PlanComponent, Set<ast.Property>>();
  const counting = analysis.memory.one('requirements that count', [analysis.index], () =>
    requiredOfEachSide(analysis).filter(({ flow }) => counts(flow)),
  );
  for (const { flow, to } of counting)
    for (const { counted } of flow.services.parts) {
      const property = counted?.property;
      if (!property) continue;
      for (const responder of to)
        for (const component of countedFor(counted, responder, plan.components)) {
          const told = seen.get(component) ?? new Set();
          seen.set(component, told);
          if (component.properties.has(property.name) || told.has(property)) continue;
          told.add(property);
          if (AstUtils.getDocument(component.node) !== document) continue;
          const whose = responder === component ? 'it listens' : `${responder.name} listens`;
          yield {
            ...at(component.node, 'name'),
            message: `${component.name} doesn't say its ${property.name}, by which the ports are counted that ${whose} on: it counts as 1. Write { ${property.name} = … }.`,
            data: { component: component.node, property },
          };
        }
    }
}

/** The rules and assertions of the file that name counted services, with what stands behind their arrow. */
function* countingIn({
  root,
  plan,
  analysis,
}: CheckContext): Iterable<{ node: ast.Rule | ast.Assertion; destinations: () => readonly PlanEndpoint[] }> {
  const rules = ofEachRule(analysis, 'rules for counted ports', (rule) =>
    rule.services.adjustable && rule.services.parts.some((p) => p.counted) ? [rule] : [],
  );
  for (const rule of rules) yield { node: rule.node, destinations: () => rule.destinations };
  let resolver: EndpointResolver | undefined;
  const known = (): EndpointResolver => {
    resolver ??= new EndpointResolver(plan.zones, plan.components);
    return resolver;
  };
  for (const node of statementsOf(root, 'Assertion'))
    if (node.service?.items.some(isCounted))
      yield { node, destinations: () => known().resolveList(node.destinations, node.destinationExceptions).ends };
}

function isCounted(item: ast.ServiceItem): boolean {
  return resolveItems([item]).parts.some((p) => p.counted);
}

function countedRoles({ parts }: ResolvedServices): string[] {
  return parts.flatMap((p) => (p.counted ? [p.counted.role.name] : []));
}

/** Whether a list holds more than what its parts are. */
function hasMore({ required, any, alternatives }: ResolvedServices): boolean {
  return required || any || alternatives.length > 0;
}

/** The components at an end that a catalog has listen on these counted ports, where there is something to count. */
function respondersAt(end: PlanEndpoint, services: ResolvedServices, plan: Plan): PlanComponent[] {
  const counted = new Set(services.parts.filter((p) => p.counted).map((p) => p.node));
  const roles = [...plan.uses.values()]
    .flatMap(({ vendor }) => vendor.flows)
    .filter((flow) => flow.services.parts.some((p) => counted.has(p.node)))
    .map((flow) => flow.responder);
  return plan.components.filter(
    (c) =>
      roles.some((role) => c.allRoles.has(role)) &&
      !c.addresses.isEmpty &&
      end.addresses.covers(c.addresses) &&
      countsPorts(services, c, plan.components),
  );
}
