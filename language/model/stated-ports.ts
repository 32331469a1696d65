import type { AstNode, Reference } from 'langium';
import type {
  IcmpService,
  PortRange,
  PortService,
  Property,
  ProtocolService,
  Role,
  Service,
  ServiceItem,
  SourcePorts,
} from '../generated/ast.ts';
import { IntervalSet } from './interval-set.ts';
import { linkings } from './linkings.ts';
import { fitted, isSameList } from './lists.ts';
import { portRangeBounds, sourceBounds, steppedPorts, transportsOf } from './port-ranges.ts';
import { icmpTypesOf, protocolNumber } from './protocols.ts';
import { ICMP, ICMP_OF, icmpSet, NO_SERVICE, type PortSpan, protocolSet, type ServiceSet, type Transport } from './services.ts';

/** A piece of a service list that has a place in the text: one port or range, `icmp`, a protocol, `any`, or all ports of a named service. */
export interface ServicePart {
  readonly set: ServiceSet;
  /** The named service it came through, outermost first. */
  readonly service?: Service | undefined;
  /** Set for `2049+`: this port or the next free ones above it. */
  readonly openEnded: boolean;
  /** Assigned out of the range by the operating system. */
  readonly dynamic: boolean;
  /** Set for `9082+ (2 for each …)`: so many ports from the first one up, each `step` above the last, for what is counted. */
  readonly counted?: CountedPorts | undefined;
  /** The property of a component that moves the port. */
  readonly setBy?: Property | undefined;
  /** Set for `set by …` alone: it has no ports until a component says them. */
  readonly unset?: true;
  readonly transports: readonly Transport[];
  /** Where the ports of the initiator are fixed: from which. */
  readonly source?: PortSpan | undefined;
  readonly node: ServiceItem | PortRange;
}

/** So many ports for each machine of a role, or for each that a number of these machines says. */
export interface CountedPorts {
  readonly per: number;
  readonly step: number;
  readonly role: Role;
  readonly property?: Property;
}

/** Whether a component may have it at other ports, or at more. */
export function isAdjustable({ setBy, counted }: ServicePart): boolean {
  return setBy !== undefined || counted !== undefined;
}

/** A reference, and where it led. */
export interface Link {
  readonly reference: Reference;
  readonly target: AstNode | undefined;
}

/** What ports of one protocol say, by themselves. */
interface StatedPorts {
  readonly protocol: string;
  readonly source: SourcePorts | undefined;
  readonly dynamic: boolean;
  readonly ports: readonly PortRange[];
  readonly links: readonly Link[];
  readonly parts: readonly ServicePart[];
  /** How often names had been linked when this was found to be as it is. */
  seenAt: number;
}

// Thousands of services may be built on the one that says them. An edit may change what stands before them alone.
const statedPorts = new WeakMap<PortService, StatedPorts>();

/** What ports of one protocol say: the same as before, where an edit left them alone. */
export function portsOf(item: PortService): StatedPorts {
  const before = statedPorts.get(item);
  const now = linkings();
  if (before?.seenAt === now) return before;
  const { protocol, source, dynamic = false, ports } = item;
  const isSame = before?.protocol === protocol && before.source === source && before.dynamic === dynamic;
  if (isSame && isSameList(before.ports, ports) && areStill(before.links)) {
    before.seenAt = now;
    return before;
  }
  const transports = transportsOf(protocol);
  const bounds = source && readable(() => sourceBounds(source));
  const links: Link[] = [];
  const parts: ServicePart[] = [];
  for (const range of ports) {
    const unset = range.start === undefined && range.setBy !== undefined;
    const set = unset ? NO_SERVICE : rangeSet(range, transports, source);
    const own = bounds ? { source: bounds } : {};
    for (const reference of [range.setBy, range.counted]) if (reference) links.push({ reference, target: reference.ref });
    if (set) parts.push({ set, transports, ...own, node: range, ...kindOf(range, dynamic) });
  }
  const stated = { protocol, source, dynamic, ports: [...ports], links: fitted(links), parts: fitted(parts), seenAt: now };
  statedPorts.set(item, stated);
  return stated;
}

/** Whether references lead where they led. */
export function areStill(links: readonly Link[]): boolean {
  return links.every(({ reference, target }) => reference.ref === target);
}

function kindOf(range: PortRange, dynamic: boolean): Pick<ServicePart, 'openEnded' | 'dynamic' | 'counted' | 'setBy' | 'unset'> {
  return {
    openEnded: range.openEnded === true,
    dynamic,
    ...countedOf(range),
    ...(range.setBy?.ref ? { setBy: range.setBy.ref } : {}),
    ...(range.start === undefined ? { unset: true as const } : {}),
  };
}

function countedOf({ counted, per, step }: PortRange): { counted?: CountedPorts } {
  const what = counted?.ref;
  const role = what?.$type === 'Property' ? what.$container : what;
  if (!per || role?.$type !== 'Role') return {};
  const by = { per, step: Math.max(1, step ?? 1), role };
  return { counted: what?.$type === 'Property' ? { ...by, property: what } : by };
}

/** The ports of a range; nothing where it is none. @param source which ports of the initiator they are for */
export function rangeSet(range: PortRange, transports: readonly Transport[], source?: SourcePorts): ServiceSet | undefined {
  const known = rangeSets.get(range);
  if (known && known.source === source && isSameList(known.transports, transports)) return known.set;
  const set = readable(() => {
    const { from, to, step } = portRangeBounds(range);
    const own = source && sourceBounds(source);
    return steppedPorts(transports, from, to, step, own);
  });
  if (set) rangeSets.set(range, { set, transports, source });
  return set;
}

// However many services and rules come to them, ports are what their text says, and the protocol before it, which an edit may change alone.
const rangeSets = new WeakMap<
  PortRange,
  { readonly set: ServiceSet; readonly transports: readonly Transport[]; readonly source: SourcePorts | undefined }
>();

/** What is written, where it is valid; else nothing, and a check reports it. */
export function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** What a service without ports stands for. @throws Error with a sentence for the user */
export function portlessSet(item: IcmpService | ProtocolService): ServiceSet {
  if (item.$type === 'ProtocolService') return protocolSet(protocolNumber(`${item.protocol}`));
  if (item.type === undefined) return item.protocol === 'icmp' ? ICMP : ICMP_OF[6];
  return IntervalSet.unionAll(icmpTypesOf(item.protocol, `${item.type}`).map(({ family, type }) => icmpSet(family, type)));
}
