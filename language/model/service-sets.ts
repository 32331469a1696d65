import { IntervalSet, RUN } from './interval-set.ts';
import { type IcmpFamily, PLAIN_PROTOCOLS } from './protocols.ts';

/**
 * Protocols, ports and types on one line of integers. A port of tcp or udp is a run of points, one for each port that the initiator may send
 * from, so that all ports from all source ports are one interval, as a range of them is, and so are ports from some of these: first those of
 * tcp, then those of udp. Behind them stand the types of ICMPv4 and of ICMPv6, and every other protocol, as one point each.
 */
export type ServiceSet = IntervalSet<number>;

export type Transport = 'tcp' | 'udp';

const PORTS = 65536;
/**
 * The source ports of a port, of which the first one stands for 0 and 1 together: nobody tells these two apart, 0 is what who sends over UDP and needs
 * no answer may write there (RFC 768), and a deny of all others but some must not leave it open.
 */
const SOURCES = RUN;
const BASE = { tcp: 0, udp: PORTS * SOURCES } as const;
const TYPES = 256;
const ICMP_BASE = { 4: 2 * PORTS * SOURCES, 6: 2 * PORTS * SOURCES + TYPES } as const;
const PROTOCOL_BASE = ICMP_BASE[6] + TYPES;
/** The numbers of all protocols that have no words of their own, in order. */
const PROTOCOLS = Array.from({ length: 256 }, (_, number) => number).filter((number) => !PLAIN_PROTOCOLS.has(number));
const END = PROTOCOL_BASE + PROTOCOLS.length;

function run(start: number, end: number): ServiceSet {
  return IntervalSet.of([{ start, end }]);
}

export const NO_SERVICE: ServiceSet = IntervalSet.empty<number>();
/** All types of one address family. */
export const ICMP_OF: Readonly<Record<IcmpFamily, ServiceSet>> = {
  4: run(ICMP_BASE[4], ICMP_BASE[6]),
  6: run(ICMP_BASE[6], PROTOCOL_BASE),
};
/** What `icmp` stands for: all types of both address families. */
export const ICMP: ServiceSet = ICMP_OF[4].union(ICMP_OF[6]);
/** All protocols that have neither ports nor types. */
export const OTHER_PROTOCOLS: ServiceSet = run(PROTOCOL_BASE, END);
/** What `any` stands for: every port of tcp and udp, icmp, and every other protocol. */
export const ANY_SERVICE: ServiceSet = run(0, END);

export interface PortSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * @param first and last port, both included, 0 to 65535
 * @param source where the initiator's own port is fixed: 0 to 65535, of which 0 and 1 are the same
 */
export function portSet(transport: Transport, first: number, last: number = first, source?: PortSpan): ServiceSet {
  const base = BASE[transport];
  const [start, end] = [base + first * SOURCES, base + (last + 1) * SOURCES];
  if (!source || (source.from <= 1 && source.to >= SOURCES)) return run(start, end);
  const { from, to } = firstAsZero(source);
  return IntervalSet.of([{ start, end, ofEach: run(Math.max(from - 1, 0), to) }]);
}

/** Source ports as sets give them back: what begins with 0 or 1 has both. */
export function firstAsZero({ from, to }: PortSpan): PortSpan {
  return { from: from <= 1 ? 0 : from, to: Math.max(to, 1) };
}

/** Ports, each so far above or below; those that are no port then are the caller's to leave out. */
export function movedPorts(set: ServiceSet, by: number): ServiceSet {
  if (!by) return set;
  return IntervalSet.of(
    set.intervals.map((each) => ({ ...each, start: each.start + by * SOURCES, end: each.end + by * SOURCES })),
  );
}

export function icmpSet(family: IcmpFamily, type: number): ServiceSet {
  return run(ICMP_BASE[family] + type, ICMP_BASE[family] + type + 1);
}

/** @param number of a protocol that has no words of its own */
export function protocolSet(number: number): ServiceSet {
  const point = PROTOCOL_BASE + PROTOCOLS.indexOf(number);
  return run(point, point + 1);
}

/** Ports of one transport that are open from some ports of the initiator alone. */
export interface SourcedPorts {
  readonly transport: Transport;
  readonly ports: readonly PortSpan[];
  readonly source: PortSpan;
}

interface Ports {
  readonly plain: readonly PortSpan[];
  readonly sourced: readonly SourcedPorts[];
}

