import { onceFor } from '../../model/once-for.ts';
import type { Plan, PlanComponent } from '../../model/plan.ts';

/** The components that pass traffic on, by what the catalogs say of their roles. */
export const relaysOf: (plan: Plan) => readonly PlanComponent[] = onceFor(({ catalog, components }) => {
  const roles = new Set([...catalog.roles.values()].filter((r) => r.relays).map((r) => r.id));
  return roles.size ? components.filter((c) => [...c.allRoles].some((r) => roles.has(r))) : [];
});
