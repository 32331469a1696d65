import type { PlanComponent } from '../model/plan.ts';

/** The id of a component on a map: the same as long as it and its zone have their names. */
export function componentId({ zone, node }: PlanComponent): string {
  return `component:${zone.name}.${node.name}`;
}
