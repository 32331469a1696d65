import { IntervalSet } from '../../../../model/interval-set.ts';
import { namedProtocols } from '../../../../model/protocols.ts';
import { ANY_SERVICE, icmpSet, type PortSpan, type ServiceSet } from '../../../../model/services.ts';
import type { Group } from '../../../../running/groups.ts';
import { anyOf, exactly, perhaps, type ServiceMatch } from '../../../../running/matches.ts';
import { portsOf, protocolOf, readPorts } from '../../../../running/parts.ts';
import { below, type ConfigNode, settingsOf } from '../../../../running/tree.ts';

// Applications that every device has, from "Predefined Policy Applications" of Juniper's user guide for security policies.
const PREDEFINED: Readonly<Record<string, string>> = {
  aol: 'tcp 5190-5193',
  bgp: 'tcp 179',
  biff: 'udp 512',
  bootpc: 'udp 68',
  bootps: 'udp 67',
  chargen: 'udp 19',
  cifs: 'tcp 139,445',
  cvspserver: 'tcp 2401',
  'dhcp-client': 'udp 68',
  'dhcp-relay': 'udp 67',
  'dhcp-server': 'udp 67',
  discard: 'udp 9',
  'dns-tcp': 'tcp 53',
  'dns-udp': 'udp 53',
  echo: 'udp 7',
  finger: 'tcp 79',
  ftp: 'tcp 21',
  'ftp-data': 'tcp 20',
  gnutella: 'udp 6346-6347',
  gopher: 'tcp 70',
  'gprs-gtp-c': 'udp 2123',
  'gprs-gtp-u': 'udp 2152',
  'gprs-gtp-v0': 'udp 3386',
  gtp: 'udp 2123',
  h323: 'tcp 1720,1503,389,522,1731 udp 1719',
  http: 'tcp 80',
  'http-ext': 'tcp 7001',
  https: 'tcp 443',
  ident: 'tcp 113',
  ike: 'udp 500',
  'ike-nat': 'udp 4500',
  imap: 'tcp 143',
  imaps: 'tcp 993',
  'internet-locator-service': 'tcp 389',
  irc: 'tcp 6660-6669',
  l2tp: 'udp 1701',
  ldap: 'tcp 389',
  ldp: 'tcp 646 udp 646',
  'ldp-tcp': 'tcp 646',
  'ldp-udp': 'udp 646',
  lpr: 'tcp 515',
  mail: 'tcp 25',
  mgcp: 'udp 2427,2727',
  'mgcp-ca': 'udp 2727',
  'mgcp-ua': 'udp 2427',
  'ms-rpc': 'tcp 135 udp 135',
  'ms-rpc-epm': 'tcp 135',
  'ms-rpc-tcp': 'tcp 135',
  'ms-rpc-udp': 'udp 135',
  'ms-sql': 'tcp 1433',
  msn: 'tcp 1863',
  nbds: 'udp 138',
  nbname: 'udp 137',
  'netbios-session': 'tcp 139',
  nfs: 'tcp 2049 udp 111',
  'nfsd-tcp': 'tcp 2049',
  'nfsd-udp': 'udp 2049',
  nntp: 'tcp 119',
  'ns-global': 'tcp 15397',
  'ns-global-pro': 'tcp 15397',
  nsm: 'udp 69',
  ntalk: 'udp 518',
  ntp: 'udp 123',
  'pc-anywhere': 'udp 5632',
  persistent: 'tcp 0-65535',
  pop3: 'tcp 110',
  pptp: 'tcp 1723',
  printer: 'tcp 515',
  r2cp: 'udp 28672',
  radacct: 'udp 1813',
  radius: 'udp 1812',
  rdp: 'tcp 3389',
  realaudio: 'tcp 554',
  rip: 'udp 520',
  rsh: 'tcp 514',
  rtsp: 'tcp 554',
  sccp: 'tcp 2000',
  'sctp-any': 'protocol 132',
  sip: 'tcp 5060 udp 5060',
  smb: 'tcp 139,445',
  'smb-session': 'tcp 445',
  smtp: 'tcp 25',
  smtps: 'tcp 465',
  'snmp-agentx': 'tcp 705',
  snpp: 'tcp 444',
  'sql-monitor': 'udp 1434',
  'sqlnet-v1': 'tcp 1525',
  'sqlnet-v2': 'tcp 1521',
  ssh: 'tcp 22',
  stun: 'tcp 3478-3479 udp 3478-3479',
  'stun-tcp': 'tcp 3478-3479',
  'stun-udp': 'udp 3478-3479',
  'sun-rpc': 'tcp 111 udp 111',
  'sun-rpc-portmap': 'tcp 111 udp 111',
  'sun-rpc-portmap-tcp': 'tcp 111',
  'sun-rpc-portmap-udp': 'udp 111',
  'sun-rpc-tcp': 'tcp 111',
  'sun-rpc-udp': 'udp 111',
  sybase: 'tcp 4100',
  syslog: 'udp 514',
  tacacs: 'tcp 49',
  'tacacs-ds': 'tcp 65',
  talk: 'udp 517',
  'tcp-any': 'tcp 0-65535',
  telnet: 'tcp 23',
  tftp: 'udp 69',
  'udp-any': 'udp 0-65535',
  uucp: 'tcp 540',
  'vdo-live': 'udp 7000-7010',
  vnc: 'tcp 5800,5900',
  wais: 'tcp 210',
  who: 'udp 513',
  whois: 'tcp 43',
  winframe: 'tcp 1494',
  wxcontrol: 'tcp 3578',
  'x-windows': 'tcp 6000-6063',
  xnm: 'tcp 3220-3221',
  'xnm-clear-text': 'tcp 3221',
  'xnm-ssl': 'tcp 3220',
  ymsg: 'tcp 5000-5010,5050 udp 5000-5010,5050',
  gre: 'protocol 47',
  'icmp-all': 'protocol 1',
  'icmp6-all': 'protocol 58',
  ospf: 'protocol 89',
  'icmp-ping': 'icmp 8',
  ping: 'icmp 8',
  pingv6: 'icmp6 128',
  'icmp6-echo-request': 'icmp6 128',
  'icmp6-echo-reply': 'icmp6 129',
  'icmp6-dst-unreach-addr': 'icmp6 1',
  'icmp6-packet-too-big': 'icmp6 2',
  'icmp6-time-exceeded': 'icmp6 3',
  'icmp6-param-prob': 'icmp6 4',
  tracert: 'udp 33400-33534',
};

