import type { AstNode } from 'langium';
import type * as ast from '../../language/generated/ast.ts';
import type { Plan, PlanComponent, PlanZone } from '../../language/model/plan.ts';

interface Known {
  readonly nodes: ReadonlyMap<AstNode, PlanComponent | PlanZone>;
  readonly names: ReadonlyMap<string, PlanComponent | PlanZone>;
}

const plans = new WeakMap<Plan, Known>();

/** The component of a plan that a node declares. A tree that is newer than the plan has it by its name. */
export function componentOf(node: ast.Component, plan: Plan): PlanComponent | undefined {
  const { nodes, names } = knownOf(plan);
  return (nodes.get(node) ?? names.get(`${node.$container?.name}.${node.name}`)) as PlanComponent | undefined;
}

/** The same for a zone. */
export function zoneOf(node: ast.Zone, plan: Plan): PlanZone | undefined {
  const { nodes, names } = knownOf(plan);
  return (nodes.get(node) ?? names.get(node.name)) as PlanZone | undefined;
}

/** A component by the names of its zone and itself, `backup.repo`, or a zone by its name. */
export function named(name: string, plan: Plan): PlanComponent | PlanZone | undefined {
  return knownOf(plan).names.get(name);
}

function knownOf(plan: Plan): Known {
  let known = plans.get(plan);
  if (!known) {
    const { zones, components } = plan;
    known = {
      nodes: new Map<AstNode, PlanComponent | PlanZone>([...zones, ...components].map((each) => [each.node, each])),
      names: new Map<string, PlanComponent | PlanZone>([
        ...zones.map((zone) => [zone.name, zone] as const),
        ...components.map((component) => [`${component.zone.name}.${component.name}`, component] as const),
      ]),
    };
    plans.set(plan, known);
  }
  return known;
}
