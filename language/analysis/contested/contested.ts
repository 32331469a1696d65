import type * as ast from '../../generated/ast.ts';
import type { Catalog, CatalogFlow } from '../../model/catalog.ts';
import { changedFlow } from '../../model/changed-flow.ts';
import { trustable } from '../../model/describe-source.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import { keptUnion } from '../../model/kept-unions.ts';
import { append } from '../../model/lists.ts';
import { onceFor } from '../../model/once-for.ts';
import type { Plan, PlanComponent, PlanZone } from '../../model/plan.ts';
import { allOf } from '../../model/resolve-services.ts';
import type { ServiceSet } from '../../model/services.ts';
import { someOfEachKind } from '../alike-zones.ts';
import type { Analysis } from '../analyze.ts';
import { flowApplies } from '../conditions.ts';
import { keptWithStructure } from '../kept.ts';
import { type Reading, type Requirement, rowsAs, trafficAs } from '../requirements.ts';
import { listOf, requiredAt } from '../row.ts';
import { RowPairs } from '../row-pairs.ts';

/** A reading of a lower source that a maker's reference contests, and that would hold in a plan if the plan trusted its source. */
export interface ContestedReading {
  /** The statement of the catalog. */
  readonly node: ast.Flow;
  readonly flow: CatalogFlow;
  /** In the directions in which it would require anything. */
  readonly flows: readonly CatalogFlow[];
  /** What it would require; made when it is asked for. */
  readonly requirements: readonly Requirement[];
  /**
   * The flows that the maker has between the same two roles, in either direction, which join components of the plan that the reading
   * joins: on the same ports, or on others where it has nothing on these.
   */
  readonly rivals: readonly CatalogFlow[];
  /** Ids of the sources that a plan can trust to have it required. */
  readonly sources: readonly string[];
}

/** Whether a flow is a reading that a maker's reference contests and that the plan does not trust. */
export function isContested(plan: Plan, flow: CatalogFlow): boolean {
  return flow.contestedBy.length > 0 && !flow.sources.some((s) => plan.trusted.has(s.id));
}

/** Ids of the sources whose readings something contests: what a plan can trust. Those of vendors that the plan doesn't use as well. */
export function trustableSources({ catalog }: Plan): Set<string> {
  const contested = [...catalog.vendors.values()].flatMap((v) => v.flows.filter((f) => f.contestedBy.length));
  return new Set(contested.flatMap(trustable));
}

/** Whether a flow would be required now if the plan trusted its source. */
export function wouldApply(plan: Plan, flow: CatalogFlow, phases: ReadonlySet<string>): boolean {
  return !flow.optional && flowApplies(plan, flow.contestedBy.length ? changedFlow(flow, { contestedBy: [] }) : flow, phases);
}

/** The contested readings of a plan, one for each statement of a catalog; none of what is required anyway, since nothing hangs on it. */
export function contestedReadings(analysis: Analysis): readonly ContestedReading[] {
  const { plan, phases } = analysis;
  return keptWithStructure(plan, `contested readings ${[...phases].join(' ')}`, () => readingsOf(analysis));
}

