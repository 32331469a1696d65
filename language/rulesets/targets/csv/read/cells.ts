import { type AddressSet, ANYWHERE } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { icmpTypesOf, protocolNumber } from '../../../../model/protocols.ts';
import {
  ANY_SERVICE,
  ICMP,
  ICMP_OF,
  icmpSet,
  OTHER_PROTOCOLS,
  type PortSpan,
  type ServiceSet,
  type Transport,
} from '../../../../model/services.ts';
import { ofWord } from '../../../../model/word-tables.ts';
import { ANY_IPV4, ANY_IPV6, shorten } from '../../../../running/lines.ts';
import { type AddressMatch, ANY_ADDRESS, anyOf, exactly, perhaps, type ServiceMatch } from '../../../../running/matches.ts';
import { portsOf, protocolOf, readAddresses, readHostName, readMasked, readPorts } from '../../../../running/parts.ts';

const ANY = /^(?:any|all|\*|anywhere|alle)$/i;

/** All addresses of one family. */
const ANY_OF: ReadonlyMap<string, AddressSet> = new Map([
  ['any4', ANY_IPV4],
  ['any6', ANY_IPV6],
]);

/** What says that something is left out, by which the rest stands for other addresses. */
const LEFT_OUT = /^!|\b(?:not|except|excluding|without|ohne|außer)\b/i;

/** An address with a mask behind it, or with the bits that don't count. */
const MASKED = /^(\d+(?:\.\d+){3}) (\d+(?:\.\d+){3})$/;

/** A network written with a mask, or with a wildcard mask; nothing where the second one is no mask but an address. */
function maskedOf(text: string): AddressSet | undefined {
  const [, address = '', second = ''] = MASKED.exec(text.trim()) ?? [];
  const bits = second
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
  if (bits.length !== 32) return undefined;
  // A mask of nothing behind an address, and one of all bits behind none, are bits that don't count: a host, and everything.
  const isOfBits = address === '0.0.0.0' ? !bits.includes('0') : !bits.includes('1');
  if (/^1*0*$/.test(bits) && !isOfBits) return readMasked(address, second);
  return isOfBits || /^0+1+$/.test(bits) ? readMasked(address, second, true) : undefined;
}

/** Written as an address of IPv4 is: no name of a zone or an object. */
const LIKE_ADDRESS = /^\d+(?:\.\d+){3}(?:\/[\d.]*)?$/;

/** What a cell says of one end: addresses, and names that are no addresses. */
export interface End {
  readonly addresses: AddressMatch | undefined;
  readonly names: readonly string[];
}

/** Reads addresses, networks, ranges and host names, parted by commas, semicolons, bars or lines; other words are names of zones or objects. */
export function endOf(cell: string): End {
  const items = cell
    .replace(/ \(own [^)]*\)/g, '')
    .split(/[,;|\n]/)
    .flatMap((part) =>
      / - /.test(part) || LEFT_OUT.test(part.trim()) || maskedOf(part) || !/\d\s+[\da-f]/i.test(part)
        ? [part]
        : part.split(/\s+/),
    )
    .map((part) => part.trim())
    .filter((part) => part && part !== 'nothing');
  if (items.some((item) => ANY.test(item)) || !cell.trim()) return { addresses: ANY_ADDRESS, names: [] };
  const matches: AddressMatch[] = [];
  const names: string[] = [];
  for (const item of items) {
    const set =
      ANY_OF.get(item.toLowerCase()) ??
      maskedOf(item) ??
      readAddresses(item.replace(/\s*-\s*(?=[\da-f:.]+$)/i, '-')) ??
      (item.includes('.') && !LEFT_OUT.test(item) ? readHostName(item) : undefined);
    if (set) matches.push(exactly(set));
    else if (LEFT_OUT.test(item)) matches.push(perhaps(ANYWHERE, `${shorten(item)} leaves something out`));
    else if (LIKE_ADDRESS.test(item)) matches.push(perhaps(ANYWHERE, `${item} is no address`));
    else names.push(item);
  }
  return { addresses: matches.length || !names.length ? anyOf(matches) : undefined, names };
}

