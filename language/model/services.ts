import { IntervalSet } from './interval-set.ts';

/**
 * Protocols and ports on one line of integers: tcp ports at 0 .. 65535, udp ports above them, then icmp (of both address families,
 * all types) and every other protocol as one point each.
 */
export type ServiceSet = IntervalSet<number>;

export type Transport = 'tcp' | 'udp';

const PORTS = 65536;
const BASE = { tcp: 0, udp: PORTS } as const;
const ICMP_POINT = 2 * PORTS;
const OTHER_POINT = ICMP_POINT + 1;

export const NO_SERVICE: ServiceSet = IntervalSet.empty<number>();
export const ICMP: ServiceSet = IntervalSet.of([{ start: ICMP_POINT, end: ICMP_POINT + 1 }]);
/** What `any` stands for: every port of tcp and udp, icmp, and every other protocol. */
export const ANY_SERVICE: ServiceSet = IntervalSet.of([{ start: 0, end: OTHER_POINT + 1 }]);

/** @param first and last port, both included, 0 to 65535 */
export function portSet(transport: Transport, first: number, last: number = first): ServiceSet {
  return IntervalSet.of([{ start: BASE[transport] + first, end: BASE[transport] + last + 1 }]);
}

export interface PortSpan {
  readonly from: number;
  readonly to: number;
}

/** The ports of one transport in a set, in order, both ends included. */
export function portSpans(set: ServiceSet, transport: Transport): PortSpan[] {
  const base = BASE[transport];
  return set
    .intersect(IntervalSet.of([{ start: base, end: base + PORTS }]))
    .intervals.map((i) => ({ from: i.start - base, to: i.end - 1 - base }));
}

export function hasIcmp(set: ServiceSet): boolean {
  return set.has(ICMP_POINT);
}

/** Whether the set holds the protocols that have neither ports nor a name in the language (what only `any` opens). */
export function hasOtherProtocols(set: ServiceSet): boolean {
  return set.has(OTHER_POINT);
}

export function formatSpan(span: PortSpan): string {
  return span.from === span.to ? `${span.from}` : `${span.from}-${span.to}`;
}

/**
 * A set as the language writes it: `tcp 6160, 2500-3300, udp 53, tcp+udp 111, icmp`, `any`, `any except tcp 443`.
 * @returns the shortest text that reads back to the same set
 */
export function formatServices(set: ServiceSet): string {
  if (set.equals(ANY_SERVICE)) return 'any';
  if (hasOtherProtocols(set)) {
    const out = ANY_SERVICE.subtract(set);
    // The language has no port 0 to leave out.
    if (STATABLE_SERVICES.covers(out)) return `any except ${formatServices(out)}`;
  }
  const part = (protocol: string, spans: PortSpan[]): string[] =>
    spans.length ? [`${protocol} ${spans.map(formatSpan).join(', ')}`] : [];
  const tcp = portSet('tcp', 0, PORTS - 1);
  const shift = (s: ServiceSet, by: number): ServiceSet =>
    IntervalSet.of(s.intervals.map((i) => ({ start: i.start + by, end: i.end + by })));
  const tcpPorts = set.intersect(tcp);
  const udpPorts = shift(set.intersect(portSet('udp', 0, PORTS - 1)), -PORTS);
  const both = tcpPorts.intersect(udpPorts);
  const parts = [
    ...part('tcp', portSpans(tcpPorts.subtract(both), 'tcp')),
    ...part('udp', portSpans(shift(udpPorts.subtract(both), PORTS), 'udp')),
    ...part('tcp+udp', portSpans(both, 'tcp')),
  ];
  if (hasIcmp(set)) parts.push('icmp');
  if (hasOtherProtocols(set)) parts.push('other protocols');
  return parts.join(', ') || 'nothing';
}

/** What can be stated by port or name. */
export const STATABLE_SERVICES: ServiceSet = IntervalSet.unionAll([
  portSet('tcp', 1, PORTS - 1),
  portSet('udp', 1, PORTS - 1),
  ICMP,
]);

/** @throws Error with a sentence for the user when the number is no port from 1 to 65535 */
export function checkPort(port: number): number {
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error(`${port} is not a port: ports go from 1 to 65535.`);
  return port;
}
