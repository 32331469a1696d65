// What lists of services mean, port by port of their text.
import type * as ast from '../../../language/generated/ast.ts';
import { boundsOf, componentsOf, hostsOf } from './addresses.ts';
import { workTogether } from './relations.ts';
import { hasRole, settingOf } from './roles.ts';
import { meant } from './together.ts';

/** Ports of one protocol; types of icmp and the numbers of other protocols are counted like ports. */
export interface Span {
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'other';
  readonly from: number;
  readonly to: number;
  /** From these ports alone. */
  readonly source?: readonly [first: number, last: number];
}

/** One port or range of a list, as it is written. */
export interface Piece {
  readonly span: Span;
  readonly range?: ast.PortRange;
}

const EVERYTHING: Piece[] = [
  { span: { protocol: 'tcp', from: 0, to: 65535 } },
  { span: { protocol: 'udp', from: 0, to: 65535 } },
  { span: { protocol: 'icmp', from: 0, to: 255 } },
  { span: { protocol: 'icmpv6', from: 0, to: 255 } },
  { span: { protocol: 'other', from: 0, to: 255 } },
];

/** By their names, in IPv4 and IPv6. */
const TYPES: Record<string, [v4: number, v6: number]> = { 'echo-request': [8, 128], 'time-exceeded': [11, 3] };
const PROTOCOLS: Record<string, number> = { gre: 47, esp: 50 };

function typesOf({ protocol, type }: ast.IcmpService): Span[] {
  const families = protocol === 'icmp' ? (['icmp', 'icmpv6'] as const) : (['icmpv6'] as const);
  if (type === undefined) return families.map((family) => ({ protocol: family, from: 0, to: 255 }));
  const named = TYPES[type];
  if (!named) return [{ protocol, from: Number(type), to: Number(type) }];
  return families.map((family) => {
    const number = named[family === 'icmp' ? 0 : 1];
    return { protocol: family, from: number, to: number };
  });
}

/** All that a list states for certain: named services by what they stand for, an open end by its first port, no alternatives. */
export function piecesOf(items: readonly ast.ServiceItem[]): Piece[] {
  return items.flatMap((item): Piece[] => {
    if (item.$type === 'AnyService') return EVERYTHING;
    if (item.$type === 'IcmpService') return typesOf(item).map((span) => ({ span }));
    if (item.$type === 'ProtocolService') {
      const number = PROTOCOLS[item.protocol] ?? Number(item.protocol);
      return [{ span: { protocol: 'other', from: number, to: number } }];
    }
    if (item.$type === 'ServiceReference') return piecesOf(item.service.ref?.service.items ?? []);
    if (item.$type !== 'PortService') return [];
    const protocols = (['tcp', 'udp'] as const).filter((p) => item.protocol.split(/\s*\+\s*/).includes(p));
    const own = item.source;
    const source = own ? { source: [own.start, own.end ?? own.start] as const } : {};
    return protocols.flatMap((protocol) =>
      item.ports.flatMap((range): Piece[] => {
        const [from, to] = [Number(range.start ?? 0), Number(range.end ?? range.start ?? 0)];
        if (range.per || !range.step) return [{ span: { protocol, from, to, ...source }, range }];
        const ports = Array.from({ length: Math.floor((to - from) / range.step) + 1 }, (_, n) => from + n * range.step!);
        return ports.map((port) => ({ span: { protocol, from: port, to: port, ...source }, range }));
      }),
    );
  });
}

/** Each `one of (…)` of a list: what its alternatives state. */
export function choicesOf(items: readonly ast.ServiceItem[]): Piece[][][] {
  return items.flatMap((item): Piece[][][] => {
    if (item.$type === 'ServiceReference') return choicesOf(item.service.ref?.service.items ?? []);
    return item.$type === 'AlternativeService' ? [item.alternatives.map((each) => piecesOf([each]))] : [];
  });
}

/** How many machines a component stands for. A machine may have an address of each family. */
function machinesOf(component: ast.Component): number {
  const stated = component.assignments.find((a) => a.property.ref?.name === 'instances');
  if (stated) return Number(stated.value);
  const count = { 32: 0, 128: 0, name: 0 };
  for (const host of hostsOf(component)) {
    if (host.$type !== 'Address') count.name++;
    else {
      const { first, last, bits } = boundsOf(host);
      count[bits as 32 | 128] += Number(last - first) + 1;
    }
  }
  return Math.max(1, count[32], count[128], count.name);
}

/** Where a component has moved a port; nothing where it can't move it or leaves it where it is. */
export function moved({ span, range }: Piece, component: ast.Component): Span[] {
  const property = range?.setBy?.ref;
  const value = property && settingOf(component, property);
  if (value === undefined) return [];
  const [from = 0, to = from] = value.split('-').map(Number);
  return [{ ...span, from, to }];
}

/**
 * What a piece of a list means towards a component: the port where this one, which listens, moved it; as many counted ports as there are
 * machines to count.
 */
export function adjust(piece: Piece, to: ast.Component, root: ast.Document): Span[] {
  const elsewhere = moved(piece, to);
  if (elsewhere.length) return elsewhere;
  if (piece.range && piece.range.start === undefined) return [];
  const counted = piece.range?.counted?.ref;
  if (!counted) return [piece.span];
  const { per, step = 1 } = piece.range!;
  const upTo = (count: number): Span[] => {
    const starts = Array.from({ length: count }, (_, n) => piece.span.from + n * step).filter((port) => port <= 65535);
    return starts.map((port) => ({ ...piece.span, from: port, to: port }));
  };
  const numberOf = (c: ast.Component): number => (counted.$type === 'Role' ? 1 : Number(settingOf(c, counted) ?? 1));
  const role = counted.$type === 'Role' ? counted : (counted.$container as ast.Role);
  if (counted.$type === 'Property' && hasRole(to, role)) return upTo(Number(per) * numberOf(to));
  const machines = componentsOf(root)
    .filter((c) => c !== to && hasRole(c, role) && workTogether(c, to, root))
    .filter((c) => to.roles.some((own) => own.ref && meant({ component: to, role: own.ref }, { component: c, role }, root)))
    .reduce((sum, c) => sum + machinesOf(c) * numberOf(c), 0);
  return upTo(machines * Number(per));
}
