// What the texts of targets decide, read back from them.
import assert from 'node:assert/strict';
import { type Packet, parse, SOME_SOURCE } from './evaluator.ts';

export type Verdict = 'passed' | 'dropped';

/** First and last address of one of the texts `10.0.0.1`, `10.0.0.0/24`, `10.0.0.1-10.0.0.9`; nothing for a host name, which no packet has. */
function rangeOf(text: string): { first: bigint; last: bigint; bits: number } | undefined {
  if (/[a-z*]/i.test(text) && !text.includes(':')) return undefined;
  const [start = '', end = start] = text.split('-');
  const [network = '', prefix] = start.split('/');
  const { value, bits } = parse(network);
  if (prefix === undefined) return { first: value, last: parse(end).value, bits };
  const size = 1n << BigInt(bits - Number(prefix));
  const first = value - (value % size);
  return { first, last: first + size - 1n, bits };
}

type Test<T> = (value: T) => boolean;

/** A test of whether an address is in one of some texts. */
function within(texts: readonly string[]): Test<string> {
  const ranges = texts.flatMap((text) => rangeOf(text) ?? []);
  return (address) => {
    const { value, bits } = parse(address);
    return ranges.some((r) => r.bits === bits && value >= r.first && value <= r.last);
  };
}

/** The nftables text, read as the kernel reads it: the first rule that matches decides. */
export function readNft(text: string): (packet: Packet) => Verdict {
  const sets = new Map(
    [...text.matchAll(/set (\w+) \{[^}]*elements = \{([^}]*)\}/g)].map((m) => [m[1]!, m[2]!.split(',').map((e) => e.trim())]),
  );
  const rules = [...text.matchAll(/^ {4}(?:(.*) )?(accept|drop) comment "/gm)].map((m) => ({
    match: m[1] ?? '',
    verdict: m[2]!,
  }));
  const addresses = (name: string): readonly string[] => (name.startsWith('@') ? sets.get(name.slice(1))! : [name]);
  const side = (match: string, field: 'saddr' | 'daddr'): Test<string> | undefined => {
    const name = new RegExp(`${field} (\\S+)`).exec(match)?.[1];
    return name === undefined ? undefined : within(addresses(name));
  };
  /** What stands behind a word: one number, name or range, or several of them in braces. */
  const listed = (match: string, word: string): string[] =>
    (new RegExp(`${word} (?:\\{ ([^}]*) \\}|(\\S+))`).exec(match)?.slice(1).find(Boolean) ?? '').split(', ').filter(Boolean);
  const spansOf = (texts: readonly string[]) =>
    texts.map((p) => ({ from: Number(p.split('-')[0]), to: Number(p.split('-').pop()) }));
  const among = (spans: ReturnType<typeof spansOf>, number: number) => spans.some((s) => number >= s.from && number <= s.to);
  const read = rules.map(({ match, verdict }) => {
    const family = /\b(ip6?) [sd]addr/.exec(match)?.[1];
    const [source, destination] = [side(match, 'saddr'), side(match, 'daddr')];
    // Each word of a match has to be one that is known here.
    assert.match(
      match,
      /^(?:(?:ip6? [sd]addr|meta l4proto(?: !=)?|(?:tcp|udp) [sd]port|th dport|icmp(?:v6)? type) (?:\{[^}]*\}|\S+) ?)*$/,
    );
    const not = listed(match, 'l4proto !=');
    const named = not.length ? [] : listed(match, 'l4proto');
    const transport = /(tcp|udp) dport/.exec(match)?.[1];
    const [ports, from] = [spansOf(listed(match, 'dport')), spansOf(listed(match, 'sport'))];
    const types = /(icmp|icmpv6) type/.exec(match);
    const numbers = spansOf(listed(match, 'type'));
    const matches: Test<Packet> = (packet) => {
      const version6 = packet.source.includes(':');
      // As the kernel numbers and names it.
      const protocol =
        packet.protocol === 'other' ? `${packet.port}` : packet.protocol === 'icmp' && version6 ? 'ipv6-icmp' : packet.protocol;
      if (family && (family === 'ip6') !== version6) return false;
      if (source?.(packet.source) === false || destination?.(packet.destination) === false) return false;
      if (not.includes(protocol) || (named.length && !named.includes(protocol)) || (transport && transport !== protocol))
        return false;
      if (types) return protocol === (types[1] === 'icmp' ? 'icmp' : 'ipv6-icmp') && among(numbers, packet.port);
      return (!ports.length || among(ports, packet.port)) && (!from.length || among(from, packet.sourcePort ?? SOME_SOURCE));
    };
    return { matches, verdict };
  });
  return (packet) => (read.find((rule) => rule.matches(packet))?.verdict === 'accept' ? 'passed' : 'dropped');
}

interface JsonRule {
  action: string;
  sources: { addresses: string[]; any: boolean }[];
  destinations: { addresses: string[]; any: boolean }[];
  services: JsonServices;
}

interface JsonPort {
  from: number;
  to: number;
}

interface JsonServices {
  tcp: JsonPort[];
  udp: JsonPort[];
  icmp: boolean;
  otherProtocols: boolean;
  icmpv4Types?: number[];
  icmpv6Types?: number[];
  protocols?: number[];
  sourcePorts?: { protocol: string; ports: JsonPort[]; source: JsonPort }[];
}

/** Services of the JSON text, as its schema describes them. */
function holdsPacket(services: JsonServices, { protocol, port, source, sourcePort = SOME_SOURCE }: Packet): boolean {
  const within = (spans: readonly JsonPort[], number: number) => spans.some(({ from, to }) => from <= number && number <= to);
  if (protocol === 'other') return services.otherProtocols || services.protocols?.includes(port) === true;
  if (protocol === 'icmp') {
    const types = source.includes(':') ? services.icmpv6Types : services.icmpv4Types;
    return services.icmp || types?.includes(port) === true;
  }
  const sourced = services.sourcePorts?.filter((each) => each.protocol === protocol) ?? [];
  return (
    within(services[protocol], port) ||
    sourced.some(({ ports, source: from }) => within(ports, port) && within([from], sourcePort))
  );
}

interface JsonZone {
  addresses: string[];
  several: number[];
}

/** The JSON text, read as its schema says: the first rule that matches decides. */
export function readJson(text: string): (packet: Packet) => Verdict {
  const side = (sides: JsonRule['sources']): Test<string> =>
    sides.some((s) => s.any) ? () => true : within(sides.flatMap((s) => s.addresses));
  const read = JSON.parse(text) as { rules: JsonRule[]; zones: JsonZone[] };
  const zones = read.zones.filter((z) => z.several.length).map((z) => ({ ...z, holds: within(z.addresses) }));
  const rules = read.rules.map((rule) => ({
    ...rule,
    from: side(rule.sources),
    to: side(rule.destinations),
  }));
  return (packet) => {
    const version = packet.source.includes(':') ? 6 : 4;
    if (zones.some((z) => z.several.includes(version) && z.holds(packet.source) && z.holds(packet.destination))) return 'passed';
    const hit = rules.find((r) => r.from(packet.source) && r.to(packet.destination) && holdsPacket(r.services, packet));
    return hit?.action === 'allow' && packet.source.includes(':') === packet.destination.includes(':') ? 'passed' : 'dropped';
  };
}
