import type { CatalogFlow } from '../model/catalog.ts';
import type { Choice } from '../model/choices.ts';
import { append, fitted, isSameList, NOTHING } from '../model/lists.ts';
import type { Plan, PlanComponent } from '../model/plan.ts';
import type { Change } from './group-changes.ts';
import { joinGroups, type Requirement } from './group-joins.ts';
import { mergedInNetworks } from './merged-joins.ts';
import type { PlainJoins } from './plain-joins.ts';
import type { RoleGroup } from './role-index.ts';
import { isUnasked, type Joined, listOf, NO_ROW, PlainRow, type Row } from './row.ts';
import { blocksOf } from './together.ts';

/** Components that a flow joins with those of each of some lists; the same lists come back with other initiators. */
export interface JoinedLists {
  readonly from: readonly PlanComponent[];
  readonly to: readonly { readonly components: readonly PlanComponent[] }[];
}

/** What a row comes to where machines have several networks; the same list as long as the row is the same. */
function mergedOf(group: RoleGroup, row: Row): readonly Requirement[] {
  let known = merged.get(row);
  if (!known) {
    const { partners, joined } = row;
    known = mergedInNetworks(
      group,
      partners.map((partner, n) => [partner, listOf(joined[n]!)] as const),
    );
    merged.set(row, known);
  }
  return known;
}

const merged = new WeakMap<Row, readonly Requirement[]>();

/** The rows of a flow, in the order of its initiators; of those that have anything. */
export class Rows {
  /** Whether all that `replacedIn` put in lies between two zones. */
  areReplacedBetween = false;
  private readonly groups: RoleGroup[] = [];
  private readonly rows: Row[] = [];
  /** Where in the list of all requirements each row begins, and where the last one ends; once that list was made. */
  private starts: readonly number[] | undefined;
  private counted: number | undefined;

  /** Notes the row of the next group. */
  add(group: RoleGroup, row: Row): void {
    if (!row.partners.length) return;
    this.groups.push(group);
    this.rows.push(row);
  }

  /**
   * Finds the rows of groups that are asked about in their order.
   * @param change which groups came and went since these were noted; nothing where others have changed their order
   */
  inOrder(change: Change | undefined): (group: RoleGroup) => Row | undefined {
    if (!change) {
      const byGroup = new Map(this.groups.map((group, n) => [group, this.rows[n]!]));
      return (group) => byGroup.get(group);
    }
    const gone = new Set(change.gone);
    let next = 0;
    return (group) => {
      while (next < this.groups.length && gone.has(this.groups[next]!)) next++;
      return this.groups[next] === group ? this.rows[next++] : undefined;
    };
  }

  /** How many groups are joined with others, taken together; once all are noted. */
  get count(): number {
    if (this.counted === undefined) {
      this.counted = 0;
      for (let n = 0; n < this.rows.length; n++) this.counted += this.rows[n]!.partners.length;
    }
    return this.counted;
  }

  /** Each row with its initiators, in their order. */
  *entries(): Iterable<readonly [row: Row, initiators: RoleGroup]> {
    for (let n = 0; n < this.rows.length; n++) yield [this.rows[n]!, this.groups[n]!];
  }

  /** Who is joined with whom, as few lists as say it: of most rows no requirement is made for that. */
  *lists(): Iterable<JoinedLists> {
    for (let n = 0; n < this.rows.length; n++) {
      const row = this.rows[n]!;
      if (row instanceof PlainRow) yield { from: this.groups[n]!.components, to: row.partners };
      else for (const each of row.joined) for (const { from, to } of listOf(each)) yield { from, to: [{ components: to }] };
    }
  }

  isSame(other: Rows): boolean {
    return isSameList(this.groups, other.groups) && isSameList(this.rows, other.rows);
  }

  /** All requirements, row by row. */
  all(): readonly Requirement[] {
    const starts = new Array<number>(this.rows.length + 1);
    starts[0] = 0;
    for (let n = 0; n < this.rows.length; n++) starts[n + 1] = starts[n]! + lengthOf(this.rows[n]!);
    const all = new Array<Requirement>(starts[this.rows.length]!);
    let at = 0;
    for (let n = 0; n < this.rows.length; n++) {
      const { joined } = this.rows[n]!;
      for (let m = 0; m < joined.length; m++) {
        const each = joined[m]!;
        if (!Array.isArray(each)) all[at++] = each as Requirement;
        else for (let k = 0; k < each.length; k++) all[at++] = each[k] as Requirement;
      }
    }
    this.starts = starts;
    return all.length ? all : NOTHING;
  }