function readingsOf({ plan, phases, index }: Analysis): ContestedReading[] {
  // Of a wide plan some zones tell as much as all.
  const zones = index instanceof RowPairs ? someOfEachKind(plan) : undefined;
  const trafficOf = (read: Reading): readonly Requirement[] => (zones ? trafficAmong(plan, read, zones) : trafficAs(plan, read));
  const isOpen = (each: Requirement): boolean => !isAnswered(each, index.at(each.fromZone, each.toZone));
  const contested = trafficOf((f) => (isContested(plan, f) && wouldApply(plan, f, phases) ? f : undefined));
  if (!contested.length) return [];
  const byNode = new Map<ast.Flow, Requirement[]>();
  for (const each of contested) {
    if (!isOpen(each)) continue;
    const known = byNode.get(each.flow.node);
    if (known) known.push(each);
    else byNode.set(each.flow.node, [each]);
  }
  const readings = [...byNode].map(([node, requirements]) => ({
    node,
    requirements,
    roles: rolesOf(requirements),
  }));
  // What is optional answers a reading as well: the maker knows of it, and doesn't require it.
  const isOfMaker = (f: CatalogFlow): boolean =>
    !f.contestedBy.length && f.sources.some((s) => s.vendor) && flowApplies(plan, f, phases);
  // Requirements are many, and flows few: whose roles are others is left out first.
  const makers = trafficOf((f) => (isOfMaker(f) && readings.some(({ roles }) => isAkin(f, roles, plan.catalog)) ? f : undefined));
  const byFlow = new Map<string, Map<CatalogFlow, Requirement[]>>();
  for (const each of makers) {
    const { flow } = each;
    const known = byFlow.get(flow.id) ?? new Map<CatalogFlow, Requirement[]>();
    byFlow.set(flow.id, known);
    const own = known.get(flow);
    if (own) own.push(each);
    else known.set(flow, [each]);
  }
  return readings.map(({ node, requirements, roles }) => {
    const { flow } = requirements[0]!;
    const akin = kinOf(roles, plan.catalog);
    let zones: ByZones | undefined;
    // One that joins components of the reading is enough, and mostly found at once.
    const found = [...byFlow.values()].flatMap((some) =>
      [...some].flatMap(([each, joined]) => {
        if (!isAkin(each, roles, plan.catalog)) return [];
        zones ??= byZones(requirements);
        return joined.some((m) => isRival(m, zones!, akin)) ? [each] : [];
      }),
    );
    // What the maker has on the same ports answers the reading; without such, all that it has between the two does.
    const own = allOf(flow.services);
    const same = found.filter((each) => allOf(each.services).overlaps(own));
    const reading = { node, flow, flows: [...new Set(requirements.map((each) => each.flow))], sources: trustable(flow) };
    let all = zones ? undefined : requirements;
    return {
      ...reading,
      rivals: same.length ? same : found,
      get requirements() {
        all ??= trafficAs(plan, (f) => (f.node === node ? f : undefined)).filter(isOpen);
        return all;
      },
    };
  });
}

/** What flows ask for between some zones. */
function trafficAmong(plan: Plan, read: Reading, zones: ReadonlySet<PlanZone>): Requirement[] {
  const found: Requirement[] = [];
  for (const rows of rowsAs(plan, read))
    for (const [row, { zone: from }] of rows.entries())
      for (const [n, { zone: to }] of zones.has(from) ? row.partners.entries() : [])
        if (to !== from && zones.has(to)) append(found, listOf(requiredAt(row, n)));
  return found;
}

type ByZones = ReadonlyMap<PlanZone, ReadonlyMap<PlanZone, readonly Requirement[]>>;

/** Requirements by the zones that they go from and to. */
function byZones(requirements: readonly Requirement[]): ByZones {
  const result = new Map<PlanZone, Map<PlanZone, Requirement[]>>();
  for (const each of requirements) {
    const from = result.get(each.fromZone) ?? new Map<PlanZone, Requirement[]>();
    result.set(each.fromZone, from);
    const known = from.get(each.toZone);
    if (known) known.push(each);
    else from.set(each.toZone, [each]);
  }
  return result;
}

/** The same question, asked once for what lies between two zones. */
function isAnswered(reading: Requirement, required: readonly Requirement[]): boolean {
  // Mostly not even the services of all of it are required, which needs no memory.
  if (!satisfies(reading, allServices(required))) return isItself(reading);
  let known = answered.get(reading);
  if (known?.required !== required) {
    known = { required, answer: isRequiredAnyway(reading, required) };
    answered.set(reading, known);
  }
  return known.answer;
}

const answered = new WeakMap<Requirement, { readonly required: readonly Requirement[]; readonly answer: boolean }>();

/** Whether all that a reading asks for is required between each two of its components, where it is required between some. */
function isRequiredAnyway(reading: Requirement, required: readonly Requirement[]): boolean {
  return reading.from.every((a) => {
    const ofInitiator = required.filter((r) => r.from.includes(a));
    const servicesTo = (b: PlanComponent): ServiceSet =>
      IntervalSet.unionAll(ofInitiator.filter((r) => r.to.includes(b)).map((r) => r.services));
    return reading.to.every((b) => a === b || satisfies(reading, servicesTo(b)));
  });
}

