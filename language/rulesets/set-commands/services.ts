import { formatSpan, portSpans, type ServiceSet, sourcedPorts } from '../../model/services.ts';

/** One run of ports of one protocol: `tcp-2500-3300`, `udp-67-from-68`. */
export interface PortObject {
  readonly name: string;
  readonly protocol: 'tcp' | 'udp';
  readonly ports: string;
  /** The ports of the initiator, where they are fixed. */
  readonly source?: string;
}

/** The ports of a set, an object for each run. */
export function portObjects(services: ServiceSet): PortObject[] {
  return (['tcp', 'udp'] as const).flatMap((protocol) => [
    ...portSpans(services, protocol).map((span) => {
      const ports = formatSpan(span);
      return { name: `${protocol}-${ports}`, protocol, ports };
    }),
    ...sourcedPorts(services, [protocol]).flatMap((each) => {
      const source = formatSpan(each.source);
      return each.ports.map((span) => {
        const ports = formatSpan(span);
        return { name: `${protocol}-${ports}-from-${source}`, protocol, ports, source };
      });
    }),
  ]);
}

/** A list longer than this gets a group of its own, named for the rule, so that the rule can be read. */
const LONGEST_LIST = 4;

/** The port objects of all rules, and the groups of those with many. */
export class ServiceBook {
  readonly groups: { readonly name: string; readonly members: readonly string[] }[] = [];
  private readonly used = new Map<string, PortObject>();
  private readonly grouped = new Set<string>();

  get objects(): PortObject[] {
    return [...this.used.values()].sort(
      (a, b) =>
        a.protocol.localeCompare(b.protocol) ||
        Number.parseInt(a.ports, 10) - Number.parseInt(b.ports, 10) ||
        (a.source ? 1 : 0) - (b.source ? 1 : 0),
    );
  }

  /** @param rule the name of the rule that they are for. */
  namesOf(services: ServiceSet, rule: string): string[] {
    const objects = portObjects(services);
    for (const object of objects) this.used.set(object.name, object);
    const members = objects.map((o) => o.name);
    if (members.length <= LONGEST_LIST) return members;
    if (!this.grouped.has(rule)) this.groups.push({ name: rule, members });
    this.grouped.add(rule);
    return [rule];
  }
}
