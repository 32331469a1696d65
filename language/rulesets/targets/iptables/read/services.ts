import type { Family } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { namedIcmpTypes } from '../../../../model/protocols.ts';
import { ANY_SERVICE, ICMP_OF, icmpSet, NO_SERVICE, type PortSpan, type ServiceSet } from '../../../../model/services.ts';
import { ofWord } from '../../../../model/word-tables.ts';
import { linuxProtocol } from '../../../../running/linux-protocols.ts';
import { ALL_PORTS, portsOf, protocolOf } from '../../../../running/parts.ts';
import { PORT_NAMES } from '../../../../running/port-names.ts';

/** Ports and types, until all of a rule is known. */
export interface Parts {
  protocol?: string;
  notProtocol: boolean;
  ports: { readonly spans: readonly PortSpan[]; readonly end: 'source' | 'destination' | 'either'; readonly not: boolean }[];
  types?: ServiceSet;
  notTypes: boolean;
}

/** Reads `80`, `80:90`, `:90`, `80:`, and `ssh`. */
export function readSpan(text: string): PortSpan | undefined {
  const named = PORT_NAMES[text];
  if (named !== undefined) return { from: named, to: named };
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
  // Such a name is one code of its type.
  const part = CODES[family].find(([, codes]) => codes.includes(text))?.[0];
  if (part !== undefined) return { set: icmpSet(family, part), inPart: true };
  const name = ofWord(TYPE_NAMES, type) ?? type;
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

/** Names of codes, by the type that they belong to, as `iptables -p icmp -h` and `ip6tables -p icmpv6 -h` list them. */
const CODES: Readonly<Record<Family, readonly (readonly [type: number, codes: readonly string[]])[]>> = {
  4: [
    [
      3,
      `network-unreachable host-unreachable protocol-unreachable port-unreachable fragmentation-needed source-route-failed network-unknown host-unknown
      network-prohibited host-prohibited TOS-network-unreachable TOS-host-unreachable communication-prohibited host-precedence-violation precedence-cutoff`.split(
        /\s+/,
      ),
    ],
    [5, ['network-redirect', 'host-redirect', 'TOS-network-redirect', 'TOS-host-redirect']],
    [11, ['ttl-zero-during-transit', 'ttl-zero-during-reassembly']],
    [12, ['ip-header-bad', 'required-option-missing']],
  ],
  6: [
    [
      1,
      'no-route communication-prohibited beyond-scope address-unreachable port-unreachable failed-policy reject-route'.split(' '),
    ],
    [3, ['ttl-zero-during-transit', 'ttl-zero-during-reassembly']],
    [4, ['bad-header', 'unknown-header-type', 'unknown-option']],
  ],
};

interface Say {
  readonly unknown: (word: string) => void;
  readonly perhaps: (why: string) => void;
}

/** The services that ports, types and protocols of a rule are together. */
export function servicesOf({ protocol, notProtocol, ports, types, notTypes }: Parts, family: Family, say: Say): ServiceSet {
  const number = protocol === undefined || protocol === 'all' ? 0 : linuxProtocol(protocol);
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
