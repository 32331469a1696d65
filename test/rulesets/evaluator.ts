// A second reading of a plan, as plain as can be: loops over the rules of the syntax tree, with its own address arithmetic and its own
// reading of the catalogs' flows. What rule sets do is held against it. Imports are not followed.
import type * as ast from '../../language/generated/ast.ts';
import { TODAY } from '../support/language.ts';
import {
  componentsOf,
  endsWith,
  hostsOf,
  inComponent,
  inList,
  namedBy,
  parse,
  zoneOfBoth,
  zonesNamedBy,
} from './evaluator/addresses.ts';
import { adjust, choicesOf, moved, type Piece, piecesOf, type Span } from './evaluator/ports.ts';
import { demandsOf } from './evaluator/required.ts';

export { parse } from './evaluator/addresses.ts';

export interface Packet {
  readonly source: string;
  readonly destination: string;
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'other';
  /** The type of icmp, and the number of another protocol. */
  readonly port: number;
  /** Where nothing else is said, one that no plan speaks of. */
  readonly sourcePort?: number;
}

/** Where packets come from that no plan speaks of. */
export const SOME_SOURCE = 60001;

function holds(spans: readonly Span[], packet: Packet): boolean {
  const protocol = packet.protocol === 'icmp' && packet.source.includes(':') ? 'icmpv6' : packet.protocol;
  const from = packet.sourcePort ?? SOME_SOURCE;
  return spans.some(
    (s) =>
      s.protocol === protocol &&
      s.from <= packet.port &&
      packet.port <= s.to &&
      (!s.source || (s.source[0] <= from && from <= s.source[1])),
  );
}

/** What a list means in a rule: of each `one of (…)` an allow opens the first, and a deny closes every one. */
function meantBy(items: readonly ast.ServiceItem[], action: ast.Rule['action']): Piece[] {
  const choices = choicesOf(items).flatMap((choice) => (action === 'deny' ? choice.flat() : (choice[0] ?? [])));
  return [...piecesOf(items), ...choices];
}

/**
 * Whether pieces of a list open a packet's port towards one end of a rule that holds the packet's destination. Towards a component that is named,
 * alone or by its role, a service means that component's ports. Towards a zone, an address or `any` it means the usual ports, and the
 * ports that components there moved as well, each towards that component; nothing there can be counted.
 */
function opensTowards(end: ast.Endpoint, pieces: readonly Piece[], packet: Packet, root: ast.Document): boolean {
  const here = (c: ast.Component): boolean => inComponent(c)(packet.destination);
  if (end.$type === 'NamedEndpoint' && (end.target.ref?.$type === 'Component' || end.target.ref?.$type === 'Role'))
    return namedBy(end, root)
      .filter(here)
      .some((c) => pieces.some((piece) => holds(adjust(piece, c, root), packet)));
  const usual = pieces.filter((p) => !p.range || (!p.range.counted && p.range.start !== undefined)).map((p) => p.span);
  const everywhere = end.$type === 'AddressEndpoint' || end.$type === 'AnyEndpoint';
  const inside = everywhere
    ? componentsOf(root).filter((c) => hostsOf(c).length)
    : zonesNamedBy(end).flatMap((z) => z.components);
  return holds(usual, packet) || inside.filter(here).some((c) => pieces.some((piece) => holds(moved(piece, c), packet)));
}

function isRequired(packet: Packet, root: ast.Document, phases: readonly string[], action: ast.Rule['action']): boolean {
  const from = componentsOf(root).filter((c) => inComponent(c)(packet.source));
  const to = componentsOf(root).filter((c) => inComponent(c)(packet.destination));
  return from.some((a) =>
    to.some((b) =>
      demandsOf(root, a, b, phases).some(
        (d) =>
          holds(d.spans, packet) ||
          d.choices.some((choice) => holds(action === 'deny' ? choice.flat() : (choice[0] ?? []), packet)),
      ),
    ),
  );
}

function matches(rule: ast.Rule, packet: Packet, root: ast.Document, phases: readonly string[]): boolean {
  if (rule.phase !== undefined && !phases.includes(rule.phase)) return false;
  if (rule.until !== undefined && rule.until < TODAY) return false;
  if (!inList(rule.sources, rule.sourceExceptions, root)(packet.source)) return false;
  const ends = endsWith(packet.destination, rule.destinations, rule.destinationExceptions, root);
  if (!ends.length) return false;
  if (!rule.service) return rule.action === 'deny';
  const { items, exceptions } = rule.service;
  const opens = (pieces: readonly Piece[]): boolean => ends.some((end) => opensTowards(end, pieces, packet, root));
  const required = (list: readonly ast.ServiceItem[], action: ast.Rule['action']): boolean =>
    list.some((i) => i.$type === 'RequiredService') && isRequired(packet, root, phases, action);
  // What is left out is all that a deny of it would close.
  if (opens(meantBy(exceptions, 'deny')) || required(exceptions, 'deny')) return false;
  return opens(meantBy(items, rule.action)) || required(items, rule.action);
}

/** What a plan says of a packet: within a zone everything passes; between zones deny wins, and what no rule allows is denied. */
export function decide(root: ast.Document, packet: Packet, phases: readonly string[] = []): 'passed' | 'dropped' {
  if (parse(packet.source).bits !== parse(packet.destination).bits) return 'dropped';
  if (zoneOfBoth(root, packet.source, packet.destination)) return 'passed';
  const on = [...root.statements.flatMap((s) => (s.$type === 'PhaseSwitch' ? s.phases : [])), ...phases];
  const matching = root.statements.filter((s) => s.$type === 'Rule').filter((rule) => matches(rule, packet, root, on));
  return matching.some((r) => r.action === 'allow') && !matching.some((r) => r.action === 'deny') ? 'passed' : 'dropped';
}
