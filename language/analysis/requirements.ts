import type { CatalogFlow } from '../model/catalog.ts';
import { append, oneListOf, placesThatDiffer } from '../model/lists.ts';
import type { Plan, PlanComponent, PlanZone } from '../model/plan.ts';
import type { Steps } from '../model/steps.ts';
import { flowApplies } from './conditions.ts';
import { joinGroups, partnersIn, type Requirement, type Split } from './group-joins.ts';
import type { JoinedLists } from './join-rows.ts';
import { joinsOf } from './joins.ts';
import { keptWithStructure } from './kept.ts';
import { type RoleGroup, roleIndexOf } from './role-index.ts';
import { wearersOf } from './shared-networks.ts';
import { type ApartBlock, type Block, blocksApart, blocksOf } from './together.ts';
import { groupsAt } from './truth.ts';
import { ZonePairs } from './zone-pairs.ts';

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
function requiredFlow(plan: Plan, phases: ReadonlySet<string>): (flow: CatalogFlow) => CatalogFlow | undefined {
  return (flow) => (!flow.optional && flowApplies(plan, flow, phases) ? flow : undefined);
}

/** What is required between zones, flow by flow. */
export function requiredParts(plan: Plan, phases: ReadonlySet<string>): Parts {
  return partsAs(plan, requiredFlow(plan, phases));
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
function joinFlows(plan: Plan, read: (flow: CatalogFlow) => CatalogFlow | undefined, insideZones: boolean): Requirement[] {
  const parts = partsAs(plan, read, insideZones);
  const result = oneListOf(parts);
  partsOfLists.set(result, parts);
  return result;
}

/** What flows join, flow by flow: the same lists as before an edit that left what they join as it was. */
type Parts = readonly (readonly Requirement[])[];

/** The same as `trafficAs` and not in one list, for an index. */
export function partsAs(plan: Plan, read: (flow: CatalogFlow) => CatalogFlow | undefined, insideZones = false): Parts {
  const joins = joinsOf(plan);
  const parts: (readonly Requirement[])[] = [];
  for (const stated of flowsOfComponents(plan)) {
    const flow = read(stated);
    if (flow) for (const each of joins.directionsOf(flow)) parts.push(joins.of(each, insideZones));
  }
  return parts;
}

/**
 * Joins the flows of the catalogs step by step: each is kept by itself, so that whoever asks for what is required, or known of, has it at
 * hand then.
 * @param read as in `trafficAs`
 */
export function* joiningFlows(plan: Plan, read: (flow: CatalogFlow) => CatalogFlow | undefined = (flow) => flow): Steps<void> {
  for (const stated of flowsOfComponents(plan)) {
    const flow = read(stated);
    if (!flow) continue;
    yield;
    // Another plan may have been asked about in between.
    const joins = joinsOf(plan);
    for (const each of joins.directionsOf(flow)) joins.of(each, true);
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

/**
 * Requirements by the zones that they lie between.
 * @param former the same before an edit: what lies between two zones stays the same list where it holds the same
 */
export function indexRequirements(
  plan: Plan,
  requirements: readonly Requirement[],
  former?: ZonePairs<Requirement>,
): ZonePairs<Requirement> {
  return indexParts(plan, partsOfLists.get(requirements) ?? [requirements], former);
}

function indexParts(plan: Plan, parts: Parts, former: ZonePairs<Requirement> | undefined): ZonePairs<Requirement> {
  const index = (former && indexReplacing(plan, parts, former)) ?? indexAnew(plan, parts, former);
  partsOfIndexes.set(index, parts);
  return index;
}

function indexAnew(plan: Plan, parts: Parts, former: ZonePairs<Requirement> | undefined): ZonePairs<Requirement> {
  const index = new ZonePairs<Requirement>(plan.zones);
  index.addParts(parts);
  index.keepLists(former);
  return index;
}

/**
 * The index after an edit that left each flow as many requirements as it had, between the same zones: others of them stand in their places.
 * @returns nothing where it did more
 */
function indexReplacing(plan: Plan, parts: Parts, former: ZonePairs<Requirement>): ZonePairs<Requirement> | undefined {
  const before = partsOfIndexes.get(former);
  // What meets in a network that both have legs in lies there, wherever the components stand.
  if (before?.length !== parts.length || wearersOf(plan).length || !former.isAligned(plan.zones)) return undefined;
  const replaced = new Map<number, Map<Requirement, Requirement>>();
  const numbers = new ZonePairs<Requirement>(plan.zones);
  for (const [n, part] of parts.entries()) {
    const last = before[n]!;
    if (last.length !== part.length) return undefined;
    for (const place of placesThatDiffer(last, part)) {
      const [was, is] = [last[place]!, part[place]!];
      const key = former.keyOf(was.fromZone, was.toZone);
      if (was.flow !== is.flow || key !== numbers.keyOf(is.fromZone, is.toZone)) return undefined;
      const others = replaced.get(key) ?? new Map<Requirement, Requirement>();
      replaced.set(key, others.set(was, is));
    }
  }
  return former.replacing(plan.zones, replaced);
}

/** What the flows of the catalogs join, one after the other, of lists and indexes that hold all of it. */
const partsOfLists = new WeakMap<readonly Requirement[], Parts>();
const partsOfIndexes = new WeakMap<ZonePairs<Requirement>, Parts>();

/** All that the catalogs know of, inside of zones as well, by the zones that it lies between. */
export function knownIndex(plan: Plan): ZonePairs<Requirement> {
  return keptIndex(plan, 'known traffic by zones', () => partsAs(plan, (flow) => flow, true));
}

/**
 * Requirements by the zones that they lie between, made once for all that a plan has besides rules; what lies between two zones stays the
 * same list after an edit where it holds the same.
 * @param name what they are
 * @param make what flows ask for, as `partsAs` has it
 */
export function keptIndex(plan: Plan, name: string, make: () => Parts): ZonePairs<Requirement> {
  return keptWithStructure(plan, name, () => {
    const latest = latestIndexes.get(plan.lineage) ?? new Map<string, ZonePairs<Requirement>>();
    latestIndexes.set(plan.lineage, latest);
    const index = indexParts(plan, make(), latest.get(name));
    latest.set(name, index);
    return index;
  });
}

const latestIndexes = new WeakMap<object, Map<string, ZonePairs<Requirement>>>();