/** An application that every device has, `junos-http`; `perhaps` for one that is known by what it says. */
export function predefined(name: string): ServiceMatch | undefined {
  if (name === 'any') return exactly(ANY_SERVICE);
  const own = name.startsWith('junos-') ? name.slice('junos-'.length) : '';
  const text = Object.hasOwn(PREDEFINED, own) ? PREDEFINED[own] : undefined;
  if (text === undefined) return own ? perhaps(ANY_SERVICE, `what ${name} is, is not known here`) : undefined;
  const sets = [...text.matchAll(/(\S+) (\S+)/g)].map(([, kind, value = '']): ServiceSet => {
    if (kind === 'protocol') return protocolOf(Number(value));
    if (kind === 'icmp' || kind === 'icmp6') return icmpSet(kind === 'icmp' ? 4 : 6, Number(value));
    return portsOf(
      kind as 'tcp',
      value.split(',').map((part) => readPorts(part)!),
    );
  });
  return exactly(IntervalSet.unionAll(sets));
}

// Names of ports, as the device takes them in place of numbers.
const PORTS: Readonly<Record<string, number>> = {
  afs: 1483,
  bgp: 179,
  biff: 512,
  bootpc: 68,
  bootps: 67,
  cmd: 514,
  cvspserver: 2401,
  dhcp: 67,
  domain: 53,
  eklogin: 2105,
  ekshell: 2106,
  exec: 512,
  finger: 79,
  ftp: 21,
  'ftp-data': 20,
  http: 80,
  https: 443,
  ident: 113,
  imap: 143,
  'kerberos-sec': 88,
  klogin: 543,
  kpasswd: 761,
  'krb-prop': 754,
  krbupdate: 760,
  kshell: 544,
  ldap: 389,
  ldp: 646,
  login: 513,
  'mobileip-agent': 434,
  'mobilip-mn': 435,
  msdp: 639,
  'netbios-dgm': 138,
  'netbios-ns': 137,
  'netbios-ssn': 139,
  nfsd: 2049,
  nntp: 119,
  ntalk: 518,
  ntp: 123,
  pop3: 110,
  pptp: 1723,
  printer: 515,
  radacct: 1813,
  radius: 1812,
  rip: 520,
  rkinit: 2108,
  smtp: 25,
  snmp: 161,
  'snmp-trap': 162,
  snmptrap: 162,
  snpp: 444,
  socks: 1080,
  ssh: 22,
  sunrpc: 111,
  syslog: 514,
  tacacs: 49,
  'tacacs-ds': 65,
  talk: 517,
  telnet: 23,
  tftp: 69,
  timed: 525,
  who: 513,
  xdmcp: 177,
  'zephyr-clt': 2103,
  'zephyr-hm': 2104,
  'zephyr-srv': 2102,
};