// Few of the sets of a plan are different ones, and each is written in many places.
const knownPorts = new WeakMap<ServiceSet, { [transport in Transport]?: Ports }>();

function portsOf(set: ServiceSet, transport: Transport): Ports {
  const known = knownPorts.get(set) ?? {};
  knownPorts.set(set, known);
  known[transport] ??= readPorts(set, transport);
  return known[transport];
}

function readPorts(set: ServiceSet, transport: Transport): Ports {
  const base = BASE[transport];
  const plain: PortSpan[] = [];
  const bySource = new Map<string, { source: PortSpan; ports: { from: number; to: number }[] }>();
  for (const interval of set.intervals) {
    // An interval begins and ends between two ports.
    const from = (Math.max(interval.start, base) - base) / SOURCES;
    const to = (Math.min(interval.end, base + PORTS * SOURCES) - base) / SOURCES - 1;
    if (to < from) continue;
    if (!interval.ofEach) plain.push({ from, to });
    for (const { start, end } of interval.ofEach?.intervals ?? []) {
      const key = `${start}-${end}`;
      const known = bySource.get(key) ?? { source: { from: start ? start + 1 : 0, to: end }, ports: [] };
      bySource.set(key, known);
      const last = known.ports.at(-1);
      if (last?.to === from - 1) last.to = to;
      else known.ports.push({ from, to });
    }
  }
  return { plain, sourced: [...bySource.values()].map((each) => ({ transport, ...each })) };
}

/** The ports of one transport that are open from every port of the initiator, in order, both ends included. */
export function portSpans(set: ServiceSet, transport: Transport): readonly PortSpan[] {
  return portsOf(set, transport).plain;
}

/** The ports that are open from some ports of the initiator alone, by these. */
export function sourcedPorts(set: ServiceSet, transports: readonly Transport[] = ['tcp', 'udp']): readonly SourcedPorts[] {
  return transports.flatMap((transport) => portsOf(set, transport).sourced);
}

/** The types of one family; `all` where none is left out. */
export function icmpTypes(set: ServiceSet, family: IcmpFamily): 'all' | number[] {
  if (set.covers(ICMP_OF[family])) return 'all';
  return pointsOf(set.intersect(ICMP_OF[family])).map((point) => point - ICMP_BASE[family]);
}

/** The numbers of the protocols that have neither ports nor types. */
export function protocolsOf(set: ServiceSet): number[] {
  return pointsOf(set.intersect(OTHER_PROTOCOLS)).map((point) => PROTOCOLS[point - PROTOCOL_BASE]!);
}

function pointsOf({ intervals }: ServiceSet): number[] {
  return intervals.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, n) => start + n));
}

/** Whether the set holds any type of icmp, of either family. */
export function hasIcmp(set: ServiceSet): boolean {
  return set.overlaps(ICMP);
}

/** So many protocols nobody names: where there are more, something was left out of all of them. */
const MOST_NAMED = 100;

/** Whether the set is what `any` opens, with something left out or not: more protocols without ports than anybody names. */
export function hasMostProtocols(set: ServiceSet): boolean {
  const others = set.intersect(OTHER_PROTOCOLS).intervals;
  return others.reduce((sum, { start, end }) => sum + end - start, 0) > MOST_NAMED;
}

/** The one address family that has all of a set, where that is nothing but types of icmp. */
export function onlyFamilyOf({ intervals }: ServiceSet): IcmpFamily | undefined {
  const [first] = intervals;
  if (!first || first.start < ICMP_BASE[4]) return undefined;
  const last = intervals[intervals.length - 1]!;
  if (last.end <= ICMP_BASE[6]) return 4;
  return first.start >= ICMP_BASE[6] && last.end <= PROTOCOL_BASE ? 6 : undefined;
}

/** What can be stated by port, type, name or number. */
export const STATABLE_SERVICES: ServiceSet = IntervalSet.unionAll([
  portSet('tcp', 1, PORTS - 1),
  portSet('udp', 1, PORTS - 1),
  ICMP,
  OTHER_PROTOCOLS,
]);

/**
 * @param lowest 0 for a port that the initiator sends from
 * @throws Error with a sentence for the user when the number is no port up to 65535
 */
export function checkPort(port: number, lowest: 0 | 1 = 1): number {
  if (Number.isInteger(port) && port >= lowest && port <= 65535) return port;
  throw new Error(`${port} is not a port: ${lowest ? 'ports' : 'source ports'} go from ${lowest} to 65535.`);
}
