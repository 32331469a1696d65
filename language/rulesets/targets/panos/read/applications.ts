import { IntervalSet } from '../../../../model/interval-set.ts';
import { ICMP_OF, icmpSet, NO_SERVICE, type ServiceSet } from '../../../../model/services.ts';
import { portsOf, protocolOf, readPorts } from '../../../../running/parts.ts';

// Standard ports of applications, as Palo Alto Networks' public list of them (Applipedia) names them; that list changes with each release of contents. Those of calls
// (`msrpc` and what runs over it) are of contents 517, where most of them are any port.
const PORTS: Readonly<Record<string, string>> = {
  'active-directory':
    'tcp 88,135,138,139,389,445,464,636,1025-5000,3268,3269,5722,9389,49152-65535 udp 88,123,137,138,389,445,464,2535',
  'amazon-aws-console': 'tcp 443',
  bgp: 'tcp 179',
  'cifs-base': 'tcp 139,445',
  dhcp: 'udp 67,68',
  dhcpv6: 'udp 546,547',
  dns: 'tcp 53 udp 53',
  'dns-base': 'tcp 53 udp 53',
  'dns-over-tls': 'tcp 853',
  ftp: 'tcp 21',
  'google-base': 'tcp 80,443',
  http2: 'tcp 443',
  'http-proxy': 'tcp 3128,8080',
  ike: 'udp 500,4500',
  imap: 'tcp 143,993',
  ipsec: 'udp 500,4500 protocol 50 protocol 51',
  kerberos: 'tcp 88,464 udp 88,464',
  ldap: 'tcp 389,3268,3269,636 udp 389',
  ldaps: 'tcp 636,3269',
  ldp: 'tcp 646 udp 646',
  'mongodb-base': 'tcp 27017',
  'ms-ds-smb': 'tcp 139,445 udp 445',
  'ms-ds-smb-base': 'tcp 139,445 udp 445',
  'ms-ds-smbv2': 'tcp 445',
  'ms-ds-smbv3': 'tcp 445',
  'ms-netlogon': 'tcp 135,139,445,1025-5000,49152-65535 udp 137,138,445',
  'ms-exchange': 'tcp 0-65535 udp 0-65535',
  'ms-frs': 'tcp 0-65535',
  'ms-rdp': 'tcp 3389 udp 3389',
  'ms-service-controller': 'tcp 0-65535',
  'ms-update': 'tcp 80,443',
  'ms-wmi': 'tcp 0-65535',
  msrpc: 'tcp 0-65535 udp 0-65535',
  'msrpc-base': 'tcp 0-65535 udp 0-65535',
  'mssql-db': 'tcp 1433 udp 1433',
  'mssql-db-base': 'tcp 1433 udp 1433',
  'mssql-mon': 'udp 1434',
  mysql: 'tcp 3306',
  'netbios-dg': 'udp 138',
  'netbios-ns': 'udp 137',
  'netbios-ss': 'tcp 139',
  nfs: 'tcp 2049 udp 2049',
  ntp: 'udp 123',
  'ntp-base': 'udp 123',
  'office365-consumer-access': 'tcp 80,443',
  'open-vpn': 'tcp 1194,443 udp 1194',
  oracle: 'tcp 1521',
  'panos-web-interface': 'tcp 443',
  'paloalto-updates': 'tcp 443',
  panorama: 'tcp 3978,28443',
  pop3: 'tcp 110,995',
  portmapper: 'tcp 111 udp 111',
  postgres: 'tcp 5432',
  quic: 'udp 443',
  radius: 'udp 1812,1813,1645,1646',
  rip: 'udp 520',
  rtsp: 'tcp 554 udp 554',
  sip: 'tcp 5060,5061 udp 5060',
  smtp: 'tcp 25,465,587',
  'smtp-base': 'tcp 25,465,587',
  snmp: 'tcp 161 udp 161',
  'snmp-base': 'tcp 161 udp 161',
  'snmp-trap': 'tcp 162 udp 162',
  snmpv1: 'udp 161',
  snmpv2: 'udp 161',
  snmpv3: 'udp 161',
  ssh: 'tcp 22',
  ssl: 'tcp 443',
  stun: 'tcp 3478 udp 3478',
  syslog: 'tcp 514,1468,6514 udp 514',
  'tacacs-plus': 'tcp 49',
  teamviewer: 'tcp 5938,80,443 udp 5938',
  'teamviewer-base': 'tcp 5938,80,443 udp 5938',
  telnet: 'tcp 23',
  tftp: 'udp 69',
  vmware: 'tcp 902,443',
  'vnc-base': 'tcp 5900,5901',
  'web-browsing': 'tcp 80',
  websocket: 'tcp 80,443',
  whois: 'tcp 43',
  winrm: 'tcp 5985,5986',
};

/** What is known by its protocol alone, as a whole. Ping is one of its own beside the rest of icmp. */
const PROTOCOLS: ReadonlyMap<string, () => ServiceSet> = new Map([
  ['icmp', () => ICMP_OF[4].subtract(echo(4))],
  ['ping', () => echo(4)],
  ['ipv6-icmp', () => ICMP_OF[6].subtract(echo(6))],
  ['ping6', () => echo(6)],
  ['gre', () => protocolOf(47)],
  ['ipsec-esp', () => protocolOf(50)],
  ['ipsec-ah', () => protocolOf(51)],
  ['ospfigp', () => protocolOf(89)],
  ['ospf', () => protocolOf(89)],
  ['eigrp', () => protocolOf(88)],
  ['igmp', () => protocolOf(2)],
  ['pim', () => protocolOf(103)],
  ['vrrp', () => protocolOf(112)],
  ['etherip', () => protocolOf(97)],
]);

function echo(family: 4 | 6): ServiceSet {
  return IntervalSet.unionAll((family === 4 ? [0, 8] : [128, 129]).map((type) => icmpSet(family, type)));
}

/** The services that an application is by its protocol alone; nothing for one that is known by what it says. */
export function protocolOfApplication(name: string): ServiceSet | undefined {
  return PROTOCOLS.get(name)?.();
}

/** The ports on which an application is by default; nothing where nobody here knows. */
export function defaultPorts(name: string): ServiceSet | undefined {
  const text = Object.hasOwn(PORTS, name) ? PORTS[name] : undefined;
  if (text === undefined) return undefined;
  const sets = [...text.matchAll(/(tcp|udp|protocol) (\S+)/g)].map(([, transport, ports]) =>
    transport === 'protocol' ? protocolOf(Number(ports)) : listed(transport as 'tcp', ports!),
  );
  return IntervalSet.unionAll(sets.map((set) => set ?? NO_SERVICE));
}

/** Ports as the device lists them: `80,8000-8010`. Nothing where one of them is none. */
export function listed(transport: 'tcp' | 'udp', ports: string, sources?: string): ServiceSet | undefined {
  const read = (text: string) => text.split(',').map((part) => readPorts(part.trim()));
  const [to, from] = [read(ports), sources === undefined ? undefined : read(sources)];
  if ([...to, ...(from ?? [])].some((span) => span === undefined)) return undefined;
  return portsOf(transport, to as { from: number; to: number }[], from as { from: number; to: number }[] | undefined);
}

/** `tcp/80,443`, `udp/dynamic`: the ports of an application that somebody made. */
export function portOfCustom(text: string): ServiceSet | undefined {
  const [, transport, ports = ''] = /^(tcp|udp)\/(.+)$/.exec(text) ?? [];
  if (!transport) return undefined;
  return ports === 'dynamic' ? portsOf(transport as 'tcp') : listed(transport as 'tcp', ports);
}
