import type { CatalogFlow } from '../model/catalog.ts';
import { roleId } from '../model/catalog-ids.ts';
import { plainConditions } from '../model/flow-conditions.ts';
import { append, fitted, isSameList } from '../model/lists.ts';
import type { Plan, PlanDirection, PlanZone } from '../model/plan.ts';
import { directionsOf } from './conditions.ts';
import { type Change, changeOf } from './group-changes.ts';
import type { Requirement } from './group-joins.ts';
import { type JoinedLists, Rows, rowOf } from './join-rows.ts';
import { PlainJoins } from './plain-joins.ts';
import { Responders } from './responders.ts';
import { type RoleGroup, roleIndexOf } from './role-index.ts';
import { isUnasked, NO_ROW, type Row } from './row.ts';
import { wearersOf } from './shared-networks.ts';
import { boundsOf, leaves } from './together.ts';
import { groupsAt } from './truth.ts';

// A flow is joined over pairs of groups of components, and what two groups have is kept as long as both are the same objects, and nothing
// else has changed that the flow's conditions look at. So an edit of one zone costs what lies between it and the others.

/** What the flows of a plan's catalogs join, as long as somebody edits the plan. */
export function joinsOf(plan: Plan): Joins {
  let joins = all.get(plan.lineage);
  if (!joins) {
    joins = new Joins();
    all.set(plan.lineage, joins);
  }
  joins.turnTo(plan);
  return joins;
}

const all = new WeakMap<object, Joins>();

/** What all flows hang on, besides components. */
interface Settings extends Pick<Plan, 'catalog' | 'pairings' | 'deployments'> {
  readonly versions: readonly unknown[];
  readonly directions: readonly PlanDirection[];
}

class Joins {
  private plan!: Plan;
  private settings: Settings | undefined;
  private directed = new WeakMap<CatalogFlow, readonly CatalogFlow[]>();
  private joined = new WeakMap<CatalogFlow, Join>();

  /** Notes of which plan of a line of edits all that follows is asked. */
  turnTo(plan: Plan): void {
    if (this.plan?.zones === plan.zones) {
      this.plan = plan;
      return;
    }
    this.plan = plan;
    const { catalog, pairings, deployments, directions } = plan;
    const versions = [...plan.uses.values()].flatMap((use) => [use.vendor, use.version?.text]);
    const settings = { catalog, pairings, deployments, versions, directions };
    if (this.settings && areSame(this.settings, settings)) return;
    this.settings = settings;
    this.directed = new WeakMap();
    this.joined = new WeakMap();
  }

  /** The flow in the directions in which it may be opened: the same objects as long as the plan says the same of them. */
  directionsOf(flow: CatalogFlow): readonly CatalogFlow[] {
    let directed = this.directed.get(flow);
    if (!directed) {
      directed = directionsOf(this.plan, flow);
      this.directed.set(flow, directed);
    }
    return directed;
  }

  /**
   * What a flow in one direction asks for; the same list as before an edit that leaves all of it as it was.
   * @param insideZones whether traffic that stays in one zone is wanted as well
   */
  of(flow: CatalogFlow, insideZones: boolean): readonly Requirement[] {
    const join = this.at(flow);
    return insideZones ? join.all : join.between;
  }

  /** Which components a flow in one direction joins with which, inside of zones as well; makes no requirement of most. */
  listsOf(flow: CatalogFlow): Iterable<JoinedLists> {
    return this.at(flow).lists;
  }

  /** The same as rows of which nothing is made; not where machines have several networks, in which what rows hold is put together. */
  rowsOf(flow: CatalogFlow): Rows {
    return this.at(flow).rows;
  }

  private at(flow: CatalogFlow): Join {
    let join = this.joined.get(flow);
    if (!join) {
      join = new Join(flow);
      this.joined.set(flow, join);
    }
    join.turnTo(this.plan);
    return join;
  }
}

function areSame(a: Settings, b: Settings): boolean {
  return (
    a.catalog === b.catalog &&
    a.pairings === b.pairings &&
    a.deployments === b.deployments &&
    isSameList(a.versions, b.versions) &&
    a.directions.length === b.directions.length &&
    a.directions.every((each, n) => isSameDirection(each, b.directions[n]!))
  );
}

function isSameDirection(a: PlanDirection, b: PlanDirection): boolean {
  const areEqual = a.services && b.services ? a.services.equals(b.services) : a.services === b.services;
  return areEqual && isSameList(a.initiators, b.initiators) && isSameList(a.responders, b.responders);
}

/** What one flow in one direction joins. */
class Join {
  /** What some rows came to, as far as somebody asked; those of now, or those before an edit. */
  private list: readonly Requirement[] = [];
  private listedRows: Rows;
  private outside: readonly Requirement[] | undefined;
  private readonly flow: CatalogFlow;
  /** The roles that its conditions and its ports look at, besides its own. */
  private readonly lookedAt: { readonly places: readonly string[]; readonly components: readonly string[] } | undefined;
  private zones: readonly PlanZone[] | undefined;
  private initiating: readonly RoleGroup[] | undefined;
  private responding: readonly RoleGroup[] | undefined;
  private looks: readonly unknown[] = [];
  private responders: readonly RoleGroup[] = [];
  private initiators: readonly RoleGroup[] = [];
  /** What groups of initiators have with which others. */
  rows = new Rows();
  private hasLegs = false;
  private readonly fitting = {
    initiator: new WeakMap<RoleGroup, readonly RoleGroup[]>(),
    responder: new WeakMap<RoleGroup, readonly RoleGroup[]>(),
  };

