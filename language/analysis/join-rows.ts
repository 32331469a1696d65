import type { CatalogFlow } from '../model/catalog.ts';
import type { Choice } from '../model/choices.ts';
import { isSameList } from '../model/lists.ts';
import type { Plan } from '../model/plan.ts';
import { joinGroups, plainJoiner, type Requirement } from './group-joins.ts';
import { mergedInNetworks } from './merged-joins.ts';
import type { RoleGroup } from './role-index.ts';
import { blocksOf } from './together.ts';

/** What the initiators of one group have, by the groups of responders. */
export type Row = ReadonlyMap<RoleGroup, Joined>;

/** Mostly one requirement, which has no list of its own: there may be a million. */
export type Joined = Requirement | readonly Requirement[];

/** The requirements of two groups, whether one or several. */
export function listOf(joined: Joined): readonly Requirement[] {
  return Array.isArray(joined) ? joined : [joined as Requirement];
}

/** The row of initiators that have nothing. */
export const NO_ROW: Row = new Map();

/** What a row comes to where machines have several networks; the same list as long as the row is the same. */
export function mergedOf(group: RoleGroup, row: Row): readonly Requirement[] {
  let known = merged.get(row);
  if (!known) {
    known = mergedInNetworks(
      group,
      [...row].map(([partner, joined]) => [partner, listOf(joined)] as const),
    );
    merged.set(row, known);
  }
  return known;
}

const merged = new WeakMap<Row, readonly Requirement[]>();

/** Whether the same initiators have the same rows, in the same order. */
export function areSameRows(a: ReadonlyMap<RoleGroup, Row>, b: ReadonlyMap<RoleGroup, Row>): boolean {
  if (a.size !== b.size) return false;
  const others = b.entries();
  for (const [group, row] of a) {
    const [otherGroup, otherRow] = others.next().value!;
    if (group !== otherGroup || row !== otherRow) return false;
  }
  return true;
}

/**
 * What the initiators of a group have with each of some groups of responders; none for those that they have nothing with.
 * @param before what the same initiators had: requirements that are as they were stay the same objects
 */
export function rowOf(
  plan: Plan,
  flow: CatalogFlow,
  group: RoleGroup,
  partners: readonly RoleGroup[],
  before: Row | undefined,
): Row {
  const row = new Map<RoleGroup, Joined>();
  const joined = before ? undefined : plainJoiner(plan, flow, group);
  for (const partner of partners) {
    const plain = joined?.(partner);
    if (plain) {
      row.set(partner, plain);
      continue;
    }
    const now = joinGroups(plan, flow, group, partner, blocksOf);
    if (!now.length) continue;
    const known = before?.get(partner);
    const all = known ? now.map((each) => listOf(known).find((other) => isSame(each, other)) ?? each) : now;
    const isKept = known && isSameList(listOf(known), all);
    row.set(partner, isKept ? known : all.length === 1 ? all[0]! : all);
  }
  return row;
}

function isSame(a: Requirement, b: Requirement): boolean {
  const haveSameEnds = isSameList(a.from, b.from) && isSameList(a.to, b.to);
  return haveSameEnds && a.services.equals(b.services) && areSameChoices(a.alternatives, b.alternatives);
}

function areSameChoices(a: readonly Choice[], b: readonly Choice[]): boolean {
  const isSameChoice = (one: Choice, other: Choice | undefined): boolean =>
    one.length === other?.length && one.every((services, n) => services.equals(other[n]!));
  return a.length === b.length && a.every((one, n) => isSameChoice(one, b[n]));
}
