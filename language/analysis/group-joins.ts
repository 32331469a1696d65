import type { AddressSet } from '../model/addresses.ts';
import { adjustServices } from '../model/adjust-services.ts';
import type { CatalogFlow } from '../model/catalog.ts';
import type { Choice } from '../model/choices.ts';
import { machineOf } from '../model/legs.ts';
import { note } from '../model/lists.ts';
import type { Plan, PlanComponent, PlanZone } from '../model/plan.ts';
import type { ServiceSet } from '../model/services.ts';
import { addressesOf, type RoleGroup } from './role-index.ts';
import { allSeenIn, meetingsOf } from './shared-networks.ts';
import { joinsDeployments } from './site-relations.ts';
import { type Block, blocksOf } from './together.ts';
import { holdsBetween } from './truth.ts';

/**
 * One catalog flow between two zones of a plan, for all components of its two roles there: kept as sets, since pairs of components
 * would be millions where these are thousands. The same object as before an edit that did not touch it.
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

/** What a flow joins between two groups of components, parted as one of the readings of bindings wants it. */
export type Split<B extends Block> = (plan: Plan, flow: CatalogFlow, from: Block['from'], to: Block['to']) => B[];

/** So few groups are looked at one by one. */
export const FEW_GROUPS = 8;

/**
 * The groups at the other side of a flow that a group may work with, as far as its site or its deployments say so, in their order: all
 * others need no look.
 */
export function partnersIn(flow: CatalogFlow, groups: readonly RoleGroup[]): (group: RoleGroup) => readonly RoleGroup[] {
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

/** Whether a zone holds every address that no other zone holds. */
export function isRestOfWorld({ external, subnets }: PlanZone): boolean {
  return external && subnets.isEmpty;
}

/** What a flow joins between two groups that fit it. */
export function joinGroups<B extends Block>(
  plan: Plan,
  flow: CatalogFlow,
  initiators: RoleGroup,
  responders: RoleGroup,
  split: Split<B>,
): (Requirement & B)[] {
  const [fromZone, toZone] = [initiators.zone, responders.zone];
  // From the rest of the world to the rest of the world: nobody's to filter.
  if (toZone !== fromZone && isRestOfWorld(fromZone) && isRestOfWorld(toZone)) return [];
  if (!holdsBetween(plan, flow, initiators, responders) || !joinsDeployments(plan, flow, initiators, responders)) return [];
  const { alternatives, set, adjustable } = flow.services;
  const isPlain = (split as unknown) === blocksOf;
  const meetings = meetingsOf(initiators, responders);
  const whole = meetings ? [] : split(plan, flow, initiators.components, responders.components);
  if (isPlain && whole.length === 1 && !adjustable) {
    // Most by far: nothing is left out, and no port is moved. A list that grows would take more than the requirement in it.
    const { from, to } = whole[0]!;
    const [sources, destinations] = [addressesOf(from), addressesOf(to)];
    const one: Requirement = { flow, fromZone, toZone, from, to, sources, destinations, services: set, alternatives };
    return [one as Requirement & B];
  }
  const joined: (Requirement & B)[] = [];
  const add = (blocks: readonly B[], within: PlanZone | undefined): void => {
    for (const block of blocks)
      for (const { services, ...part } of partsOf(plan, flow, block.from, block.to)) {
        const [from, to] = within ? [allSeenIn(part.from, within), allSeenIn(part.to, within)] : [part.from, part.to];
        const [sources, destinations] = [addressesOf(from), addressesOf(to)];
        const ends = { flow, from, to, sources, destinations, services, alternatives };
        const each: Requirement = within ? inNetwork(within, ends) : { ...ends, fromZone, toZone };
        // Most blocks say nothing besides, and to copy each takes longer than all else.
        joined.push(isPlain ? (each as Requirement & B) : { ...block, ...each });
      }
  };
  add(whole, undefined);
  for (const { from, to, within } of meetings ?? []) add(split(plan, flow, from, to), within);
  return joined;
}

/** What is asked for in a network that both ends have addresses in; of one with a leg, whichever zone of its name that is by now. */
export function inNetwork(within: PlanZone, ends: Omit<Requirement, 'fromZone' | 'toZone'>): Requirement {
  // All of one side have the network in the same way, and one of the sides has it by a leg.
  const legAt = ([component]: readonly PlanComponent[]) => machineOf(component!).legs.find(({ zone }) => zone === within);
  const leg = legAt(ends.from) ?? legAt(ends.to);
  const zoneOf = (): PlanZone => leg?.zone ?? within;
  return {
    ...ends,
    get fromZone() {
      return zoneOf();
    },
    get toZone() {
      return zoneOf();
    },
  };
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
