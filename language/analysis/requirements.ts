import type { CatalogFlow } from '../model/catalog.ts';
import { append, oneListOf } from '../model/lists.ts';
import type { Plan, PlanComponent, PlanZone } from '../model/plan.ts';
import type { Steps } from '../model/steps.ts';
import { flowApplies } from './conditions.ts';
import { joinGroups, partnersIn, type Requirement, type Split } from './group-joins.ts';
import type { JoinedLists, Rows } from './join-rows.ts';
import { joinsOf } from './joins.ts';
import { keptWithStructure } from './kept.ts';
import { type RoleGroup, roleIndexOf } from './role-index.ts';
import { wearersOf } from './shared-networks.ts';
import { type ApartBlock, type Block, blocksApart, blocksOf } from './together.ts';
import { groupsAt } from './truth.ts';
import { isWide, mayBeWide } from './wide-plans.ts';

export type { Requirement } from './group-joins.ts';

/**
 * Everything the catalogs demand of a plan between zones. Traffic inside of one zone crosses no network firewall and is not here.
 * @param phases the phases that are on
 * @param insideZones whether traffic that stays in one zone is wanted as well, for the firewalls of hosts
 */
export function requirementsOf(plan: Plan, phases: ReadonlySet<string>, insideZones = false): Requirement[] {
  return joinFlows(plan, requiredFlow(plan, phases), insideZones);
}

/** Tells the flows that are required from those that are only known of. */
export function requiredFlow(plan: Plan, phases: ReadonlySet<string>): Reading {
  return (flow) => (!flow.optional && flowApplies(plan, flow, phases) ? flow : undefined);
}

/** Joins what is required step by step, so that `requirementsOf` has it at hand. */
export function joiningRequired(plan: Plan, phases: ReadonlySet<string>): Steps<void> {
  return joiningFlows(plan, requiredFlow(plan, phases));
}

/**
 * Everything the catalogs know of between the components of a plan: what is required, and also what would be in another phase or with
 * another feature, and what is optional. For explaining a port, never for demanding one.
 * @param insideZones whether traffic that stays in one zone is wanted as well
 */
export function knownTraffic(plan: Plan, insideZones = false): readonly Requirement[] {
  return keptWithStructure(plan, `known traffic ${insideZones}`, () => joinFlows(plan, (flow) => flow, insideZones));
}

/** Components that a flow joins with others, wherever those are. */
export type FlowLists = JoinedLists & Pick<Requirement, 'flow'>;

/**
 * Which components flows join with which, whatever is required, inside of zones as well: flow by flow, each joined when it is asked for. Makes no
 * requirement of most, of which there may be a million.
 * @param isAsked whether a flow as catalogs state it is of interest
 */
export function* joinedLists(plan: Plan, isAsked: (flow: CatalogFlow) => boolean = () => true): Iterable<FlowLists> {
  const joins = joinsOf(plan);
  for (const stated of flowsOfComponents(plan)) {
    if (!isAsked(stated)) continue;
    for (const flow of joins.directionsOf(stated)) for (const { from, to } of joins.listsOf(flow)) yield { flow, from, to };
  }
}

/** The zones that are asked about at each side. */
export interface Between {
  readonly from: ReadonlySet<PlanZone>;
  readonly to: ReadonlySet<PlanZone>;
}

/** The part of what the catalogs know of that lies between some zones, in the same order; makes no other. */
export function knownTrafficBetween(plan: Plan, between: Between, insideZones = false): readonly Requirement[] {
  if (isEverywhere(plan, between)) return knownTraffic(plan, insideZones);
  const last = keptWithStructure<{ key: string; found: readonly Requirement[] }>(plan, 'known last', () => ({
    key: '',
    found: [],
  }));
  // A port is explained by several questions about the same zones, and somebody looks at its neighbors next.
  const numbersOf = (zones: ReadonlySet<PlanZone>): string => [...zones].map((zone) => plan.zones.indexOf(zone)).join();
  const key = `${insideZones} ${numbersOf(between.from)} ${numbersOf(between.to)}`;
  if (last.key !== key) Object.assign(last, { key, found: joinOnce(plan, insideZones, blocksOf, between) });
  return last.found;
}

function isEverywhere({ zones }: Plan, { from, to }: Between): boolean {
  return from.size === zones.length && to.size === zones.length;
}

/**
 * The flows of the catalogs read otherwise than as they are, for asking what would be.
 * @param read a flow as it is to be read; nothing to leave it out
 * @param insideZones whether traffic that stays in one zone is wanted as well
 */
export function trafficAs(plan: Plan, read: Reading, insideZones = false): Requirement[] {
  return joinFlows(plan, read, insideZones);
}

/** Traffic that catalogs know of, and the bindings that leave it out. */
export type LeftOut = Requirement & Pick<ApartBlock, 'bindings'>;

