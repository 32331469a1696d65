import type { CatalogFlow } from '../model/catalog.ts';
import { plainConditions } from '../model/flow-conditions.ts';
import type { Plan } from '../model/plan.ts';
import { isRestOfWorld, type Requirement } from './group-joins.ts';
import { addressesOf, isAlike, type RoleGroup } from './role-index.ts';
import { holdsBetween, isByComponents, isOfBothSides } from './truth.ts';

/**
 * What a flow joins where nothing decides but who the components are, and what the plan says of all: no binding, no site, no deployment of those that connect,
 * no network of their own and no port that is moved. Most flows join most groups so, and there may be a million pairs of groups: nothing is made of these here.
 */
export class PlainJoins {
  private readonly plan: Plan;
  private readonly flow: CatalogFlow;
  private readonly isPossible: boolean;
  private readonly isOfBoth: boolean;
  /** Whether anything is asked of all that are in a deployment. */
  private readonly looksAround: boolean;
  /** Of which lists of responders that is true; the same ones come back with each initiator. */
  private readonly arePlain = new Map<readonly RoleGroup[], boolean>();
  /** What was found last: initiators that are alike come one after the other. */
  private last:
    | { readonly initiators: RoleGroup; readonly among: readonly RoleGroup[]; readonly found: readonly RoleGroup[] }
    | undefined;

  constructor(plan: Plan, flow: CatalogFlow) {
    this.plan = plan;
    this.flow = flow;
    this.isOfBoth = isOfBothSides(flow);
    this.looksAround = plainConditions(flow.conditions).some(({ kind }) => kind === 'absent');
    this.isPossible = !plan.bindings.length && !flow.services.adjustable && isByComponents(flow);
  }

  /** Those of some groups that the flow joins initiators with; nothing where more decides about any of them. */
  among(initiators: RoleGroup, groups: readonly RoleGroup[]): readonly RoleGroup[] | undefined {
    if (!this.isPossible) return undefined;
    if (initiators.deployments.size || initiators.hasLegs || isRestOfWorld(initiators.zone) || !this.areAllPlain(groups))
      return undefined;
    if (!this.isOfBoth) return groups;
    const { last } = this;
    if (last?.among === groups && isAlike(last.initiators.components[0]!, initiators.components[0]!)) return last.found;
    const found = this.find(initiators, groups);
    this.last = { initiators, among: groups, found };
    return found;
  }

  private find(initiators: RoleGroup, groups: readonly RoleGroup[]): readonly RoleGroup[] {
    const { plan, flow } = this;
    let before: RoleGroup | undefined;
    let holds = false;
    const found = groups.filter((group) => {
      if (!before || !isAlike(before.components[0]!, group.components[0]!)) holds = holdsBetween(plan, flow, initiators, group);
      before = group;
      return holds;
    });
    return found.length === groups.length ? groups : found;
  }

  private areAllPlain(groups: readonly RoleGroup[]): boolean {
    let are = this.arePlain.get(groups);
    if (are === undefined) {
      are = groups.every((group) => !group.hasLegs && !(this.looksAround && group.deployments.size));
      this.arePlain.set(groups, are);
    }
    return are;
  }
}

/** The requirements between a group of initiators and groups of responders that are joined so, one for each of these. */
export function plainRequirements(flow: CatalogFlow, initiators: RoleGroup, responders: readonly RoleGroup[]): Requirement[] {
  const { zone: fromZone, components: from } = initiators;
  const { alternatives, set: services } = flow.services;
  const sources = addressesOf(from);
  const all: Requirement[] = new Array(responders.length);
  for (let n = 0; n < responders.length; n++) {
    const { zone: toZone, components: to } = responders[n]!;
    all[n] = { flow, fromZone, toZone, from, to, sources, destinations: addressesOf(to), services, alternatives };
  }
  return all;
}
