import type { CatalogFlow } from '../../model/catalog.ts';
import { isSameList, note } from '../../model/lists.ts';
import type { Plan, PlanComponent, PlanZone } from '../../model/plan.ts';
import { isContested } from '../contested/contested.ts';
import { keptWithStructure } from '../kept.ts';
import { joinedLists, type Requirement, trafficAs } from '../requirements.ts';
import { isOwnRole, type Kind, shapesOf, silentFlows } from './feature-shapes.ts';

/** A feature that is off, and how many flows of the catalogs it would require of a plan. */
export interface DisabledFeature {
  readonly id: string;
  readonly title: string;
  readonly flows: number;
}

/** A component that looks complete, while all that would join it with some others is for features that are off. */
export interface SilentComponent {
  readonly component: PlanComponent;
  readonly partners: readonly PlanComponent[];
  readonly features: readonly DisabledFeature[];
}

/** One side of a flow that joins components with others. */
interface End {
  /** The place of its requirement among those that are looked at. */
  readonly place: number;
  readonly flow: CatalogFlow;
  readonly role: string;
  readonly own: readonly PlanComponent[];
  readonly others: readonly PlanComponent[];
}

/**
 * Finds what features that are off leave without any flow: a component that takes part in no other flow at all, whatever phases are on, and
 * a role of a component whose own flows, those that catalogs state for just this role, are all for such features, with components that no
 * other flow joins it with. Each feature is told once, of the first such component; those with roles of the feature's own vendor go first.
 */
export function silentComponents(plan: Plan): readonly SilentComponent[] {
  return keptWithStructure(plan, 'silent components', () => findSilent(plan));
}

function findSilent(plan: Plan): SilentComponent[] {
  const kinds = new Map<CatalogFlow, Kind>();
  const kindOf = (flow: CatalogFlow): Kind => {
    let kind = kinds.get(flow);
    if (!kind) {
      const isOff = flow.features.length > 0 && !flow.features.some((f) => plan.features.has(f));
      kind = flow.optional || isContested(plan, flow) ? 'neither' : isOff ? 'off' : 'on';
      kinds.set(flow, kind);
    }
    return kind;
  };
  // What decides nothing here needs not to be joined, and may be most of it.
  const decides = (flow: CatalogFlow): boolean => kindOf(flow) !== 'neither';
  const { shapes, off: flowsOff } = shapesOf(joinedLists(plan, decides), kindOf);
  if (!flowsOff.size) return [];
  const told = new Set<string>();
  const isTold = ({ flow }: Pick<Requirement, 'flow'>): boolean => flow.features.some((id) => told.has(id));
  // What lies between zones is looked at where roles and flows alone leave it open: mostly nowhere, and there may be a million of it.
  let between:
    | { readonly off: ReadonlyMap<PlanZone, Requirement[]>; readonly on: ReadonlyMap<PlanZone, Requirement[]> }
    | undefined;
  const ofKind = (kind: Kind): Map<PlanZone, Requirement[]> =>
    byZone(trafficAs(plan, (flow) => (kindOf(flow) === kind ? flow : undefined), true));
  const looksAround = (zone: PlanZone): Looks => {
    between ??= { off: ofKind('off'), on: ofKind('on') };
    return looksIn(zone, between.off.get(zone) ?? NOTHING, between.on.get(zone) ?? NOTHING);
  };
  const inZones = new Map<PlanZone, Looks>();
  const inOrder = plan.components.flatMap((component) => {
    const own = shapes.get(component)?.filter(({ off }) => off.size) ?? [];
    return own.length ? [{ component, isLast: !own.some(({ isOwn }) => isOwn) }] : [];
  });
  inOrder.sort((a, b) => Number(a.isLast) - Number(b.isLast));
  return inOrder.flatMap(({ component }) => {
    // What has been told of another component needs no look at this one.
    if (silentFlows(component, shapes.get(component)!).every((flow) => isTold({ flow }))) return [];
    const seen = inZones.get(component.zone) ?? looksAround(component.zone);
    inZones.set(component.zone, seen);
    const { mine, silent, partners: all } = lookAt(component, seen);
    if (!all.length || mine.every(isTold) || silent.every(isTold)) return [];
    const partners = all.filter((other) => other !== component);
    const among = new Set(partners);
    const flows = silent.filter((e) => e.others.some((other) => among.has(other))).map((e) => e.flow);
    const ids = [...new Set(flows.filter((flow) => !isTold({ flow })).flatMap((f) => f.features))];
    if (!ids.length) return [];
    for (const id of ids) told.add(id);
    return [{ component, partners, features: ids.map((id) => describe(plan, id, flowsOff)) }];
  });
}

const NOTHING: readonly Requirement[] = [];

/** What is known of components that are at the same ends of all flows, whatever has been told of others. */
interface Look {
  /** Where they would take part in flows for features that are off, and where only these would join them with others. */
  readonly mine: readonly End[];
  readonly silent: readonly End[];
  /** With whom nothing else joins them, themselves maybe among them. */
  readonly partners: readonly PlanComponent[];
}

/** What joins the components of a list with others anyway. */
interface Joining {
  readonly roles: Set<string>;
  readonly others: Set<readonly PlanComponent[]>;
  /** Whether any of it joins two components. */
  isBusy: boolean;
}

