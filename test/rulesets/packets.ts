// Packets worth trying on a plan: at the edges of addresses and ports.
import type * as ast from '../../language/generated/ast.ts';
import {
  boundsOf,
  componentsOf,
  hostsOf,
  inZone,
  isRest,
  isSeveral,
  membersOf,
  namedBy,
  parse,
  seenAs,
  zoneOfBoth,
  zonesNamedBy,
  zonesOf,
} from './evaluator/addresses.ts';
import { once } from './evaluator/once.ts';
import { choicesOf, piecesOf, type Span } from './evaluator/ports.ts';
import { demandsOf } from './evaluator/required.ts';
import { type Packet, SOME_SOURCE } from './evaluator.ts';

/** A generator of the same numbers at every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function textOf(value: bigint, bits: number): string {
  const size = bits === 32 ? 8n : 16n;
  const parts: string[] = [];
  for (let shift = BigInt(bits) - size; shift >= 0n; shift -= size) {
    const part = (value >> shift) & (2n ** size - 1n);
    parts.push(part.toString(bits === 32 ? 10 : 16));
  }
  return parts.join(bits === 32 ? '.' : ':');
}

/** First and last address, and those beside them. */
const edgesOf = once((node: ast.Address): string[] => {
  const { first, last, bits } = boundsOf(node);
  const inside = [first - 1n, first, last, last + 1n].filter((v) => v >= 0n && v < 2n ** BigInt(bits));
  return inside.map((v) => textOf(v, bits));
});

/** The edges of a component, as they are and as they are seen. */
const addressesOf = once((component: ast.Component): string[] => {
  const seen = (text: string): string => {
    const { value, bits } = parse(text);
    return textOf(seenAs(value, bits, component.$container).value, bits);
  };
  const edges = hostsOf(component).flatMap((h) => (h.$type === 'Address' ? edgesOf(h) : []));
  return [...edges, ...edges.map(seen)];
});

const addressesOfZone = once((zone: ast.Zone): string[] => {
  const lines = zone.subnets.flatMap((s) => [...s.addresses, ...s.exceptions, ...s.seen].flatMap(edgesOf));
  return [...lines, ...zone.components.flatMap(addressesOf)];
});

/** The edges of what an end of a rule names; none where it names everything. */
function addressesOfEnd(endpoint: ast.Endpoint, root: ast.Document): string[] {
  return membersOf(endpoint).flatMap((each) => {
    if (each.$type === 'AddressEndpoint') return edgesOf(each.address);
    return [...namedBy(each, root).flatMap(addressesOf), ...zonesNamedBy(each).flatMap(addressesOfZone)];
  });
}

function portsOf(spans: readonly Span[]): number[] {
  const ports = spans
    .filter(({ protocol }) => protocol === 'tcp' || protocol === 'udp')
    .flatMap((s) => [s.from - 1, s.from, s.to, s.to + 1]);
  return [...new Set(ports)].filter((p) => p > 0 && p < 65536);
}

/** What plans say besides ports, and what is beside that: types of icmp, other protocols, and ports from some source ports alone. */
function beyondPorts(spans: readonly Span[]): Pick<Packet, 'protocol' | 'port' | 'sourcePort'>[] {
  const single = spans.filter(({ protocol, from, to, source }) => source || (!/^(tcp|udp)$/.test(protocol) && from === to));
  if (!single.length) return [];
  const packets = single.flatMap(({ protocol, from, source }): Pick<Packet, 'protocol' | 'port' | 'sourcePort'>[] => {
    if (source)
      return [source[0] - 1, source[0], source[1], source[1] + 1, SOME_SOURCE]
        .filter((port) => port > 0 && port < 65536)
        .map((sourcePort) => ({ protocol: protocol as 'tcp' | 'udp', port: from, sourcePort }));
    if (protocol === 'other') return [{ protocol, port: from }];
    return [from, 128, 8].map((port) => ({ protocol: 'icmp', port }));
  });
  return [...packets, { protocol: 'icmp', port: 77 }, { protocol: 'other', port: 99 }];
}

