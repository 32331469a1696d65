import { IntervalSet } from '../../../../model/interval-set.ts';
import { ANY_SERVICE, icmpSet, type PortSpan, type ServiceSet } from '../../../../model/services.ts';
import { exactly, perhaps, type ServiceMatch } from '../../../../running/matches.ts';
import { ALL_PORTS, portsOf, protocolOf as servicesOfProtocol } from '../../../../running/parts.ts';
import { icmpTypeOf, portOf, protocolOf } from './names.ts';
import type { Words } from './statements.ts';

const OPERATORS = new Set(['eq', 'neq', 'lt', 'gt', 'range']);

/** Whether ports begin here. */
export function isPorts(words: Words): boolean {
  return OPERATORS.has(words.next ?? '');
}

/** `eq www`, `range 1 9`, `lt 1024`, `gt 1023`, `neq 22`. Nothing where it isn't understood. */
export function portsHere(words: Words): readonly PortSpan[] | undefined {
  const operator = words.take();
  const first = portOf(words.take());
  if (first === undefined) return undefined;
  if (operator === 'eq') return [{ from: first, to: first }];
  if (operator === 'lt') return first > 0 ? [{ from: 0, to: first - 1 }] : [];
  if (operator === 'gt') return first < 65535 ? [{ from: first + 1, to: 65535 }] : [];
  if (operator === 'neq')
    return [
      { from: 0, to: first - 1 },
      { from: first + 1, to: 65535 },
    ].filter(({ from, to }) => from <= to);
  const last = portOf(words.take());
  return operator !== 'range' || last === undefined || last < first ? undefined : [{ from: first, to: last }];
}

/** @param transports `tcp`, `udp` or `tcp-udp` */
export function ofTransports(
  transports: string,
  destinations: readonly PortSpan[] = [ALL_PORTS],
  sources: readonly PortSpan[] = [ALL_PORTS],
): ServiceSet | undefined {
  const names =
    transports === 'tcp-udp'
      ? (['tcp', 'udp'] as const)
      : transports === 'tcp' || transports === 'udp'
        ? [transports]
        : undefined;
  return names && IntervalSet.unionAll((names as ('tcp' | 'udp')[]).map((name) => portsOf(name, destinations, sources)));
}

/** A member of a group of ports. */
export function servicesOfPorts(transports: string, words: Words): ServiceMatch | undefined {
  const ports = portsHere(words);
  return exact(ports && ofTransports(transports, ports));
}

function exact(set: ServiceSet | undefined): ServiceMatch | undefined {
  return set && exactly(set);
}

/** A type of icmp, with a code behind it or not: a code is less than its type, and no plan says which there are. */
export function typeHere(words: Words, family: 4 | 6): ServiceMatch | undefined {
  const type = icmpTypeOf(words.take(), family);
  if (type === undefined) return undefined;
  const set = icmpSet(family, type);
  return /^\d+$/.test(words.next ?? '') ? perhaps(set, `code ${words.take()} of icmp alone`) : exactly(set);
}

/** `service tcp source eq 1 destination eq 2`, `service-object icmp echo 0`, `protocol-object gre`, `icmp-object echo`. */
export function serviceOf(word: string, words: Words): ServiceMatch | undefined {
  if (word === 'icmp-object') return exact(typesOf(words.take()));
  if (word === 'protocol-object') return exact(plainServices(words.take()));
  if (word !== 'service' && word !== 'service-object') return undefined;
  const protocol = words.take();
  const family = protocol === 'icmp' ? 4 : protocol === 'icmp6' ? 6 : undefined;
  if (family && !words.done) return typeHere(words, family);
  if (protocol === 'sctp' && !words.done) {
    words.rest();
    return perhaps(servicesOfProtocol(132), 'ports of sctp alone');
  }
  if (!/^(tcp|udp|tcp-udp)$/.test(protocol)) return exact(plainServices(protocol));
  const source = words.is('source') ? portsHere(words) : [ALL_PORTS];
  words.is('destination');
  const destination = words.done ? [ALL_PORTS] : portsHere(words);
  return exact(source && destination && ofTransports(protocol, destination, source));
}

/** A type of either family by its name, or of ICMPv4 by its number. */
export function typesOf(text: string): ServiceSet | undefined {
  const sets = ([4, 6] as const).flatMap((family) => {
    const type = family === 6 && /^\d/.test(text) ? undefined : icmpTypeOf(text, family);
    return type === undefined ? [] : [icmpSet(family, type)];
  });
  return sets.length ? IntervalSet.unionAll(sets) : undefined;
}

/** What a protocol by name or number is as a whole, and the services that the device knows by name. */
export function plainServices(name: string): ServiceSet | undefined {
  // The number that stands for all protocols, and that a device shows by its name.
  if (name === 'ip' || name === '0') return ANY_SERVICE;
  if (name === 'tcp-udp') return ofTransports(name);
  const number = protocolOf(name);
  if (number !== undefined) return servicesOfProtocol(number);
  const [, protocol = '', rest = ''] = /^(icmp6?|tcp|udp)-(.+)$/.exec(name) ?? [];
  if (protocol.startsWith('icmp')) {
    const family = protocol === 'icmp' ? 4 : 6;
    const type = icmpTypeOf(rest, family);
    return type === undefined ? undefined : icmpSet(family, type);
  }
  const port = rest === '' ? undefined : portOf(rest);
  return port === undefined ? undefined : ofTransports(protocol, [{ from: port, to: port }]);
}