/** What would be required, in whatever phase and with whatever feature, if it weren't for bindings. */
export function trafficLeftOut(plan: Plan, insideZones = false): LeftOut[] {
  if (!plan.bindings.length) return [];
  const { bindings: made, all } = keptWithStructure(plan, `left out ${insideZones}`, () => ({
    bindings: plan.bindings,
    all: joinOnce(plan, insideZones, blocksApart),
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
  return joinOnce(plan, insideZones, blocksApart, between);
}

/** @param read a flow as it is to be read, with the same roles; one that is read otherwise should be the same object each time, so that what it joins is kept */
function joinFlows(plan: Plan, read: Reading, insideZones: boolean): Requirement[] {
  return listOfParts(partsAs(plan, read, insideZones));
}

/** Requirements in one list, of which it is known what flows join. */
export function listOfParts(parts: Parts): Requirement[] {
  const result = oneListOf(parts);
  partsOfLists.set(result, parts);
  return result;
}

/** A flow as it is to be read, with the same roles; nothing to leave it out. */
export type Reading = (flow: CatalogFlow) => CatalogFlow | undefined;

/** What flows join, flow by flow: the same lists as before an edit that left what they join as it was. */
export type Parts = readonly (readonly Requirement[])[];

/** What flows join, one after the other, of lists that hold all of it. */
export function partsOf(requirements: readonly Requirement[]): Parts {
  return partsOfLists.get(requirements) ?? [requirements];
}

const partsOfLists = new WeakMap<readonly Requirement[], Parts>();

/** The same as `trafficAs` and not in one list, for an index. */
export function partsAs(plan: Plan, read: Reading, insideZones = false): Parts {
  const joins = joinsOf(plan);
  return directedFlows(plan, read).map((each) => joins.of(each, insideZones));
}

/** The same as rows of which nothing is made; not where machines have several networks. */
export function rowsAs(plan: Plan, read: Reading): readonly Rows[] {
  const joins = joinsOf(plan);
  return directedFlows(plan, read).map((each) => joins.rowsOf(each));
}

/** The flows of a plan as somebody reads them, in the directions in which they may be opened. */
function directedFlows(plan: Plan, read: Reading): CatalogFlow[] {
  const joins = joinsOf(plan);
  return flowsOfComponents(plan).flatMap((stated) => {
    const flow = read(stated);
    return flow ? joins.directionsOf(flow) : [];
  });
}

/**
 * Joins the flows of the catalogs step by step: each is kept by itself, so that whoever asks for what is required, or known of, has it at
 * hand then.
 * @param read as in `trafficAs`
 */
export function* joiningFlows(plan: Plan, read: Reading = (flow) => flow): Steps<void> {
  const open: CatalogFlow[] = [];
  const isPlain = !mayBeWide(plan);
  for (const stated of flowsOfComponents(plan)) {
    const flow = read(stated);
    if (!flow) continue;
    yield;
    // Another plan may have been asked about in between.
    const joins = joinsOf(plan);
    for (const each of joins.directionsOf(flow)) {
      if (isPlain) joins.of(each, true);
      else {
        joins.rowsOf(each);
        open.push(each);
      }
    }
  }
  if (isPlain || isWide(plan, rowsAs(plan, read))) return;
  for (const each of open) {
    yield;
    joinsOf(plan).of(each, true);
  }
}

/** The flows of the catalogs in use of which both roles have components: of thousands a few hundred. */
export function flowsOfComponents(plan: Plan): readonly CatalogFlow[] {
  return keptWithStructure(plan, 'flows of components', () => {
    const index = roleIndexOf(plan);
    const isHeld = (role: string): boolean => index.in(role).length > 0;
    return [...plan.uses.values()].flatMap(({ vendor }) =>
      vendor.flows.filter(({ initiator, responder }) => isHeld(initiator) && isHeld(responder)),
    );
  });
}

/** All that catalogs know of, or what bindings leave out of it, asked once and not kept. */
function joinOnce<B extends Block>(plan: Plan, insideZones: boolean, split: Split<B>, between?: Between): (Requirement & B)[] {
  const [joins, index] = [joinsOf(plan), roleIndexOf(plan)];
  const sideOf = (role: string, zones: ReadonlySet<PlanZone> | undefined): readonly RoleGroup[] =>
    zones ? index.inZones(role, zones) : index.in(role);
  const wearing = wearersOf(plan);
  const around = between && { from: withLegsInto(between.from, wearing), to: withLegsInto(between.to, wearing) };
  // What meets in a network that both have legs in lies there, wherever the components stand.
  const isAsked = ({ fromZone, toZone }: Requirement): boolean =>
    (insideZones || fromZone !== toZone) && (!between || (between.from.has(fromZone) && between.to.has(toZone)));
  const result: (Requirement & B)[] = [];
  for (const flow of flowsOfComponents(plan).flatMap((each) => joins.directionsOf(each))) {
    const responding = groupsAt(plan, flow, 'responder', sideOf(flow.responder, around?.to));
    if (!responding.length) continue;
    const partnersOf = partnersIn(flow, responding);
    const joined = (from: RoleGroup, to: RoleGroup) => joinGroups(plan, flow, from, to, split);
    for (const initiators of groupsAt(plan, flow, 'initiator', sideOf(flow.initiator, around?.from)))
      for (const responders of partnersOf(initiators))
        if (insideZones || initiators.zone !== responders.zone)
          append(result, wearing.length ? joined(initiators, responders).filter(isAsked) : joined(initiators, responders));
  }
  return result;
}

/** Some zones, and those of which components have legs in them. */
function withLegsInto(zones: ReadonlySet<PlanZone>, wearing: readonly PlanComponent[]): ReadonlySet<PlanZone> {
  const more = wearing.filter(({ legs }) => legs.some(({ zone }) => zones.has(zone)));
  return more.length ? new Set([...zones, ...more.map(({ zone }) => zone)]) : zones;
}
