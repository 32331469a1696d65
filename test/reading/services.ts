// What a list of services means towards the side that listens: which ports, and where one of several is enough.
import type * as ast from '../../language/generated/ast.ts';
import { size } from './addresses.ts';
import { belongTogether } from './bindings.ts';
import { assignedTo, type ComponentReading, type Plan } from './plan.ts';
import { workTogether } from './sites.ts';

/** What a packet asks for. */
export interface Service {
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'other';
  /** The type of icmp, and the number of another protocol. */
  readonly port: number;
  /** Where the connection comes from, where a plan tells source ports apart. */
  readonly source?: number;
}

/** A range of ports, of one protocol or of every one; types of icmp, and numbers of other protocols, are ranges of them. */
export interface Ports {
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'other' | 'any';
  readonly low: number;
  readonly high: number;
  /** From which ports alone. */
  readonly source?: readonly [low: number, high: number];
  /** Not the usual port, but where the listening component has it. */
  readonly moved: boolean;
  /** Where it would be if it weren't moved. */
  readonly usual?: readonly [low: number, high: number];
}

/** All of these, one of these, or what the catalogs require. */
export type Meaning =
  | { readonly kind: 'ports'; readonly ports: Ports }
  | { readonly kind: 'all' | 'one'; readonly of: readonly Meaning[] }
  | { readonly kind: 'required' };

/** Who listens: a component, which may count what works with it, or nobody in particular, for whom ports are where they usually are. */
export interface Listener {
  readonly component?: ComponentReading;
  readonly counts: boolean;
}

const NOBODY: Listener = { counts: false };

export function meaningOf(plan: Plan, items: readonly ast.ServiceItem[], listener: Listener = NOBODY): Meaning {
  return { kind: 'all', of: items.map((item) => meaningOfItem(plan, item, listener)) };
}

function meaningOfItem(plan: Plan, item: ast.ServiceItem, listener: Listener): Meaning {
  switch (item.$type) {
    case 'PortService': {
      const protocols =
        item.protocol.replace(/\s/g, '') === 'tcp+udp' ? (['tcp', 'udp'] as const) : [item.protocol as 'tcp' | 'udp'];
      const ranges = item.ports.flatMap((range) => portsOf(plan, range, listener));
      const from = item.source && { source: [item.source.start, item.source.end ?? item.source.start] as const };
      return {
        kind: 'all',
        of: protocols.flatMap((protocol) =>
          ranges.map((range) => ({ kind: 'ports' as const, ports: { protocol, ...range, ...from } })),
        ),
      };
    }
    case 'IcmpService':
      return { kind: 'all', of: typesOf(item.protocol, item.type).map((ports) => ({ kind: 'ports' as const, ports })) };
    case 'ProtocolService': {
      const number = PROTOCOLS[item.protocol] ?? Number(item.protocol);
      return { kind: 'ports', ports: { protocol: 'other', low: number, high: number, moved: false } };
    }
    case 'AnyService':
      return { kind: 'ports', ports: { protocol: 'any', low: 0, high: 65535, moved: false } };
    case 'RequiredService':
      return { kind: 'required' };
    case 'ServiceReference':
      return meaningOf(plan, item.service.ref?.service?.items ?? [], listener);
    case 'AlternativeService':
      return { kind: 'one', of: item.alternatives.map((each) => meaningOfItem(plan, each, listener)) };
  }
}

/** Types of icmp by name, in IPv4 and in IPv6: RFC 792, 950, 1122, 4443, 4861, 2710, 3810 and 8335. */
const TYPES: Readonly<Record<string, readonly [v4: number | undefined, v6: number | undefined]>> = {
  'echo-request': [8, 128],
  'echo-reply': [0, 129],
  'destination-unreachable': [3, 1],
  'time-exceeded': [11, 3],
  'parameter-problem': [12, 4],
  redirect: [5, 137],
  'router-solicitation': [10, 133],
  'router-advertisement': [9, 134],
  'extended-echo-request': [42, 160],
  'extended-echo-reply': [43, 161],
  'packet-too-big': [undefined, 2],
  'neighbor-solicitation': [undefined, 135],
  'neighbor-advertisement': [undefined, 136],
  'multicast-listener-query': [undefined, 130],
  'multicast-listener-report': [undefined, 131],
  'multicast-listener-done': [undefined, 132],
  'multicast-listener-report-v2': [undefined, 143],
  'source-quench': [4, undefined],
  'timestamp-request': [13, undefined],
  'timestamp-reply': [14, undefined],
  'information-request': [15, undefined],
  'information-reply': [16, undefined],
  'address-mask-request': [17, undefined],
  'address-mask-reply': [18, undefined],
};

export const PROTOCOLS: Readonly<Record<string, number>> = { gre: 47, esp: 50, ah: 51, sctp: 132, vrrp: 112 };

