import type { CatalogFlow } from '../model/catalog.ts';
import { isSameList, note } from '../model/lists.ts';
import type { Plan, PlanZone } from '../model/plan.ts';
import { FEW_GROUPS, partnersIn } from './group-joins.ts';
import { changedRow } from './join-rows.ts';
import type { RoleGroup } from './role-index.ts';
import { PlainRow, type Row } from './row.ts';
import { type Bounds, boundsOf } from './together.ts';

type ByZone = Map<PlanZone, RoleGroup[]>;

/** So many lists that rows share are known by what they hold. */
const MOST_LISTS = 8;

/** Groups to which bindings name somebody: by the zones of these, and by the role of whom else they keep away. */
interface BoundGroups {
  /** Those to which nobody is named. */
  readonly free: readonly RoleGroup[];
  readonly bound: ReadonlyMap<string | undefined, { readonly all: readonly RoleGroup[]; readonly byZone: ByZone }>;
}

/** The groups of responders of a flow, by where they are and by whom bindings name to them. */
export class Responders {
  private readonly plan: Plan;
  private readonly flow: CatalogFlow;
  private readonly groups: readonly RoleGroup[];
  private numbers: ReadonlyMap<RoleGroup, number> | undefined;
  private byZone: ByZone | undefined;
  private partners: ((group: RoleGroup) => readonly RoleGroup[]) | undefined;
  private boundGroups: BoundGroups | undefined;
  /** Lists that rows have come to hold. */
  private readonly lists: (readonly RoleGroup[])[] = [];
  /** By a role, those of which somebody hasn't it. */
  private readonly without = new Map<string, readonly RoleGroup[]>();

  constructor(plan: Plan, flow: CatalogFlow, groups: readonly RoleGroup[]) {
    this.plan = plan;
    this.flow = flow;
    this.groups = groups;
  }

  /** Those that initiators may work with, as far as that is seen without a look at each. */
  partnersOf(initiators: RoleGroup): readonly RoleGroup[] {
    const { plan, flow, groups } = this;
    if (groups.length <= FEW_GROUPS) return groups;
    this.partners ??= partnersIn(flow, groups);
    if (!plan.bindings.length) return this.partners(initiators);
    const bounds = boundsOf(plan, flow, 'initiator', initiators);
    if (bounds) return this.inOrder(this.within(bounds));
    const near = this.leavingTo(initiators);
    return near ? this.inOrder(near) : this.partners(initiators);
  }

  /** A row without the groups that are gone, and with what others have come to. */
  changed(row: Row, isGone: (group: RoleGroup) => boolean, added: Row): Row {
    const { partners: own, joined } = changedRow(row, isGone, added, (group) => this.numberOf(group));
    const changed = { partners: this.shared(own), joined };
    const isPlain = row instanceof PlainRow && (added instanceof PlainRow || !added.partners.length);
    return isPlain ? row.changed(changed) : changed;
  }

  /** The same list for the many rows that come to hold the same. */
  private shared(partners: readonly RoleGroup[]): readonly RoleGroup[] {
    if (isSameList(partners, this.groups)) return this.groups;
    const known = this.lists.find((each) => isSameList(each, partners));
    if (!known && this.lists.length < MOST_LISTS) this.lists.push(partners);
    return known ?? partners;
  }

  private within({ zones, role }: Bounds): Set<RoleGroup> {
    if (!this.byZone) {
      this.byZone = new Map();
      for (const group of this.groups) note(this.byZone, group.zone, group);
    }
    const found = new Set([...zones].flatMap((zone) => this.byZone!.get(zone) ?? []));
    if (role === undefined) return found;
    let others = this.without.get(role);
    if (!others) {
      others = this.groups.filter(({ components }) => !components.every(({ allRoles }) => allRoles.has(role)));
      this.without.set(role, others);
    }
    for (const each of others) found.add(each);
    return found;
  }

  /** The groups of which bindings don't keep all of these initiators away; nothing where that may be all of them. */
  private leavingTo(initiators: RoleGroup): Set<RoleGroup> | undefined {
    this.boundGroups ??= this.findBound();
    const { free, bound } = this.boundGroups;
    if (!bound.size) return undefined;
    const found = new Set(free);
    for (const [role, { all, byZone }] of bound) {
      const isKept = role === undefined || initiators.components.every(({ allRoles }) => allRoles.has(role));
      for (const each of isKept ? (byZone.get(initiators.zone) ?? []) : all) found.add(each);
    }
    return found;
  }

  private findBound(): BoundGroups {
    const free: RoleGroup[] = [];
    const bound = new Map<string | undefined, { readonly all: RoleGroup[]; readonly byZone: ByZone }>();
    for (const group of this.groups) {
      const bounds = boundsOf(this.plan, this.flow, 'responder', group);
      if (!bounds) {
        free.push(group);
        continue;
      }
      const alike = bound.get(bounds.role) ?? { all: [] as RoleGroup[], byZone: new Map() as ByZone };
      bound.set(bounds.role, alike);
      alike.all.push(group);
      for (const zone of bounds.zones) note(alike.byZone, zone, group);
    }
    return { free, bound };
  }

  private inOrder(groups: Set<RoleGroup>): readonly RoleGroup[] {
    return [...groups].sort((a, b) => this.numberOf(a) - this.numberOf(b));
  }

  private numberOf(group: RoleGroup): number {
    this.numbers ??= new Map(this.groups.map((each, n) => [each, n]));
    return this.numbers.get(group)!;
  }
}
