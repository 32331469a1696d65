import { AstUtils } from 'langium';
import type { Analysis } from '../analysis/analyze.ts';
import { flowApplies } from '../analysis/conditions.ts';
import { trafficAs } from '../analysis/requirements.ts';
import { ofEachRule } from '../analysis/surroundings.ts';
import type { CheckContext } from '../checking/check.ts';
import { at, defineCheck, type Fix } from '../checking/check.ts';
import { setProperty } from '../editing/set-property.ts';
import type * as ast from '../generated/ast.ts';
import { unsetPorts } from '../model/adjust-services.ts';
import { roleId } from '../model/catalog-ids.ts';
import { changedFlow } from '../model/changed-flow.ts';
import { purposeOf } from '../model/describe-flow.ts';
import { membersOf } from '../model/group-members.ts';
import type { Plan, PlanComponent } from '../model/plan.ts';
import { NOTHING, type ResolvedServices } from '../model/resolve-services.ts';
import { ANY_SERVICE } from '../model/services.ts';

interface Data {
  readonly component: ast.Component;
  readonly property: ast.Property;
}

/** A port that a flow needs and that nobody but the plan can say. */
export const unsetPort = defineCheck<Data>({
  code: 'unset-port',
  level: 'error',
  theme: 'needs',
  essential: true,
  ofPlan: true,
  title: 'A required port that has no default and that the component does not say',
  documentation: `Some products have no usual port: whoever installs them chooses one, and their catalog says \`tcp set by server.control-port\`. Until
the component that listens says it, nobody knows what to open: nothing is, neither by \`required\` nor by a rule that names the service, and
no rule set is made.

\`\`\`segplan
component vault : acme.server at 10.0.0.10 { control-port = 7443 }
\`\`\`

The quick-fix adds the property with 0, which is no port, so that it stays reported until the right one is written in its place.`,
  *detect(context) {
    for (const [component, properties] of unsetIn(context)) {
      const here = AstUtils.getDocument(component.node) === context.document;
      const use = context.root.statements.find((s) => s.$type === 'Use' || s.$type === 'PlanHeader' || s.$type === 'Import');
      for (const [property, purpose] of properties)
        yield {
          ...(here ? at(component.node, 'name') : { node: use ?? context.root }),
          message: messageOf(component, property, purpose),
          related: [{ node: property, message: property.title ?? `${property.name} is the port.` }],
          ...(here && isOf(component, property) ? { data: { component: component.node, property } } : {}),
        };
    }
  },
  fix: ({ data }): Fix[] =>
    data
      ? [
          {
            title: `Add { ${data.property.name} = … }`,
            edits: setProperty(data.component, data.property.name, '0'),
          },
        ]
      : [],
});

function messageOf(component: PlanComponent, property: ast.Property, purpose: string): string {
  const { name } = component;
  const need = purpose ? `, which is needed for: ${purpose.replace(/\.$/, '')}` : '';
  const way = isOf(component, property)
    ? `Write { ${property.name} = … } with the port.`
    : `The catalog takes it from ${property.name} of ${roleId(property.$container)}, which ${name} is not: give ${name} that role, or the flow a port in the catalog.`;
  return `Nobody says on which port ${name} listens${need}. ${way}`;
}

/** Whether a component can say a property. */
function isOf({ allRoles }: PlanComponent, { $container }: ast.Property): boolean {
  return allRoles.has(roleId($container));
}

/** The components that listen on ports they don't say, by the property of each, with what the first such port is needed for. */
function unsetIn({ plan, analysis }: CheckContext): Map<PlanComponent, Map<ast.Property, string>> {
  const result = new Map<PlanComponent, Map<ast.Property, string>>();
  const add = (component: PlanComponent, properties: readonly ast.Property[], purpose: string): void => {
    for (const property of properties) {
      const known = result.get(component) ?? new Map<ast.Property, string>();
      result.set(component, known);
      if (!known.has(property)) known.set(property, purpose);
    }
  };
  for (const [component, properties, purpose] of analysis.memory.one(
    'ports that are required and not set',
    [plan.zones, analysis.phases],
    () => [...requiredIn(plan, analysis)],
  ))
    add(component, properties, purpose);
  const rules = ofEachRule(analysis, 'rules for ports that are not set', (rule) =>
    rule.services.adjustable && rule.services.parts.some((part) => part.unset) ? [rule] : [],
  );
  for (const { services, destinations } of rules)
    for (const end of destinations.flatMap(membersOf))
      if (end.kind === 'component') for (const component of end.components) add(component, unsetPorts(services, component), '');
  return result;
}

/** The components that don't say their ports, and what these are required for. */
function* requiredIn(plan: Plan, analysis: Analysis): Iterable<[PlanComponent, readonly ast.Property[], string]> {
  // Of the flows that join components alone is read what they open: they are few of thousands.
  const open = new Map<ast.Flow, ResolvedServices>();
  const joined = trafficAs(
    plan,
    (flow) => {
      if (flow.optional || !flowApplies(plan, flow, analysis.phases)) return undefined;
      if (!flow.services.parts.some((part) => part.unset)) return undefined;
      open.set(flow.node, flow.services);
      return changedFlow(flow, { services: { ...NOTHING, set: ANY_SERVICE } });
    },
    true,
  );
  for (const { flow, from, to } of joined)
    for (const component of to)
      if (from.some((c) => c !== component)) yield [component, unsetPorts(open.get(flow.node)!, component), purposeOf(flow)];
}
