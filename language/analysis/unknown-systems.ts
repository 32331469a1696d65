import type { CatalogFlow } from '../model/catalog.ts';
import { plainConditions } from '../model/flow-conditions.ts';
import type { Plan, PlanComponent } from '../model/plan.ts';
import { SYSTEMS, type System } from '../model/systems.ts';
import { fits, type Side } from './truth.ts';

/** The sides of a flow of which it is asked what they run. */
export function sidesAskedForSystems(flow: CatalogFlow): readonly Side[] {
  let sides = asked.get(flow);
  if (!sides) {
    const conditions = plainConditions(flow.conditions);
    sides = (['initiator', 'responder'] as const).filter((side) =>
      conditions.some((c) => c.kind === 'system' && c.side === side),
    );
    asked.set(flow, sides);
  }
  return sides;
}

const asked = new WeakMap<CatalogFlow, readonly Side[]>();

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
  if (!sidesAskedForSystems(flow).includes(side)) return undefined;
  const needing = SYSTEMS.filter((system) => fits(plan, flow, { ...component, system }, side));
  return needing.length === SYSTEMS.length ? undefined : needing;
}
