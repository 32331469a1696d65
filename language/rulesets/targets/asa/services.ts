import type { Family } from '../../../model/addresses.ts';
import {
  ANY_SERVICE,
  formatServices,
  formatSpan,
  hasIcmp,
  type PortSpan,
  portSpans,
  type ServiceSet,
} from '../../../model/services.ts';
import type { NameTable } from '../../names.ts';
import { MARK } from './text.ts';

/** How a rule names its services: before its addresses, and after them. */
export interface ServiceTerm {
  readonly protocol: string;
  readonly ports: string;
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
    ...(hasIcmp(services) ? families.map((f) => ({ protocol: f === 4 ? 'icmp' : 'icmp6', ports: '' })) : []),
  ];
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
    // Only a group can hold what goes for tcp and udp alike.
    if (parts.length === 1 && parts[0]!.protocol !== 'tcp-udp') return parts[0]!;
    const lines = parts.map(({ protocol, ports }) => ` service-object ${protocol}${ports && ` destination${ports}`}`);
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
