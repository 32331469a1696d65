import type { AddressSet } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { namedIcmpTypes } from '../../../../model/protocols.ts';
import { icmpSet, type PortSpan, type ServiceSet } from '../../../../model/services.ts';
import { ofWord } from '../../../../model/word-tables.ts';
import { linuxProtocol } from '../../../../running/linux-protocols.ts';
import { readAddresses } from '../../../../running/parts.ts';
import { nameUnknown, PORT_NAMES } from '../../../../running/port-names.ts';
import type { Token } from './tokens.ts';

/** The words of one value without what elements say of themselves: comments, counters and times to live. */
export function valueText(tokens: readonly Token[]): string {
  const end = tokens.findIndex(({ text, quoted }) => !quoted && ['comment', 'counter', 'expires', 'timeout'].includes(text));
  return (end < 0 ? tokens : tokens.slice(0, end)).map(({ text }) => text).join(' ');
}

/** `10.0.0.1`, a network or a range of either family. */
export function addressesOf(text: string): AddressSet | undefined {
  return readAddresses(text.replace(/ /g, ''));
}

/** `22`, `ssh` or `1024-65535`. */
export function portsOf(text: string): PortSpan | undefined {
  const [first = '', last = first, more] = (
    PORT_NAMES[text] === undefined ? text.replace(/ /g, '').split('-') : [text]
  ) as string[];
  const [from, to] = [numberOf(first), numberOf(last)];
  return more !== undefined || from === undefined || to === undefined || from > to ? undefined : { from, to };
}

/** Why a value of something isn't understood. */
export function whyUnread(key: string, value: string): string {
  const part = key.endsWith('port') ? value.split(' - ').find((end) => numberOf(end) === undefined) : undefined;
  const name = part === undefined ? undefined : nameUnknown(part, 'give what nft list ruleset prints without -S');
  return name ?? `a value of ${key}, which is not looked at here`;
}

function numberOf(text: string): number | undefined {
  if (PORT_NAMES[text] !== undefined) return PORT_NAMES[text];
  const number = /^(?:\d+|0x[0-9a-f]+)$/i.test(text) ? Number(text) : undefined;
  return number !== undefined && number <= 65_535 ? number : undefined;
}

/** The numbers of a protocol, or of a range of them. */
export function protocolsOf(text: string): number[] | undefined {
  const range = /^(\d+) ?- ?(\d+)$/.exec(text);
  if (range) {
    const [from, to] = [Number(range[1]), Math.min(255, Number(range[2]))];
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n);
  }
  const number = linuxProtocol(text);
  return number === undefined ? undefined : [number];
}

/** What nft calls types of icmp otherwise. */
const TYPES: Readonly<Record<string, string>> = {
  'nd-router-solicit': 'router-solicitation',
  'nd-router-advert': 'router-advertisement',
  'nd-neighbor-solicit': 'neighbor-solicitation',
  'nd-neighbor-advert': 'neighbor-advertisement',
  'nd-redirect': 'redirect',
  'mld-listener-query': 'multicast-listener-query',
  'mld-listener-report': 'multicast-listener-report',
  'mld-listener-done': 'multicast-listener-done',
  'mld-listener-reduction': 'multicast-listener-done',
  'mld2-listener-report': 'multicast-listener-report-v2',
  'info-request': 'information-request',
  'info-reply': 'information-reply',
  'router-renumbering': '138',
  'ind-neighbor-solicit': '141',
  'ind-neighbor-advert': '142',
};

/** A type of icmp by number, range or name. */
export function typesOf(text: string, family: 4 | 6): ServiceSet | undefined {
  const name = ofWord(TYPES, text) ?? text;
  const range = /^(\d+)(?: ?- ?(\d+))?$/.exec(name);
  if (range) {
    const [from, to] = [Number(range[1]), Number(range[2] ?? range[1])];
    if (to > 255 || from > to) return undefined;
    return IntervalSet.unionAll(Array.from({ length: to - from + 1 }, (_, n) => icmpSet(family, from + n)));
  }
  const numbers = namedIcmpTypes().find((each) => each.name === name)?.numbers ?? [];
  const sets = numbers.flatMap((each) => (each.family === family ? [icmpSet(family, each.type)] : []));
  return sets.length ? IntervalSet.unionAll(sets) : undefined;
}
