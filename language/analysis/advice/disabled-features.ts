import type { CatalogFlow } from '../../model/catalog.ts';
import { isSameList, note } from '../../model/lists.ts';
import type { Plan, PlanComponent, PlanZone } from '../../model/plan.ts';
import { flowApplies } from '../conditions.ts';
import { keptWithStructure } from '../kept.ts';
import { knownTraffic, type Requirement } from '../requirements.ts';

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
  readonly flow: CatalogFlow;
  readonly role: string;
  readonly own: readonly PlanComponent[];
  readonly others: readonly PlanComponent[];
}

function endsOf({ flow, from, to }: Requirement): End[] {
  return [
    { flow, role: flow.initiator, own: from, others: to },
    { flow, role: flow.responder, own: to, others: from },
  ];
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
  const kinds = new Map<CatalogFlow, 'on' | 'off' | 'neither'>();
  const kindOf = ({ flow }: Requirement): 'on' | 'off' | 'neither' => {
    let kind = kinds.get(flow);
    if (!kind) {
      const isOff = flow.features.length > 0 && !flow.features.some((f) => plan.features.has(f));
      kind = flow.optional || !isTrusted(plan, flow) ? 'neither' : isOff ? 'off' : 'on';
      kinds.set(flow, kind);
    }
    return kind;
  };
  const known = knownTraffic(plan, true);
  const off = known.filter((each) => kindOf(each) === 'off');
  if (!off.length) return [];
  const told = new Set<string>();
  const offIn = byZone(off);
  const own = new Map<readonly PlanComponent[], boolean>();
  for (const end of off.flatMap(endsOf)) own.set(end.own, own.get(end.own) || isOwnRole(end));
  const ownFirst = new Map<PlanComponent, number>();
  for (const [components, isOwn] of own)
    for (const each of components) if (isOwn || !ownFirst.has(each)) ownFirst.set(each, Number(!isOwn));
  const inZones = byZone(known.filter((each) => kindOf(each) === 'on'));
  const inOrder = plan.components.filter((c) => ownFirst.has(c)).sort((a, b) => ownFirst.get(a)! - ownFirst.get(b)!);
  return inOrder.flatMap((component) => {
    // What has been told of another component needs no look at this one.
    const isTold = ({ flow }: Pick<Requirement, 'flow'>): boolean => flow.features.some((id) => told.has(id));
    const around = offIn.get(component.zone)!;
    if (around.every(isTold)) return [];
    const { mine, silent, joined } = lookAt(component, around, inZones.get(component.zone) ?? NOTHING);
    if (!silent.length || mine.every(isTold)) return [];
    const partners = [...new Set(silent.flatMap((e) => e.others))].filter((other) => other !== component && !joined.has(other));
    const among = new Set(partners);
    const flows = silent.filter((e) => e.others.some((other) => among.has(other))).map((e) => e.flow);
    const ids = [...new Set(flows.filter((f) => !f.features.some((id) => told.has(id))).flatMap((f) => f.features))];
    if (!ids.length) return [];
    for (const id of ids) told.add(id);
    return [{ component, partners, features: ids.map((id) => describe(plan, id, off)) }];
  });
}

const NOTHING: readonly Requirement[] = [];

/** What is known of a component, whatever has been told of others. */
interface Look {
  /** Where it would take part in flows for features that are off, and where only these would join it. */
  readonly mine: readonly End[];
  readonly silent: readonly End[];
  /** With whom others join it. */
  readonly joined: ReadonlySet<PlanComponent>;
}

/** @param off what lies between its zone and others for features that are off @param on what does so anyway */
function lookAt(component: PlanComponent, off: readonly Requirement[], on: readonly Requirement[]): Look {
  let known = looks.get(component.zone);
  if (!known || !isSameList(known.off, off) || !isSameList(known.on, on)) {
    known = { off, on, of: new Map() };
    looks.set(component.zone, known);
  }
  let look = known.of.get(component);
  if (!look) {
    const mine = off.flatMap(endsOf).filter((end) => end.own.includes(component));
    const near = on.filter(({ from, to }) => from.includes(component) || to.includes(component));
    const joining = joiningOf(component, near);
    const silent = joining.busy ? mine.filter((e) => isSilentRole(e, component, joining.roles)) : mine;
    look = { mine, silent, joined: new Set([...joining.others].flat()) };
    known.of.set(component, look);
  }
  return look;
}

// What lies between zones that no edit touched are the same objects.
const looks = new WeakMap<
  PlanZone,
  { readonly off: readonly Requirement[]; readonly on: readonly Requirement[]; readonly of: Map<PlanComponent, Look> }
>();

/** What joins a component with others: its roles there, the others, and whether any of it joins two components. */
function joiningOf(
  component: PlanComponent,
  requirements: readonly Requirement[],
): { roles: ReadonlySet<string>; others: ReadonlySet<readonly PlanComponent[]>; busy: boolean } {
  const roles = new Set<string>();
  const others = new Set<readonly PlanComponent[]>();
  for (const { flow, from, to } of requirements) {
    if (from.includes(component)) {
      roles.add(flow.initiator);
      others.add(to);
    }
    if (to.includes(component)) {
      roles.add(flow.responder);
      others.add(from);
    }
  }
  const busy = requirements.some(({ from, to }) => from.length > 1 || to.length > 1 || from[0] !== to[0]);
  return { roles, others, busy };
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

/** Whether a flow would be required with its features, in its phase. */
function isTrusted(plan: Plan, flow: CatalogFlow): boolean {
  return flowApplies(plan, { ...flow, features: [], phase: undefined }, plan.phases);
}

function isOwnRole({ flow, role }: End): boolean {
  return role.startsWith(`${flow.vendor}.`);
}

/** Whether a component has the role itself, as the plan says, and no other flow that is stated for this role. */
function isSilentRole(end: End, component: PlanComponent, joining: ReadonlySet<string>): boolean {
  return component.roles.includes(end.role) && isOwnRole(end) && !joining.has(end.role);
}

function describe(plan: Plan, id: string, off: readonly Requirement[]): DisabledFeature {
  const feature = [...plan.uses.values()].flatMap(({ vendor }) => vendor.features).find((f) => f.id === id);
  const flows = new Set(off.filter((r) => r.flow.features.includes(id)).map((r) => r.flow.node));
  return { id, title: feature?.title ?? id, flows: flows.size };
}
