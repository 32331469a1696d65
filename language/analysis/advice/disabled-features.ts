import type { CatalogFlow } from '../../model/catalog.ts';
import type { Plan, PlanComponent } from '../../model/plan.ts';
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
  const known = knownTraffic(plan, true).filter(({ flow }) => !flow.optional && isTrusted(plan, flow));
  const isOff = ({ flow }: Requirement): boolean => flow.features.length > 0 && !flow.features.some((f) => plan.features.has(f));
  const off = known.filter(isOff);
  if (!off.length) return [];
  const told = new Set<string>();
  const offOf = byComponent(off.flatMap(endsOf));
  const onOf = requirementsOf(
    offOf,
    known.filter((r) => !isOff(r)),
  );
  const ownFirst = new Map([...offOf].map(([component, ends]) => [component, Number(!ends.some(isOwnRole))]));
  const inOrder = plan.components.filter((c) => offOf.has(c)).sort((a, b) => ownFirst.get(a)! - ownFirst.get(b)!);
  return inOrder.flatMap((component) => {
    // What has been told of another component needs no look at this one.
    const mine = offOf.get(component)!;
    if (mine.every(({ flow }) => flow.features.some((id) => told.has(id)))) return [];
    const joining = joiningOf(component, onOf.get(component) ?? []);
    const silent = joining.busy ? mine.filter((e) => isSilentRole(e, component, joining.roles)) : mine;
    if (!silent.length) return [];
    const joined = new Set([...joining.others].flat());
    const partners = [...new Set(silent.flatMap((e) => e.others))].filter((other) => other !== component && !joined.has(other));
    const among = new Set(partners);
    const flows = silent.filter((e) => e.others.some((other) => among.has(other))).map((e) => e.flow);
    const ids = [...new Set(flows.filter((f) => !f.features.some((id) => told.has(id))).flatMap((f) => f.features))];
    if (!ids.length) return [];
    for (const id of ids) told.add(id);
    return [{ component, partners, features: ids.map((id) => describe(plan, id, off)) }];
  });
}

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

/** The requirements that each component takes part in, of those that are asked about. */
function requirementsOf(
  asked: { has(component: PlanComponent): boolean },
  all: Iterable<Requirement>,
): Map<PlanComponent, Requirement[]> {
  const result = new Map<PlanComponent, Requirement[]>();
  for (const each of all)
    for (const side of [each.from, each.to])
      for (const component of side) {
        if (!asked.has(component)) continue;
        const known = result.get(component);
        if (!known) result.set(component, [each]);
        else if (known.at(-1) !== each) known.push(each);
      }
  return result;
}

/** The ends that each component is at. */
function byComponent(ends: readonly End[]): Map<PlanComponent, End[]> {
  const result = new Map<PlanComponent, End[]>();
  for (const end of ends)
    for (const component of end.own) {
      const known = result.get(component);
      if (known) known.push(end);
      else result.set(component, [end]);
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
