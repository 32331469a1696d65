import assert from 'node:assert/strict';
import { IntervalSet } from '../../../language/model/interval-set.ts';
import {
  ANY_SERVICE,
  formatServices,
  ICMP,
  ICMP_OF,
  icmpSet,
  NO_SERVICE,
  portSet,
  protocolSet,
  type ServiceSet,
} from '../../../language/model/services.ts';
import { type Numbers, pick } from './numbers.ts';

/** Ports that are told apart, of both ends: 1, 2, and all others. */
const SPANS = [
  { from: 1, to: 1 },
  { from: 2, to: 2 },
  { from: 3, to: 65535 },
] as const;

/** A packet for each kind that is told apart; each is a bit of a number. */
const PACKETS: readonly ServiceSet[] = [
  ...(['tcp', 'udp'] as const).flatMap((transport) =>
    SPANS.flatMap((to) => SPANS.map((from) => portSet(transport, to.to, to.to, { from: from.to, to: from.to }))),
  ),
  // Port 0, which nobody can name, and only `any` holds.
  portSet('tcp', 0, 0, { from: 5, to: 5 }),
  icmpSet(4, 8),
  icmpSet(4, 3),
  icmpSet(6, 128),
  icmpSet(6, 1),
  protocolSet(47),
  protocolSet(89),
];

interface Both {
  readonly set: ServiceSet;
  readonly bits: number;
}

function bitsOf(set: ServiceSet): number {
  return PACKETS.reduce((bits, packet, n) => (set.has(packet.first) ? bits | (1 << n) : bits), 0);
}

/** The bit of a packet by its place in the list above. */
const bit = (transport: 'tcp' | 'udp', to: number, from: number): number => 1 << ((transport === 'tcp' ? 0 : 9) + 3 * to + from);

/** Runs of ports as a set and as bits, each made in its own way; and what has no ports. */
const BLOCKS: readonly Both[] = (() => {
  const runs = [0, 1, 2].flatMap((first) => [0, 1, 2].filter((last) => last >= first).map((last) => [first, last] as const));
  const ports = (['tcp', 'udp'] as const).flatMap((transport) =>
    runs.flatMap(([first, last]) =>
      runs.map(([low, high]): Both => {
        let bits = 0;
        for (let to = first; to <= last; to++) for (let from = low; from <= high; from++) bits |= bit(transport, to, from);
        const source = low === 0 && high === 2 && first % 2 ? undefined : { from: SPANS[low]!.from, to: SPANS[high]!.to };
        return { set: portSet(transport, SPANS[first]!.from, SPANS[last]!.to, source), bits };
      }),
    ),
  );
  const [PING, UNREACHABLE, PING6, UNREACHABLE6, GRE] = [1 << 19, 1 << 20, 1 << 21, 1 << 22, 1 << 23] as const;
  const others: Both[] = [
    { set: icmpSet(4, 8), bits: PING },
    { set: icmpSet(6, 128), bits: PING6 },
    { set: ICMP, bits: PING | UNREACHABLE | PING6 | UNREACHABLE6 },
    { set: ICMP_OF[6], bits: PING6 | UNREACHABLE6 },
    { set: protocolSet(47), bits: GRE },
    { set: ANY_SERVICE, bits: (1 << 25) - 1 },
  ];
  return [...ports, ...others, ...others];
})();

function some(number: Numbers): Both {
  let { set, bits }: Both = number(8) ? { set: NO_SERVICE, bits: 0 } : pick(BLOCKS, number);
  for (let n = 1 + number(4); n > 0; n--) {
    const block = pick(BLOCKS, number);
    if (number(4)) [set, bits] = [set.union(block.set), bits | block.bits];
    else [set, bits] = [set.subtract(block.set), bits & ~block.bits];
  }
  return { set, bits };
}

/** The algebra of services, with ports from certain ports of the initiator, against bits; and their text read back. */
export function serviceSets(number: Numbers): void {
  const [a, b] = [some(number), some(number)];
  assert.equal(bitsOf(a.set), a.bits, 'a set');
  assert.equal(bitsOf(a.set.union(b.set)), a.bits | b.bits, 'a union');
  assert.equal(bitsOf(a.set.intersect(b.set)), a.bits & b.bits, 'what is common');
  assert.equal(bitsOf(a.set.subtract(b.set)), a.bits & ~b.bits, 'a rest');
  assert.equal(bitsOf(IntervalSet.unionAll([b.set, a.set])), a.bits | b.bits, 'a union of all');
  assert.equal(a.set.overlaps(b.set), (a.bits & b.bits) !== 0, 'overlaps');
  assert.equal(a.set.covers(b.set), (b.bits & ~a.bits) === 0, 'covers');
  assert.equal(a.set.equals(b.set), a.bits === b.bits, 'equals');
  assert.equal(a.set.key === b.set.key, a.bits === b.bits, 'keys');
  if (a.bits) assert.ok(a.set.has(a.set.first), 'the first');
  const text = formatServices(a.set);
  assert.equal(read(text), a.bits, `'${text}' read back`);
}

/** What a list of services says, with what stands after `except` left out. */
function read(text: string): number {
  const [list = '', ...rest] = text.split(' except ');
  const own = list === 'nothing' ? 0 : readList(list);
  return rest.length ? own & ~read(rest.join(' except ')) : own;
}

function readList(text: string): number {
  let bits = 0;
  let open: { transports: ('tcp' | 'udp')[]; spans: number[] } | undefined;
  const close = (source: readonly number[]): void => {
    for (const transport of open?.transports ?? [])
      for (const to of open!.spans) for (const from of source) bits |= bit(transport, to, from);
    open = undefined;
  };
  for (const item of text.split(', ')) {
    const [, transport, first, last, , low, high] =
      /^(?:(tcp\+udp|tcp|udp) )?(\d+)(?:-(\d+))?( source port (\d+)(?:-(\d+))?)?$/.exec(item) ?? [];
    if (!first) {
      close([0, 1, 2]);
      bits |= plain(item);
      continue;
    }
    if (transport) {
      close([0, 1, 2]);
      open = { transports: transport.split('+') as ('tcp' | 'udp')[], spans: [] };
    }
    open!.spans.push(...within(Number(first), Number(last ?? first)));
    if (low) close(within(Number(low), Number(high ?? low)));
  }
  close([0, 1, 2]);
  return bits;
}

/** Which ports that are told apart lie between two. */
function within(from: number, to: number): number[] {
  return SPANS.flatMap((span, n) => (from <= span.from && to >= span.to ? [n] : []));
}

const WORDS: Readonly<Record<string, readonly number[]>> = {
  any: Array.from({ length: 25 }, (_, n) => n),
  icmp: [19, 20, 21, 22],
  icmpv6: [21, 22],
  'icmp 8': [19],
  'icmpv6 echo-request': [21],
  'icmp echo-request': [19, 21],
  'protocol gre': [23],
};

function plain(item: string): number {
  const found = WORDS[item];
  assert.ok(found, `'${item}' is no item`);
  return found.reduce((bits, n) => bits | (1 << n), 0);
}
