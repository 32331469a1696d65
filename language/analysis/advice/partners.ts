import type { CatalogFlow, CatalogVendor } from '../../model/catalog.ts';
import { plainConditions } from '../../model/flow-conditions.ts';
import type { Plan, PlanComponent } from '../../model/plan.ts';
import { flowApplies } from '../conditions.ts';
import { keptWithSettings, keptWithStructure } from '../kept.ts';
import { joinedLists } from '../requirements.ts';
import { isAlike, roleIndexOf } from '../role-index.ts';
import { fits } from '../truth.ts';

/** A role that components can't do without, and that no component of the plan has. */
export interface MissingPartner {
  readonly vendor: CatalogVendor;
  readonly components: readonly PlanComponent[];
  /** The roles that they work with; any one of them would do where there are several. */
  readonly roles: readonly string[];
  readonly flows: readonly CatalogFlow[];
}

/** With more partners than these to choose from, a component says nothing about which of them a plan lacks. */
const MANY = 3;

const NO_PHASE: ReadonlySet<string> = new Set();

/** A flow that a vendor states without reserve between two of its own roles, other than from site to site. */
function isFirm(plan: Plan, flow: CatalogFlow): boolean {
  return (
    flow.initiator !== flow.responder &&
    [flow.initiator, flow.responder].every((r) => r.startsWith(`${flow.vendor}.`)) &&
    !flow.optional &&
    flowApplies(plan, flow, NO_PHASE) &&
    !plainConditions(flow.conditions).some((c) => (c.kind === 'sites' && c.relation === 'paired') || c.kind === 'no-shared')
  );
}

/** Of a catalog's roles the center of a product works with at least one in so many; a catalog of many products has no center. */
const SHARE_OF_CENTER = 3;

/** The role that manages all others of a product: more of them work with it than with any other, data left aside. */
function centerOf(flows: readonly CatalogFlow[]): string | undefined {
  const partners = new Map<string, Set<string>>();
  for (const { initiator, responder } of flows)
    for (const [a, b] of [[initiator, responder] as const, [responder, initiator] as const])
      partners.set(a, (partners.get(a) ?? new Set()).add(b));
  const [first, second] = [...partners].sort(([, a], [, b]) => b.size - a.size);
  if (!first || first[1].size * SHARE_OF_CENTER < partners.size) return undefined;
  return first[1].size > (second?.[1].size ?? 0) ? first[0] : undefined;
}

/**
 * Finds what a plan lacks for sure. One is the center of a product, such as its backup server, where the plan holds what only that one
 * manages; the other are the partners of components that take part in no flow whatever.
 */
export function missingPartners(plan: Plan): MissingPartner[] {
  const result: MissingPartner[] = [];
  let busy: ReadonlySet<PlanComponent> | undefined;
  // A role of one vendor may derive from one of another.
  const index = roleIndexOf(plan);
  const held = { has: (role: string): boolean => index.in(role).length > 0 };
  for (const { vendor } of plan.uses.values()) {
    const prefix = `${vendor.name}.`;
    const own = plan.components.filter((c) => c.roles.some((r) => r.startsWith(prefix)));
    if (!own.length) continue;
    const { flows, managing, center } = keptWithSettings(plan, `firm flows of ${vendor.name}`, () => {
      const firm = vendor.flows.filter((f) => isFirm(plan, f));
      const controlling = firm.filter((f) => f.traffic !== 'backup-data');
      return { flows: firm, managing: controlling, center: centerOf(controlling) };
    });
    if (!flows.length) continue;
    const isManaged = ofEachKind((c) => center !== undefined && dependsOn(plan, c, center, managing));
    const managed = center === undefined || held.has(center) ? [] : own.filter(isManaged);
    const told = new Set(managed);
    const flowsOf = ofEachKind((c) => flows.filter((f) => partnerOf(plan, c, f) !== undefined));
    if (center !== undefined && managed.length)
      result.push({ vendor, components: managed, roles: [center], flows: managing.filter((f) => isWith(f, center)) });
    busy ??= componentsInFlows(plan);
    for (const component of own) {
      // The center itself is where a plan begins: nobody knows yet what it will manage.
      const isCenter = center !== undefined && component.allRoles.has(center);
      if (isCenter || told.has(component) || busy.has(component)) continue;
      const mine = flowsOf(component);
      const roles = [...new Set(mine.flatMap((f) => partnerOf(plan, component, f) ?? []))];
      if (roles.length && roles.length <= MANY && !roles.some((r) => held.has(r)))
        result.push({ vendor, components: [component], roles, flows: mine });
    }
  }
  return result;
}

function isWith(flow: CatalogFlow, role: string): boolean {
  return flow.initiator === role || flow.responder === role;
}

/** Something of a component that hangs on what it is and not on where it stands: of hundreds that are alike it is made once. */
function ofEachKind<T>(make: (component: PlanComponent) => T): (component: PlanComponent) => T {
  const known = new Map<PlanComponent['allRoles'], { readonly component: PlanComponent; readonly made: T }[]>();
  return (component) => {
    const alike = known.get(component.allRoles) ?? [];
    let found = alike.find((each) => isAlike(each.component, component));
    if (!found) {
      found = { component, made: make(component) };
      known.set(component.allRoles, [...alike, found]);
    }
    return found.made;
  };
}

/** The role on the other end of a flow, where a component has one end and not both. */
function partnerOf(plan: Plan, component: PlanComponent, flow: CatalogFlow): string | undefined {
  const [initiator, responder] = [component.allRoles.has(flow.initiator), component.allRoles.has(flow.responder)];
  if (initiator === responder) return undefined;
  if (!fits(plan, flow, component, initiator ? 'initiator' : 'responder')) return undefined;
  return initiator ? flow.responder : flow.initiator;
}

/** Whether the center manages a component, or is the only one that it works with. */
function dependsOn(plan: Plan, component: PlanComponent, center: string, flows: readonly CatalogFlow[]): boolean {
  const mine = flows.filter((f) => partnerOf(plan, component, f) !== undefined);
  if (mine.some((f) => f.initiator === center)) return true;
  return mine.length > 0 && mine.every((f) => isWith(f, center));
}

/** The components that any flow joins with another, or with another role of their own, at whatever time. */
function componentsInFlows(plan: Plan): ReadonlySet<PlanComponent> {
  return keptWithStructure(plan, 'components in flows', () => {
    // Lists of components come back with each flow, and mostly a few flows tell of all.
    const lists = new Set<readonly PlanComponent[]>();
    const sides = new Set<unknown>();
    const found = new Set<PlanComponent>();
    const left = new Set(plan.components.filter(({ allRoles }) => allRoles.size));
    const add = (list: readonly PlanComponent[]): void => {
      if (lists.has(list)) return;
      lists.add(list);
      for (const each of list) {
        found.add(each);
        left.delete(each);
      }
    };
    let last: CatalogFlow | undefined;
    for (const { flow, from, to } of joinedLists(plan)) {
      if (flow !== last && !left.size) break;
      last = flow;
      add(from);
      if (sides.has(to)) continue;
      sides.add(to);
      for (const { components } of to) add(components);
    }
    return found;
  });
}
