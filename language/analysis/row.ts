import type { CatalogFlow } from '../model/catalog.ts';
import type { Requirement } from './group-joins.ts';
import { plainRequirement, plainRequirements } from './plain-joins.ts';
import type { RoleGroup } from './role-index.ts';

/** What the initiators of one group have with each of some groups of responders: two lists, since a map takes several times the room. */
export interface Row {
  /** In the order of all; the same list for the many rows that hold all of them. */
  readonly partners: readonly RoleGroup[];
  readonly joined: readonly Joined[];
}

/** Mostly one requirement, which has no list of its own: there may be a million. */
export type Joined = Requirement | readonly Requirement[];

/** The requirements of two groups, whether one or several. */
export function listOf(joined: Joined): readonly Requirement[] {
  return Array.isArray(joined) ? joined : [joined as Requirement];
}

/** The row of initiators that have nothing. */
export const NO_ROW: Row = { partners: [], joined: [] };

/** A row whose requirements are made when somebody asks for them: of most flows that catalogs know of nobody does. */
export class PlainRow implements Row {
  readonly partners: readonly RoleGroup[];
  readonly flow: CatalogFlow;
  readonly group: RoleGroup;
  private made: readonly Requirement[] | undefined;
  /** Those that were asked for one by one; of groups that are gone nothing is held. */
  private some: WeakMap<RoleGroup, Requirement> | undefined;

  /** @param before what the same initiators had: requirements of it that were asked for one by one are the same objects */
  constructor(flow: CatalogFlow, group: RoleGroup, partners: readonly RoleGroup[], before: Row | undefined) {
    this.flow = flow;
    this.group = group;
    this.partners = partners;
    if (before instanceof PlainRow) this.some = before.some;
  }

  /** The same row after an edit that left it no less plain. */
  changed({ partners, joined }: Row): Row {
    const row = new PlainRow(this.flow, this.group, partners, undefined);
    row.made = joined as readonly Requirement[];
    return row;
  }

  get joined(): readonly Requirement[] {
    const { flow, group, partners, some } = this;
    this.made ??= some ? partners.map((_, n) => this.at(n)) : plainRequirements(flow, group, partners);
    return this.made;
  }

  /** What is required towards the partners at a place: makes nothing of the others. */
  at(place: number): Requirement {
    if (this.made) return this.made[place]!;
    const partner = this.partners[place]!;
    this.some ??= new WeakMap();
    let one = this.some.get(partner);
    if (!one) {
      one = plainRequirement(this.flow, this.group, partner);
      this.some.set(partner, one);
    }
    return one;
  }

  get isMade(): boolean {
    return this.made !== undefined;
  }
}

/** What a row has with the partners at a place; makes nothing of the others where it needn't. */
export function requiredAt(row: Row, place: number): Joined {
  return row instanceof PlainRow ? row.at(place) : row.joined[place]!;
}

/** The flow of a row that joins anybody. */
export function flowOf(row: Row): CatalogFlow {
  return row instanceof PlainRow ? row.flow : listOf(row.joined[0]!)[0]!.flow;
}

/** Whether nobody has asked for all requirements of a row. */
export function isUnasked(row: Row): row is PlainRow {
  return row instanceof PlainRow && !row.isMade;
}
