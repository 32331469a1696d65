import { type AddressSet, ALL_IPV6, ALL_NAMES, addressRanges, hostNames, parseAddress } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { Plan } from '../model/plan.ts';
import {
  formatServices,
  icmpSet,
  icmpTypes,
  portSet,
  portSpans,
  protocolSet,
  protocolsOf,
  type ServiceSet,
  sourcedPorts,
} from '../model/services.ts';
import type { Box } from './region.ts';

/** One packet that shows something: a box of a single source, destination and port, and the same in words. */
export interface Packet extends Box {
  readonly text: string;
}

/** A packet of a region that isn't empty: between components where the region holds any. */
export function packetOf(region: Iterable<Box>, plan: Plan): Packet {
  let box: Box | undefined;
  for (const each of region) {
    box ??= each;
    if (!componentIn(each.sources, plan) || !componentIn(each.destinations, plan)) continue;
    box = each;
    break;
  }
  return packetIn(box!, plan);
}

function packetIn(box: Box, plan: Plan): Packet {
  const [from, to] = pointsOf(box, plan);
  const service = serviceOf(box.services, ALL_IPV6.overlaps(from.set) || ALL_IPV6.overlaps(to.set) ? 6 : 4);
  return {
    sources: from.set,
    destinations: to.set,
    services: service.set,
    text: `${from.text} -> ${to.text} on ${service.text}`,
  };
}

/** The two ends of a packet. What a machine sends to itself is on no network: another machine shows more, where there is one. */
function pointsOf({ sources, destinations }: Box, plan: Plan): [Point, Point] {
  const from = pointOf(sources, plan);
  const others = destinations.subtract(from.set);
  if (!others.isEmpty) return [from, pointOf(others, plan)];
  const to = pointOf(destinations, plan);
  const elsewhere = sources.subtract(to.set);
  return [elsewhere.isEmpty ? from : pointOf(elsewhere, plan), to];
}

function componentIn(set: AddressSet, plan: Plan): Plan['components'][number] | undefined {
  return plan.components.find((c) => c.addressed && c.addresses.overlaps(set));
}

/** One address or name, and the same in words. */
interface Point {
  readonly set: AddressSet;
  readonly text: string;
}

/** One address, with the component or zone that it belongs to. */
function pointOf(set: AddressSet, plan: Plan): Point {
  const component = componentIn(set, plan);
  const point = firstOf(component ? component.addresses.intersect(set) : set);
  const owner = component ?? plan.zones.find((z) => z.addresses.covers(point.set));
  return { set: point.set, text: owner ? `${point.text} (${owner.name})` : point.text };
}

function firstOf(set: AddressSet): Point {
  for (const family of [4, 6] as const) {
    const [range] = addressRanges(set, family);
    if (range) return { set: parseAddress({ start: range.first }).set, text: range.first };
  }
  // A name below a wildcard, or of all names, is as good as any other.
  const start = set.intersect(ALL_NAMES).intervals[0]!.start;
  return { set: IntervalSet.of([{ start, end: start + 1n }]), text: hostNames(set)[0] ?? 'any host name' };
}

/** @param family of the addresses, which types of icmp go by */
function serviceOf(set: ServiceSet, family: 4 | 6): { set: ServiceSet; text: string } {
  for (const transport of ['tcp', 'udp'] as const) {
    // What `any` opens begins with port 0, which nothing listens on.
    const span = portSpans(set, transport).find(({ to }) => to > 0);
    if (span) return inWords(portSet(transport, Math.max(1, span.from)));
  }
  const [one] = sourcedPorts(set);
  if (one) {
    const { from } = one.source;
    return inWords(portSet(one.transport, one.ports[0]!.from, one.ports[0]!.from, { from, to: from }));
  }
  for (const each of [family, family === 4 ? 6 : 4] as const) {
    const types = icmpTypes(set, each);
    // Who asks about icmp as a whole thinks of a ping.
    if (types === 'all') return { set: icmpSet(each, each === 4 ? 8 : 128), text: 'icmp' };
    if (types.length) return inWords(icmpSet(each, types[0]!));
  }
  const [number] = protocolsOf(set);
  return inWords(number === undefined ? set : protocolSet(number));
}

function inWords(set: ServiceSet): { set: ServiceSet; text: string } {
  return { set, text: formatServices(set) };
}