  constructor(flow: CatalogFlow) {
    this.flow = flow;
    this.lookedAt = rolesLookedAt(flow);
    this.listedRows = this.rows;
  }

  /** What it joins, inside of zones as well. */
  get all(): readonly Requirement[] {
    const { rows, listedRows, hasLegs } = this;
    if (rows === listedRows) return this.list;
    const wasOutside = this.outside === this.list;
    this.list = hasLegs ? fitted(rows.merged()) : (rows.replacedIn(listedRows, this.list) ?? rows.all());
    this.listedRows = rows;
    // Others that are between zones as well, in the places of some.
    this.outside = wasOutside && rows.areReplacedBetween ? this.list : undefined;
    return this.list;
  }

  get lists(): Iterable<JoinedLists> {
    if (!this.hasLegs) return this.rows.lists();
    return this.all.map(({ from, to }) => ({ from, to: [{ components: to }] }));
  }

  /** What it joins between zones. */
  get between(): readonly Requirement[] {
    const { all } = this;
    if (!this.outside) {
      this.outside = all.some(isInside) ? all.filter((each) => !isInside(each)) : all;
    }
    return this.outside;
  }

  turnTo(plan: Plan): void {
    if (this.zones === plan.zones) return;
    this.zones = plan.zones;
    const index = roleIndexOf(plan);
    const { flow, lookedAt } = this;
    const [initiating, responding] = [index.in(flow.initiator), index.in(flow.responder)];
    const looks = lookedAt && [...lookedAt.places.map((r) => index.placesOf(r)), ...lookedAt.components.map((r) => index.in(r))];
    const seesTheSame = !looks || isSameList(looks, this.looks);
    if (seesTheSame && initiating === this.initiating && responding === this.responding) return;
    this.initiating = initiating;
    this.responding = responding;
    this.looks = looks ?? this.looks;
    const before = this.responders;
    this.responders = this.groupsAt(plan, 'responder', responding);
    const initiators = this.responders.length ? this.groupsAt(plan, 'initiator', initiating) : [];
    const change = seesTheSame ? changeOf(before, this.responders) : undefined;
    this.join(plan, initiators, change);
  }

  private groupsAt(plan: Plan, side: 'initiator' | 'responder', groups: readonly RoleGroup[]): readonly RoleGroup[] {
    if (!this.flow.conditions.length) return groups;
    const result: RoleGroup[] = [];
    for (const group of groups) {
      let fitting = this.fitting[side].get(group);
      if (!fitting) {
        fitting = groupsAt(plan, this.flow, side, [group]);
        this.fitting[side].set(group, fitting);
      }
      append(result, fitting);
    }
    return result;
  }

  /** @param change which groups of responders came and went, where those of before may be kept */
  private join(plan: Plan, initiators: readonly RoleGroup[], change: Change | undefined): void {
    const { flow, responders } = this;
    const places = new Responders(plan, flow, responders);
    const plain = new PlainJoins(plan, flow);
    const rows = new Rows();
    const come = change?.come.map((group) => ({ group, bounds: boundsOf(plan, flow, 'responder', group) })) ?? [];
    const gone = new Set(change?.gone);
    const isChanged = come.length > 0 || gone.size > 0;
    const isGone = (each: RoleGroup): boolean => gone.has(each);
    // Most rows are with the same groups.
    const losing = new Map<readonly RoleGroup[], boolean>();
    const losesAny = ({ partners }: Row): boolean => {
      let loses = losing.get(partners);
      if (loses === undefined) {
        loses = gone.size > 0 && partners.some(isGone);
        losing.set(partners, loses);
      }
      return loses;
    };
    const rowBefore = this.rows.inOrder(changeOf(this.initiators, initiators));
    for (let at = 0; at < initiators.length; at++) {
      const group = initiators[at]!;
      const before = rowBefore(group);
      let row = before;
      if (!before || !change || (isChanged && isUnasked(before)))
        row = rowOf(plan, flow, group, places.partnersOf(group), plain, before);
      else {
        // After an edit the rows of most flows are gone through, for which an iterator and a list each would be most of what is thrown away.
        let more: RoleGroup[] | undefined;
        for (let n = 0; n < come.length; n++) {
          const { bounds, group: other } = come[n]!;
          if (bounds && !leaves(bounds, group)) continue;
          if (more) more.push(other);
          else more = [other];
        }
        const added = more ? rowOf(plan, flow, group, more, plain, undefined) : NO_ROW;
        if (added.partners.length || losesAny(before)) row = places.changed(before, isGone, added);
      }
      rows.add(group, row!);
    }
    this.initiators = initiators;
    this.hasLegs = wearersOf(plan).length > 0;
    if (!rows.isSame(this.rows)) this.rows = rows;
  }
}

function isInside({ fromZone, toZone }: Requirement): boolean {
  return fromZone === toZone;
}

/** Roles whose components, or whose places alone, decide whether a flow holds between others, or on which ports. */
function rolesLookedAt(flow: CatalogFlow): { places: string[]; components: string[] } | undefined {
  const plain = plainConditions(flow.conditions);
  const places = plain.flatMap((c) => (c.kind === 'nearest' ? [flow[c.side], ...c.among] : []));
  const counted = flow.services.parts.flatMap((part) => (part.counted ? [roleId(part.counted.role)] : []));
  const components = [...plain.flatMap((c) => (c.kind === 'no-shared' || c.kind === 'absent' ? c.roles : [])), ...counted];
  return places.length || components.length ? { places: [...new Set(places)], components: [...new Set(components)] } : undefined;
}
