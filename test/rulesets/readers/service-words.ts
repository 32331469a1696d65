// Reads services as the tables of a change request name them: `tcp 22, 443, udp 67 source port 68, icmp echo-request, protocol gre`.
import { PROTOCOLS, typesOf } from '../../reading/services.ts';
import type { Packet } from '../evaluator.ts';
import { SOME_SOURCE } from '../evaluator.ts';

type Test = (packet: Packet) => boolean;

/** @returns whether a packet is of the services */
export function serviceReader(text: string): Test {
  if (text === 'any') return () => true;
  const [, held, out] = /^(.*) except (.*)$/.exec(text) ?? [];
  if (held !== undefined) {
    const [isHeld, isOut] = [serviceReader(held), serviceReader(out!)];
    return (packet) => isHeld(packet) && !isOut(packet);
  }
  // A port without a word in front of it belongs to the item before, and a source port to all ports of its item.
  const items: string[] = [];
  for (const part of text.split(', ')) {
    if (/^\d/.test(part) && /^(tcp|udp)/.test(items.at(-1) ?? '')) items.push(`${items.pop()}, ${part}`);
    else items.push(part);
  }
  const tests = items.map((item) => ofPorts(item) ?? ofTypes(item) ?? ofProtocol(item));
  return (packet) => tests.some((test) => test(packet));
}

function ofPorts(item: string): Test | undefined {
  const [, words, list, source] = /^(tcp|udp|tcp\+udp) ([\d, -]+?)(?: source port ([\d, -]+))?$/.exec(item) ?? [];
  if (!words || !list) return undefined;
  const [protocols, ports, sources] = [words.split('+'), rangesIn(list), source === undefined ? undefined : rangesIn(source)];
  const isIn = (ranges: readonly Range[], port: number): boolean => ranges.some(([low, high]) => low <= port && port <= high);
  return ({ protocol, port, sourcePort = SOME_SOURCE }) =>
    protocols.includes(protocol) && isIn(ports, port) && (sources === undefined || isIn(sources, sourcePort));
}

type Range = readonly [low: number, high: number];

function rangesIn(list: string): Range[] {
  return list.split(', ').map((range): Range => {
    const [low, high = low] = range.split('-').map(Number);
    if (low === undefined || high === undefined || !(low <= high)) throw new Error(`No ports: ${range} in ${list}`);
    return [low, high];
  });
}

function ofTypes(item: string): Test | undefined {
  const [, protocol, type] = /^(icmp|icmpv6)(?: ([a-z\d-]+))?$/.exec(item) ?? [];
  if (!protocol) return undefined;
  const types = typesOf(protocol as 'icmp' | 'icmpv6', type);
  return (packet) => {
    const family = packet.source.includes(':') ? 'icmpv6' : 'icmp';
    return (
      packet.protocol === 'icmp' && types.some((t) => t.protocol === family && t.low <= packet.port && packet.port <= t.high)
    );
  };
}

function ofProtocol(item: string): Test {
  if (item === 'other protocols') return ({ protocol }) => protocol === 'other';
  const [, name] = /^protocol ([a-z\d]+)$/.exec(item) ?? [];
  const number = name === undefined ? Number.NaN : (PROTOCOLS[name] ?? Number(name));
  if (Number.isNaN(number)) throw new Error(`No service: ${item}`);
  return ({ protocol, port }) => protocol === 'other' && port === number;
}
