// What the texts of targets decide, read back from them.
import { type Packet, parse } from './evaluator.ts';

export type Verdict = 'passed' | 'dropped';

/** Whether an address is in one of the texts `10.0.0.1`, `10.0.0.0/24`, `10.0.0.1-10.0.0.9`. */
function within(address: string, texts: readonly string[]): boolean {
  const { value, bits } = parse(address);
  return texts.some((text) => {
    // No packet has a host name.
    if (/[a-z*]/i.test(text) && !text.includes(':')) return false;
    const [start = '', end = start] = text.split('-');
    const [network = '', prefix] = start.split('/');
    const first = parse(network);
    if (first.bits !== bits) return false;
    if (prefix !== undefined) return value >> BigInt(bits - Number(prefix)) === first.value >> BigInt(bits - Number(prefix));
    return value >= first.value && value <= parse(end).value;
  });
}

/** The nftables text, read as the kernel reads it: the first rule that matches decides. */
export function readNft(text: string): (packet: Packet) => Verdict {
  const sets = new Map(
    [...text.matchAll(/set (\w+) \{[^}]*elements = \{([^}]*)\}/g)].map((m) => [m[1]!, m[2]!.split(',').map((e) => e.trim())]),
  );
  const rules = [...text.matchAll(/^ {4}(.*) (accept|drop) comment "/gm)].map((m) => ({ match: m[1]!, verdict: m[2]! }));
  const addresses = (name: string): readonly string[] => (name.startsWith('@') ? sets.get(name.slice(1))! : [name]);
  const ports = (match: string): string[] =>
    (/dport (?:\{ ([^}]*) \}|(\S+))/.exec(match)?.slice(1).find(Boolean) ?? '').split(', ').filter(Boolean);
  return (packet) => {
    const family = packet.source.includes(':') ? 'ip6' : 'ip';
    const hit = rules.find(({ match }) => {
      if (/\bip6? [sd]addr/.test(match) && !new RegExp(`\\b${family} [sd]addr`).test(match)) return false;
      const source = /saddr (\S+)/.exec(match)?.[1];
      const destination = /daddr (\S+)/.exec(match)?.[1];
      if (source && !within(packet.source, addresses(source))) return false;
      if (destination && !within(packet.destination, addresses(destination))) return false;
      if (/\bicmp/.test(match)) return false;
      const protocols = /l4proto \{ tcp, udp \}/.test(match) ? ['tcp', 'udp'] : [/(tcp|udp) dport/.exec(match)?.[1]];
      if (!/dport/.test(match)) return true;
      return (
        protocols.includes(packet.protocol) &&
        ports(match).some((p) => packet.port >= Number(p.split('-')[0]) && packet.port <= Number(p.split('-').pop()))
      );
    });
    return hit?.verdict === 'accept' ? 'passed' : 'dropped';
  };
}

interface JsonRule {
  action: string;
  sources: { addresses: string[]; any: boolean }[];
  destinations: { addresses: string[]; any: boolean }[];
  services: Record<'tcp' | 'udp', { from: number; to: number }[]>;
}

/** The JSON text, read as its schema says: the first rule that matches decides. */
export function readJson(text: string): (packet: Packet) => Verdict {
  const { rules } = JSON.parse(text) as { rules: JsonRule[] };
  const side = (sides: JsonRule['sources'], address: string): boolean => sides.some((s) => s.any || within(address, s.addresses));
  return (packet) => {
    const hit = rules.find(
      (r) =>
        side(r.sources, packet.source) &&
        side(r.destinations, packet.destination) &&
        r.services[packet.protocol].some((p) => packet.port >= p.from && packet.port <= p.to),
    );
    return hit?.action === 'allow' && packet.source.includes(':') === packet.destination.includes(':') ? 'passed' : 'dropped';
  };
}
