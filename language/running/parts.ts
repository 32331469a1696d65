import { type AddressSet, ALL_IPV4, ALL_IPV6, type Family, parseAddress, parseHostName, V4_BASE } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { ICMP_OF, type PortSpan, portSet, protocolSet, type ServiceSet, type Transport } from '../model/services.ts';

// What texts of devices say of addresses and ports, as sets. Nothing here throws: what is no address is nothing, and its reader says so.

// Some programs read numbers with zeros in front as octal: which address `10.0.0.010` is nobody can say.
const V4 = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})$/;

/** An IPv4 address as a number; nothing where it is none. */
function v4Number(text: string): number | undefined {
  const match = V4.exec(text);
  if (!match) return undefined;
  let value = 0;
  for (let n = 1; n <= 4; n++) {
    const octet = Number(match[n]);
    if (octet > 255) return undefined;
    value = value * 256 + octet;
  }
  return value;
}

/** `size` addresses of IPv4 from the one with this number on. */
function v4Run(first: number, size: number): AddressSet {
  const start = V4_BASE + BigInt(first);
  return IntervalSet.of([{ start, end: start + BigInt(size) }]);
}

/**
 * Reads `10.0.0.1`, `10.0.0.0/24`, `10.0.0.0/255.255.255.0`, `10.0.0.1-10.0.0.9` and the same of IPv6; bits of the host in a network count for nothing.
 * @returns nothing where the text is none of these
 */
export function readAddresses(text: string): AddressSet | undefined {
  const [head = '', tail] = text.split('/', 2);
  if (V4.test(head)) {
    const first = v4Number(head);
    if (first === undefined) return undefined;
    if (tail === undefined) return v4Run(first, 1);
    if (V4.test(tail)) return readMasked(head, tail);
    if (!/^\d{1,2}$/.test(tail) || Number(tail) > 32) return undefined;
    const size = 2 ** (32 - Number(tail));
    return v4Run(first - (first % size), size);
  }
  const dash = text.indexOf('-');
  try {
    if (dash > 0) return parseAddress({ start: text.slice(0, dash).trim(), end: text.slice(dash + 1).trim() }).set;
    if (!head.includes(':') || (tail !== undefined && !/^\d{1,3}$/.test(tail))) return undefined;
    return parseAddress({ start: head, prefix: tail === undefined ? undefined : Number(tail) }).set;
  } catch {
    return undefined;
  }
}

/**
 * An address with a mask, `10.0.0.0 255.255.255.0`; masks with holes are read as they are, up to 4,096 runs.
 * @param wildcard whether set bits of the mask are those that don't count, `0.0.0.255`
 */
export function readMasked(address: string, mask: string, wildcard = false): AddressSet | undefined {
  const [first, bits] = [v4Number(address), v4Number(mask)];
  if (first === undefined || bits === undefined) return undefined;
  const free = wildcard ? bits : 2 ** 32 - 1 - bits;
  const base = (first & ~free) >>> 0;
  // The lowest bits that are free make one run; each free bit above them doubles the number of runs.
  let size = 1;
  while (size <= free && free & size) size *= 2;
  if (free === 2 ** 32 - 1) size = 2 ** 32;
  let starts = [base];
  for (let bit = size; bit < 2 ** 32; bit *= 2)
    if (Math.floor(free / bit) % 2) {
      starts = starts.flatMap((start) => [start, start + bit]);
      if (starts.length > 4096) return undefined;
    }
  return IntervalSet.unionAll(starts.map((start) => v4Run(start, size)));
}

/** All of a family but a set, host names left aside. */
export function otherAddresses(set: AddressSet, family: Family): AddressSet {
  return (family === 4 ? ALL_IPV4 : ALL_IPV6).subtract(set);
}

/** Every port of a transport, 0 included. */
export const ALL_PORTS: PortSpan = { from: 0, to: 65_535 };

/** Ports of a transport, from any source port or from some. */
export function portsOf(
  transport: Transport,
  ports: readonly PortSpan[] = [ALL_PORTS],
  sources?: readonly PortSpan[],
): ServiceSet {
  const from = sources?.filter(({ to }) => to > 0).map(({ from, to }) => ({ from: Math.max(from, 1), to }));
  return IntervalSet.unionAll(
    ports.flatMap((port) =>
      from ? from.map((source) => portSet(transport, port.from, port.to, source)) : [portSet(transport, port.from, port.to)],
    ),
  );
}

/** All of an IP protocol by its number: every port of tcp and udp, every type of icmp. */
export function protocolOf(number: number): ServiceSet {
  if (number === 6) return portsOf('tcp');
  if (number === 17) return portsOf('udp');
  if (number === 1) return ICMP_OF[4];
  if (number === 58) return ICMP_OF[6];
  return protocolSet(number);
}

/** A host name or `*.example.com`; nothing for what is none. */
export function readHostName(text: string): AddressSet | undefined {
  try {
    return parseHostName(text);
  } catch {
    return undefined;
  }
}

/** `80` or `8000-8010`; nothing for what is no port. */
export function readPorts(text: string): PortSpan | undefined {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  if (first === undefined) return undefined;
  const span = { from: Number(first), to: Number(last) };
  return span.from <= span.to && span.to <= 65_535 ? span : undefined;
}
