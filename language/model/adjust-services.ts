import type { ServiceItem } from '../generated/ast.ts';
import { type AddressSet, NO_ADDRESSES } from './addresses.ts';
import { inOneDeployment } from './deployments.ts';
import { IntervalSet } from './interval-set.ts';
import type { Opening, PlanComponent, PlanEndpoint, PlanRule } from './plan.ts';
import { roleId } from './read-catalog.ts';
import { type ResolvedServices, resolveItems, type ServicePart } from './resolve-services.ts';
import { NO_SERVICE, portSet, type ServiceSet } from './services.ts';

/**
 * The port or ports that a property of a component holds: `9669`, `32768-60999`.
 * @returns nothing for a text that is no port; the check `invalid-value` reports it
 */
export function portsOfProperty(value: string): { from: number; to: number } | undefined {
  const match = /^(\d+)(?:-(\d+))?$/.exec(value);
  if (!match) return undefined;
  const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])];
  return from >= 1 && to <= 65535 && from <= to ? { from, to } : undefined;
}

function ports(part: ServicePart, from: number, to: number): ServiceSet {
  return IntervalSet.unionAll(part.transports.map((t) => portSet(t, from, Math.min(to, 65535))));
}

/** Whether a component has the property that moves a port: then the port is its own, moved or not. */
function ownsPort(part: ServicePart, component: PlanComponent): boolean {
  const role = part.setBy?.$container;
  return role?.$type === 'Role' && component.allRoles.has(roleId(role));
}

function movedPorts(part: ServicePart, component: PlanComponent): ServiceSet | undefined {
  const property = part.setBy;
  if (!property || !ownsPort(part, component)) return undefined;
  const value = component.properties.get(property.name);
  const range = value === undefined ? undefined : portsOfProperty(value);
  return range && ports(part, range.from, range.to);
}

/** All machines of a role that work together with a component. */
function countOf(role: string, component: PlanComponent, components: readonly PlanComponent[]): number {
  return components
    .filter((c) => c !== component && c.allRoles.has(role) && inOneDeployment(c, component))
    .reduce((sum, c) => sum + c.instances, 0);
}

/**
 * What a service list means between two components: a port that the responder moves is where it was moved to, and counted ports are as
 * many as there are machines to count.
 * @param initiator given where its moved port counts as well, if the responder has no such port
 * @param responder the component that listens
 * @param components all of the plan
 */
export function adjustServices(
  services: ResolvedServices,
  initiator: PlanComponent | undefined,
  responder: PlanComponent,
  components: readonly PlanComponent[],
): ServiceSet {
  if (!services.adjustable) return services.set;
  return IntervalSet.unionAll(
    services.parts.map((part) => {
      const owner = ownsPort(part, responder) ? responder : initiator;
      const moved = owner && movedPorts(part, owner);
      if (moved) return moved;
      if (!part.counted || part.node.$type !== 'PortRange') return part.set;
      const count = part.counted.per * countOf(roleId(part.counted.role), responder, components);
      return count > 0 ? ports(part, part.node.start, part.node.start + count - 1) : NO_SERVICE;
    }),
  );
}

/** What one item of a rule's service list opens towards the rule's destinations, alternatives included. */
export function openedBy(item: ServiceItem, rule: PlanRule, components: readonly PlanComponent[]): ServiceSet {
  const services = resolveItems([item]);
  const openings = openingsOf(services, rule.destinations, components).map((o) => o.services);
  return IntervalSet.unionAll([...openings, ...services.alternatives.flat()]);
}

/** Kinds of endpoints that stand for components and for nothing else. */
const OF_COMPONENTS: readonly PlanEndpoint['kind'][] = ['component', 'role', 'group'];

/**
 * What the services of a rule open, by destination. A named service means, towards a component that moves its port, the moved port.
 * Where a whole zone or network is the destination, the usual port stays open to all of it and the moved one is open to the component.
 * Counted ports are open only towards components, since a network has nothing to count.
 */
export function openingsOf(
  services: ResolvedServices,
  destinations: readonly PlanEndpoint[],
  components: readonly PlanComponent[],
): Opening[] {
  const all = IntervalSet.unionAll(destinations.map((e) => e.addresses));
  if (!services.adjustable) return [{ destinations: all, services: services.set }];
  const usual = IntervalSet.unionAll(services.parts.filter((p) => !p.counted).map((p) => p.set));
  const own: Opening[] = [];
  let rest: AddressSet = NO_ADDRESSES;
  for (const end of destinations) {
    const exact = OF_COMPONENTS.includes(end.kind);
    let moved: AddressSet = NO_ADDRESSES;
    for (const component of end.components) {
      const adjusted = adjustServices(services, undefined, component, components);
      const wanted = exact ? adjusted : IntervalSet.unionAll(services.parts.flatMap((p) => movedPorts(p, component) ?? []));
      if (wanted.isEmpty || wanted.equals(usual)) continue;
      own.push({ destinations: component.addresses, services: wanted, component });
      moved = moved.union(component.addresses);
    }
    rest = rest.union(exact ? end.addresses.subtract(moved) : end.addresses);
  }
  return [...(rest.isEmpty ? [] : [{ destinations: rest, services: usual }]), ...own];
}