/** Names of services as IANA registers them, and as consoles of firewalls call them. */
const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    http: 'tcp 80',
    https: 'tcp 443',
    ssh: 'tcp 22',
    ftp: 'tcp 21',
    telnet: 'tcp 23',
    smtp: 'tcp 25',
    smtps: 'tcp 465',
    pop3: 'tcp 110',
    imap: 'tcp 143',
    imaps: 'tcp 993',
    ldap: 'tcp 389',
    ldaps: 'tcp 636',
    rdp: 'tcp 3389',
    smb: 'tcp 445',
    nfs: 'tcp 2049',
    mysql: 'tcp 3306',
    dns: 'tcp+udp 53',
    ntp: 'udp 123',
    snmp: 'udp 161',
    'snmp-trap': 'udp 162',
    syslog: 'udp 514',
    tftp: 'udp 69',
    ping: 'icmp 8',
  }),
);

const LIST =
  /^(?:(tcp\+udp|udp\+tcp|tcp[/-]udp|udp[/-]tcp|tcp|udp)[\s/:_-]*)?(?:ports?\s+)?(\d+(?:\s*-\s*\d+)?)?(?:\s+source port\s+(\d+(?:-\d+)?))?$/;

/**
 * Reads services: `tcp 80, 443, 8000-8010`, `443/tcp`, `udp 67 source port 68`, `icmp 8`, `protocol gre`, `any except tcp 25`, `https`.
 * @param protocol what a column of protocols says, for ports that say none
 * @param sourcePorts what a column of source ports says
 */
export function servicesOf(cell: string, protocol = '', sourcePorts = ''): ServiceMatch {
  const word = transportsOf(protocol.trim().toLowerCase());
  const text = cell.trim().toLowerCase();
  const sources = ANY.test(sourcePorts.trim()) ? [] : spansOf(sourcePorts);
  if (!sources) return perhaps(ANY_SERVICE, 'it names source ports that nobody can read here');
  if (!text || ANY.test(text))
    return word && !ANY.test(word) && word !== 'ip'
      ? listOf(word, '', sources)
      : sources.length
        ? listOf('tcp+udp', '', sources)
        : exactly(ANY_SERVICE);
  const [, all, without] = /^(.*?) except (.*)$/.exec(text) ?? [];
  if (all === undefined) return listOf(text, word, sources);
  const [from, out] = [listOf(all, word, sources), listOf(without!, word, [])];
  return {
    sure: from.sure.subtract(out.sure).subtract(out.maybe),
    maybe: from.maybe.union(out.maybe.intersect(from.sure)),
    why: from.why ?? out.why,
  };
}

/** What a column of protocols says, with ports of tcp and udp by their names. */
function transportsOf(word: string): string {
  const named = ofWord({ 1: 'icmpv4', 6: 'tcp', 17: 'udp', 58: 'icmpv6' }, word);
  if (named) return named;
  if (/^\d{1,3}$/.test(word)) return `protocol ${word}`;
  return /^(?:tcp\s*[/+,;&-]\s*udp|udp\s*[/+,;&-]\s*tcp)$/.test(word) ? 'tcp+udp' : word;
}

function spansOf(text: string): PortSpan[] | undefined {
  const spans = text
    .split(/[,;\s]+/)
    .filter(Boolean)
    .map(readPorts);
  return spans.includes(undefined) ? undefined : spans.map((span) => span!);
}

/** Ports of one protocol, until another one begins. */
interface Ports {
  readonly protocol: string;
  readonly spans: PortSpan[];
  sources: readonly PortSpan[];
}