/** All ports that components require of each other, by the two of them. */
function demandedSpans(root: ast.Document, phases: readonly string[]): Map<readonly [ast.Component, ast.Component], Span[]> {
  const components = componentsOf(root);
  const result = new Map<readonly [ast.Component, ast.Component], Span[]>();
  for (const a of components)
    for (const b of components) {
      const spans = demandsOf(root, a, b, phases).flatMap((d) => [...d.spans, ...d.choices.flat(2)]);
      if (spans.length) result.set([a, b], spans);
    }
  return result;
}

/** Which traffic inside of a zone a form says something of: that of zones of several networks, of each zone of ours, of none. */
export type Inside = 'several' | 'each' | 'none';

/** Packets that reach a firewall between zones: of those that stay in one zone, what the form speaks of. */
export function crossing(root: ast.Document, packets: readonly Packet[], inside: Inside = 'several'): Packet[] {
  return packets.filter(({ source, destination }) => {
    const zone = zoneOfBoth(root, source, destination);
    if (zone && inside === 'each') return !zone.kinds.includes('external');
    if (zone) return inside === 'several' && isSeveral(zone, parse(source).bits);
    // From one address of the rest of the world to another.
    return !zonesOf(root).some((z) => isRest(z) && inZone(z)(source) && inZone(z)(destination));
  });
}

/** @param count how many between any two places, between two ends of a rule, and between components that require something */
export function boundaryPackets(root: ast.Document, phases: readonly string[], seed: number, count: number): Packet[] {
  const next = numbers(seed);
  const pick = <T>(list: readonly T[]): T => list[next(list.length)]!;
  const demands = [...demandedSpans(root, phases)];
  const demanded = portsOf(demands.flatMap(([, spans]) => spans));
  const hosts = componentsOf(root).flatMap(addressesOf);
  const places = [...zonesOf(root).flatMap(addressesOfZone), ...hosts, '198.51.100.200', '2001:db8:ffff:0:0:0:0:1'];
  const rules = root.statements.filter((s) => s.$type === 'Rule');
  const stated = (rule: ast.Rule): Span[] => {
    const items = [...(rule.service?.items ?? []), ...(rule.service?.exceptions ?? [])];
    return [...piecesOf(items), ...choicesOf(items).flat(2)].map((p) => p.span);
  };
  const values = componentsOf(root).flatMap((c) => c.assignments.flatMap((a) => a.value.split('-').map(Number)));
  const moved = values.filter((n) => n > 0).map((n): Span => ({ protocol: 'tcp', from: n, to: n }));
  const ports = [...portsOf([...rules.flatMap(stated), ...moved]), ...demanded, 7];
  const beyond = beyondPorts([...rules.flatMap(stated), ...demands.flatMap(([, spans]) => spans)]);
  const packets: Packet[] = [];
  const add = (from: readonly string[], to: readonly string[], some: readonly number[]): void => {
    const source = pick(from.length ? from : places);
    const sameFamily = (to.length ? to : places).filter((t) => parse(t).bits === parse(source).bits);
    if (!sameFamily.length) return;
    if (beyond.length && next(2)) {
      packets.push({ source, destination: pick(sameFamily), ...pick(beyond) });
      return;
    }
    const port = pick(some.length && next(4) ? some : ports);
    packets.push({ source, destination: pick(sameFamily), protocol: pick(['tcp', 'tcp', 'udp']), port });
  };
  for (let n = 0; n < count; n++) add(places, places, ports);
  for (let n = 0; n < count && demands.length; n++) {
    const [[a, b], spans] = pick(demands);
    add(addressesOf(a), addressesOf(b), portsOf(spans));
  }
  for (let n = 0; n < count && rules.length; n++) {
    const rule = pick(rules);
    const side = (ends: readonly ast.Endpoint[], out: readonly ast.Endpoint[]): string[] =>
      [...ends, ...out].flatMap((e) => addressesOfEnd(e, root));
    const own = portsOf([...stated(rule), ...(next(2) ? moved : [])]);
    const [from, to] = [side(rule.sources, rule.sourceExceptions), side(rule.destinations, rule.destinationExceptions)];
    add(from, to, own.length ? own : demanded);
  }
  return packets;
}
