// Who works with whom: deployments, paired sites, and the nearest component.
import type * as ast from '../../language/generated/ast.ts';
import { all, type ComponentReading, type Plan } from './plan.ts';

/** The deployments of a component: those that name it, its zone or its site. */
function deploymentsOf(plan: Plan, { node, zone }: ComponentReading): ast.Deployment[] {
  return all(plan.document, 'Deployment').filter(({ members }) =>
    members.some(({ ref }) => ref === node || ref === zone.node || (ref !== undefined && ref === zone.site)),
  );
}

/**
 * Whether two components work together: in one deployment, or where one of them belongs to none; `across` deployments also as a tenant and
 * its provider.
 */
export function workTogether(plan: Plan, a: ComponentReading, b: ComponentReading, across: boolean): boolean {
  const ofA = deploymentsOf(plan, a);
  const ofB = deploymentsOf(plan, b);
  if (ofA.length === 0 || ofB.length === 0) return true;
  if (ofA.some((each) => ofB.includes(each))) return true;
  if (!across) return false;
  return ofA.some((one) => ofB.some((other) => serves(plan, one, other) || serves(plan, other, one)));
}

/** A provider serves those that are `of` it, and those that are of nobody. */
function serves(plan: Plan, provider: ast.Deployment, tenant: ast.Deployment): boolean {
  if (tenant.provider) return tenant.provider.ref === provider;
  const isProvider = !provider.provider || all(plan.document, 'Deployment').some((each) => each.provider?.ref === provider);
  return isProvider;
}

export type Site = ast.Site | undefined;

/** Zones outside of every site are one more site. */
export function paired(plan: Plan, a: Site, b: Site): boolean {
  const pairings = all(plan.document, 'Pairing').map(({ sites }) => new Set(sites.map(({ ref }) => ref)));
  if (a === b) return a !== undefined && pairings.some((sites) => sites.size === 1 && sites.has(a));
  if (!pairings.some((sites) => sites.size > 1)) return true;
  return a !== undefined && b !== undefined && pairings.some((sites) => sites.has(a) && sites.has(b));
}

/**
 * Whether `other`, with a role, is one of the nearest to `component`: of its site, or of a paired one where its own has none, and none of the
 * roles among which it is the nearest.
 */
export function isNearest(
  plan: Plan,
  component: ComponentReading,
  other: ComponentReading,
  role: ast.Role,
  among: readonly (ast.Role | undefined)[],
  across: boolean,
): boolean {
  const here = plan.components.filter(
    (each) => each.zone.site === component.zone.site && each.roles.has(role) && workTogether(plan, each, component, across),
  );
  if (here.length > 0) return other.zone.site === component.zone.site;
  const alike = plan.components.some(
    (each) =>
      each.zone.site === component.zone.site &&
      among.some((one) => one && each.roles.has(one)) &&
      workTogether(plan, each, component, across),
  );
  if (alike && other.zone.site !== undefined) return other.zone.site === component.zone.site;
  return other.zone.site === undefined || paired(plan, component.zone.site, other.zone.site);
}

/**
 * Whether one component of these roles, which stands in neither of two components' sites, works with both of them, and no other of these roles
 * stands in their sites or outside of all.
 */
export function shared(plan: Plan, a: ComponentReading, b: ComponentReading, roles: readonly ast.Role[]): boolean {
  const some = plan.components.filter(
    (each) =>
      roles.some((role) => each.roles.has(role)) &&
      [undefined, a.zone.site, b.zone.site].includes(each.zone.site) &&
      (workTogether(plan, each, a, false) || workTogether(plan, each, b, false)),
  );
  const sites = [a.zone.site, b.zone.site];
  return (
    some.length === 1 &&
    some.every(
      (each) => !sites.includes(each.zone.site) && workTogether(plan, each, a, false) && workTogether(plan, each, b, false),
    )
  );
}
