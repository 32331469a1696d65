import type { Property, ServiceItem } from '../generated/ast.ts';
import { type AddressSet, NO_ADDRESSES } from './addresses.ts';
import { roleId } from './catalog-ids.ts';
import { choicesWithout } from './choices.ts';
import { chosenTowards } from './chosen-services.ts';
import { inOneDeployment } from './deployments.ts';
import { membersOf } from './group-members.ts';
import { IntervalSet } from './interval-set.ts';
import { allAddressesOf } from './legs.ts';
import { NOTHING } from './lists.ts';
import type { Opening, PlanComponent, PlanEndpoint, PlanRule } from './plan.ts';
import { steppedPorts } from './port-ranges.ts';
import {
  allOf,
  type CountedPorts,
  ofAlternatives,
  type ResolvedServices,
  resolveItems,
  type ServicePart,
} from './resolve-services.ts';
import { NO_SERVICE, type ServiceSet } from './services.ts';
import { belongTogether } from './together.ts';

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

function ports(part: ServicePart, from: number, to: number, step = 1): ServiceSet {
  return steppedPorts(part.transports, from, Math.min(to, 65535), step, part.source);
}

/** Where a component moved a port; nothing where it has no such port or leaves it where it is. */
function movedPorts(part: ServicePart, component: PlanComponent): ServiceSet | undefined {
  const property = part.setBy;
  const role = property?.$container;
  if (!property || role?.$type !== 'Role' || !component.allRoles.has(roleId(role))) return undefined;
  const value = component.properties.get(property.name);
  const range = value === undefined ? undefined : portsOfProperty(value);
  return range && ports(part, range.from, range.to);
}

/**
 * The components whose machines, or whose numbers, count the ports of a component: of a role, all others that work together with it; of a
 * number, the component itself where it has that number, else all that work together with it.
 */
export function countedFor(
  { role, property }: CountedPorts,
  component: PlanComponent,
  components: readonly PlanComponent[],
): readonly PlanComponent[] {
  const id = roleId(role);
  if (property && component.allRoles.has(id)) return [component];
  const together = (c: PlanComponent): boolean =>
    component.roles.some((own) => belongTogether({ component, role: own }, { component: c, role: id }));
  return components.filter((c) => c !== component && c.allRoles.has(id) && inOneDeployment(c, component) && together(c));
}

/** How many there are to count: a number that isn't set counts as 1 for each machine. */
function countOf(counted: CountedPorts, component: PlanComponent, components: readonly PlanComponent[]): number {
  const each = ({ properties }: PlanComponent): number => {
    const value = counted.property && properties.get(counted.property.name);
    return value !== undefined && /^\d+$/.test(value) ? Number(value) : 1;
  };
  const all = countedFor(counted, component, components);
  return all.reduce((sum, c) => sum + each(c) * (c === component ? 1 : c.instances), 0);
}

/**
 * Where counted ports towards a component begin, and where as many as there are to count would end, which is beyond 65535 where there are more
 * than there are ports.
 * @returns nothing for ports that are not counted, and where there is nothing to count
 */
export function countedSpan(
  { counted, node }: ServicePart,
  responder: PlanComponent,
  components: readonly PlanComponent[],
): { readonly from: number; readonly to: number; readonly count: number } | undefined {
  if (!counted || node.$type !== 'PortRange' || node.start === undefined) return undefined;
  const count = counted.per * countOf(counted, responder, components);
  return count > 0 ? { from: node.start, to: node.start + (count - 1) * counted.step, count } : undefined;
}

/** The properties by which a component still has to say its ports. */
export function unsetPorts(services: ResolvedServices, component: PlanComponent): Property[] {
  return services.parts.flatMap(({ setBy, unset }) =>
    setBy && unset && component.properties.get(setBy.name) === undefined ? [setBy] : [],
  );
}

/**
 * What a service list means towards a component: a port that it moves is where it was moved to, since the port is that of the side that
 * listens, and counted ports are as many as there are machines to count.
 * @param responder the component that listens
 * @param components all of the plan
 */
export function adjustServices(
  services: ResolvedServices,
  responder: PlanComponent,
  components: readonly PlanComponent[],
): ServiceSet {
  if (!services.adjustable) return services.set;
  return IntervalSet.unionAll(
    services.parts.map((part) => {
      const moved = movedPorts(part, responder);
      if (moved) return moved;
      if (!part.counted || part.node.$type !== 'PortRange' || part.node.start === undefined) return part.set;
      const span = countedSpan(part, responder, components);
      // What is beyond the last port is told by the check exhausted-ports.
      return span ? ports(part, span.from, span.to, part.counted.step) : NO_SERVICE;
    }),
  );
}

/** Whether counted ports of a service list are open towards a component: whether there is a machine to count. */
export function countsPorts(services: ResolvedServices, responder: PlanComponent, components: readonly PlanComponent[]): boolean {
  const parts = services.parts.filter((part) => part.counted);
  return !adjustServices({ ...services, parts }, responder, components).isEmpty;
}

