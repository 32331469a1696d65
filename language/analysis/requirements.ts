import type { AddressSet } from '../model/addresses.ts';
import { adjustServices } from '../model/adjust-services.ts';
import type { CatalogFlow } from '../model/catalog.ts';
import type { Choice } from '../model/choices.ts';
import type { Plan, PlanComponent, PlanZone } from '../model/plan.ts';
import type { ServiceSet } from '../model/services.ts';
import { directionsOf, flowApplies } from './conditions.ts';
import { keptWithStructure } from './kept.ts';
import { note, type RoleGroup, type RoleIndex, roleIndexOf } from './role-index.ts';
import { joinsDeployments } from './site-relations.ts';
import { type ApartBlock, type Block, blocksApart, blocksOf } from './together.ts';
import { groupsAt, holdsBetween } from './truth.ts';
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
  readonly alternatives: readonly Choice[];
}

/**
 * Everything the catalogs demand of a plan between zones. Traffic inside of one zone crosses no network firewall and is not here.
 * @param phases the phases that are on
 * @param insideZones whether traffic that stays in one zone is wanted as well, for the firewalls of hosts
 */
export function requirementsOf(plan: Plan, phases: ReadonlySet<string>, insideZones = false): Requirement[] {
  return joinFlows(plan, (flow) => (!flow.optional && flowApplies(plan, flow, phases) ? flow : undefined), insideZones);
}

/**
 * Everything the catalogs know of between the components of a plan: what is required, and also what would be in another phase or with
 * another feature, and what is optional. For explaining a port, never for demanding one.
 * @param insideZones whether traffic that stays in one zone is wanted as well
 */
export function knownTraffic(plan: Plan, insideZones = false): readonly Requirement[] {
  return keptWithStructure(plan, `known traffic ${insideZones}`, () => joinFlows(plan, (flow) => flow, insideZones));
}

/** The zones that are asked about at each side. */
export interface Between {
  readonly from: ReadonlySet<PlanZone>;
  readonly to: ReadonlySet<PlanZone>;
}

/** The part of what the catalogs know of that lies between some zones, in the same order; makes no other. */
export function knownTrafficBetween(plan: Plan, between: Between, insideZones = false): readonly Requirement[] {
  return isEverywhere(plan, between)
    ? knownTraffic(plan, insideZones)
    : joinFlows(plan, (flow) => flow, insideZones, blocksOf, between);
}

function isEverywhere({ zones }: Plan, { from, to }: Between): boolean {
  return from.size === zones.length && to.size === zones.length;
}

/**
 * The flows of the catalogs read otherwise than as they are, for asking what would be.
 * @param read a flow as it is to be read; nothing to leave it out
 * @param insideZones whether traffic that stays in one zone is wanted as well
 */
export function trafficAs(plan: Plan, read: (flow: CatalogFlow) => CatalogFlow | undefined, insideZones = false): Requirement[] {
  return joinFlows(plan, read, insideZones);
}

/** Traffic that catalogs know of, and the bindings that leave it out. */
export type LeftOut = Requirement & Pick<ApartBlock, 'bindings'>;

/** What would be required, in whatever phase and with whatever feature, if it weren't for bindings. */
export function trafficLeftOut(plan: Plan, insideZones = false): LeftOut[] {
  if (!plan.bindings.length) return [];
  const { bindings: made, all } = keptWithStructure(plan, `left out ${insideZones}`, () => ({
    bindings: plan.bindings,
    all: joinFlows(plan, (flow) => flow, insideZones, blocksApart),
  }));
  if (made === plan.bindings) return all;
  // The same bindings, but at their places in the text of now.
  const current = new Map(made.map((binding, n) => [binding, plan.bindings[n]!]));
  return all.map((each) => ({ ...each, bindings: each.bindings.map((binding) => current.get(binding)!) }));
}

/** What catalogs know of between some zones, and bindings leave out; in the same order. */
export function trafficLeftOutBetween(plan: Plan, between: Between, insideZones = false): LeftOut[] {
  if (!plan.bindings.length) return [];
  if (isEverywhere(plan, between)) return trafficLeftOut(plan, insideZones);
  return joinFlows(plan, (flow) => flow, insideZones, blocksApart, between);
}

function joinFlows(plan: Plan, read: Read, insideZones: boolean): Requirement[];
function joinFlows<B extends Block>(
  plan: Plan,
  read: Read,
  insideZones: boolean,
  split: Split<B>,
  between?: Between,
): (Requirement & B)[];
function joinFlows(
  plan: Plan,
  read: Read,
  insideZones: boolean,
  split: Split<Block> = blocksOf,
  between?: Between,
): Requirement[] {
  const index = roleIndexOf(plan);
  const result: Requirement[] = [];
  const join = { plan, index, insideZones, split, sides: sidesOf(index, between) };
  for (const use of plan.uses.values())
    for (const stated of use.vendor.flows) {
      const flow = read(stated);
      if (flow) for (const each of directionsOf(plan, flow)) joinFlow(join, each, result);
    }
  return result;
}

/** The groups of a role at each side, as far as they are asked about. */
interface Sides {
  from(role: string): readonly RoleGroup[];
  to(role: string): readonly RoleGroup[];
}

