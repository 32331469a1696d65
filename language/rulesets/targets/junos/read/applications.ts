import { IntervalSet } from '../../../../model/interval-set.ts';
import { namedProtocols } from '../../../../model/protocols.ts';
import { ANY_SERVICE, icmpSet, type PortSpan, type ServiceSet, type Transport } from '../../../../model/services.ts';
import type { Group } from '../../../../running/groups.ts';
import { anyOf, exactly, perhaps, type ServiceMatch } from '../../../../running/matches.ts';
import { portsOf, protocolOf, readPorts } from '../../../../running/parts.ts';
import { below, type ConfigNode, settingsOf } from '../../../../running/tree.ts';
import { PREDEFINED } from './predefined.ts';

/** An application that every device has, `junos-http`; `perhaps` for one that is known by what it says. */
export function predefined(name: string): ServiceMatch | undefined {
  if (name === 'any') return exactly(ANY_SERVICE);
  const own = name.startsWith('junos-') ? name.slice('junos-'.length) : '';
  const text = Object.hasOwn(PREDEFINED, own) ? PREDEFINED[own] : undefined;
  const [, ofCode] = /^icmp6-(dst-unreach|time-exceed|param-prob)-/.exec(own) ?? [];
  if (ofCode) return perhaps(icmpSet(6, TYPES_OF_CODES[ofCode]!), 'a code of icmp alone');
  if (text === undefined) return own ? perhaps(ANY_SERVICE, `what ${name} is, is not known here`) : undefined;
  const sets = [...text.matchAll(/(\S+) (\S+)/g)].map(([, kind, value = '']): ServiceSet => {
    if (kind === 'protocol') return protocolOf(Number(value));
    if (kind === 'icmp' || kind === 'icmp6') return icmpSet(kind === 'icmp' ? 4 : 6, Number(value));
    return portsOf(
      kind as 'tcp',
      value.split(',').map((part) => readPorts(part)!),
    );
  });
  const sure = IntervalSet.unionAll(sets);
  const [isCall, transport] = CALLS.exec(own) ?? [];
  if (!isCall) return exactly(sure);
  const maybe = transport ? portsOf(transport as Transport) : portsOf('tcp').union(portsOf('udp'));
  return { sure, maybe, why: `the ports of ${name} are found out as it runs` };
}

/** Types of ICMPv6 of which applications are one code each. */
const TYPES_OF_CODES: Readonly<Record<string, number>> = { 'dst-unreach': 1, 'time-exceed': 3, 'param-prob': 4 };

/** Calls of any program: besides the port where they ask for it, those that they are told. */
const CALLS = /^(?:ms|sun)-rpc(?:-(tcp|udp))?$/;

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

/** What an application or a term of it says, each with one value. */
export const KEYS: ReadonlySet<string> = new Set(
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
