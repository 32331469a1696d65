import type { Catalog, CatalogFlow } from '../model/catalog.ts';
import { acrossDeployments, inOneDeployment, inPairedSites, inSameSite } from '../model/deployments.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { Plan, PlanComponent, PlanDirection } from '../model/plan.ts';
import { reverseOf } from '../model/read-catalog.ts';
import { ANY_SERVICE, type ServiceSet } from '../model/services.ts';
import { versionSatisfies } from '../model/versions.ts';
import type { RoleGroup } from './role-index.ts';

/** Whether a flow is needed at this time with these features, wherever its ends are. */
export function flowApplies(plan: Plan, flow: CatalogFlow, phases: ReadonlySet<string>): boolean {
  if (flow.contestedBy.length && !flow.sources.some((s) => plan.trusted.has(s.id))) return false;
  if (flow.features.length && !flow.features.some((f) => plan.features.has(f))) return false;
  return flow.phase === undefined || phases.has(flow.phase);
}

/**
 * The flow in the directions in which it may be opened: as stated; where the source leaves it open, both ways, unless the plan says
 * which side connects.
 */
export function directionsOf(plan: Plan, flow: CatalogFlow): CatalogFlow[] {
  // Between equals one statement is both ways, unless it tells the first from the second.
  const equals = flow.initiator === flow.responder && !flow.conditions.some((c) => 'side' in c && c.side);
  if (flow.initiative === 'stated' || equals) return [flow];
  const reverse = reverseOf(flow);
  const [forward, backward] = [saidOf(plan, flow), saidOf(plan, reverse)];
  return [without(flow, backward.subtract(forward)), without(reverse, forward.subtract(backward))].filter(
    (f) => !f.services.set.isEmpty || f.services.alternatives.length,
  );
}

/** The services of a flow that directions of the plan say are opened this way round. */
function saidOf(plan: Plan, flow: CatalogFlow): ServiceSet {
  const said = plan.directions.filter((d) => isAbout(d, flow.initiator, flow.responder, flow, plan.catalog));
  return IntervalSet.unionAll(said.map((d) => d.services ?? ANY_SERVICE));
}

/** A flow less some of its services; the same object where that takes nothing away. */
function without(flow: CatalogFlow, services: ServiceSet): CatalogFlow {
  const { set, parts, alternatives } = flow.services;
  if (services.isEmpty || !IntervalSet.unionAll([set, ...alternatives.flat()]).overlaps(services)) return flow;
  const left = parts.map((part) => ({ ...part, set: part.set.subtract(services) })).filter((part) => !part.set.isEmpty);
  const groups = alternatives.filter((group) => !group.every((one) => services.covers(one)));
  return { ...flow, services: { ...flow.services, set: set.subtract(services), parts: left, alternatives: groups } };
}

/** Whether a `direction` of the plan is about a flow read as going from one role to the other. */
export function isAbout(d: PlanDirection, initiator: string, responder: string, flow: CatalogFlow, catalog: Catalog): boolean {
  const [from, to] = [catalog.ancestors(initiator), catalog.ancestors(responder)];
  return (
    d.initiators.some((r) => from.has(r)) &&
    d.responders.some((r) => to.has(r)) &&
    (d.services === undefined ||
      d.services.overlaps(IntervalSet.unionAll([flow.services.set, ...flow.services.alternatives.flat()])))
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
      case 'system':
        return c.side !== side || component.system === undefined || component.system === c.system;
      case 'property': {
        const value = component.allRoles.has(c.role) ? component.properties.get(c.property) : undefined;
        return value === undefined || c.values.includes(value) || c.operator !== '=';
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
        ? isNearest(plan, flow, [flow.initiator, ...c.among], initiators, responders)
        : isNearest(plan, flow, [flow.responder, ...c.among], responders, initiators);
    return c.kind !== 'no-shared' || !isShared(plan, c.roles, initiators, responders);
  });
}

/**
 * Whether a group is in the site of those that it serves, or comes from a paired site, or from outside of all, since theirs has nobody of
 * its role. What stands in a paired site has to find nobody of the other roles there either.
 */
function isNearest(
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
  return !plan.components.some(
    (c) =>
      roles.some((each) => c.allRoles.has(each)) &&
      inSameSite(c.zone, served.zone) &&
      one !== undefined &&
      workTogether(plan, flow, c, one),
  );
}

/**
 * Whether one component of these roles serves the sites of both groups: it stands in neither, works with both, and there is no other in them
 * or outside of all. One that stands in one of the two sites may be that site's alone: that the other lists none proves nothing.
 */
function isShared(plan: Plan, roles: readonly string[], from: RoleGroup, to: RoleGroup): boolean {
  const [a, b] = [from.components[0], to.components[0]];
  if (!a || !b) return false;
  const serving = plan.components.filter(
    (c) =>
      roles.some((r) => c.allRoles.has(r)) &&
      (c.zone.site === undefined || c.zone.site === from.zone.site || c.zone.site === to.zone.site) &&
      (inOneDeployment(c, a) || inOneDeployment(c, b)),
  );
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