  /** The same where machines have several networks. */
  merged(): readonly Requirement[] {
    return this.rows.flatMap((row, n) => mergedOf(this.groups[n]!, row));
  }

  /**
   * All requirements, made of those before an edit where each row has as many as the one that stood in its place.
   * @param before what `all` or this came to of the rows before
   * @returns nothing where the rows are not so much alike
   */
  replacedIn(former: Rows, before: readonly Requirement[]): readonly Requirement[] | undefined {
    const starts = former.starts;
    if (!starts || this.rows.length !== former.rows.length) return undefined;
    const all = before.slice();
    let areBetween = true;
    for (let n = 0; n < this.rows.length; n++) {
      const row = this.rows[n]!;
      if (row === former.rows[n]) continue;
      const own: Requirement[] = [];
      appendRow(own, row);
      const start = starts[n]!;
      if (own.length !== starts[n + 1]! - start) return undefined;
      for (const [place, each] of own.entries()) {
        all[start + place] = each;
        if (each.fromZone === each.toZone) areBetween = false;
      }
    }
    this.starts = starts;
    this.areReplacedBetween = areBetween;
    return all;
  }
}

/** How many requirements a row has. */
function lengthOf({ joined }: Row): number {
  let length = 0;
  for (let n = 0; n < joined.length; n++) {
    const each = joined[n]!;
    length += Array.isArray(each) ? each.length : 1;
  }
  return length;
}

function appendRow(to: Requirement[], row: Row): void {
  for (const each of row.joined)
    if (Array.isArray(each)) append(to, each);
    else to.push(each as Requirement);
}

/**
 * What the initiators of a group have with each of some groups of responders; none for those that they have nothing with.
 * @param plain what of it takes no look at two groups
 * @param before what the same initiators had: requirements that are as they were stay the same objects
 */
export function rowOf(
  plan: Plan,
  flow: CatalogFlow,
  group: RoleGroup,
  partners: readonly RoleGroup[],
  plain: PlainJoins,
  before: Row | undefined,
): Row {
  // Of requirements that nobody asked for there are none to be kept.
  const had = before && !isUnasked(before) ? before : undefined;
  const joinedBefore = had && new Map(had.partners.map((partner, n) => [partner, had.joined[n]!]));
  const all = had ? undefined : plain.among(group, partners);
  if (all && before?.partners === all) return before;
  if (all) return all.length ? new PlainRow(flow, group, all, before) : NO_ROW;
  const joined: Joined[] = new Array(partners.length);
  let count = 0;
  for (let n = 0; n < partners.length; n++) {
    const partner = partners[n]!;
    const one = joinedAnew(joinGroups(plan, flow, group, partner, blocksOf), joinedBefore?.get(partner));
    if (one === 'none') continue;
    joined[n] = one;
    count++;
  }
  if (!count) return NO_ROW;
  // What nothing is joined with leaves its place empty.
  return count === partners.length
    ? { partners, joined }
    : { partners: partners.filter((_, n) => joined[n]), joined: joined.filter((one) => one) };
}

/** What two groups are joined by now, as the same objects as before where it is that. */
function joinedAnew(now: readonly Requirement[], known: Joined | undefined): Joined | 'none' {
  if (!now.length) return 'none';
  const all = known ? now.map((each) => listOf(known).find((other) => isSame(each, other)) ?? each) : now;
  const isKept = known && isSameList(listOf(known), all);
  return isKept ? known : all.length === 1 ? all[0]! : all;
}

/**
 * A row with less of what it holds, and more.
 * @param isGone of which groups nothing is left
 * @param numberOf the place of a group among all, which both rows are in the order of
 */
export function changedRow(
  row: Row,
  isGone: (group: RoleGroup) => boolean,
  more: Row,
  numberOf: (group: RoleGroup) => number,
): Row {
  const partners: RoleGroup[] = [];
  const joined: Joined[] = [];
  let next = 0;
  const put = (group: RoleGroup, one: Joined): void => {
    partners.push(group);
    joined.push(one);
  };
  for (const [n, group] of row.partners.entries()) {
    if (isGone(group)) continue;
    for (; next < more.partners.length && numberOf(more.partners[next]!) < numberOf(group); next++)
      put(more.partners[next]!, more.joined[next]!);
    put(group, row.joined[n]!);
  }
  for (; next < more.partners.length; next++) put(more.partners[next]!, more.joined[next]!);
  return partners.length ? { partners: fitted(partners), joined: fitted(joined) } : NO_ROW;
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
