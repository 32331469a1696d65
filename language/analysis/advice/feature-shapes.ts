import type { CatalogFlow } from '../../model/catalog.ts';
import { note } from '../../model/lists.ts';
import type { PlanComponent } from '../../model/plan.ts';
import type { FlowLists } from '../requirements.ts';

/** Whether a flow is for a feature that is off, or joins components anyway; neither where nobody has to open it. */
export type Kind = 'on' | 'off' | 'neither';

/** What is known of the components of a list, wherever those are that it is joined with. */
export interface Shape {
  /** The flows for features that are off, with the roles that the components have in them. */
  readonly off: Map<CatalogFlow, Set<string>>;
  /** The roles that they have in others. */
  readonly on: Set<string>;
  /** Whether any of these joins two components. */
  isBusy: boolean;
  /** Whether any flow for a feature that is off is stated for just this role. */
  isOwn: boolean;
}

/** The shapes of the lists that each component stands in, and the flows for features that are off which join any. */
export function shapesOf(
  joined: Iterable<FlowLists>,
  kindOf: (flow: CatalogFlow) => Kind,
): { readonly shapes: ReadonlyMap<PlanComponent, readonly Shape[]>; readonly off: ReadonlySet<CatalogFlow> } {
  const shapes = new Map<readonly PlanComponent[], Shape>();
  const shapeOf = (list: readonly PlanComponent[]): Shape => {
    let shape = shapes.get(list);
    if (!shape) {
      shape = { off: new Map(), on: new Set(), isBusy: false, isOwn: false };
      shapes.set(list, shape);
    }
    return shape;
  };
  const noteEnd = (shape: Shape, flow: CatalogFlow, role: string): void => {
    shape.isOwn ||= isOwnRole(flow, role);
    const roles = shape.off.get(flow);
    if (!roles) shape.off.set(flow, new Set([role]));
    else roles.add(role);
  };
  const off = new Set<CatalogFlow>();
  // Mostly all initiators of a flow are joined with the same lists: after the second one there is nothing new to say of these.
  let seen = new Map<unknown, number>();
  let last: CatalogFlow | undefined;
  for (const { flow, from, to } of joined) {
    if (flow !== last) seen = new Map();
    last = flow;
    const isOff = kindOf(flow) === 'off';
    const own = shapeOf(from);
    if (isOff) {
      off.add(flow);
      noteEnd(own, flow, flow.initiator);
    } else {
      own.on.add(flow.initiator);
      own.isBusy ||= to.some(({ components }) => areTwo(from, components));
    }
    const times = seen.get(to) ?? 0;
    if (times === 2) continue;
    seen.set(to, times + 1);
    for (const { components } of to) {
      const others = shapeOf(components);
      if (isOff) noteEnd(others, flow, flow.responder);
      else {
        others.on.add(flow.responder);
        others.isBusy ||= areTwo(from, components);
      }
    }
  }
  const result = new Map<PlanComponent, Shape[]>();
  for (const [list, shape] of shapes) for (const component of list) note(result, component, shape);
  return { shapes: result, off };
}

/** Whether two lists hold more than one component, the same in both. */
function areTwo(some: readonly PlanComponent[], others: readonly PlanComponent[]): boolean {
  return some.length > 1 || others.length > 1 || some[0] !== others[0];
}

/** The flows for features that are off which a component may be left without, as far as roles say. */
export function silentFlows({ roles }: PlanComponent, shapes: readonly Shape[]): CatalogFlow[] {
  const isBusy = shapes.some((shape) => shape.isBusy);
  const isSilent = (flow: CatalogFlow, role: string): boolean =>
    roles.includes(role) && isOwnRole(flow, role) && !shapes.some(({ on }) => on.has(role));
  return shapes.flatMap(({ off }) =>
    [...off].flatMap(([flow, ends]) => (!isBusy || [...ends].some((role) => isSilent(flow, role)) ? [flow] : [])),
  );
}

/** Whether a role is one of the vendor that states a flow. */
export function isOwnRole(flow: CatalogFlow, role: string): boolean {
  return role.startsWith(`${flow.vendor}.`);
}
