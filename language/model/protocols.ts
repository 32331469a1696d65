import { nearestNames } from '../syntax/near-names.ts';
import { AMBIGUOUS_PROTOCOLS, PROTOCOL_WORDS } from './protocol-words.ts';

/**
 * IP protocols that go by a name: the keywords of IANA's registry of protocol numbers in lower case, without those that are deprecated, and
 * `ospf` and `icmpv6` as everybody says them.
 */
const NUMBERS: ReadonlyMap<string, number> = new Map([
  ['hopopt', 0],
  ['icmp', 1],
  ['igmp', 2],
  ['ggp', 3],
  ['ipv4', 4],
  ['st', 5],
  ['tcp', 6],
  ['cbt', 7],
  ['egp', 8],
  ['igp', 9],
  ['udp', 17],
  ['hmp', 20],
  ['xns-idp', 22],
  ['rdp', 27],
  ['irtp', 28],
  ['iso-tp4', 29],
  ['dccp', 33],
  ['xtp', 36],
  ['ddp', 37],
  ['idpr-cmtp', 38],
  ['ipv6', 41],
  ['sdrp', 42],
  ['ipv6-route', 43],
  ['ipv6-frag', 44],
  ['idrp', 45],
  ['rsvp', 46],
  ['gre', 47],
  ['dsr', 48],
  ['esp', 50],
  ['ah', 51],
  ['narp', 54],
  ['min-ipv4', 55],
  ['skip', 57],
  ['icmpv6', 58],
  ['ipv6-nonxt', 59],
  ['ipv6-opts', 60],
  ['rvd', 66],
  ['vmtp', 81],
  ['eigrp', 88],
  ['ospf', 89],
  ['larp', 91],
  ['mtp', 92],
  ['ipip', 94],
  ['etherip', 97],
  ['encap', 98],
  ['pim', 103],
  ['scps', 105],
  ['ipcomp', 108],
  ['vrrp', 112],
  ['pgm', 113],
  ['l2tp', 115],
  ['iatp', 117],
  ['stp', 118],
  ['srp', 119],
  ['ptp', 123],
  ['crtp', 126],
  ['crudp', 127],
  ['sctp', 132],
  ['fc', 133],
  ['rsvp-e2e-ignore', 134],
  ['udplite', 136],
  ['mpls-in-ip', 137],
  ['manet', 138],
  ['hip', 139],
  ['shim6', 140],
  ['wesp', 141],
  ['rohc', 142],
  ['ethernet', 143],
  ['aggfrag', 144],
  ['nsh', 145],
]);

const ALIASES: ReadonlyMap<string, number> = new Map([
  ['ospfigp', 89],
  ['ipv6-icmp', 58],
]);

const NAMES: ReadonlyMap<number, string> = new Map(
  [...NUMBERS].flatMap(([name, number]) => (AMBIGUOUS_PROTOCOLS.has(name) ? [] : [[number, name]])),
);

/** Protocols with words of their own, of which there is no `protocol`. */
export const PLAIN_PROTOCOLS: ReadonlyMap<number, string> = new Map([
  [6, 'tcp'],
  [17, 'udp'],
  [1, 'icmp'],
  [58, 'icmpv6'],
]);

/** The protocols that `protocol` takes by name, each with its number. */
export function namedProtocols(): { name: string; number: number }[] {
  return [...NUMBERS].flatMap(([name, number]) =>
    PLAIN_PROTOCOLS.has(number) || AMBIGUOUS_PROTOCOLS.has(name) ? [] : [{ name, number }],
  );
}

/** The number of a keyword of IANA's registry, as Linux has it, whatever people mean by it; nothing where it is none. */
export function registeredProtocol(text: string): number | undefined {
  const name = text.toLowerCase();
  return NUMBERS.get(name) ?? ALIASES.get(name);
}

/** A protocol's name; its number where it has none. */
export function protocolName(number: number): string {
  return NAMES.get(number) ?? `${number}`;
}

/** What is written is no protocol, or no type of one. */
export class WrongProtocol extends Error {
  /** What may have been meant, as services: one or the other. */
  readonly instead: readonly string[];

  constructor(message: string, ...instead: string[]) {
    super(message);
    this.instead = instead;
  }
}

/**
 * The number of what stands behind `protocol`.
 * @throws Error with a sentence for the user where it is no protocol, or one with words of its own; a `WrongProtocol` where another text will do
 */
export function protocolNumber(text: string): number {
  const name = text.toLowerCase();
  const word = AMBIGUOUS_PROTOCOLS.get(name) ?? PROTOCOL_WORDS.get(name);
  if (word)
    throw new WrongProtocol(
      `'${text}' ${word.is}. Write ${word.instead.map((each) => `'${each}'`).join(' or ')}.`,
      ...word.instead,
    );
  const number = /^\d+$/.test(text) ? Number(text) : registeredProtocol(name);
  if (number === undefined) {
    const near = nearTo(name, [...namedProtocols().map((each) => each.name), ...ALIASES.keys(), ...PLAIN_PROTOCOLS.values()]);
    const instead = near && (PLAIN_PROTOCOLS.get(registeredProtocol(near) ?? 0) ?? `protocol ${near}`);
    throw new WrongProtocol(
      `'${text}' is no IP protocol that has this name.${meantText(near)} A number does as well, as in 'protocol 47'.`,
      ...(instead ? [instead] : []),
    );
  }
  if (number > 255) throw new Error(`${text} is no IP protocol: their numbers go from 0 to 255.`);
  const plain = PLAIN_PROTOCOLS.get(number);
  if (plain?.startsWith('icmp')) throw new WrongProtocol(`Write '${plain}' in place of 'protocol ${text}'.`, plain);
  if (plain) throw new Error(`Write '${plain}' and its ports in place of 'protocol ${text}'.`);
  return number;
}