/**
 * What one item of a rule's service list opens, or closes, towards the rule's destinations. Of several alternatives an allow opens the
 * first; a deny closes all of them.
 */
export function openedBy(item: ServiceItem, rule: PlanRule, components: readonly PlanComponent[]): ServiceSet {
  const services = resolveItems([item]);
  const openings = openingsOf(services, rule.destinations, components).map((o) => o.services);
  return IntervalSet.unionAll([...openings, ofAlternatives(services.alternatives, rule.action)]);
}

/** The same, without what stands behind the `except` of the list. */
export function leftOpenBy(item: ServiceItem, rule: PlanRule, components: readonly PlanComponent[]): ServiceSet {
  const { exceptions } = rule.services;
  if (!exceptions) return openedBy(item, rule, components);
  const services = resolveItems([item]);
  const openings = openingsOf(services, rule.destinations, components);
  const choices = { alternatives: choicesWithout(services.alternatives, allOf(exceptions)), choices: services.alternatives };
  const all = [...openings, ...chosenTowards(choices, rule.action, rule.destinationAddresses, rule.omissions)];
  return IntervalSet.unionAll(lessOmissions(all, rule.omissions).map((o) => o.services));
}

/** Whether an item opens the same towards all destinations of its rule, so that ports written in its place mean what it means. */
export function opensAlike(item: ServiceItem, rule: PlanRule, components: readonly PlanComponent[]): boolean {
  const services = resolveItems([item]);
  if (!services.adjustable) return true;
  const [first, ...others] = openingsOf(services, rule.destinations, components).filter((o) => !o.destinations.isEmpty);
  return others.every((o) => o.services.equals(first!.services));
}

/** Whether an end stands for components and for nothing else; a group is looked at member by member. */
export function isOfComponents({ kind }: PlanEndpoint): boolean {
  return kind === 'component' || kind === 'role';
}

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
  for (const end of destinations.flatMap(membersOf)) {
    const exact = isOfComponents(end);
    let moved: AddressSet = NO_ADDRESSES;
    // What shares an address with a component that moves its port, and leaves its own where it is.
    let unmoved: AddressSet = NO_ADDRESSES;
    for (const component of exact ? end.components : componentsIn(end, components)) {
      const adjusted = adjustServices(services, component, components);
      const wanted = exact ? adjusted : IntervalSet.unionAll(services.parts.flatMap((p) => movedPorts(p, component) ?? []));
      const addresses = (exact ? allAddressesOf(component) : component.addresses).intersect(end.addresses);
      if (wanted.equals(usual)) unmoved = unmoved.union(addresses);
      if (wanted.isEmpty || wanted.equals(usual)) continue;
      own.push({ destinations: addresses, services: wanted, component });
      moved = moved.union(addresses);
    }
    rest = rest.union(exact ? end.addresses.subtract(moved).union(unmoved) : end.addresses);
  }
  return [...(rest.isEmpty ? [] : [{ destinations: rest, services: usual }]), ...own];
}

/** What a service list leaves out, by destination: as much of a named service as the list itself would mean by it, and each alternative. */
export function omissionsOf(
  { exceptions }: ResolvedServices,
  destinations: readonly PlanEndpoint[],
  components: readonly PlanComponent[],
): readonly Opening[] {
  if (!exceptions) return NOTHING;
  const everywhere = { destinations: IntervalSet.unionAll(destinations.map((e) => e.addresses)), services: allOf(exceptions) };
  const openings = exceptions.adjustable
    ? [
        ...openingsOf(exceptions, destinations, components),
        { ...everywhere, services: IntervalSet.unionAll(exceptions.alternatives.flat()) },
      ]
    : [everywhere];
  return openings.filter((o) => !o.destinations.isEmpty && !o.services.isEmpty);
}

/** Openings without what their list leaves out. */
export function lessOmissions(openings: Opening[], omissions: readonly Opening[]): Opening[] {
  let result = openings;
  for (const cut of omissions)
    result = result.flatMap((opening) => {
      if (!opening.destinations.overlaps(cut.destinations) || !opening.services.overlaps(cut.services)) return [opening];
      const parts = [
        { ...opening, destinations: opening.destinations.subtract(cut.destinations) },
        {
          ...opening,
          destinations: opening.destinations.intersect(cut.destinations),
          services: opening.services.subtract(cut.services),
        },
      ];
      return parts.filter((o) => !o.destinations.isEmpty && !o.services.isEmpty);
    });
  return result;
}

/** The components in a zone, a site, a network, behind a host name or a service tag, or anywhere. */
function componentsIn(end: PlanEndpoint, components: readonly PlanComponent[]): readonly PlanComponent[] {
  if (end.kind !== 'any' && end.kind !== 'address' && end.kind !== 'host-name') return end.components;
  return components.filter((c) => c.addresses.overlaps(end.addresses));
}
