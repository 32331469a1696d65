import { type Box, intersect, type Region, subtract } from '../../../../analysis/region.ts';
import { ANYWHERE } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { ANY_SERVICE, ICMP_OF, type ServiceSet } from '../../../../model/services.ts';
import { ofWord } from '../../../../model/word-tables.ts';
import { ANY_IPV4, ANY_IPV6 } from '../../../../running/lines.ts';
import { portsOf as portSetOf, protocolOf } from '../../../../running/parts.ts';
import { addressesOf, portsOf, protocolsOf, typesOf } from './values.ts';

/** What one match says: which traffic, from and to where; or that no packet which opens a connection matches, or why it may match less. */
export interface Term {
  readonly region: Region;
  readonly from?: string;
  readonly to?: string;
  readonly isNever?: true;
  readonly perhaps?: string;
}

/** A comparison. Interfaces that several may be, or that a packet doesn't come from, stand beside the traffic. */
export interface Comparison {
  readonly region: Region;
  readonly from?: ReadonlySet<string>;
  readonly to?: ReadonlySet<string>;
  readonly notFrom?: ReadonlySet<string>;
  readonly notTo?: ReadonlySet<string>;
  readonly isNever?: true;
  readonly perhaps?: string;
  /** Set where packets match that somebody forges, and none of a connection that a plan is about: what drops these looks for attacks. */
  readonly isForged?: true;
}

export const EVERYTHING: Box = { sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE };
export const ALWAYS: Term = { region: [EVERYTHING] };
export const NEVER: Term = { region: [], isNever: true };

export const perhapsBy = (why: string): Term => ({ region: [EVERYTHING], perhaps: why });

/** What a rule compares: `ip saddr`, `tcp dport`, `iifname`. @returns how a value of it reads; nothing where nobody knows that value */
export type Reading = (value: string) => Term | undefined;

const box = (part: Partial<Box>): Term => ({ region: [{ ...EVERYTHING, ...part }] });

const addresses =
  (side: 'sources' | 'destinations', family: 4 | 6): Reading =>
  (value) => {
    const set = addressesOf(value);
    return set && box({ [side]: set.intersect(family === 4 ? ANY_IPV4 : ANY_IPV6) });
  };

const services =
  (read: (value: string) => ServiceSet | undefined): Reading =>
  (value) => {
    const set = read(value);
    return set && box({ services: set });
  };

const ports = (transports: readonly ('tcp' | 'udp')[], end: 'source' | 'destination'): Reading =>
  services((value) => {
    const span = portsOf(value);
    if (!span) return undefined;
    return IntervalSet.unionAll(
      transports.map((transport) => (end === 'source' ? portSetOf(transport, undefined, [span]) : portSetOf(transport, [span]))),
    );
  });

const protocols: Reading = services((value) => {
  const numbers = protocolsOf(value);
  return numbers && IntervalSet.unionAll(numbers.map(protocolOf));
});

/** What stands in the header of one family is said of its packets alone. */
const ofFamily =
  (read: Reading, version: 4 | 6): Reading =>
  (value) => {
    const term = read(value);
    return term && both(term, { region: aboutOf([version === 4 ? 'ip' : 'ip6']) });
  };

const types = (family: 4 | 6): Reading => services((value) => typesOf(value, family));

const family: Reading = (value) =>
  value === 'ipv4' || value === 'ip' || value === '2'
    ? box({ sources: ANY_IPV4, destinations: ANY_IPV4 })
    : value === 'ipv6' || value === 'ip6' || value === '10'
      ? box({ sources: ANY_IPV6, destinations: ANY_IPV6 })
      : undefined;

/** Which packet a rule is asked about: the first one of a connection, one that goes the same way behind it, or one that answers. */
export type Packet = 'first' | 'later' | 'answer';

/** The states of connections that are told apart here, by the bit that `nft -n` writes in place of each. */
const STATES: Readonly<Record<string, number>> = { invalid: 0x1, established: 0x2, related: 0x4, new: 0x8, untracked: 0x40 };
const TOLD_APART = 0x4f;

const state =
  (own: 'new' | 'established'): Reading =>
  (value) => {
    const states = value.split(/[ ,|]+/).map((each) => ofWord(STATES, each) ?? bitsOf(each));
    if (states.some((bits) => bits !== undefined && bits & STATES[own]!)) return ALWAYS;
    // A packet that opens a connection is followed, unless a rule says `notrack`, which is told, and none of another one.
    return states.every((bits) => bits !== undefined && (bits & ~TOLD_APART) === 0)
      ? NEVER
      : perhapsBy(`connections that are ${value}`);
  };

