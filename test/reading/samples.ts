// Addresses, names and services that stand for all others: what a plan doesn't tell apart needs looking at once.
import { AstUtils } from 'langium';
import type * as ast from '../../language/generated/ast.ts';
import { type Address, EVERYWHERE, highest, type Range, readRange } from './addresses.ts';
import type { Side } from './ends.ts';
import { addressesOf, addressesOfZone } from './plan.ts';
import type { Reading } from './rules.ts';
import { closed, meaningOf, type Service } from './services.ts';

export interface Samples {
  /** One address of each kind that the plan tells apart. */
  readonly addresses: readonly Side[];
  /** Both edges of every stretch of addresses. */
  readonly edges: readonly Side[];
  /** Every name that the plan says, and one below each wildcard. */
  readonly names: readonly Side[];
  readonly services: readonly Service[];
}

export function samplesOf(reading: Reading): Samples {
  const { plan } = reading;
  const ranges: Range[] = [
    ...plan.zones.flatMap((zone) => addressesOfZone(plan, zone)),
    ...plan.components.flatMap((component) => addressesOf(plan, component)),
  ];
  const names = new Set<string>(plan.components.flatMap((component) => component.names));
  for (const file of plan.files)
    for (const node of AstUtils.streamAllContents(file)) {
      if (node.$type === 'Address') ranges.push(readRange(node as ast.Address));
      if (node.$type === 'TagEndpoint') names.add(`tag ${(node as ast.TagEndpoint).tag}`);
      if (node.$type === 'FqdnEndpoint') names.add((node as ast.FqdnEndpoint).fqdn.toLowerCase());
    }
  const stretches = stretchesOf(ranges);
  const kinds = new Map<string, Address>();
  for (const { family, low } of stretches) {
    const address = { family, value: low };
    const kind = ranges.map((each) => (each.family === family && each.low <= low && low <= each.high ? '1' : '0')).join('');
    if (!kinds.has(family + kind)) kinds.set(family + kind, address);
  }
  return {
    addresses: [...kinds.values()].map((address) => ({ address })),
    edges: stretches.flatMap(({ family, low, high }) =>
      [...new Set([low, high])].map((value) => ({ address: { family, value } })),
    ),
    names: [...new Set([...names].map((name) => (name.startsWith('*.') ? `other-than-all${name.slice(1)}` : name)))].map(
      (name) => ({ name }),
    ),
    services: servicesOf(reading),
  };
}

/** The address line of both families, cut at every edge. */
function stretchesOf(ranges: readonly Range[]): Range[] {
  return EVERYWHERE.flatMap(({ family }) => {
    const cuts = new Set([0n]);
    for (const { low, high } of ranges.filter((range) => range.family === family)) {
      cuts.add(low);
      if (high < highest(family)) cuts.add(high + 1n);
    }
    const lows = [...cuts].sort((a, b) => (a < b ? -1 : 1));
    return lows.map((low, i) => ({ family, low, high: (lows[i + 1] ?? highest(family) + 1n) - 1n }));
  });
}

/** Both sides of every edge of every range of ports that stands anywhere, with some room for those that are counted. */
function servicesOf({ plan, requirements }: Reading): Service[] {
  const ports = new Set([0, 1, 65535]);
  const mark = (low: number, high: number) => {
    for (const port of [low - 1, low, high, high + 1]) if (port >= 0 && port <= 65535) ports.add(port);
  };
  // Types and numbers that nobody says stand for all of these.
  const types = new Map<'icmp' | 'icmpv6' | 'other', Set<number>>([
    ['icmp', new Set([77])],
    ['icmpv6', new Set([77])],
    ['other', new Set([99])],
  ]);
  const sources = new Set<number>();
  for (const { meaning } of requirements)
    for (const { protocol, low, high } of closed(meaning)) if (protocol === 'tcp' || protocol === 'udp') mark(low, high);
  for (const file of plan.files)
    for (const node of AstUtils.streamAllContents(file)) {
      if (node.$type === 'PortRange') {
        const { start, end, step, per } = node as ast.PortRange;
        if (start === undefined) continue;
        mark(start, end ?? start);
        if (step && end !== undefined)
          for (let port = start; port <= Math.min(end, start + 12 * step); port += step) mark(port, port);
        if (per) for (let port = start; port < start + 12; port++) mark(port, port);
      }
      if (node.$type === 'IcmpService' || node.$type === 'ProtocolService')
        for (const { protocol, low, high } of closed(meaningOf(plan, [node as ast.ServiceItem])))
          if (low === high) types.get(protocol as 'icmp')!.add(low);
      if (node.$type === 'SourcePorts') {
        const { start, end = start } = node as ast.SourcePorts;
        for (const port of [start - 1, start, end, end + 1]) if (port >= 1 && port <= 65535) sources.add(port);
        sources.add(60000);
      }
      if (node.$type === 'PropertyAssignment') {
        const [low, high] = (node as ast.PropertyAssignment).value.split('-').map(Number);
        if (low !== undefined && !Number.isNaN(low)) mark(low, high === undefined || Number.isNaN(high) ? low : high);
      }
    }
  const sorted = [...ports].sort((a, b) => a - b);
  const from = sources.size ? [...sources].map((source) => ({ source })) : [{}];
  return [
    ...(['tcp', 'udp'] as const).flatMap((protocol) =>
      sorted.flatMap((port) => from.map((each) => ({ protocol, port, ...each }))),
    ),
    ...[...types].flatMap(([protocol, numbers]) => [...numbers].map((port) => ({ protocol, port }))),
  ];
}
