import type { CatalogFlow } from '../model/catalog.ts';
import { plainConditions } from '../model/flow-conditions.ts';
import type { Plan, PlanComponent } from '../model/plan.ts';
import { SYSTEMS, type System } from '../model/systems.ts';
import { fits, type Side } from './truth.ts';

/**
 * The systems that a component may run with one side of a flow still asked of it; nothing where that doesn't depend on what it runs, or
 * where somebody says it.
 */
export function systemsNeeding(
  plan: Plan,
  flow: CatalogFlow,
  component: PlanComponent,
  side: Side,
): readonly System[] | undefined {
  if (component.system !== undefined || component.node.system !== undefined) return undefined;
  if (!plainConditions(flow.conditions).some((c) => c.kind === 'system' && c.side === side)) return undefined;
  const needing = SYSTEMS.filter((system) => fits(plan, flow, { ...component, system }, side));
  return needing.length === SYSTEMS.length ? undefined : needing;
}