function bitsOf(text: string): number | undefined {
  return /^(?:\d+|0x[0-9a-f]+)$/i.test(text) ? Number(text) : undefined;
}

/** All that is compared here, by the words that say it. What stands in no list may match anything. */
const READINGS: ReadonlyMap<string, Reading> = new Map<string, Reading>([
  ['ip saddr', addresses('sources', 4)],
  ['ip daddr', addresses('destinations', 4)],
  ['ip6 saddr', addresses('sources', 6)],
  ['ip6 daddr', addresses('destinations', 6)],
  ['tcp dport', ports(['tcp'], 'destination')],
  ['tcp sport', ports(['tcp'], 'source')],
  ['udp dport', ports(['udp'], 'destination')],
  ['udp sport', ports(['udp'], 'source')],
  ['th dport', ports(['tcp', 'udp'], 'destination')],
  ['th sport', ports(['tcp', 'udp'], 'source')],
  ['ip protocol', ofFamily(protocols, 4)],
  ['ip6 nexthdr', ofFamily(protocols, 6)],
  ['meta l4proto', protocols],
  ['icmp type', types(4)],
  ['icmpv6 type', types(6)],
  ['meta nfproto', family],
  ['meta protocol', family],
  ['ct state', state('new')],
  ['ct direction', (value) => ofWord({ original: ALWAYS, 0: ALWAYS, reply: NEVER, 1: NEVER }, value)],
  ['iifname', (value) => ({ ...ALWAYS, from: value })],
  ['oifname', (value) => ({ ...ALWAYS, to: value })],
]);

const OF_LATER: ReadonlyMap<string, Reading> = new Map<string, Reading>([...READINGS, ['ct state', state('established')]]);

const OF_ANSWERS: ReadonlyMap<string, Reading> = new Map<string, Reading>([
  ...OF_LATER,
  ['ct direction', (value) => ofWord({ original: NEVER, 0: NEVER, reply: ALWAYS, 1: ALWAYS }, value)],
]);

const OF_PACKETS: Readonly<Record<Packet, ReadonlyMap<string, Reading>>> = {
  first: READINGS,
  later: OF_LATER,
  answer: OF_ANSWERS,
};

/** How a value reads of what is compared; nothing where nobody knows that. */
export function readingFor(part: string, packet: Packet): Reading | undefined {
  return OF_PACKETS[packet].get(part);
}

/** What both of two terms say. */
export function both(a: Term, b: Term): Term {
  if (a.isNever || b.isNever) return NEVER;
  const perhaps = a.perhaps ?? b.perhaps;
  const [from, to] = [a.from ?? b.from, a.to ?? b.to];
  const region = a.region === ALWAYS.region ? b.region : b.region === ALWAYS.region ? a.region : intersect(a.region, b.region);
  return {
    region,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(perhaps !== undefined && { perhaps }),
  };
}

/** What a comparison of some protocols is about at all: of `tcp dport != 22` the rest of tcp alone, of `ip saddr . tcp dport != …` the rest of tcp over IPv4. */
export function aboutOf(keys: readonly string[]): Region {
  return keys
    .map(aboutKey)
    .reduce((all, each) => (each === ALWAYS.region ? all : all === ALWAYS.region ? each : intersect(all, each)));
}

function aboutKey(key: string): Region {
  const [first] = key.split(' ');
  if (first === 'ip') return [{ ...EVERYTHING, sources: ANY_IPV4, destinations: ANY_IPV4 }];
  if (first === 'ip6') return [{ ...EVERYTHING, sources: ANY_IPV6, destinations: ANY_IPV6 }];
  if (first === 'tcp' || first === 'udp') return [{ ...EVERYTHING, services: portSetOf(first) }];
  if (first === 'th') return [{ ...EVERYTHING, services: portSetOf('tcp').union(portSetOf('udp')) }];
  if (first === 'icmp') return [{ ...EVERYTHING, services: ICMP_OF[4] }];
  return first === 'icmpv6' ? [{ ...EVERYTHING, services: ICMP_OF[6] }] : ALWAYS.region;
}

/** All that a comparison is about but some traffic. */
export function otherThan(keys: readonly string[], region: Region): Region {
  return subtract(aboutOf(keys), region);
}
