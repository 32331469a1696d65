import { IntervalSet } from './interval-set.ts';
import { append } from './lists.ts';
import { type IcmpTypeNumber, namedIcmpTypes, protocolName } from './protocols.ts';
import {
  ANY_SERVICE,
  hasMostProtocols,
  ICMP,
  ICMP_OF,
  icmpSet,
  icmpTypes,
  NO_SERVICE,
  type PortSpan,
  portSpans,
  protocolsOf,
  type ServiceSet,
  STATABLE_SERVICES,
  sourcedPorts,
} from './service-sets.ts';

export * from './service-sets.ts';

export function formatSpan(span: PortSpan): string {
  return span.from === span.to ? `${span.from}` : `${span.from}-${span.to}`;
}

/**
 * A set as the language writes it: `tcp 6160, 2500-3300, udp 53, tcp+udp 111, icmp`, `any`, `any except tcp 443`.
 * @returns the shortest text that reads back to the same set
 */
export function formatServices(set: ServiceSet): string {
  let text = texts.get(set);
  if (text === undefined) {
    text = textOf(set);
    texts.set(set, text);
  }
  return text;
}

// The services of one flow are told of each two components that lack it.
const texts = new WeakMap<ServiceSet, string>();

function textOf(set: ServiceSet): string {
  if (set.equals(ANY_SERVICE)) return 'any';
  const most = hasMostProtocols(set);
  if (most) {
    const out = ANY_SERVICE.subtract(set);
    // The language has no port 0 to leave out.
    if (STATABLE_SERVICES.covers(out)) return `any except ${formatServices(out)}`;
  }
  const icmp = icmpParts(set);
  const parts = [
    ...portLists(set).map(portItem),
    ...icmp.items,
    ...(most ? ['other protocols'] : protocolsOf(set).map(protocolItem)),
  ];
  const text = parts.join(', ') || 'nothing';
  return icmp.without.isEmpty ? text : `${text} except ${formatServices(icmp.without)}`;
}

/** Whether a set has a text that may be one of several items of a list: nothing without words, and nothing that only `except` says. */
export function isListable(set: ServiceSet): boolean {
  return STATABLE_SERVICES.covers(set) && !hasMostProtocols(set) && icmpParts(set).without.isEmpty;
}

/** A number of points that nobody lists: a set of more is what it leaves out. */
const MOST_LISTED = 24;

/** `tcp 6160, 2500-3300`, `udp 67 source port 68` */
export function portItem({ protocol, spans, source }: PortList): string {
  return [protocol, spans.map(formatSpan).join(', '), ...(source ? [`source port ${formatSpan(source)}`] : [])].join(' ');
}

/** Ports of one protocol, as a list of them is written. */
export interface PortList {
  readonly protocol: 'tcp' | 'udp' | 'tcp+udp';
  readonly spans: readonly PortSpan[];
  readonly source?: PortSpan | undefined;
}

/** The ports of a set: what tcp and udp have in common under both, then those of certain source ports. */
export function portLists(set: ServiceSet): PortList[] {
  const [tcp, udp] = (['tcp', 'udp'] as const).map((transport) => sourcedPorts(set, [transport]));
  const sources = new Map([...tcp!, ...udp!].map(({ source }) => [formatSpan(source), source]));
  const of = (lists: typeof tcp, name: string): readonly PortSpan[] =>
    lists!.find(({ source }) => formatSpan(source) === name)?.ports ?? [];
  return [
    ...byProtocol(portSpans(set, 'tcp'), portSpans(set, 'udp')),
    ...[...sources].flatMap(([name, source]) => byProtocol(of(tcp, name), of(udp, name)).map((list) => ({ ...list, source }))),
  ];
}