/** What stands behind `icmp` and `icmpv6`: nothing is all of it, of both families behind `icmp`. */
export function typesOf(protocol: 'icmp' | 'icmpv6', type: string | number | undefined): Ports[] {
  const both = protocol === 'icmp' ? (['icmp', 'icmpv6'] as const) : (['icmpv6'] as const);
  const run = (family: 'icmp' | 'icmpv6', low: number, high = low): Ports => ({ protocol: family, low, high, moved: false });
  if (type === undefined) return both.map((family) => run(family, 0, 255));
  if (/^\d+$/.test(`${type}`)) return [run(protocol, Number(type))];
  const [v4, v6] = TYPES[type]!;
  return both.flatMap((family) => {
    const number = family === 'icmp' ? v4 : v6;
    return number === undefined ? [] : [run(family, number)];
  });
}

/** Whether a packet can be: icmp goes with the family of its addresses. */
export function canBe({ protocol }: Service, ...families: readonly (4 | 6 | 'none' | undefined)[]): boolean {
  if (protocol === 'icmp') return !families.includes(6);
  return protocol !== 'icmpv6' || !families.includes(4);
}

/** An open end means the first port; a counted one as many as the listener counts; a moved one is where the listener has it. */
function portsOf(plan: Plan, range: ast.PortRange, listener: Listener): Omit<Ports, 'protocol'>[] {
  // Without a default there is none until the component says it.
  if (range.start === undefined) {
    const said =
      range.setBy?.ref && listener.component && assignedTo(listener.component, range.setBy.ref)?.value.split('-').map(Number);
    return said ? [{ low: said[0]!, high: said[1] ?? said[0]!, moved: true }] : [];
  }
  if (range.step !== undefined && range.per === undefined) {
    const every: Omit<Ports, 'protocol'>[] = [];
    for (let port = range.start; port <= range.end!; port += range.step) every.push({ low: port, high: port, moved: false });
    return every;
  }
  const assigned = range.setBy?.ref && listener.component && assignedTo(listener.component, range.setBy.ref);
  const [start, end] = assigned ? assigned.value.split('-').map(Number) : [range.start, range.end];
  const moved = assigned !== undefined;
  if (range.per === undefined)
    return [{ low: start!, high: end ?? start!, moved, usual: [range.start!, range.end ?? range.start!] }];
  if (!listener.component || !listener.counts) return [];
  const count = range.per * countedBy(plan, range.counted?.ref, listener.component);
  if (range.step !== undefined)
    return Array.from({ length: count }, (_, n) => start! + n * range.step!)
      .filter((port) => port <= 65535)
      .map((port) => ({ low: port, high: port, moved }));
  return count === 0 ? [] : [{ low: start!, high: Math.min(65535, start! + count - 1), moved }];
}

/** What there is to count for a listener: machines of a role, or what a number of theirs says; its own number where it has it. */
function countedBy(plan: Plan, what: ast.Counted | undefined, listener: ComponentReading): number {
  if (what?.$type !== 'Property') return machinesFor(plan, what, listener);
  const numberOf = (component: ComponentReading) => Number(assignedTo(component, what)?.value ?? 1);
  return listener.roles.has(what.$container) ? numberOf(listener) : machinesFor(plan, what.$container, listener, numberOf);
}

/** The machines of a role that work with a component, without the component itself. */
function machinesFor(
  plan: Plan,
  role: ast.Counted | undefined,
  listener: ComponentReading,
  weight: (component: ComponentReading) => number = () => 1,
): number {
  let sum = 0;
  for (const component of plan.components)
    if (
      role?.$type === 'Role' &&
      component !== listener &&
      component.roles.has(role) &&
      workTogether(plan, component, listener, false) &&
      listener.node.roles.some(
        (own) => own.ref && belongTogether(plan, { component: listener, role: own.ref }, { component, role }),
      )
    )
      sum += machines(component) * weight(component);
  return sum;
}

function machines(component: ComponentReading): number {
  const said = component.node.assignments.find(({ property }) => property.ref?.name === 'instances');
  if (said) return Number(said.value);
  const count = (family: 4 | 6) => Number(size(component.own.filter((range) => range.family === family)));
  // One machine an address; an address of each family is one machine.
  return Math.max(1, component.names.length, count(4), count(6));
}

/** What an `allow` opens: of several alternatives the first. */
export function opened(meaning: Meaning): Ports[] {
  switch (meaning.kind) {
    case 'ports':
      return [meaning.ports];
    case 'all':
      return meaning.of.flatMap(opened);
    case 'one':
      return meaning.of.slice(0, 1).flatMap(opened);
    case 'required':
      return [];
  }
}

/** What a `deny` closes: of several alternatives all. */
export function closed(meaning: Meaning): Ports[] {
  return meaning.kind === 'ports' ? [meaning.ports] : meaning.kind === 'required' ? [] : meaning.of.flatMap(closed);
}

/** Whether `required` stands where it counts: for an allow in the first of several alternatives. */
export function asksForRequired(meaning: Meaning, every: boolean): boolean {
  if (meaning.kind === 'required') return true;
  if (meaning.kind === 'ports') return false;
  return (meaning.kind === 'one' && !every ? meaning.of.slice(0, 1) : meaning.of).some((each) => asksForRequired(each, every));
}

export function includes({ protocol, low, high, source }: Ports, service: Service): boolean {
  if (protocol === 'any') return true;
  if (protocol !== service.protocol || service.port < low || high < service.port) return false;
  return !source || (service.source !== undefined && source[0] <= service.source && service.source <= source[1]);
}
