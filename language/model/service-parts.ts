import type { AstNode, Reference } from 'langium';
import type {
  AlternativeService,
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
import {
  isAlternativeService,
  isAnyService,
  isIcmpService,
  isPortService,
  isProtocolService,
  isRequiredService,
  isServiceReference,
} from '../generated/ast.ts';
import { type Choice, choiceOf } from './choices.ts';
import { inOrder } from './definitions.ts';
import { IntervalSet } from './interval-set.ts';
import { linkings } from './linkings.ts';
import { append, fitted, isSameList } from './lists.ts';
import { portRangeBounds, sourceBounds, steppedPorts, transportsOf } from './port-ranges.ts';
import { icmpTypesOf, protocolNumber } from './protocols.ts';
import {
  ANY_SERVICE,
  ICMP,
  ICMP_OF,
  icmpSet,
  NO_SERVICE,
  type PortSpan,
  protocolSet,
  type ServiceSet,
  type Transport,
} from './services.ts';

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

export function isAdjustable({ setBy, counted }: ServicePart): boolean {
  return setBy !== undefined || counted !== undefined;
}

/** What a named service was made of, and where its references led. */
export interface NamedServices {
  readonly set: ServiceSet;
  readonly alternatives: readonly Choice[];
  /** Gathered when somebody asks: of services that are built on each other, each has all that those below it have. */
  readonly parts: readonly ServicePart[];
  readonly adjustable: boolean;
  readonly required: boolean;
  readonly any: boolean;
  /** All references in it; its own alone where it is made of what others came to. */
  readonly links: readonly Link[];
  /** What the services came to that it names, where it is made of these and of ports that stay where they are. */
  readonly within: readonly NamedServices[] | undefined;
}

interface Link {
  readonly reference: Reference;
  readonly target: AstNode | undefined;
}

// Services are named in many rules, and may be built on each other hundreds deep. What one was made of counts as long as all references in it
// lead where they led: an edit may give them other targets.
const known = new WeakMap<Service, { readonly made: NamedServices; seenAt: number }>();

/** What a named service stands for. */
export function ofService(service: Service): NamedServices {
  const now = linkings();
  const isSeen = (each: Service): boolean => known.get(each)?.seenAt === now;
  if (!isSeen(service)) {
    const unseen = (each: Service): Service[] => namedIn(each).filter((other) => !isSeen(other));
    if (!unseen(service).length) see(service, now, false);
    else for (const together of inOrder([service], unseen)) for (const each of together) see(each, now, together.length > 1);
  }
  return known.get(service)!.made;
}

/** The services that one names, those among alternatives left out. */
function namedIn({ service }: Service): Service[] {
  return (service?.items ?? []).flatMap((item) => (isServiceReference(item) ? (item.service?.ref ?? []) : []));
}

/** Finds out what a service stands for, or that it is what it was, once that is known of those that it names. */
function see(service: Service, now: number, inCircle: boolean): void {
  const before = known.get(service);
  const named = namedIn(service);
  const within = inCircle || named.includes(service) ? undefined : named.map((each) => known.get(each)!.made);
  if (before && areStill(before.made.links) && (!before.made.within || (within && isSameList(before.made.within, within)))) {
    before.seenAt = now;
    return;
  }
  known.set(service, { made: (within && madeOf(service, within)) ?? gathered(service), seenAt: now });
}

/** A service that is no more than what others came to and some ports of its own; nothing where it takes a look at all of these. */
function madeOf(service: Service, within: readonly NamedServices[]): NamedServices | undefined {
  if (!within.length || within.some(({ alternatives, adjustable }) => adjustable || alternatives.length)) return undefined;
  const own = collected();
  const { parts, alternatives, flags, links } = own;
  for (const item of service.service?.items ?? [])
    if (isServiceReference(item)) {
      if (item.service) links.push({ reference: item.service, target: item.service.ref });
    } else collect(item, service, own);
  if (alternatives.length || parts.some(isAdjustable)) return undefined;
  const set = IntervalSet.unionAll([...parts, ...within].map((each) => each.set));
  const required = flags.required || within.some((each) => each.required);
  const any = flags.any || within.some((each) => each.any);
  let all: readonly ServicePart[] | undefined;
  return {
    set,
    alternatives,
    get parts() {
      all ??= gathered(service).parts;
      return all;
    },
    adjustable: false,
    required,
    any,
    links: fitted(links),
    within,
  };
}

/** What a service stands for by all that leads on from it. */
function gathered(service: Service): NamedServices {
  const own = collected();
  own.seen.add(service);
  for (const each of service.service?.items ?? []) collect(each, service, own);
  const { parts, alternatives, flags, links } = own;
  const set = IntervalSet.unionAll(parts.map((p) => p.set));
  return { set, alternatives, parts, adjustable: parts.some(isAdjustable), ...flags, links, within: undefined };
}

export function collected(): Collected {
  return { parts: [], alternatives: [], flags: { required: false, any: false }, seen: new Set(), choices: new Map(), links: [] };
}

/** What a service list is made of, as far as it has been gone through. */
export interface Collected {
  /** The references that were followed. */
  readonly links: Link[];
  readonly parts: ServicePart[];
  readonly alternatives: Choice[];
  readonly flags: { required: boolean; any: boolean };
  /** Named services that have been gone through: one is what it is however many ways lead to it, and adds nothing to itself. */
  readonly seen: Set<Service>;
  /** What has been found out about alternatives; nothing yet for those that are being looked at. */
  readonly choices: Map<AlternativeService, Choice | undefined>;
}

export function collect(start: ServiceItem, within: Service | undefined, collected: Collected): void {
  const { parts, flags, seen, links } = collected;
  const open = [{ item: start, named: within }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { item, named } = next;
    if (isPortService(item)) {
      const stated = portsOf(item);
      append(links, stated.links);
      for (const part of stated.parts) parts.push(named ? { ...part, service: named } : part);
    } else if (isIcmpService(item) || isProtocolService(item)) {
      const set = readable(() => portlessSet(item));
      if (set) parts.push({ set, service: named, openEnded: false, dynamic: false, transports: [], node: item });
    } else if (isAnyService(item)) {
      flags.any = true;
      parts.push({ set: ANY_SERVICE, service: named, openEnded: false, dynamic: false, transports: [], node: item });
    } else if (isRequiredService(item)) {
      flags.required = true;
    } else if (isServiceReference(item)) {
      const service = item.service?.ref;
      if (item.service) links.push({ reference: item.service, target: service });
      // A service that leads back to itself means nothing; the check `circular-name` says so.
      if (!service || seen.has(service)) continue;
      seen.add(service);
      for (const each of (service.service?.items ?? []).toReversed()) open.push({ item: each, named: named ?? service });
    } else if (isAlternativeService(item)) {
      const choice = choiceIn(item, named, collected);
      if (choice) collected.alternatives.push(choice);
    }
  }
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

function portsOf(item: PortService): StatedPorts {
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

function areStill(links: readonly Link[]): boolean {
  return links.every(({ reference, target }) => reference.ref === target);
}

/** What an item leaves the choice of; nothing where that leads back to itself. */
function choiceIn(
  item: AlternativeService,
  named: Service | undefined,
  { flags, choices, links }: Collected,
): Choice | undefined {
  if (choices.has(item)) return choices.get(item);
  choices.set(item, undefined);
  const alternatives = item.alternatives.map((each) => {
    const own: Collected = { parts: [], alternatives: [], flags, seen: new Set(), choices, links };
    collect(each, named, own);
    return { services: IntervalSet.unionAll(own.parts.map((p) => p.set)), choices: own.alternatives };
  });
  const choice = choiceOf(alternatives, item.ordered);
  choices.set(item, choice);
  return choice;
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
function readable<T>(read: () => T): T | undefined {
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