function satisfies({ services, alternatives }: Requirement, all: ServiceSet): boolean {
  return covers(all, services) && alternatives.every((choice) => choice.some((each) => covers(all, each)));
}

/** Whether one set holds another: the same ones are asked about between many zones. */
const covers = (all: ServiceSet, services: ServiceSet): boolean => coveredBy(all)(services);
const coveredBy = onceFor((all: ServiceSet) => onceFor((services: ServiceSet) => all.covers(services)));

/** Whether a reading is about one component alone. */
function isItself({ from, to }: Requirement): boolean {
  return from.length === 1 && to.length === 1 && from[0] === to[0];
}

/** All services of a list, which is asked about with each reading between its zones. */
function allServices(required: readonly Requirement[]): ServiceSet {
  if (required.length === 1) return required[0]!.services;
  let all = servicesOfLists.get(required);
  if (!all) {
    all = keptUnion(required.map((r) => r.services));
    servicesOfLists.set(required, all);
  }
  return all;
}

const servicesOfLists = new WeakMap<readonly Requirement[], ServiceSet>();

type Roles = Pick<CatalogFlow, 'initiator' | 'responder'>;

/** The roles of a statement, each two once. */
function rolesOf(requirements: readonly Requirement[]): Roles[] {
  const flows = new Set<CatalogFlow>();
  for (const { flow } of requirements) flows.add(flow);
  return [...new Map([...flows].map((flow) => [`${flow.initiator} ${flow.responder}`, flow])).values()];
}

/** Whether a flow joins some of these roles, or roles that these derive from or that derive from them, in either direction. */
function isAkin(flow: Roles, some: readonly Roles[], catalog: Catalog): boolean {
  return some.some((each) => isForth(flow, each, catalog) || isBack(flow, each, catalog));
}

function isForth(a: Roles, b: Roles, catalog: Catalog): boolean {
  return isKin(a.initiator, b.initiator, catalog) && isKin(a.responder, b.responder, catalog);
}

function isBack(a: Roles, b: Roles, catalog: Catalog): boolean {
  return isForth(a, { initiator: b.responder, responder: b.initiator }, catalog);
}

function isKin(a: string, b: string, catalog: Catalog): boolean {
  return catalog.ancestors(a).has(b) || catalog.ancestors(b).has(a);
}

/** The flows of a reading by whether a flow of the maker joins the same roles, or roles akin to them. */
type Kin = (maker: CatalogFlow) => {
  readonly isForth: (reading: CatalogFlow) => boolean;
  readonly isBack: (reading: CatalogFlow) => boolean;
};

/** Requirements are many, and the roles that they join few: each two are held against each other once. */
function kinOf(roles: readonly Roles[], catalog: Catalog): Kin {
  const known = new Map<string, ReturnType<Kin>>();
  const key = ({ initiator, responder }: Roles): string => `${initiator} ${responder}`;
  return (maker) => {
    let kin = known.get(key(maker));
    if (!kin) {
      const forth = new Set(roles.filter((each) => isForth(maker, each, catalog)).map(key));
      const back = new Set(roles.filter((each) => isBack(maker, each, catalog)).map(key));
      kin = { isForth: (reading) => forth.has(key(reading)), isBack: (reading) => back.has(key(reading)) };
      known.set(key(maker), kin);
    }
    return kin;
  };
}

/** Whether one requirement joins components that a reading joins as well, in roles akin to those of the reading. */
function isRival(maker: Requirement, readings: ByZones, kin: Kin): boolean {
  const { from, to, fromZone, toZone, flow } = maker;
  const forth = readings.get(fromZone)?.get(toZone) ?? [];
  const back = readings.get(toZone)?.get(fromZone) ?? [];
  if (!forth.length && !back.length) return false;
  const { isForth, isBack } = kin(flow);
  return (
    forth.some((r) => shares(from, r.from) && shares(to, r.to) && isForth(r.flow)) ||
    back.some((r) => shares(from, r.to) && shares(to, r.from) && isBack(r.flow))
  );
}

function shares(some: readonly PlanComponent[], others: readonly PlanComponent[]): boolean {
  return some.some((each) => others.includes(each));
}