/** What was found out of a zone. */
interface Looks {
  readonly off: readonly Requirement[];
  readonly on: readonly Requirement[];
  /** The lists of components that each stands in. */
  readonly lists: ReadonlyMap<PlanComponent, readonly (readonly PlanComponent[])[]>;
  readonly numbers: ReadonlyMap<readonly PlanComponent[], number>;
  /** What lies at each list of components. */
  readonly offAt: ReadonlyMap<readonly PlanComponent[], readonly End[]>;
  readonly onAt: ReadonlyMap<readonly PlanComponent[], Joining>;
  readonly alike: Map<string, Look>;
  readonly byComponent: Map<PlanComponent, Look>;
}

/**
 * @param off what lies between a zone and others for features that are off
 * @param on what does so anyway
 */
function looksIn(zone: PlanZone, off: readonly Requirement[], on: readonly Requirement[]): Looks {
  let known = looks.get(zone);
  if (!known || !isSameList(known.off, off) || !isSameList(known.on, on)) {
    known = looksAt(zone, off, on);
    looks.set(zone, known);
  }
  return known;
}

function lookAt(component: PlanComponent, { lists, numbers, alike, offAt, onAt, byComponent }: Looks): Look {
  const known = byComponent.get(component);
  if (known) return known;
  const own = lists.get(component) ?? [];
  const key = `${own.map((list) => numbers.get(list)).join()} ${component.roles.join()}`;
  let look = alike.get(key);
  if (!look) {
    look = lookFrom(
      component,
      endsAt(own, offAt),
      own.flatMap((list) => onAt.get(list) ?? []),
    );
    alike.set(key, look);
  }
  byComponent.set(component, look);
  return look;
}

// What lies between zones that no edit touched are the same objects.
const looks = new WeakMap<PlanZone, Looks>();

function looksAt(zone: PlanZone, off: readonly Requirement[], on: readonly Requirement[]): Looks {
  const numbers = new Map<readonly PlanComponent[], number>();
  const numbered = (list: readonly PlanComponent[]): readonly PlanComponent[] => {
    if (!numbers.has(list)) numbers.set(list, numbers.size);
    return list;
  };
  const offAt = new Map<readonly PlanComponent[], End[]>();
  for (const [place, { flow, from, to, fromZone, toZone }] of off.entries()) {
    if (fromZone === zone) note(offAt, numbered(from), { place, flow, role: flow.initiator, own: from, others: to });
    if (toZone === zone) note(offAt, numbered(to), { place, flow, role: flow.responder, own: to, others: from });
  }
  // There may be thousands of these, of which no more counts than which lists they join.
  const onAt = new Map<readonly PlanComponent[], Joining>();
  const join = (own: readonly PlanComponent[], role: string, others: readonly PlanComponent[]): void => {
    let at = onAt.get(own);
    if (!at) {
      at = { roles: new Set(), others: new Set(), isBusy: false };
      onAt.set(numbered(own), at);
    }
    at.roles.add(role);
    at.others.add(others);
    at.isBusy ||= own.length > 1 || others.length > 1 || own[0] !== others[0];
  };
  for (const { flow, from, to, fromZone, toZone } of on) {
    if (fromZone === zone) join(from, flow.initiator, to);
    if (toZone === zone) join(to, flow.responder, from);
  }
  const lists = new Map<PlanComponent, (readonly PlanComponent[])[]>();
  for (const list of numbers.keys()) for (const component of list) note(lists, component, list);
  return { off, on, lists, numbers, offAt, onAt, alike: new Map(), byComponent: new Map() };
}

/** What lies at some lists of components, in the order of the catalogs. */
function endsAt(lists: readonly (readonly PlanComponent[])[], ends: Looks['offAt']): End[] {
  return lists.flatMap((list) => ends.get(list) ?? []).sort((a, b) => a.place - b.place);
}

function lookFrom(component: PlanComponent, mine: readonly End[], on: readonly Joining[]): Look {
  const roles = new Set(on.flatMap((joining) => [...joining.roles]));
  const silent = on.some(({ isBusy }) => isBusy) ? mine.filter((e) => isSilentRole(e, component, roles)) : mine;
  // Most lists are joined as a whole, and few components stand in several.
  const isJoined = (list: readonly PlanComponent[]): boolean => on.some((joining) => joining.others.has(list));
  const others = [...new Set(silent.map((e) => e.others))].filter((list) => !isJoined(list));
  const joined = new Set<PlanComponent>();
  if (others.length) for (const joining of on) for (const list of joining.others) for (const each of list) joined.add(each);
  const partners = [...new Set(others.flat())].filter((other) => !joined.has(other));
  return { mine, silent, partners };
}

/** Requirements by the zones that they lie between, each once in each of them. */
function byZone(all: Iterable<Requirement>): Map<PlanZone, Requirement[]> {
  const result = new Map<PlanZone, Requirement[]>();
  for (const each of all) {
    note(result, each.fromZone, each);
    if (each.toZone !== each.fromZone) note(result, each.toZone, each);
  }
  return result;
}

/** Whether a component has the role itself, as the plan says, and no other flow that is stated for this role. */
function isSilentRole(end: End, component: PlanComponent, joining: ReadonlySet<string>): boolean {
  return component.roles.includes(end.role) && isOwnRole(end.flow, end.role) && !joining.has(end.role);
}

function describe(plan: Plan, id: string, off: ReadonlySet<CatalogFlow>): DisabledFeature {
  const feature = [...plan.uses.values()].flatMap(({ vendor }) => vendor.features).find((f) => f.id === id);
  const flows = new Set([...off].filter((flow) => flow.features.includes(id)).map((flow) => flow.node));
  return { id, title: feature?.title ?? id, flows: flows.size };
}
