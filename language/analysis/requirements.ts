import type { AddressSet } from '../model/addresses.ts';
import type { CatalogFlow, FlowCondition } from '../model/catalog.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { Plan, PlanComponent, PlanZone } from '../model/plan.ts';
import type { ServiceSet } from '../model/services.ts';
import { versionSatisfies } from '../model/versions.ts';
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

/** Whether a flow applies to a plan at all: vendor in use, version, features, phase. */
export function flowApplies(plan: Plan, flow: CatalogFlow, phases: ReadonlySet<string>): boolean {
  if (flow.features.length && !flow.features.some((f) => plan.features.has(f))) return false;
  if (flow.phase !== undefined && !phases.has(flow.phase)) return false;
  return versionApplies(plan, flow);
}

function versionApplies(plan: Plan, flow: CatalogFlow): boolean {
  const use = plan.uses.get(flow.vendor);
  if (!use) return false;
  return flow.conditions.every(
    (c) => c.kind !== 'version' || !use.version || versionSatisfies(use.version, c.operator, c.version),
  );
}

/**
 * Whether a component can be this side of a flow. A property that is not set rules nothing out: the product may then do either, and a
 * flow that is missed fails in silence.
 */
function fits(component: PlanComponent, side: 'initiator' | 'responder', conditions: readonly FlowCondition[]): boolean {
  return conditions.every((c) => {
    if (c.kind === 'role') return c.side !== side || component.allRoles.has(c.role) !== c.negated;
    if (c.kind !== 'property' || !component.allRoles.has(c.role)) return true;
    const value = component.properties.get(c.property);
    return value === undefined || c.values.includes(value);
  });
}

/** Components by role and zone: what every flow is joined over. */
class RoleIndex {
  private readonly byRole = new Map<string, Map<PlanZone, PlanComponent[]>>();

  constructor(components: readonly PlanComponent[]) {
    for (const component of components)
      for (const role of component.allRoles) {
        let zones = this.byRole.get(role);
        if (!zones) {
          zones = new Map();
          this.byRole.set(role, zones);
        }
        const list = zones.get(component.zone);
        if (list) list.push(component);
        else zones.set(component.zone, [component]);
      }
  }

  in(role: string): Iterable<[PlanZone, PlanComponent[]]> {
    return this.byRole.get(role) ?? [];
  }
}

/**
 * Everything the catalogs demand of a plan between zones. Traffic inside of one zone crosses no network firewall and is not here.
 * @param phases the phases that are on
 */
export function requirementsOf(plan: Plan, phases: ReadonlySet<string>): Requirement[] {
  return joinFlows(plan, (flow) => !flow.optional && flowApplies(plan, flow, phases));
}

/**
 * Everything the catalogs know of between the components of a plan: what is required, and also what would be in another phase or with
 * another feature, and what is optional. For explaining a port, never for demanding one.
 * @param insideZones whether traffic that stays in one zone is wanted as well
 */
export function knownTraffic(plan: Plan, insideZones = false): Requirement[] {
  return joinFlows(plan, (flow) => versionApplies(plan, flow), insideZones);
}

function joinFlows(plan: Plan, applies: (flow: CatalogFlow) => boolean, insideZones = false): Requirement[] {
  const index = new RoleIndex(plan.components);
  const result: Requirement[] = [];
  for (const use of plan.uses.values())
    for (const flow of use.vendor.flows) {
      if (!applies(flow)) continue;
      for (const [fromZone, initiators] of index.in(flow.initiator)) {
        const from = initiators.filter((c) => fits(c, 'initiator', flow.conditions));
        if (!from.length) continue;
        for (const [toZone, responders] of index.in(flow.responder)) {
          if (toZone === fromZone && !insideZones) continue;
          const to = responders.filter((c) => fits(c, 'responder', flow.conditions));
          if (!to.length) continue;
          result.push({
            flow,
            fromZone,
            toZone,
            from,
            to,
            sources: IntervalSet.unionAll(from.map((c) => c.addresses)),
            destinations: IntervalSet.unionAll(to.map((c) => c.addresses)),
            services: flow.services.set,
            alternatives: flow.services.alternatives,
          });
        }
      }
    }
  return result;
}

/** Requirements by the zones that they lie between. */
export function indexRequirements(plan: Plan, requirements: readonly Requirement[]): ZonePairs<Requirement> {
  const index = new ZonePairs<Requirement>(plan.zones);
  for (const requirement of requirements) index.addBetween(requirement.fromZone, requirement.toZone, requirement);
  return index;
}
