import type { AddressSet } from '../model/addresses.ts';
import { adjustServices } from '../model/adjust-services.ts';
import type { CatalogFlow } from '../model/catalog.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { Plan, PlanComponent, PlanZone } from '../model/plan.ts';
import type { ServiceSet } from '../model/services.ts';
import { directionsOf, fits, flowApplies, joinsDeployments, joinsSites } from './conditions.ts';
import { RoleIndex } from './role-index.ts';
import { ZonePairs } from './zone-pairs.ts';

/**
 * One catalog flow between two zones of a plan, for all components of its two roles there: kept as sets, since pairs of components
 * would be millions where these are thousands.
 */
export interface Requirement {
  readonly flow: CatalogFlow;
  readonly fromZone: PlanZone;
  readonly toZone: PlanZone;
  readonly from: readonly PlanComponent[];
  readonly to: readonly PlanComponent[];
  readonly sources: AddressSet;
  readonly destinations: AddressSet;
  /** Needed in full. Empty where only alternatives are needed. */
  readonly services: ServiceSet;
  /** Of each group, one is needed. */
  readonly alternatives: readonly (readonly ServiceSet[])[];
}

/**
 * Everything the catalogs demand of a plan between zones. Traffic inside of one zone crosses no network firewall and is not here.
 * @param phases the phases that are on
 * @param insideZones whether traffic that stays in one zone is wanted as well, for the firewalls of hosts
 */
export function requirementsOf(plan: Plan, phases: ReadonlySet<string>, insideZones = false): Requirement[] {
  return joinFlows(plan, (flow) => !flow.optional && flowApplies(plan, flow, phases), insideZones);
}

/**
 * Everything the catalogs know of between the components of a plan: what is required, and also what would be in another phase or with
 * another feature, and what is optional. For explaining a port, never for demanding one.
 * @param insideZones whether traffic that stays in one zone is wanted as well
 */
export function knownTraffic(plan: Plan, insideZones = false): Requirement[] {
  return joinFlows(plan, () => true, insideZones);
}

function joinFlows(plan: Plan, applies: (flow: CatalogFlow) => boolean, insideZones: boolean): Requirement[] {
  const index = new RoleIndex(plan.components);
  const result: Requirement[] = [];
  for (const use of plan.uses.values())
    for (const stated of use.vendor.flows) {
      if (!applies(stated)) continue;
      for (const flow of directionsOf(plan, stated)) joinFlow(plan, flow, index, insideZones, result);
    }
  return result;
}

/** Adds the requirements of one flow in one direction. */
function joinFlow(plan: Plan, flow: CatalogFlow, index: RoleIndex, insideZones: boolean, result: Requirement[]): void {
  for (const initiators of index.in(flow.initiator)) {
    const from = initiators.components.filter((c) => fits(plan, flow, c, 'initiator'));
    if (!from.length) continue;
    for (const responders of index.in(flow.responder)) {
      const [fromZone, toZone] = [initiators.zone, responders.zone];
      if (toZone === fromZone && !insideZones) continue;
      if (!joinsSites(plan, flow, initiators, responders) || !joinsDeployments(plan, flow, initiators, responders)) continue;
      const to = responders.components.filter((c) => fits(plan, flow, c, 'responder'));
      if (!to.length) continue;
      for (const part of partsOf(plan, flow, from, to))
        result.push({
          flow,
          fromZone,
          toZone,
          ...part,
          sources: IntervalSet.unionAll(part.from.map((c) => c.addresses)),
          destinations: IntervalSet.unionAll(part.to.map((c) => c.addresses)),
          alternatives: flow.services.alternatives,
        });
    }
  }
}

/** The components of a requirement by the ports they use: all together, unless a component moves a port or ports are counted. */
function partsOf(
  plan: Plan,
  flow: CatalogFlow,
  from: readonly PlanComponent[],
  to: readonly PlanComponent[],
): Pick<Requirement, 'from' | 'to' | 'services'>[] {
  if (!flow.services.adjustable) return [{ from, to, services: flow.services.set }];
  // The port is the listener's. Where a source only says "between", its second reading has the port that the other end moves.
  const moving =
    Boolean(flow.reversed) && from.some((c) => flow.services.parts.some((p) => p.setBy && c.properties.has(p.setBy.name)));
  const groups = moving ? from.map((c) => [c]) : [from];
  return groups.flatMap((initiators) => {
    const parts: { from: readonly PlanComponent[]; to: PlanComponent[]; services: ServiceSet }[] = [];
    for (const responder of to) {
      const services = adjustServices(flow.services, flow.reversed ? initiators[0] : undefined, responder, plan.components);
      const same = parts.find((p) => p.services.equals(services));
      if (same) same.to.push(responder);
      else if (!services.isEmpty || flow.services.alternatives.length)
        parts.push({ from: initiators, to: [responder], services });
    }
    return parts;
  });
}

/** Requirements by the zones that they lie between. */
export function indexRequirements(plan: Plan, requirements: readonly Requirement[]): ZonePairs<Requirement> {
  const index = new ZonePairs<Requirement>(plan.zones);
  for (const requirement of requirements) index.addBetween(requirement.fromZone, requirement.toZone, requirement);
  return index;
}
