import { ANY_SERVICE, ICMP_OF, icmpSet, type ServiceSet } from '../../../../model/services.ts';
import { ofWord } from '../../../../model/word-tables.ts';
import { exactly, perhaps, type ServiceMatch } from '../../../../running/matches.ts';
import { portsOf, protocolOf } from '../../../../running/parts.ts';

const NUMBERS: Readonly<Record<string, number>> = { tcp: 6, udp: 17, icmp: 1, icmpv6: 58 };

/**
 * The services of a rule. AWS has the type of icmp where ports have their first, and its code where they have their last; -1 is all of them.
 * @returns nothing where that can't be read
 */
export function servicesOf(
  protocol: string | undefined,
  from: number | undefined,
  to: number | undefined,
): ServiceMatch | undefined {
  if (protocol === undefined) return undefined;
  const name = protocol.toLowerCase();
  if (name === '-1' || name === 'all') return exactly(ANY_SERVICE);
  const number = ofWord(NUMBERS, name) ?? (/^\d{1,3}$/.test(name) ? Number(name) : undefined);
  if (number === undefined || number > 255) return undefined;
  if (number === 1 || number === 58) return typesOf(number === 1 ? 4 : 6, from ?? -1, to ?? -1);
  if (number !== 6 && number !== 17) return exactly(protocolOf(number));
  if (from === undefined || to === undefined || from < 0 || to > 65_535 || from > to) return undefined;
  return exactly(portsOf(number === 6 ? 'tcp' : 'udp', [{ from, to }]));
}

function typesOf(family: 4 | 6, type: number, code: number): ServiceMatch | undefined {
  if (type < -1 || type > 255 || code < -1 || code > 255) return undefined;
  const types: ServiceSet = type < 0 ? ICMP_OF[family] : icmpSet(family, type);
  return type < 0 || code < 0 ? exactly(types) : perhaps(types, 'a code of icmp');
}
