import { AstUtils } from 'langium';
import { listComponents } from '../analysis/coverage/unsaid-gaps.ts';
import { requiredOfEachSide } from '../analysis/each-side.ts';
import { sidesAskedForSystems, systemsNeeding } from '../analysis/unknown-systems.ts';
import { at, type CheckContext, defineCheck, type Fix } from '../checking/check.ts';
import { sayingSystem } from '../editing/say-system.ts';
import type { CatalogFlow } from '../model/catalog.ts';
import { formatChoice } from '../model/choices.ts';
import type { PlanComponent } from '../model/plan.ts';
import { formatServices, NO_SERVICE, type ServiceSet } from '../model/services.ts';
import { describeSystems } from '../model/systems.ts';

/** A component of which flows are required for several systems, since nobody says which one it runs. */
export const unknownSystem = defineCheck<readonly PlanComponent[]>({
  code: 'unknown-system',
  level: 'info',
  theme: 'needs',
  ofPlan: true,
  title: 'A component that flows are required of for any system, since nobody says what it runs',
  documentation: `Some flows are needed only where a machine runs Windows, others only where it runs Linux. What a plan leaves open rules nothing
out, so that as long as nobody says it, all of them are required: more than the machine needs. The finding says which ports hang on it; those that no
rule permits are a \`missing-flow\`, told once for the component, and no fix of everything opens them.
Components on which the same ports hang are told together, at the first of them.

\`\`\`segplan
component pcs : acme.agent at 10.0.8.0/22 runs windows
\`\`\`

The quick-fixes add \`runs windows\` and \`runs linux\`, to the component or to all of them. A role that is meant for one system says it as well, such as \`veeam.linux-server\`.`,
  besidesRules: true,
  ofShape: true,
  *detect(context) {
    for (const [ports, components] of alike(context)) {
      const [first, ...more] = components;
      const them = more.length ? 'them' : 'it';
      yield {
        ...at(first!.node, 'name'),
        message: `Nobody says what ${listComponents(components)} ${more.length ? 'run' : 'runs'}, so that flows for any system are required of ${them}: ${ports}.`,
        related: more.map(({ node, name }) => ({ node, property: 'name', message: `${name}, of which nobody says it either` })),
        data: components,
      };
    }
  },
  fix: ({ data = [] }): Fix[] => sayingSystem(data),
});

/** Components of this file by the ports that depend on what they run, in words; in the order that they stand in. */
function alike(context: CheckContext): Map<string, PlanComponent[]> {
  const result = new Map<string, PlanComponent[]>();
  const depending = dependingOn(context);
  for (const component of context.plan.components) {
    const ports = depending.get(component);
    if (!ports || AstUtils.getDocument(component.node) !== context.document) continue;
    const texts = [...ports].map(([condition, { set, choices }]) =>
      [...(set.isEmpty ? [] : [formatServices(set)]), ...choices].join(', ').concat(` ${condition}`),
    );
    const key = texts.sort().join('; ');
    result.set(key, [...(result.get(key) ?? []), component]);
  }
  return result;
}

/** Ports that hang on a system: all of some, and one of others. */
interface Depending {
  set: ServiceSet;
  readonly choices: Set<string>;
}

/** What is required of components for some of the systems that they may run: ports by the condition, in words. */
function dependingOn({ plan, analysis }: CheckContext): Map<PlanComponent, Map<string, Depending>> {
  const result = new Map<PlanComponent, Map<string, Depending>>();
  // A flow asks the same of the same components, whichever are at its other side.
  const asked = { initiator: new Map<unknown, Map<unknown, unknown>>(), responder: new Map<unknown, Map<unknown, unknown>>() };
  let last: CatalogFlow | undefined;
  let sides: ReturnType<typeof sidesAskedForSystems> = [];
  const requirements = requiredOfEachSide(analysis);
  for (let n = 0; n < requirements.length; n++) {
    const { flow, from, to, services, alternatives } = requirements[n]!;
    if (flow !== last) sides = sidesAskedForSystems(flow);
    last = flow;
    // Most flows ask nobody, and requirements may be hundreds of thousands.
    if (!sides.length) continue;
    for (const side of sides) {
      const components = side === 'initiator' ? from : to;
      const ofComponents = asked[side].get(components) ?? new Map<unknown, unknown>();
      asked[side].set(components, ofComponents);
      if (ofComponents.get(flow) === services) continue;
      ofComponents.set(flow, services);
      for (const component of components) {
        const systems = systemsNeeding(plan, flow, component, side);
        if (!systems?.length) continue;
        const known = result.get(component) ?? new Map<string, Depending>();
        result.set(component, known);
        const condition = describeSystems(systems);
        const depending = known.get(condition) ?? { set: NO_SERVICE, choices: new Set<string>() };
        known.set(condition, depending);
        depending.set = depending.set.union(services);
        for (const choice of alternatives) depending.choices.add(formatChoice(choice));
      }
    }
  }
  return result;
}
