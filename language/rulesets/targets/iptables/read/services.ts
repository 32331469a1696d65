import type { Family } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { namedIcmpTypes, protocolNumber } from '../../../../model/protocols.ts';
import { ANY_SERVICE, ICMP_OF, icmpSet, NO_SERVICE, type PortSpan, type ServiceSet } from '../../../../model/services.ts';
import { ALL_PORTS, portsOf, protocolOf } from '../../../../running/parts.ts';

/** Ports and types, until all of a rule is known. */
export interface Parts {
  protocol?: string;
  notProtocol: boolean;
  ports: { readonly spans: readonly PortSpan[]; readonly end: 'source' | 'destination' | 'either'; readonly not: boolean }[];
  types?: ServiceSet;
  notTypes: boolean;
}

/** Reads `80`, `80:90`, `:90` and `80:`. */
export function readSpan(text: string): PortSpan | undefined {
  const match = /^(\d*)(?:([:-])(\d*))?$/.exec(text);
  if (!match || text === '') return undefined;
  const from = match[1] ? Number(match[1]) : 0;
  const to = match[2] ? (match[3] ? Number(match[3]) : 65_535) : from;
  return to > 65_535 || from > to ? undefined : { from, to };
}

/** A type of icmp, by number or name, with or without a code. */
export function readTypes(text: string, family: Family): { set: ServiceSet; inPart: boolean } | undefined {
  if (text === 'any' || text === '255') return { set: ICMP_OF[family], inPart: false };
  const [type = '', code] = text.split('/');
  if (/^\d+$/.test(type))
    return Number(type) > 255 ? undefined : { set: icmpSet(family, Number(type)), inPart: code !== undefined };
  const name = TYPE_NAMES[type] ?? type;
  const known = namedIcmpTypes().find((each) => each.name === name);
  const set = IntervalSet.unionAll(
    (known?.numbers ?? []).flatMap((each) => (each.family === family ? [icmpSet(family, each.type)] : [])),
  );
  return set.isEmpty ? undefined : { set, inPart: false };
}

/** What iptables calls types otherwise. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  ping: 'echo-request',
  pong: 'echo-reply',
  'ttl-exceeded': 'time-exceeded',
  neighbour: 'neighbor-solicitation',
  'neighbour-solicitation': 'neighbor-solicitation',
  'neighbour-advertisement': 'neighbor-advertisement',
};

interface Say {
  readonly unknown: (word: string) => void;
  readonly perhaps: (why: string) => void;
}

/** The services that ports, types and protocols of a rule are together. */
export function servicesOf({ protocol, notProtocol, ports, types, notTypes }: Parts, family: Family, say: Say): ServiceSet {
  const number = protocol === undefined || protocol === 'all' ? 0 : numberOf(protocol);
  if (number === undefined) {
    say.unknown('-p');
    return ANY_SERVICE;
  }
  // To iptables 0 is every protocol.
  if (number === 0) return ANY_SERVICE;
  const whole = protocolOf(number);
  if (notProtocol) return ANY_SERVICE.subtract(whole);
  if (types) {
    const own = whole.intersect(ICMP_OF[family]);
    return notTypes ? own.subtract(types) : own.intersect(types);
  }
  if (!ports.length) return whole;
  if (number !== 6 && number !== 17) {
    say.perhaps(`ports of ${protocol}`);
    return whole;
  }
  const transport = number === 6 ? 'tcp' : 'udp';
  let services = whole;
  for (const { spans, end, not } of ports) {
    let set = NO_SERVICE;
    if (end !== 'source') set = set.union(portsOf(transport, spans));
    if (end !== 'destination') set = set.union(portsOf(transport, [ALL_PORTS], spans));
    services = not ? services.subtract(set) : services.intersect(set);
  }
  return services;
}

function numberOf(protocol: string): number | undefined {
  const plain = { tcp: 6, udp: 17, icmp: 1, 'ipv6-icmp': 58, icmpv6: 58, icmp6: 58, ipv6: 41, ip: 0 }[protocol];
  if (plain !== undefined) return plain;
  if (/^\d+$/.test(protocol)) return Number(protocol) <= 255 ? Number(protocol) : undefined;
  try {
    return protocolNumber(protocol);
  } catch {
    return undefined;
  }
}
