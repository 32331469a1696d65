import { type AddressSet, ALL_IPV4, ALL_IPV6, ANYWHERE } from '../../../../model/addresses.ts';
import { ANY_SERVICE, ICMP_OF, icmpSet, type PortSpan, type ServiceSet, type Transport } from '../../../../model/services.ts';
import { ofWord } from '../../../../model/word-tables.ts';
import {
  type AddressMatch,
  ANY_ADDRESS,
  ANY_SERVICES,
  anyOf,
  exactly,
  perhaps,
  type ServiceMatch,
} from '../../../../running/matches.ts';
import { ALL_PORTS, portsOf, protocolOf, readAddresses, readPorts } from '../../../../running/parts.ts';

/** Words for protocols as the NetSecurity module and `netsh` write them, with their numbers. */
const PROTOCOLS: Readonly<Record<string, number>> = {
  hopopt: 0,
  icmpv4: 1,
  igmp: 2,
  tcp: 6,
  udp: 17,
  ipv6: 41,
  'ipv6-route': 43,
  ipv6route: 43,
  'ipv6-frag': 44,
  ipv6frag: 44,
  gre: 47,
  icmpv6: 58,
  'ipv6-nonxt': 59,
  ipv6nonxt: 59,
  'ipv6-opts': 60,
  ipv6opts: 60,
  vrrp: 112,
  pgm: 113,
  l2tp: 115,
};

/** Words for ports: those that Windows listens at for a service, where the service itself may have chosen another one. */
const PORT_WORDS: Readonly<Record<string, PortSpan>> = {
  rpc: { from: 1024, to: 65_535 },
  rpcepmap: { from: 135, to: 135 },
  'rpc-epmap': { from: 135, to: 135 },
  mdns: { from: 5353, to: 5353 },
};

/** Words for addresses, from the reference of Set-NetFirewallRule; a 4 or 6 at the end has them mean one family. */
const ADDRESS_WORD =
  /^(localsubnet|dns|dhcp|wins|defaultgateway|internet|intranet|rmtintranet|intranetremoteaccess|ply2renders|playtodevice|playtotargets|captiveportal)([46])?$/;

/** What texts say of the addresses of one end. @param own the networks that the host itself is in, where the file says so */
export function addressesOf(texts: readonly string[], own: AddressSet | undefined): AddressMatch {
  if (!texts.length || texts.some((text) => /^(?:any|\*)$/i.test(text))) return ANY_ADDRESS;
  return anyOf(
    texts.map((text): AddressMatch => {
      const set = readAddresses(text);
      if (set) return exactly(set);
      const [, word, family] = ADDRESS_WORD.exec(text.toLowerCase()) ?? [];
      if (!word) return perhaps(ANYWHERE, 'it names addresses that nobody can read here');
      const where = word === 'localsubnet' && own ? own : ANYWHERE;
      const within = family ? where.intersect(family === '4' ? ALL_IPV4 : ALL_IPV6) : where;
      return perhaps(within, `${text} is what the host takes for it at the time`);
    }),
  );
}

/** What a rule says of its services. */
export interface ServiceTexts {
  /** As it stands in the file; nothing where the file doesn't say it. */
  readonly protocol: string | undefined;
  /** Ports of the end that is connected to, and of the one that connects. */
  readonly ports: readonly string[];
  readonly sourcePorts: readonly string[];
  readonly types: readonly string[];
}

/** What texts say of protocol, ports and types. */
export function servicesOf({ protocol = 'any', ports, sourcePorts, types }: ServiceTexts): ServiceMatch {
  const word = protocol.toLowerCase();
  if (word === 'any' || word === '256' || word === '*') return ANY_SERVICES;
  const number = /^\d{1,3}$/.test(word) ? Number(word) : ofWord(PROTOCOLS, word);
  if (number === undefined || number > 255) return perhaps(ANY_SERVICE, 'it names a protocol that nobody knows here');
  if (number === 6 || number === 17) return portsOfTransport(number === 6 ? 'tcp' : 'udp', ports, sourcePorts);
  if (number === 1 || number === 58) return typesOf(types, number === 1 ? 4 : 6);
  return exactly(protocolOf(number));
}

function portsOfTransport(transport: Transport, ports: readonly string[], sources: readonly string[]): ServiceMatch {
  const [to, from] = [spansOf(ports), spansOf(sources)];
  if (!from.isAny && ports.length * sources.length > MOST_PAIRS)
    return perhaps(portsOf(transport), 'it has more pairs of ports than are looked at');
  const sure = portsOf(transport, to.sure, from.isAny ? undefined : from.sure);
  const why = to.why ?? from.why;
  if (why === undefined) return exactly(sure);
  const maybe = portsOf(transport, [...to.sure, ...to.maybe], from.isAny ? undefined : [...from.sure, ...from.maybe]);
  return { sure, maybe, why };
}

/** So many pairs of a port and a source port one rule may have. */
const MOST_PAIRS = 10_000;

interface Spans {
  readonly sure: readonly PortSpan[];
  readonly maybe: readonly PortSpan[];
  readonly isAny: boolean;
  readonly why?: string;
}

function spansOf(texts: readonly string[]): Spans {
  if (!texts.length || texts.some((text) => /^(?:any|\*)$/i.test(text))) return { sure: [ALL_PORTS], maybe: [], isAny: true };
  const [sure, maybe]: PortSpan[][] = [[], []];
  let why: string | undefined;
  for (const text of texts) {
    const span = readPorts(text);
    if (span) sure!.push(span);
    else {
      maybe!.push(ofWord(PORT_WORDS, text.toLowerCase()) ?? ALL_PORTS);
      why ??= /^[A-Za-z][\w-]{0,31}$/.test(text)
        ? `which ports ${text} stands for is known to the host alone`
        : 'it names ports that nobody can read here';
    }
  }
  return { sure: sure!, maybe: maybe!, isAny: false, ...(why !== undefined && { why }) };
}

function typesOf(texts: readonly string[], family: 4 | 6): ServiceMatch {
  const all = ICMP_OF[family];
  if (!texts.length || texts.some((text) => /^(?:any|\*)$/i.test(text))) return exactly(all);
  return anyOf(
    texts.map((text): ServiceMatch => {
      const [, type, code] = /^(\d{1,3})(?:[:.](\d{1,3}|\*|any))?$/i.exec(text) ?? [];
      if (type === undefined || Number(type) > 255)
        return perhaps<number>(all, 'it names a type of icmp that nobody can read here');
      const set: ServiceSet = icmpSet(family, Number(type));
      return code === undefined || !/^\d/.test(code) ? exactly(set) : perhaps(set, 'it is about one code of a type of icmp');
    }),
  );
}
