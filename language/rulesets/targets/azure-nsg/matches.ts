import {
  ANY_SERVICE,
  formatSpan,
  icmpTypes,
  portSpans,
  protocolsOf,
  type ServiceSet,
  sourcedPorts,
  type Transport,
} from '../../../model/services.ts';

export type Protocol = '*' | 'Tcp' | 'Udp' | 'Icmp' | 'Esp' | 'Ah';

/** What a rule says of whatever may be there. */
export const EVERYTHING: readonly string[] = ['*'];
export const PLAIN = { protocol: '*', ports: EVERYTHING, sourcePorts: EVERYTHING } as const;

/** The protocols and ports of a service set, each a rule of its own. */
export function matchesOf(services: ServiceSet): Match[] {
  if (services.equals(ANY_SERVICE)) return [PLAIN];
  const ports = (transport: Transport): string[] => portSpans(services, transport).map(formatSpan);
  const sourced = (transport: Transport): Match[] =>
    sourcedPorts(services, [transport]).map((each) => ({
      protocol: NAMES[transport],
      ports: each.ports.map(formatSpan),
      sourcePorts: [formatSpan(each.source)],
    }));
  const others = protocolsOf(services);
  const all: Match[] = [
    { ...PLAIN, protocol: 'Tcp', ports: ports('tcp') },
    ...sourced('tcp'),
    { ...PLAIN, protocol: 'Udp', ports: ports('udp') },
    ...sourced('udp'),
    { ...PLAIN, protocol: 'Icmp', ports: icmpTypes(services, 4) === 'all' ? EVERYTHING : [] },
    { ...PLAIN, protocol: 'Esp', ports: others.includes(ESP) ? EVERYTHING : [] },
    { ...PLAIN, protocol: 'Ah', ports: others.includes(AH) ? EVERYTHING : [] },
  ];
  return all.filter((m) => m.ports.length);
}

/** One protocol with its ports. */
export interface Match {
  readonly protocol: Protocol;
  readonly ports: readonly string[];
  readonly sourcePorts: readonly string[];
}

const NAMES = { tcp: 'Tcp', udp: 'Udp' } as const;
/** The protocols that have a name here besides those with ports and icmp. */
export const ESP = 50;
export const AH = 51;
