import type { CatalogFlow } from '../model/catalog.ts';
import { plainConditions } from '../model/flow-conditions.ts';
import type { Plan, PlanComponent } from '../model/plan.ts';
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
  /** What was found among lists of responders, by kinds of initiators. */
  private readonly found = new Map<readonly RoleGroup[], Kinds<readonly RoleGroup[]>>();

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
    let found = this.found.get(groups);
    if (!found) {
      found = new Kinds();
      this.found.set(groups, found);
    }
    return found.of(initiators, () => this.find(initiators, groups));
  }

  private find(initiators: RoleGroup, groups: readonly RoleGroup[]): readonly RoleGroup[] {
    const { plan, flow } = this;
    const holds = new Kinds<boolean>();
    const found = groups.filter((group) => holds.of(group, () => holdsBetween(plan, flow, initiators, group)));
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

/** So many kinds are looked through for the one that somebody is of. */
const MOST_KINDS = 16;

/** What was found out of groups, once for those that are alike: a role that many others derive from is held by some dozen kinds of components in turn. */
class Kinds<T> {
  private readonly ones: PlanComponent[] = [];
  private readonly found: T[] = [];

  of({ components }: RoleGroup, find: () => T): T {
    const one = components[0]!;
    for (let n = this.ones.length - 1; n >= 0; n--) if (isAlike(this.ones[n]!, one)) return this.found[n]!;
    const found = find();
    if (this.ones.length === MOST_KINDS) {
      this.ones.shift();
      this.found.shift();
    }
    this.ones.push(one);
    this.found.push(found);
    return found;
  }
}

/** What is required between a group of initiators and one of responders that are joined so. */
export function plainRequirement(flow: CatalogFlow, initiators: RoleGroup, responders: RoleGroup): Requirement {
  const { zone: fromZone, components: from } = initiators;
  const { zone: toZone, components: to } = responders;
  const { alternatives, set: services } = flow.services;
  return { flow, fromZone, toZone, from, to, sources: addressesOf(from), destinations: addressesOf(to), services, alternatives };
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