function byProtocol(tcpPorts: readonly PortSpan[], udpPorts: readonly PortSpan[]): PortList[] {
  const lineOf = (spans: readonly PortSpan[]): IntervalSet<number> =>
    IntervalSet.of(spans.map((s) => ({ start: s.from, end: s.to + 1 })));
  const spansOf = ({ intervals }: IntervalSet<number>): PortSpan[] => intervals.map((i) => ({ from: i.start, to: i.end - 1 }));
  const [tcp, udp] = [lineOf(tcpPorts), lineOf(udpPorts)];
  const both = tcp.intersect(udp);
  return [
    { protocol: 'tcp' as const, spans: spansOf(tcp.subtract(both)) },
    { protocol: 'udp' as const, spans: spansOf(udp.subtract(both)) },
    { protocol: 'tcp+udp' as const, spans: spansOf(both) },
  ].filter(({ spans }) => spans.length);
}

/** Types of icmp as items; where most of a family are there, as all of them and those that are not. */
export function icmpParts(set: ServiceSet): { items: string[]; without: ServiceSet } {
  const own = set.intersect(ICMP);
  if (own.isEmpty) return { items: [], without: NO_SERVICE };
  if (own.covers(ICMP)) return { items: ['icmp'], without: NO_SERVICE };
  // No word says all types of IPv4 alone.
  if (holdsMost(own, 4)) return { items: ['icmp'], without: ICMP.subtract(own) };
  if (own.covers(ICMP_OF[6]) || holdsMost(own, 6))
    return { items: [...typeItems(own.subtract(ICMP_OF[6])), 'icmpv6'], without: ICMP_OF[6].subtract(own) };
  return { items: typeItems(own), without: NO_SERVICE };
}

/** Whether nobody lists what a set holds of a family, since what it leaves out is shorter: of a set and of the rest never both. */
function holdsMost(set: ServiceSet, family: 4 | 6): boolean {
  const own = set.intersect(ICMP_OF[family]);
  const sizeOf = ({ intervals }: ServiceSet): number => intervals.reduce((sum, { start, end }) => sum + end - start, 0);
  return typeItems(own).length > MOST_LISTED && 2 * sizeOf(own) > sizeOf(ICMP_OF[family]);
}

function typeItems(set: ServiceSet): string[] {
  if (set.isEmpty) return [];
  const items: string[] = [];
  let rest = set;
  namedTypes ??= typesWithNames();
  for (const { item, types } of namedTypes) {
    if (!rest.covers(types)) continue;
    items.push(item);
    rest = rest.subtract(types);
  }
  for (const family of [4, 6] as const) {
    const types = icmpTypes(rest, family);
    const numbers = types === 'all' ? Array.from({ length: 256 }, (_, type) => type) : types;
    append(
      items,
      numbers.map((type) => `${family === 4 ? 'icmp' : 'icmpv6'} ${type}`),
    );
  }
  return items;
}

/** Whoever has a text made of thousands of sets has these made once. */
let namedTypes: readonly NamedTypes[] | undefined;

/** What a name of a type stands for, as an item of a list. */
interface NamedTypes {
  readonly item: string;
  readonly types: ServiceSet;
}

/** The names of types of both families, as they stand behind `icmp` or `icmpv6`, and then of those of IPv6 alone. */
function typesWithNames(): NamedTypes[] {
  const named = namedIcmpTypes();
  const both = named.map(({ name, numbers }) => ({
    item: `${numbers.some(({ family }) => family === 4) ? 'icmp' : 'icmpv6'} ${name}`,
    types: setOf(numbers),
  }));
  const six = named.map(({ name, numbers }) => ({
    item: `icmpv6 ${name}`,
    types: setOf(numbers.filter(({ family }) => family === 6)),
  }));
  return [...both, ...six].filter(({ types }) => !types.isEmpty);
}

function setOf(numbers: readonly IcmpTypeNumber[]): ServiceSet {
  return IntervalSet.unionAll(numbers.map(({ family, type }) => icmpSet(family, type)));
}

function protocolItem(number: number): string {
  return `protocol ${protocolName(number)}`;
}

/** How to write ICMP so that it is that of whichever family the addresses are of. */
export const BOTH_FAMILIES = "'icmp' is of both families, and so is a type by its name behind it, such as 'icmp echo-request'.";

/** Why ICMP of a family can't pass where an end has no address of that one. */
export function withoutAddresses(family: 4 | 6): string {
  return `${family === 6 ? 'icmpv6 goes' : 'this icmp is that of IPv4, which goes'} between IPv${family} addresses alone, and an end has none`;
}
