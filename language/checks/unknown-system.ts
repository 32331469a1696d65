import { AstUtils, GrammarUtils } from 'langium';
import { systemsNeeding } from '../analysis/unknown-systems.ts';
import { at, type CheckContext, defineCheck, type Fix } from '../checking/check.ts';
import { insertAt } from '../editing/edits.ts';
import type * as ast from '../generated/ast.ts';
import { formatChoice } from '../model/choices.ts';
import type { PlanComponent } from '../model/plan.ts';
import { formatServices } from '../model/services.ts';
import { SYSTEM_TITLES, SYSTEMS, type System } from '../model/systems.ts';

/** A component of which flows are required for several systems, since nobody says which one it runs. */
export const unknownSystem = defineCheck<ast.Component>({
  code: 'unknown-system',
  level: 'info',
  ofPlan: true,
  title: 'A component that flows are required of for any system, since nobody says what it runs',
  documentation: `Some flows are needed only where a machine runs Windows, others only where it runs Linux. What a plan leaves open rules nothing
out, so that as long as nobody says it, all of them are required: more than the machine needs. The finding says which ports hang on it.

\`\`\`segplan
component pcs : acme.agent at 10.0.8.0/22 runs windows
\`\`\`

The quick-fixes add \`runs windows\` and \`runs linux\`. A role that is meant for one system says it as well, such as \`veeam.linux-server\`.`,
  *detect(context) {
    for (const [component, ports] of dependingOn(context)) {
      if (AstUtils.getDocument(component.node) !== context.document) continue;
      const texts = [...ports].map(([condition, services]) => `${[...services].join(', ')} ${condition}`);
      yield {
        ...at(component.node, 'name'),
        message: `Nobody says what ${component.name} runs, so that flows for any system are required of it: ${texts.join('; ')}.`,
        data: component.node,
      };
    }
  },
  fix({ data }): Fix[] {
    const end = data && endOfPlace(data);
    if (!end) return [];
    return (['windows', 'linux'] as const).map((system) => ({
      title: `Add runs ${system}`,
      edits: [insertAt(end, ` runs ${system}`)],
    }));
  },
});

/** Where `runs` goes: behind the addresses, or behind what there is before them. */
function endOfPlace(node: ast.Component) {
  for (const property of ['hosts', 'roles', 'title', 'name']) {
    const last = GrammarUtils.findNodesForProperty(node.$cstNode, property).at(-1);
    if (last) return last.range.end;
  }
  return undefined;
}

/** What is required of components for some of the systems that they may run: ports by the condition, in words. */
function dependingOn({ plan, analysis }: CheckContext): Map<PlanComponent, Map<string, Set<string>>> {
  const result = new Map<PlanComponent, Map<string, Set<string>>>();
  for (const { flow, from, to, services, alternatives } of analysis.requirements)
    for (const side of ['initiator', 'responder'] as const)
      for (const component of side === 'initiator' ? from : to) {
        const systems = systemsNeeding(plan, flow, component, side);
        if (!systems?.length) continue;
        const known = result.get(component) ?? new Map<string, Set<string>>();
        result.set(component, known);
        const condition = inWords(systems);
        const texts = known.get(condition) ?? new Set<string>();
        known.set(condition, texts);
        if (!services.isEmpty) texts.add(formatServices(services));
        for (const choice of alternatives) texts.add(formatChoice(choice));
      }
  return result;
}

/** `only if it runs Windows`, `unless it runs Windows`. */
function inWords(systems: readonly System[]): string {
  const [other, ...more] = SYSTEMS.filter((system) => !systems.includes(system));
  return other && !more.length
    ? `unless it runs ${SYSTEM_TITLES[other]}`
    : `only if it runs ${systems.map((s) => SYSTEM_TITLES[s]).join(' or ')}`;
}
