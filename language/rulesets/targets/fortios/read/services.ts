import type { Family } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { ANY_SERVICE, icmpSet, type PortSpan, type ServiceSet } from '../../../../model/services.ts';
import { anyOf, exactly, perhaps, type ServiceMatch } from '../../../../running/matches.ts';
import { portsOf, protocolOf, readPorts } from '../../../../running/parts.ts';
import { type ConfigNode, nodeAt, valueAt, valuesAt } from '../../../../running/tree.ts';

// Services that every FortiGate has from the start, from the list of predefined services in Fortinet's handbook.
const PREDEFINED: Readonly<Record<string, string>> = {
  ALL_TCP: 'tcp 1-65535',
  ALL_UDP: 'udp 1-65535',
  AFS3: 'tcp 7000-7009 udp 7000-7009',
  AOL: 'tcp 5190-5194',
  BGP: 'tcp 179',
  CVSPSERVER: 'tcp 2401 udp 2401',
  'DCE-RPC': 'tcp 135 udp 135',
  DHCP: 'udp 67-68',
  DHCP6: 'udp 546,547',
  DNS: 'tcp 53 udp 53',
  FINGER: 'tcp 79',
  FTP: 'tcp 21',
  FTP_GET: 'tcp 21',
  FTP_PUT: 'tcp 21',
  GOPHER: 'tcp 70',
  H323: 'tcp 1720,1503 udp 1719',
  HTTP: 'tcp 80',
  HTTPS: 'tcp 443',
  IKE: 'udp 500,4500',
  IMAP: 'tcp 143',
  IMAPS: 'tcp 993',
  'Internet-Locator-Service': 'tcp 389',
  IRC: 'tcp 6660-6669',
  KERBEROS: 'tcp 88,464 udp 88,464',
  L2TP: 'tcp 1701 udp 1701',
  LDAP: 'tcp 389',
  LDAP_UDP: 'udp 389',
  MGCP: 'udp 2427,2727',
  MMS: 'tcp 1755 udp 1024-5000',
  'MS-SQL': 'tcp 1433,1434',
  MYSQL: 'tcp 3306',
  NFS: 'tcp 111,2049 udp 111,2049',
  NNTP: 'tcp 119',
  NTP: 'tcp 123 udp 123',
  NetMeeting: 'tcp 1720',
  'ONC-RPC': 'tcp 111 udp 111',
  'PC-Anywhere': 'tcp 5631 udp 5632',
  POP3: 'tcp 110',
  POP3S: 'tcp 995',
  PPTP: 'tcp 1723',
  QUAKE: 'udp 26000,27000,27910,27960',
  RADIUS: 'udp 1812,1813',
  'RADIUS-OLD': 'udp 1645,1646',
  RAUDIO: 'udp 7070',
  RDP: 'tcp 3389',
  REXEC: 'tcp 512',
  RIP: 'udp 520',
  RLOGIN: 'tcp 513:512-1023',
  RSH: 'tcp 514:512-1023',
  RTSP: 'tcp 554,7070,8554 udp 554',
  SAMBA: 'tcp 139',
  SCCP: 'tcp 2000',
  SIP: 'tcp 5060 udp 5060',
  'SIP-MSNmessenger': 'tcp 1863',
  SMB: 'tcp 445',
  SMTP: 'tcp 25',
  SMTPS: 'tcp 465',
  SNMP: 'tcp 161-162 udp 161-162',
  SOCKS: 'tcp 1080 udp 1080',
  SQUID: 'tcp 3128',
  SSH: 'tcp 22',
  SYSLOG: 'udp 514',
  TALK: 'udp 517-518',
  TELNET: 'tcp 23',
  TFTP: 'udp 69',
  TRACEROUTE: 'udp 33434-33535',
  UUCP: 'tcp 540',
  VDOLIVE: 'tcp 7000-7010',
  VNC: 'tcp 5900',
  WAIS: 'tcp 210',
  WINFRAME: 'tcp 1494,2598',
  WINS: 'tcp 1512 udp 1512',
  'X-WINDOWS': 'tcp 6000-6063',
};

const BY_PROTOCOL: Readonly<Record<string, () => ServiceSet>> = {
  NONE: () => portsOf('tcp', [{ from: 0, to: 0 }]),
  ALL: () => ANY_SERVICE,
  ANY: () => ANY_SERVICE,
  ALL_ICMP: () => protocolOf(1),
  ALL_ICMP6: () => protocolOf(58),
  GRE: () => protocolOf(47),
  AH: () => protocolOf(51),
  ESP: () => protocolOf(50),
  OSPF: () => protocolOf(89),
  PING: () => icmpSet(4, 8),
  PING6: () => icmpSet(6, 128),
  TIMESTAMP: () => icmpSet(4, 13),
  INFO_REQUEST: () => icmpSet(4, 15),
  INFO_ADDRESS: () => icmpSet(4, 17),
};

