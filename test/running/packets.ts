// What a device decides of one packet, tried rule by rule as the comments of running.ts say it: slow and simple, and nothing that the product
// decides with.
import { parseAddress } from '../../language/model/addresses.ts';
import { icmpSet, portSet, protocolSet, type ServiceSet } from '../../language/model/services.ts';
import type { RunningDevice, RunningRule } from '../../language/running/running.ts';
import type { Packet } from '../rulesets/evaluator.ts';

export type Decision = 'permit' | 'deny' | 'unknown';
type Outcome = 'permit' | 'deny' | 'return';

/** A packet with the places that it goes between. */
export interface PlacedPacket extends Packet {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

function serviceOf({ protocol, port, source, sourcePort = 50_000 }: Packet): number {
  const set: ServiceSet =
    protocol === 'icmp'
      ? icmpSet(source.includes(':') ? 6 : 4, port)
      : protocol === 'tcp' || protocol === 'udp'
        ? portSet(protocol, port, port, { from: sourcePort, to: sourcePort })
        : protocolSet(port);
  return set.first;
}

function isAmong(names: ReadonlySet<string>, place: string | undefined): boolean {
  return [...names].some((name) => (name.endsWith('*') ? place?.startsWith(name.slice(0, -1)) : name === place));
}

/** What may become of a packet, for certain where it is one alone. */
function outcomes(device: RunningDevice, list: string, matches: (rule: RunningRule) => boolean): Set<Outcome> {
  const found = new Set<Outcome>();
  const { rules, otherwise } = device.lists.get(list)!;
  for (const rule of rules.filter(matches)) {
    const { action } = rule;
    const own =
      typeof action === 'object'
        ? outcomes(device, action.call, matches)
        : new Set<Outcome>(action === 'unknown' ? ['permit', 'deny'] : [action]);
    const goesOn = rule.perhaps !== undefined || (typeof action === 'object' && own.has('return'));
    for (const each of own) if (each !== 'return' || typeof action !== 'object') found.add(each);
    if (!goesOn) return found;
  }
  found.add(otherwise);
  return found;
}

/** @returns what the device makes of a packet that begins a connection */
export function decisionOf(device: RunningDevice, packet: PlacedPacket): Decision {
  const [source, destination] = [packet.source, packet.destination].map((start) => parseAddress({ start }).set.first) as [
    bigint,
    bigint,
  ];
  if (packet.source.includes(':') !== packet.destination.includes(':')) return 'deny';
  const service = serviceOf(packet);
  const matches = ({ traffic, from, to, notFrom, notTo }: RunningRule): boolean =>
    (!from || isAmong(from, packet.from)) &&
    (!to || isAmong(to, packet.to)) &&
    !(notFrom && isAmong(notFrom, packet.from)) &&
    !(notTo && isAmong(notTo, packet.to)) &&
    traffic.some((box) => box.sources.has(source) && box.destinations.has(destination) && box.services.has(service));
  let all: Decision = 'permit';
  for (const stage of device.stages) {
    const found = outcomes(device, stage, matches);
    if (found.delete('return')) found.add(device.lists.get(stage)!.otherwise);
    if (!found.has('permit')) return 'deny';
    if (found.size > 1) all = 'unknown';
  }
  return all;
}
