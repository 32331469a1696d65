import { placesThatDiffer } from '../model/lists.ts';
import type { Plan } from '../model/plan.ts';
import type { Requirement } from './group-joins.ts';
import { keptWithStructure } from './kept.ts';
import { listOfParts, type Parts, partsAs, partsOf, type Reading, requiredFlow, rowsAs } from './requirements.ts';
import { RowPairs } from './row-pairs.ts';
import { wearersOf } from './shared-networks.ts';
import { isWide, mayBeWide } from './wide-plans.ts';
import { ZonePairs } from './zone-pairs.ts';

/**
 * Requirements by the zones that they lie between.
 * @param former the same before an edit: what lies between two zones stays the same list where it holds the same
 */
export function indexRequirements(
  plan: Plan,
  requirements: readonly Requirement[],
  former?: ZonePairs<Requirement>,
): ZonePairs<Requirement> {
  return indexParts(plan, partsOf(requirements), former);
}

/**
 * What is required now by the zones that it lies between.
 * @param former the same before an edit
 */
export function indexRequired(
  plan: Plan,
  phases: ReadonlySet<string>,
  former: ZonePairs<Requirement> | undefined,
): ZonePairs<Requirement> {
  return indexFlows(plan, requiredFlow(plan, phases), false, former);
}

/** What flows ask for by the zones that it lies between: of a wide plan nothing is made until somebody asks about two zones. */
function indexFlows(
  plan: Plan,
  read: Reading,
  insideZones: boolean,
  former: ZonePairs<Requirement> | undefined,
): ZonePairs<Requirement> {
  const rows = mayBeWide(plan) ? rowsAs(plan, read) : [];
  if (isWide(plan, rows)) return new RowPairs(plan.zones, rows, insideZones, former);
  return indexParts(plan, partsAs(plan, read, insideZones), former);
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

/** What the flows of the catalogs join, one after the other, of indexes that hold all of it. */
const partsOfIndexes = new WeakMap<ZonePairs<Requirement>, Parts>();

/** All requirements of an index in one list, which is made when somebody asks for it; the same one each time. */
export function requirementsIn(index: ZonePairs<Requirement>): readonly Requirement[] {
  let list = listsOfIndexes.get(index);
  if (!list) {
    list = listOfParts(index instanceof RowPairs ? index.parts() : (partsOfIndexes.get(index) ?? []));
    listsOfIndexes.set(index, list);
  }
  return list;
}

const listsOfIndexes = new WeakMap<ZonePairs<Requirement>, readonly Requirement[]>();

/** All that the catalogs know of, inside of zones as well, by the zones that it lies between. */
export function knownIndex(plan: Plan): ZonePairs<Requirement> {
  return keptIndex(plan, 'known traffic by zones', (flow) => flow, true);
}

/**
 * Requirements by the zones that they lie between, made once for all that a plan has besides rules; what lies between two zones stays the
 * same list after an edit where it holds the same.
 * @param name what they are
 * @param read as in `trafficAs`
 * @param insideZones whether traffic that stays in one zone is wanted as well
 */
export function keptIndex(plan: Plan, name: string, read: Reading, insideZones = false): ZonePairs<Requirement> {
  return keptWithStructure(plan, name, () => {
    const latest = latestIndexes.get(plan.lineage) ?? new Map<string, ZonePairs<Requirement>>();
    latestIndexes.set(plan.lineage, latest);
    const index = indexFlows(plan, read, insideZones, latest.get(name));
    latest.set(name, index);
    return index;
  });
}

const latestIndexes = new WeakMap<object, Map<string, ZonePairs<Requirement>>>();
