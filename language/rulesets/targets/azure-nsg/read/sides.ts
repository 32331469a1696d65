import { ALL_IPS, ANYWHERE, parseTag } from '../../../../model/addresses.ts';
import { ANY_SERVICE, ICMP_OF, type PortSpan } from '../../../../model/services.ts';
import { ofWord } from '../../../../model/word-tables.ts';
import { type JsonNode, objectsAt, textAt, textsAt } from '../../../../running/forms/json.ts';
import { ANY_IPV4, ANY_IPV6, shorten } from '../../../../running/lines.ts';
import { type AddressMatch, anyOf, exactly, perhaps, type ServiceMatch } from '../../../../running/matches.ts';
import { portsOf, protocolOf, readAddresses, readPorts } from '../../../../running/parts.ts';
import { AH, ESP } from '../matches.ts';
import { type Estate, lastOf } from './estate.ts';

/** One side of a rule: addresses, and names of what lies where nobody but the plan may say. */
export interface Side {
  readonly match: AddressMatch | undefined;
  readonly places: readonly string[];
}

/** The tag of all that a network is joined with. */
export const VIRTUAL_NETWORK = 'VirtualNetwork';

/** Tags whose addresses hang on the network: they are places, which plans mostly have a zone for. */
const PLACES = new Map([
  ['internet', 'Internet'],
  ['virtualnetwork', VIRTUAL_NETWORK],
]);

/** The values of a pair of fields, of which the product fills one. */
function valuesOf(rule: JsonNode, one: string, several: string): string[] {
  // PowerShell has lists in both fields.
  const texts = [textAt(rule, one), ...textsAt(rule, several), textAt(rule, several), ...textsAt(rule, one)];
  const values = texts.flatMap((text) => (text?.startsWith('[') ? [text] : (text ?? '').split(',')));
  return [...new Set(values.map((text) => text.trim()).filter((text) => text !== ''))];
}

/** What a rule says of where packets come from or go to; nothing where it says nothing. */
export function sideOf(rule: JsonNode, end: 'source' | 'destination', estate: Estate): Side | undefined {
  const texts = valuesOf(rule, `${end}addressprefix`, `${end}addressprefixes`);
  const matches: AddressMatch[] = [];
  const places = new Set<string>();
  for (const text of texts) {
    const network = readAddresses(text);
    if (text === '*' || /^any$/i.test(text)) matches.push(exactly(ANYWHERE));
    else if (text === '0.0.0.0/0') matches.push(exactly(ANY_IPV4));
    else if (text === '::/0') matches.push(exactly(ANY_IPV6));
    else if (network) matches.push(exactly(network));
    else if (PLACES.has(text.toLowerCase())) places.add(PLACES.get(text.toLowerCase())!);
    // The platform's own traffic, the probes of load balancers, is nothing that plans are about.
    else if (text.toLowerCase() !== 'azureloadbalancer') matches.push(tagOf(text));
  }
  const groups = objectsAt(rule, `${end}applicationsecuritygroups`);
  for (const group of groups) {
    const id = textAt(group, 'id') ?? '';
    if (!id) estate.book.unknown(group.line, 'application security group', 'its id is missing', group.last);
    const members = estate.applicationGroup(id);
    if (members) matches.push(exactly(members));
    else places.add(shorten(lastOf(id)) || 'application security group');
  }
  if (!texts.length && !groups.length) return undefined;
  return { match: matches.length ? anyOf(matches) : undefined, places: [...places] };
}

/** A service tag, as plans name them; what is none, such as an expression of a template, may be any address. */
function tagOf(text: string): AddressMatch {
  if (/^[A-Za-z]/.test(text))
    try {
      return exactly(parseTag(text));
    } catch {
      // Said below.
    }
  return perhaps(ALL_IPS, 'an address that can not be read');
}

const NUMBERS: Readonly<Record<string, number>> = { tcp: 6, udp: 17, icmp: 1, esp: ESP, ah: AH };

/** Protocol and ports of a rule; nothing where they can't be read. */
export function servicesOf(rule: JsonNode): ServiceMatch | undefined {
  const protocol = textAt(rule, 'protocol')?.toLowerCase();
  const ports = spansOf(valuesOf(rule, 'destinationportrange', 'destinationportranges'));
  const sources = spansOf(valuesOf(rule, 'sourceportrange', 'sourceportranges'));
  if (protocol === undefined || ports === 'unread' || sources === 'unread') return undefined;
  const number = ofWord(NUMBERS, protocol) ?? (/^\d{1,3}$/.test(protocol) ? Number(protocol) : undefined);
  if (protocol === '*' || protocol === 'any') {
    if (!ports && !sources) return exactly(ANY_SERVICE);
    // What has no ports matches no rule that names some.
    return anyOf([exactly(portsOf('tcp', ports, sources)), exactly(portsOf('udp', ports, sources))]);
  }
  if (number === undefined || number > 255) return undefined;
  if (number === 6 || number === 17) return exactly(portsOf(number === 6 ? 'tcp' : 'udp', ports, sources));
  const whole = number === 1 ? ICMP_OF[4] : protocolOf(number);
  return ports || sources ? perhaps(whole, 'ports of a protocol that has none') : exactly(whole);
}

/** Some ports; nothing for all of them. */
function spansOf(texts: readonly string[]): readonly PortSpan[] | undefined | 'unread' {
  if (texts.some((text) => text === '*' || /^any$/i.test(text) || text === '0-65535')) return undefined;
  const spans = texts.map((text) => readPorts(text.replace(/\s+/g, '')));
  return spans.length && !spans.includes(undefined) ? spans.flatMap((span) => span ?? []) : 'unread';
}