function portsHere(text: string): PortSpan | undefined {
  const number = Object.hasOwn(PORTS, text) ? PORTS[text]! : undefined;
  return number === undefined ? readPorts(text) : { from: number, to: number };
}

const PROTOCOLS: ReadonlyMap<string, number> = new Map([
  ...namedProtocols().map(({ name, number }): [string, number] => [name, number]),
  ['icmp', 1],
  ['tcp', 6],
  ['udp', 17],
  ['icmp6', 58],
  ['icmpv6', 58],
  ['ipip', 4],
  ['node', 140],
]);

const ICMP: Readonly<Record<string, number>> = {
  'echo-reply': 0,
  unreachable: 3,
  'source-quench': 4,
  redirect: 5,
  'echo-request': 8,
  'router-advertisement': 9,
  'router-solicit': 10,
  'time-exceeded': 11,
  'parameter-problem': 12,
  timestamp: 13,
  'timestamp-reply': 14,
  'info-request': 15,
  'info-reply': 16,
  'mask-request': 17,
  'mask-reply': 18,
};
const ICMP6: Readonly<Record<string, number>> = {
  'destination-unreachable': 1,
  'packet-too-big': 2,
  'time-exceeded': 3,
  'parameter-problem': 4,
  'echo-request': 128,
  'echo-reply': 129,
  'membership-query': 130,
  'membership-report': 131,
  'membership-termination': 132,
  'router-solicit': 133,
  'router-advertisement': 134,
  'neighbor-solicit': 135,
  'neighbor-advertisement': 136,
  redirect: 137,
};

const KEYS = new Set(
  'protocol source-port destination-port icmp-type icmp-code icmp6-type icmp6-code inactivity-timeout application-protocol rpc-program-number uuid alg description ether-type'.split(
    ' ',
  ),
);

/** An application as somebody made it, with its terms. */
export function customApplication(node: ConfigNode): Group<number> {
  const terms = below(node, 'term');
  return { own: (terms.length ? terms : [node]).map((term) => termOf(term, node.word)), members: [] };
}

function termOf(node: ConfigNode, name: string): ServiceMatch {
  const settings = settingsOf(node, KEYS);
  const of = (key: string): readonly string[] => settings.get(key) ?? [];
  const sets = of('protocol').map((protocol) => protocolSetOf(protocol, of));
  const match =
    sets.length && sets.every((set) => set !== undefined)
      ? anyOf(sets)
      : perhaps(ANY_SERVICE, `the application ${name} isn't understood`);
  // What is found out of a call is on ports that nobody knows beforehand.
  const isCall = settings.has('rpc-program-number') || settings.has('uuid');
  return isCall ? perhaps(ANY_SERVICE, `the ports of ${name} are found out as it runs`) : match;
}

function protocolSetOf(protocol: string, of: (key: string) => readonly string[]): ServiceMatch | undefined {
  const number = /^\d{1,3}$/.test(protocol) ? Number(protocol) : PROTOCOLS.get(protocol);
  if (number === undefined || number > 255) return undefined;
  const [to, from] = [of('destination-port').map(portsHere), of('source-port').map(portsHere)];
  if ([...to, ...from].some((span) => span === undefined)) return undefined;
  if (number === 6 || number === 17) {
    const sources = from.length ? (from as PortSpan[]) : undefined;
    return exactly(portsOf(number === 6 ? 'tcp' : 'udp', to.length ? (to as PortSpan[]) : undefined, sources));
  }
  const family = number === 1 ? 4 : number === 58 ? 6 : undefined;
  if (!family)
    return to.length || from.length ? perhaps(protocolOf(number), 'ports of another protocol') : exactly(protocolOf(number));
  const [mark, names] = family === 4 ? (['icmp', ICMP] as const) : (['icmp6', ICMP6] as const);
  const types = of(`${mark}-type`).map((type) =>
    Object.hasOwn(names, type) ? names[type]! : /^\d{1,3}$/.test(type) ? Number(type) : 999,
  );
  if (types.some((type) => type > 255)) return undefined;
  const set = types.length ? IntervalSet.unionAll(types.map((type) => icmpSet(family, type))) : protocolOf(number);
  return of(`${mark}-code`).length ? perhaps(set, 'a code of icmp alone') : exactly(set);
}
