import type { Catalog, CatalogFlow } from '../model/catalog.ts';
import { acrossDeployments, inOneDeployment, inPairedSites, inSameSite } from '../model/deployments.ts';
import type { Plan, PlanComponent, PlanDirection, PlanZone } from '../model/plan.ts';
import { reverseOf } from '../model/read-catalog.ts';
import { versionSatisfies } from '../model/versions.ts';
import type { RoleGroup } from './role-index.ts';

/** Whether a flow is needed at this time with these features, wherever its ends are. */
export function flowApplies(plan: Plan, flow: CatalogFlow, phases: ReadonlySet<string>): boolean {
  if (flow.features.length && !flow.features.some((f) => plan.features.has(f))) return false;
  return flow.phase === undefined || phases.has(flow.phase);
}

/**
 * The flow in the directions in which it may be opened: as stated; where the source leaves it open, both ways, unless the plan says
 * which side connects.
 */
export function directionsOf(plan: Plan, flow: CatalogFlow): CatalogFlow[] {
  if (flow.initiative === 'stated' || flow.initiator === flow.responder) return [flow];
  const { catalog } = plan;
  const says = (initiator: string, responder: string): boolean =>
    plan.directions.some((d) => isAbout(d, initiator, responder, flow, catalog));
  const forward = says(flow.initiator, flow.responder);
  const backward = says(flow.responder, flow.initiator);
  if (forward === backward) return [flow, reverseOf(flow)];
  return [forward ? flow : reverseOf(flow)];
}

/** Whether a `direction` of the plan is about a flow read as going from one role to the other. */
export function isAbout(d: PlanDirection, initiator: string, responder: string, flow: CatalogFlow, catalog: Catalog): boolean {
  const [from, to] = [catalog.ancestors(initiator), catalog.ancestors(responder)];
  return (
    d.initiators.some((r) => from.has(r)) &&
    d.responders.some((r) => to.has(r)) &&
    (d.services === undefined || d.services.overlaps(flow.services.set))
  );
}

/**
 * Whether a component can be this side of a flow. A property that is not set rules nothing out: the product may then do either, and a
 * flow that is missed fails in silence.
 */
export function fits(plan: Plan, flow: CatalogFlow, component: PlanComponent, side: 'initiator' | 'responder'): boolean {
  const role = side === 'initiator' ? flow.initiator : flow.responder;
  return flow.conditions.every((c) => {
    switch (c.kind) {
      case 'role':
        return c.side !== side || component.allRoles.has(c.role) !== c.negated;
      case 'property': {
        const value = component.allRoles.has(c.role) ? component.properties.get(c.property) : undefined;
        return value === undefined || c.values.includes(value);
      }
      case 'version': {
        // Another vendor's component has versions of another product.
        if (c.side ? c.side !== side : !role.startsWith(`${flow.vendor}.`)) return true;
        const version = component.version ?? plan.uses.get(role.slice(0, role.indexOf('.')))?.version;
        return !version || versionSatisfies(version, c.operator, c.version);
      }
      default:
        return true;
    }
  });
}

/** Whether a flow holds between these two groups of components, as far as their sites decide. */
export function joinsSites(plan: Plan, flow: CatalogFlow, initiators: RoleGroup, responders: RoleGroup): boolean {
  const [from, to] = [initiators.zone, responders.zone];
  return flow.conditions.every((c) => {
    if (c.kind === 'sites') return c.relation === 'same' ? inSameSite(from, to) : inPairedSites(plan, from, to);
    if (c.kind === 'nearest')
      return c.side === 'initiator'
        ? isNearest(plan, flow.initiator, initiators, responders)
        : isNearest(plan, flow.responder, responders, initiators);
    return c.kind !== 'no-shared' || !isShared(plan, c.roles, from, to);
  });
}

/** Whether a group is in the site of those that it serves, or comes from a paired site since theirs has nobody of its role. */
function isNearest(plan: Plan, role: string, serving: RoleGroup, served: RoleGroup): boolean {
  if (inSameSite(serving.zone, served.zone)) return true;
  if (!inPairedSites(plan, serving.zone, served.zone)) return false;
  const [one] = served.components;
  return !plan.components.some(
    (c) => c.allRoles.has(role) && c !== one && inSameSite(c.zone, served.zone) && one !== undefined && inOneDeployment(c, one),
  );
}

/** Whether one component of these roles serves the sites of both zones: it is the only one there and outside of all sites. */
function isShared(plan: Plan, roles: readonly string[], from: PlanZone, to: PlanZone): boolean {
  const serving = plan.components.filter(
    (c) =>
      roles.some((r) => c.allRoles.has(r)) &&
      (c.zone.site === undefined || c.zone.site === from.site || c.zone.site === to.site) &&
      (inOne(c, from) || inOne(c, to)),
  );
  return serving.length === 1;
}

function inOne(component: PlanComponent, zone: PlanZone): boolean {
  return zone.components.some((other) => inOneDeployment(component, other));
}

/** Whether a flow holds between components of these two groups, as far as their deployments decide. */
export function joinsDeployments(plan: Plan, flow: CatalogFlow, from: RoleGroup, to: RoleGroup): boolean {
  const [a, b] = [from.components[0], to.components[0]];
  if (!a || !b) return false;
  return flow.acrossDeployments ? acrossDeployments(plan, a, b) : inOneDeployment(a, b);
}
