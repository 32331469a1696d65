import type { Family } from '../../../model/addresses.ts';
import {
  ANY_SERVICE,
  formatServices,
  formatSpan,
  icmpTypes,
  type PortSpan,
  portSpans,
  protocolsOf,
  type ServiceSet,
  sourcedPorts,
} from '../../../model/services.ts';
import type { NameTable } from '../../names.ts';
import { MARK } from './text.ts';

/** How a rule names its services: before its addresses, and after them. */
export interface ServiceTerm {
  readonly protocol: string;
  readonly ports: string;
  /** What only a group can say: the ports of the initiator. */
  readonly source?: string;
}

function portsOf({ from, to }: PortSpan): string {
  if (from === 0 && to === 65535) return '';
  return from === to ? ` eq ${from}` : ` range ${from} ${to}`;
}

/** The parts of a set: a protocol each, with its ports. What tcp and udp have in common is one part. */
function partsOf(services: ServiceSet, families: readonly Family[]): ServiceTerm[] {
  const [tcp, udp] = [portSpans(services, 'tcp'), portSpans(services, 'udp')];
  const common = new Set(tcp.map(formatSpan).filter((span) => udp.some((other) => formatSpan(other) === span)));
  const part = (protocol: string, spans: readonly PortSpan[], both: boolean): ServiceTerm[] =>
    spans.filter((span) => common.has(formatSpan(span)) === both).map((span) => ({ protocol, ports: portsOf(span) }));
  return [
    ...part('tcp', tcp, false),
    ...part('udp', udp, false),
    ...part('tcp-udp', tcp, true),
    ...sourcedPorts(services).flatMap(({ transport, ports, source }) =>
      ports.map((span) => ({ protocol: transport, ports: portsOf(span), source: portsOf(source) })),
    ),
    ...families.flatMap((family) => typesOf(services, family)),
    ...protocolsOf(services).map((number) => ({ protocol: `${number}`, ports: '' })),
  ];
}

/** A type stands where ports stand, without a word before it. */
function typesOf(services: ServiceSet, family: Family): ServiceTerm[] {
  const types = icmpTypes(services, family);
  const protocol = family === 4 ? 'icmp' : 'icmp6';
  return types === 'all' ? [{ protocol, ports: '' }] : types.map((type) => ({ protocol, ports: ` ${type}` }));
}

function lineOf({ protocol, ports, source }: ServiceTerm): string {
  const destination = ports && !protocol.startsWith('icmp') ? ` destination${ports}` : ports;
  return ` service-object ${protocol}${source ? ` source${source}` : ''}${destination}`;
}

/** The service groups of a file, made as rules ask for them: named by what they hold, so that rules share them. */
export class ServiceTable {
  private readonly groups = new Map<string, readonly [name: string, lines: readonly string[]]>();
  private readonly names: NameTable;

  constructor(names: NameTable) {
    this.names = names;
  }

  term(services: ServiceSet, families: readonly Family[]): ServiceTerm {
    if (services.equals(ANY_SERVICE)) return { protocol: 'ip', ports: '' };
    const parts = partsOf(services, families);
    // Only a group can hold what goes for tcp and udp alike, and ports of both sides.
    const [part] = parts;
    if (parts.length === 1 && part!.protocol !== 'tcp-udp' && !part!.source) return part!;
    const lines = parts.map(lineOf);
    const key = `svc ${lines.join()}`;
    const name = this.names.name(`svc ${formatServices(services).replaceAll('+', '-')}`, key);
    this.groups.set(key, [name, lines]);
    return { protocol: `object-group ${name}`, ports: '' };
  }

  get groupNames(): string[] {
    return this.sorted.map(([name]) => name);
  }

  get lines(): string[] {
    return this.sorted.flatMap(([name, lines]) => [`object-group service ${name}`, MARK, ...lines]);
  }

  private get sorted(): (readonly [string, readonly string[]])[] {
    return [...this.groups.values()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }
}
