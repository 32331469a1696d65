import type { Plan, PlanComponent } from '../../model/plan.ts';

/** The components that pass traffic on, by what the catalogs say of their roles. */
export function relaysOf(plan: Plan): PlanComponent[] {
  const roles = new Set([...plan.catalog.roles.values()].filter((r) => r.relays).map((r) => r.id));
  return roles.size ? plan.components.filter((c) => [...c.allRoles].some((r) => roles.has(r))) : [];
}
