import type { CatalogFlow } from '../model/catalog.ts';
import { acrossDeployments, inOneDeployment, inPairedSites, inSameSite } from '../model/deployments.ts';
import type { Plan, PlanComponent } from '../model/plan.ts';
import { type RoleGroup, roleIndexOf } from './role-index.ts';

/**
 * Whether a group is in the site of those that it serves, or comes from a paired site, or from outside of all, since theirs has nobody of
 * its role. What stands in a paired site has to find nobody of the other roles there either.
 */
export function isNearest(
  plan: Plan,
  flow: CatalogFlow,
  [role, ...among]: readonly string[],
  serving: RoleGroup,
  served: RoleGroup,
): boolean {
  if (inSameSite(serving.zone, served.zone)) return true;
  if (serving.zone.site !== undefined && !inPairedSites(plan, serving.zone, served.zone)) return false;
  const [one] = served.components;
  const roles = [role ?? '', ...(serving.zone.site === undefined ? [] : among)];
  const index = roleIndexOf(plan);
  // Those of a group belong to the same deployments.
  return !roles.some((each) =>
    index
      .inSite(each, served.zone.site)
      .some((group) => one !== undefined && workTogether(plan, flow, group.components[0]!, one)),
  );
}

/**
 * Whether one component of these roles serves the sites of both groups: it stands in neither, works with both, and there is no other in them
 * or outside of all. One that stands in one of the two sites may be that site's alone: that the other lists none proves nothing.
 */
export function isShared(plan: Plan, roles: readonly string[], from: RoleGroup, to: RoleGroup): boolean {
  const [a, b] = [from.components[0], to.components[0]];
  if (!a || !b) return false;
  const index = roleIndexOf(plan);
  const sites = new Set([undefined, from.zone.site, to.zone.site]);
  const serving = new Set<PlanComponent>();
  for (const role of roles)
    for (const site of sites)
      for (const { components } of index.inSite(role, site))
        if (inOneDeployment(components[0]!, a) || inOneDeployment(components[0]!, b)) for (const c of components) serving.add(c);
  const [one, ...more] = serving;
  if (!one || more.length || inSameSite(one.zone, from.zone) || inSameSite(one.zone, to.zone)) return false;
  return inOneDeployment(one, a) && inOneDeployment(one, b);
}

/** Whether a flow holds between components of these two groups, as far as their deployments decide. */
export function joinsDeployments(plan: Plan, flow: CatalogFlow, from: RoleGroup, to: RoleGroup): boolean {
  const [a, b] = [from.components[0], to.components[0]];
  if (!a || !b) return false;
  return workTogether(plan, flow, a, b);
}

function workTogether(plan: Plan, flow: CatalogFlow, a: PlanComponent, b: PlanComponent): boolean {
  return flow.acrossDeployments ? acrossDeployments(plan, a, b) : inOneDeployment(a, b);
}
