import type { Family } from '../../../model/addresses.ts';
import { IntervalSet } from '../../../model/interval-set.ts';
import {
  ANY_SERVICE,
  formatServices,
  formatSpan,
  icmpTypes,
  type PortSpan,
  portSet,
  portSpans,
  protocolsOf,
  type ServiceSet,
  type SourcedPorts,
  sourcedPorts,
} from '../../../model/services.ts';
import { NameTable } from '../../names.ts';
import { byKey, type Item, MARK, OBJECT_COMMENT_LENGTH, quoted, type Table, tableLines } from './text.ts';

/** The longest name that all releases take. */
const NAME_LENGTH = 63;

/** So many port ranges of one protocol an object gets; more are another object's. */
const MOST_RANGES = 15;

function rangesOf(spans: readonly PortSpan[]): string {
  // Port 0 is in a set that holds every port, and in no packet.
  return spans.map(({ from, to }) => formatSpan({ from: Math.max(1, from), to })).join(' ');
}

/** Spans in portions that fit into an object. */
function portions(spans: readonly PortSpan[]): PortSpan[][] {
  const result: PortSpan[][] = [];
  for (let n = 0; n < spans.length; n += MOST_RANGES) result.push(spans.slice(n, n + MOST_RANGES));
  return result;
}

/** The service objects of a file, made as policies ask for them: named by what they hold, so that policies share them. */
export class ServiceTable {
  private readonly items = new Map<string, Item>();
  private readonly names = new NameTable({ most: NAME_LENGTH, refused: /[^A-Za-z0-9.-]+/, joint: ' ' });

  /** The names of what stands in a policy; those for icmp by the families of its packets. */
  members(services: ServiceSet, families: readonly Family[]): string[] {
    if (services.equals(ANY_SERVICE)) return ['ALL'];
    const [tcp, udp] = [portions(portSpans(services, 'tcp')), portions(portSpans(services, 'udp'))];
    const objects = Array.from({ length: Math.max(tcp.length, udp.length) }, (_, n) => this.object(tcp[n] ?? [], udp[n] ?? []));
    return [
      ...objects,
      ...sourcedPorts(services).flatMap((each) => this.sourced(each)),
      ...families.flatMap((family) => this.types(services, family)),
      ...protocolsOf(services).map((number) => this.protocol(number)),
    ];
  }

  /** Ranges with the source ports that they go with: `514:512-1023`. */
  private sourced({ transport, ports, source }: SourcedPorts): string[] {
    return portions(ports).map((spans) => {
      const sets = spans.map((span) => portSet(transport, span.from, span.to, source));
      const ranges = spans.map((span) => `${rangesOf([span])}:${formatSpan(source)}`).join(' ');
      return this.named(formatServices(IntervalSet.unionAll(sets)), [[`${transport}-portrange`, ranges]]);
    });
  }

  private types(services: ServiceSet, family: Family): string[] {
    const types = icmpTypes(services, family);
    if (types === 'all') return [family === 4 ? 'ALL_ICMP' : 'ALL_ICMP6'];
    return types.map((type) =>
      this.named(`icmpv${family} type ${type}`, [
        ['protocol', family === 4 ? 'ICMP' : 'ICMP6'],
        ['icmptype', `${type}`],
      ]),
    );
  }

  private protocol(number: number): string {
    return this.named(`protocol ${number}`, [
      ['protocol', 'IP'],
      ['protocol-number', `${number}`],
    ]);
  }

  get lines(): string[] {
    return this.tables.flatMap(({ path, items }) => tableLines(path, items));
  }

  get tables(): Table[] {
    return [{ path: 'firewall service custom', items: byKey(this.items.values()) }];
  }

  private object(tcp: readonly PortSpan[], udp: readonly PortSpan[]): string {
    const sets = [...tcp.map((s) => portSet('tcp', s.from, s.to)), ...udp.map((s) => portSet('udp', s.from, s.to))];
    const settings: Item['settings'] = [
      ...(tcp.length ? [['tcp-portrange', rangesOf(tcp)] as const] : []),
      ...(udp.length ? [['udp-portrange', rangesOf(udp)] as const] : []),
    ];
    const label = formatServices(IntervalSet.unionAll(sets)).replaceAll('+', '-');
    return this.named(label, settings);
  }

  private named(label: string, settings: Item['settings']): string {
    const name = this.names.name(label, JSON.stringify(settings));
    this.items.set(name, { key: `"${name}"`, settings: [...settings, ['comment', quoted(MARK, OBJECT_COMMENT_LENGTH)]] });
    return name;
  }
}