/** The types of ICMP that go by a name, with their numbers in ICMPv4 and ICMPv6: those of IANA's registries that are in use. */
const TYPES: ReadonlyMap<string, { readonly 4?: number; readonly 6?: number }> = new Map([
  ['echo-reply', { 4: 0, 6: 129 }],
  ['echo-request', { 4: 8, 6: 128 }],
  ['destination-unreachable', { 4: 3, 6: 1 }],
  ['packet-too-big', { 6: 2 }],
  ['time-exceeded', { 4: 11, 6: 3 }],
  ['parameter-problem', { 4: 12, 6: 4 }],
  ['redirect', { 4: 5, 6: 137 }],
  ['router-advertisement', { 4: 9, 6: 134 }],
  ['router-solicitation', { 4: 10, 6: 133 }],
  ['source-quench', { 4: 4 }],
  ['timestamp-request', { 4: 13 }],
  ['timestamp-reply', { 4: 14 }],
  ['information-request', { 4: 15 }],
  ['information-reply', { 4: 16 }],
  ['address-mask-request', { 4: 17 }],
  ['address-mask-reply', { 4: 18 }],
  ['extended-echo-request', { 4: 42, 6: 160 }],
  ['extended-echo-reply', { 4: 43, 6: 161 }],
  ['multicast-listener-query', { 6: 130 }],
  ['multicast-listener-report', { 6: 131 }],
  ['multicast-listener-done', { 6: 132 }],
  ['multicast-listener-report-v2', { 6: 143 }],
  ['neighbor-solicitation', { 6: 135 }],
  ['neighbor-advertisement', { 6: 136 }],
]);

/** What devices and people call some of them. */
const ALSO_CALLED: ReadonlyMap<string, string> = new Map([
  ['echo', 'echo-request'],
  ['ping', 'echo-request'],
  ['pong', 'echo-reply'],
  ['unreachable', 'destination-unreachable'],
  ['fragmentation-needed', 'destination-unreachable'],
  ['ttl-exceeded', 'time-exceeded'],
  ['too-big', 'packet-too-big'],
]);

export type IcmpFamily = 4 | 6;

/** A type of one family. */
export interface IcmpTypeNumber {
  readonly family: IcmpFamily;
  readonly type: number;
}

/** All types that have a name, each with its numbers. */
export function namedIcmpTypes(): { name: string; numbers: IcmpTypeNumber[] }[] {
  return [...TYPES.keys()].map((name) => ({ name, numbers: numbersOf(name) }));
}

function numbersOf(name: string): IcmpTypeNumber[] {
  const numbers = TYPES.get(name) ?? {};
  return ([4, 6] as const).flatMap((family) => {
    const type = numbers[family];
    return type === undefined ? [] : [{ family, type }];
  });
}

/**
 * What stands behind `icmp` and `icmpv6`: of both families by name, where it has one in both; a number is of the family that is written.
 * @throws Error with a sentence for the user where there is no such type
 */
export function icmpTypesOf(protocol: 'icmp' | 'icmpv6', text: string): IcmpTypeNumber[] {
  if (/^\d+$/.test(text)) {
    if (Number(text) > 255) throw new Error(`${text} is no type of ${protocol}: they go from 0 to 255.`);
    return [{ family: protocol === 'icmp' ? 4 : 6, type: Number(text) }];
  }
  const name = text.toLowerCase();
  const numbers = numbersOf(name);
  if (!numbers.length) {
    const isOwn = (type: string): boolean => protocol === 'icmp' || TYPES.get(type)?.[6] !== undefined;
    const near = ALSO_CALLED.get(name) ?? nearTo(name, [...TYPES.keys()].filter(isOwn));
    throw new WrongProtocol(
      `'${text}' is no type of ${protocol} that has this name.${meantText(near)} A number does as well, as in '${protocol} ${protocol === 'icmp' ? 8 : 128}'.`,
      ...(near ? [`${protocol} ${near}`] : []),
    );
  }
  const own = protocol === 'icmp' ? numbers : numbers.filter(({ family }) => family === 6);
  if (!own.length)
    throw new WrongProtocol(`ICMPv6 has no type '${text}', which is one of ICMPv4: write 'icmp ${text}'.`, `icmp ${text}`);
  return own;
}

/** The name nearest to a mistyped one, if any is near. */
function nearTo(text: string, names: Iterable<string>): string | undefined {
  return nearestNames(text, names, 1)[0];
}

function meantText(near: string | undefined): string {
  return near === undefined ? '' : ` Did you mean '${near}'?`;
}