/** A service that every device has by this name. */
export function predefined(name: string): ServiceSet | undefined {
  if (Object.hasOwn(BY_PROTOCOL, name)) return BY_PROTOCOL[name]!();
  const text = Object.hasOwn(PREDEFINED, name) ? PREDEFINED[name] : undefined;
  if (text === undefined) return undefined;
  const parts = [...text.matchAll(/(tcp|udp) (\S+)/g)].map(([, transport, ports]) =>
    rangesOf(transport as 'tcp', ports!.split(',')),
  );
  return IntervalSet.unionAll(parts.map((part) => part!));
}

/** `80`, `1-2:3-4`: ports, and behind a colon those that the initiator sends from. Nothing where one isn't understood. */
function rangesOf(transport: 'tcp' | 'udp', ranges: readonly string[]): ServiceSet | undefined {
  const sets = ranges.map((range) => {
    const [to, from] = range.split(':');
    const [ports, sources] = [readPorts(to ?? ''), from === undefined ? undefined : readPorts(from)];
    if (!ports || (from !== undefined && !sources)) return undefined;
    return portsOf(transport, [wide(ports)], sources && [sources]);
  });
  return sets.some((set) => set === undefined) ? undefined : IntervalSet.unionAll(sets as ServiceSet[]);
}

/** All ports are written from 1 on. */
function wide({ from, to }: PortSpan): PortSpan {
  return from === 1 && to === 65535 ? { from: 0, to } : { from, to };
}

/** A service as somebody made it. */
export function customService(node: ConfigNode): ServiceMatch {
  const protocol = valueAt(node, 'protocol') ?? 'TCP/UDP/SCTP';
  const unknown = perhaps(ANY_SERVICE, `the service ${node.word} isn't understood`);
  if ((valueAt(node, 'app-service-type') ?? 'disable') !== 'disable')
    return perhaps(ANY_SERVICE, `${node.word} is for certain applications alone`);
  if (nodeAt(node, 'proxy')?.children.has('enable')) return perhaps(ANY_SERVICE, `${node.word} is a service of the proxy`);
  const match = protocol.startsWith('TCP') ? byPorts(node) : byType(node, protocol);
  if (!match) return unknown;
  // A service may have addresses of its own.
  const narrow = (valueAt(node, 'iprange') ?? '0.0.0.0') !== '0.0.0.0' || (valueAt(node, 'fqdn') ?? '') !== '';
  return narrow ? perhaps(match.sure.union(match.maybe), `${node.word} is for certain addresses alone`) : match;
}

function byPorts(node: ConfigNode): ServiceMatch | undefined {
  const parts = (['tcp', 'udp'] as const).map((transport) => rangesOf(transport, valuesAt(node, `${transport}-portrange`)));
  if (parts.some((part) => part === undefined)) return undefined;
  const sctp = valuesAt(node, 'sctp-portrange').length ? [perhaps(protocolOf(132), 'ports of sctp')] : [];
  const lite = valuesAt(node, 'udplite-portrange').length ? [perhaps(protocolOf(136), 'ports of udplite')] : [];
  return anyOf([...parts.map((part) => exactly(part!)), ...sctp, ...lite]);
}

/** The protocols whose services are types, by their words and numbers. */
const FAMILIES: ReadonlyMap<string, Family> = new Map([
  ['ICMP', 4],
  ['1', 4],
  ['ICMP6', 6],
  ['58', 6],
]);

function byType(node: ConfigNode, protocol: string): ServiceMatch | undefined {
  const family = FAMILIES.get(protocol);
  if (family) {
    const type = Number(valueAt(node, 'icmptype') ?? Number.NaN);
    if (Number.isNaN(type)) return exactly(protocolOf(family === 4 ? 1 : 58));
    if (!(type >= 0 && type <= 255)) return undefined;
    return valueAt(node, 'icmpcode') === undefined
      ? exactly(icmpSet(family, type))
      : perhaps(icmpSet(family, type), 'a code of icmp alone');
  }
  if (protocol === 'ALL') return exactly(ANY_SERVICE);
  if (protocol !== 'IP') return undefined;
  const number = Number(valueAt(node, 'protocol-number') ?? 0);
  if (number === 0) return exactly(ANY_SERVICE);
  return number > 0 && number <= 255 ? exactly(protocolOf(number)) : undefined;
}