function listOf(text: string, word: string, sources: readonly PortSpan[]): ServiceMatch {
  const found: ServiceMatch[] = [];
  let ports: Ports | undefined;
  const end = (): void => {
    if (ports) found.push(portsMatch(ports));
    ports = undefined;
  };
  for (const item of text.split(/[,;|\n]/).map((part) => part.trim())) {
    if (!item) continue;
    const named = NAMED.get(item) ?? item.replace(/^(\d+(?:-\d+)?)\s*[/:]\s*(tcp\+udp|tcp|udp)$/, '$2 $1');
    const [match, stated, span, source] = LIST.exec(named) ?? [];
    if (match === undefined || !match) {
      end();
      found.push(itemOf(named));
      continue;
    }
    const protocol = stated?.replace(/^(?:udp\+tcp|tcp[/-]udp|udp[/-]tcp)$/, 'tcp+udp') ?? ports?.protocol ?? word;
    if (stated !== undefined || !ports) {
      end();
      ports = { protocol, spans: [], sources };
    }
    const own = span === undefined ? { from: 0, to: 65_535 } : readPorts(span.replace(/\s/g, ''));
    if (own) ports.spans.push(own);
    else found.push(perhaps(ANY_SERVICE, 'it names ports that nobody can read here'));
    if (source !== undefined) ports.sources = spansOf(source) ?? [];
  }
  end();
  return anyOf(found.length ? found : [exactly(IntervalSet.empty<number>())]);
}

/** So many pairs of a port and a source port one row may have. */
const MOST_PAIRS = 10_000;

function portsMatch({ protocol, spans, sources }: Ports): ServiceMatch {
  const transports = protocol.split('+').filter((each): each is Transport => each === 'tcp' || each === 'udp');
  const set = (of: readonly Transport[]): ServiceSet =>
    IntervalSet.unionAll(of.map((each) => portsOf(each, spans, sources.length ? sources : undefined)));
  if (spans.length * sources.length > MOST_PAIRS) return perhaps(ANY_SERVICE, 'it has more pairs of ports than are looked at');
  if (transports.length) return exactly(set(transports));
  if (!protocol || ANY.test(protocol) || protocol === 'ip')
    return perhaps(set(['tcp', 'udp']), 'it does not say of which protocol its ports are');
  return numbered(protocol, spans);
}

/** What a column of protocols says beside numbers: types of icmp, or what may be ports of another protocol. */
function numbered(protocol: string, spans: readonly PortSpan[]): ServiceMatch {
  const whole = itemOf(protocol);
  if (spans.every(({ from, to }) => from === 0 && to === 65_535)) return whole;
  if (!/^icmp/.test(protocol) || spans.some(({ to }) => to > 255))
    return perhaps(whole.sure.union(whole.maybe), 'what its numbers say of that protocol is not known');
  const types = spans.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, n) => from + n));
  return anyOf(types.map((type) => itemOf(`${protocol} ${type}`)));
}

const UNREAD_SERVICE = 'which services it is about can not be read';

/** What is no port of tcp or udp. */
function itemOf(item: string): ServiceMatch {
  if (item.length > 60) return perhaps(ANY_SERVICE, UNREAD_SERVICE);
  if (ANY.test(item) || item === 'ip') return exactly(ANY_SERVICE);
  if (item === 'other protocols') return exactly(OTHER_PROTOCOLS);
  const [, family, type] = /^icmp(v4|v6|6)?(?:[\s/:]+(.+))?$/.exec(item) ?? (item === 'ipv6-icmp' ? ['', 'v6'] : []);
  try {
    if (/^(?:icmp|ipv6-icmp)/.test(item)) {
      const isSix = family === 'v6' || family === '6';
      if (!type) return exactly(isSix ? ICMP_OF[6] : family ? ICMP_OF[4] : ICMP);
      const types = icmpTypesOf(isSix ? 'icmpv6' : 'icmp', type);
      if (types.length) return exactly(IntervalSet.unionAll(types.map((each) => icmpSet(each.family, each.type))));
    }
    const [, name] = /^(?:protocol\s+|ip\s+)?([a-z0-9-]+)$/.exec(item) ?? [];
    const number = name === undefined ? undefined : protocolNumber(name);
    if (number !== undefined && number >= 0 && number < 256) return exactly(protocolOf(number));
  } catch {
    // It is no word of a protocol or type.
  }
  return perhaps(ANY_SERVICE, UNREAD_SERVICE);
}
