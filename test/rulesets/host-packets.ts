// Packets worth trying on the firewall of a host: at the edges of what its rules speak of.
import { formatAddresses } from '../../language/model/addresses.ts';
import { icmpTypes, portSpans, protocolsOf, type ServiceSet, sourcedPorts } from '../../language/model/services.ts';
import type { HostRuleSet } from '../../language/rulesets/host-rule-set.ts';
import type { RuleSide } from '../../language/rulesets/rule-set.ts';
import { addressIn } from './address-in.ts';
import type { Packet } from './evaluator.ts';

/** Unspecified, loopback, multicast and broadcast: no packet comes from them to a host. */
const NOWHERE = ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/3', '::/127', 'ff00::/8'];

/** The edges of what a side holds, as single addresses. */
function edges(sides: readonly RuleSide[]): string[] {
  return sides
    .filter((s) => !s.any)
    .flatMap((s) => formatAddresses(s.addresses))
    .filter((t) => /^[\da-f.:/-]+$/.test(t) && /[.:]/.test(t))
    .flatMap((t) => t.replace(/\/\d+$/, '').split('-'));
}

/** Packets to a host from the edges of all that its rules speak of, at the edges of their ports. */
export function packetsTo({ host, entries }: HostRuleSet): Packet[] {
  const own = edges([{ label: '', kind: 'component', any: false, addresses: host.addresses, hostNames: [] }]);
  const sources = [...new Set([...entries.flatMap((e) => edges(e.sources)), '198.51.100.200', '2001:db8:ffff::1'])].filter(
    (s) => !addressIn(s, NOWHERE),
  );
  const spans = entries.flatMap((e) => (['tcp', 'udp'] as const).flatMap((t) => portSpans(e.services, t)));
  const ports = [...new Set([7, ...spans.flatMap((s) => [s.from - 1, s.from, s.to, s.to + 1])])].filter(
    (p) => p > 0 && p < 65536,
  );
  const packets = own.flatMap((destination) =>
    sources.flatMap((source) =>
      own.includes(source) || source.includes(':') !== destination.includes(':')
        ? []
        : ports.flatMap((port) => (['tcp', 'udp'] as const).map((protocol) => ({ source, destination, protocol, port }))),
    ),
  );
  // Some thousands are enough, evenly spread.
  const step = Math.ceil(packets.length / 1500);
  return packets.filter((_, n) => n % step === 0);
}

/** Packets of icmp by type, of other protocols, and from source ports, where the rules of a host speak of any. */
export function packetsBeyond({ host, entries }: HostRuleSet): Packet[] {
  const own = edges([{ label: '', kind: 'component', any: false, addresses: host.addresses, hostNames: [] }]);
  return entries.flatMap((entry) => {
    const sources = edges(entry.sources).filter((s) => !addressIn(s, NOWHERE));
    return own.flatMap((destination) =>
      sources
        .filter((source) => source.includes(':') === destination.includes(':') && source !== destination)
        .flatMap((source) =>
          beyondOf(entry.services, source.includes(':') ? 6 : 4).map((each) => ({ source, destination, ...each })),
        ),
    );
  });
}

function beyondOf(services: ServiceSet, family: 4 | 6): Pick<Packet, 'protocol' | 'port' | 'sourcePort'>[] {
  const types = icmpTypes(services, family);
  const others = protocolsOf(services);
  return [
    ...[family === 4 ? 8 : 128, ...(types === 'all' ? [] : types.slice(0, 3))].map((port) => ({
      protocol: 'icmp' as const,
      port,
    })),
    ...[99, ...others.slice(0, 3)].map((port) => ({ protocol: 'other' as const, port })),
    ...sourcedPorts(services).flatMap(({ transport, ports, source }) =>
      [source.from - 1, source.from, source.to, source.to + 1]
        .filter((port) => port > 0 && port < 65536)
        .map((sourcePort) => ({ protocol: transport, port: ports[0]!.from, sourcePort })),
    ),
  ];
}