function sidesOf(index: RoleIndex, between: Between | undefined): Sides {
  if (!between) return { from: (role) => index.in(role), to: (role) => index.in(role) };
  return { from: (role) => index.inZones(role, between.from), to: (role) => index.inZones(role, between.to) };
}

type Read = (flow: CatalogFlow) => CatalogFlow | undefined;

/** Which components of two groups are asked for. */
type Split<B extends Block> = (plan: Plan, flow: CatalogFlow, from: Block['from'], to: Block['to']) => B[];

/** Whether a zone holds every address that no other zone holds. */
function isRestOfWorld({ external, subnets }: PlanZone): boolean {
  return external && subnets.isEmpty;
}

/** So few groups are looked at one by one. */
const FEW_GROUPS = 8;

/**
 * The groups at the other side of a flow that a group may work with, as far as its site or its deployments say so, in their order: all
 * others need no look.
 */
function partnersIn(flow: CatalogFlow, groups: readonly RoleGroup[]): (group: RoleGroup) => readonly RoleGroup[] {
  if (groups.length <= FEW_GROUPS) return () => groups;
  if (flow.conditions.some((c) => c.kind === 'sites' && c.relation === 'same')) {
    const sites = new Map<string | undefined, RoleGroup[]>();
    for (const group of groups) note(sites, group.zone.site, group);
    return ({ zone }) => sites.get(zone.site) ?? [];
  }
  if (flow.acrossDeployments || !groups.some(({ deployments }) => deployments.size)) return () => groups;
  const byDeployment = new Map<string | undefined, number[]>();
  for (const [n, { deployments }] of groups.entries())
    for (const name of deployments.size ? deployments : [undefined]) note(byDeployment, name, n);
  return ({ deployments }) => {
    if (!deployments.size) return groups;
    const numbers = new Set([undefined, ...deployments].flatMap((name) => byDeployment.get(name) ?? []));
    return [...numbers].sort((a, b) => a - b).map((n) => groups[n]!);
  };
}

interface Join {
  readonly plan: Plan;
  readonly index: RoleIndex;
  readonly insideZones: boolean;
  readonly split: Split<Block>;
  readonly sides: Sides;
}

/** Adds the requirements of one flow in one direction. */
function joinFlow({ plan, index, insideZones, split, sides }: Join, flow: CatalogFlow, result: Requirement[]): void {
  const responding = groupsAt(plan, flow, 'responder', sides.to(flow.responder));
  if (!responding.length) return;
  const partnersOf = partnersIn(flow, responding);
  const isPlain = split === blocksOf && !plan.bindings.length && !flow.services.adjustable;
  for (const initiators of groupsAt(plan, flow, 'initiator', sides.from(flow.initiator)))
    for (const responders of partnersOf(initiators)) {
      const [fromZone, toZone] = [initiators.zone, responders.zone];
      if (toZone === fromZone && !insideZones) continue;
      // From the rest of the world to the rest of the world: nobody's to filter.
      if (toZone !== fromZone && isRestOfWorld(fromZone) && isRestOfWorld(toZone)) continue;
      if (!holdsBetween(plan, flow, initiators, responders) || !joinsDeployments(plan, flow, initiators, responders)) continue;
      const requirementOf = (from: Block['from'], to: Block['to'], services: ServiceSet): Requirement => ({
        flow,
        fromZone,
        toZone,
        from,
        to,
        sources: index.addressesOf(from),
        destinations: index.addressesOf(to),
        services,
        alternatives: flow.services.alternatives,
      });
      // The usual case, a million times over.
      if (isPlain) {
        result.push(requirementOf(initiators.components, responders.components, flow.services.set));
        continue;
      }
      for (const block of split(plan, flow, initiators.components, responders.components))
        for (const { from, to, services } of partsOf(plan, flow, block.from, block.to))
          result.push({ ...block, ...requirementOf(from, to, services) });
    }
}

/** The components of a requirement by the ports they use: all together, unless a component moves its port or ports are counted. */
function partsOf(
  plan: Plan,
  flow: CatalogFlow,
  from: readonly PlanComponent[],
  to: readonly PlanComponent[],
): Pick<Requirement, 'from' | 'to' | 'services'>[] {
  if (!flow.services.adjustable) return [{ from, to, services: flow.services.set }];
  const parts: { from: readonly PlanComponent[]; to: PlanComponent[]; services: ServiceSet }[] = [];
  for (const responder of to) {
    const services = adjustServices(flow.services, responder, plan.components);
    const same = parts.find((p) => p.services.equals(services));
    if (same) same.to.push(responder);
    else if (!services.isEmpty || flow.services.alternatives.length) parts.push({ from, to: [responder], services });
  }
  return parts;
}

/** Requirements by the zones that they lie between. */
export function indexRequirements(plan: Plan, requirements: readonly Requirement[]): ZonePairs<Requirement> {
  const index = new ZonePairs<Requirement>(plan.zones);
  for (const requirement of requirements) index.addBetween(requirement.fromZone, requirement.toZone, requirement);
  return index;
}
