// What readers take from words alone: names that every device has for services, kinds of interfaces, and flags.
import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { decides } from './asking.ts';

/** Ports as IANA's registry of service names has them, for applications of Junos that are named after them. */
const JUNOS =
  'ftp tcp 21, ftp-data tcp 20, ssh tcp 22, telnet tcp 23, smtp tcp 25, mail tcp 25, whois tcp 43, tacacs tcp 49, dns-udp udp 53, dns-tcp tcp 53, bootps udp 67, bootpc udp 68, tftp udp 69, gopher tcp 70, finger tcp 79, http tcp 80, pop3 tcp 110, ident tcp 113, nntp tcp 119, ntp udp 123, nbname udp 137, nbds udp 138, netbios-session tcp 139, imap tcp 143, bgp tcp 179, ldap tcp 389, https tcp 443, smb-session tcp 445, ike udp 500, biff udp 512, who udp 513, rsh tcp 514, syslog udp 514, printer tcp 515, talk udp 517, ntalk udp 518, rip udp 520, uucp tcp 540, rtsp tcp 554, ldp-tcp tcp 646, ldp-udp udp 646, imaps tcp 993, ms-sql tcp 1433, sql-monitor udp 1434, winframe tcp 1494, h323 tcp 389, l2tp udp 1701, pptp tcp 1723, radius udp 1812, radacct udp 1813, nfsd-tcp tcp 2049, nfsd-udp udp 2049, gtp udp 2123, cvspserver tcp 2401, rdp tcp 3389, stun-tcp tcp 3478, ike-nat udp 4500, sip udp 5060, vnc tcp 5900, x-windows tcp 6000';

describe('words that readers know', () => {
  it('junos: applications that every device has are the ports of their names', () => {
    const rows = JUNOS.split(', ').map((row) => /^(\S+) (tcp|udp) (\d+)$/.exec(row)!.slice(1) as [string, 'tcp' | 'udp', string]);
    for (const [name, protocol, port] of rows) {
      const text = [
        'set security zones security-zone a interfaces ge-0/0/0.0',
        'set security zones security-zone b interfaces ge-0/0/1.0',
        `set security policies from-zone a to-zone b policy p match source-address any destination-address any application junos-${name}`,
        'set security policies from-zone a to-zone b policy p then permit',
        '',
      ].join('\n');
      const [device] = readRunning(text, 'srx.set');
      const ask = (asked: string, number: number): string => `a 10.1.0.1 -> b 10.2.0.1 ${asked} ${number}`;
      decides(device!, { [ask(protocol, Number(port))]: 'permit', [ask(protocol, 65_000)]: 'deny' });
      assert.deepEqual(device!.unknown, [], name);
    }
  });

  it('panos: interfaces of every kind have their addresses, and so have the units of each', () => {
    for (const [kind, name] of [
      ['ethernet', 'ethernet1/1'],
      ['aggregate-ethernet', 'ae1'],
      ['vlan', 'vlan'],
      ['loopback', 'loopback'],
      ['tunnel', 'tunnel'],
    ] as const)
      for (const [where, place] of [
        [`${kind} ${name} layer3 ip`, name],
        [`${kind} ${name} layer3 units ${name}.7 ip`, `${name}.7`],
        [`${kind} units ${name}.8 ip`, `${name}.8`],
      ]) {
        const text = `set network interface ${where} 10.1.0.1/24\nset zone a network layer3 ${place}\nset zone b network layer3 other\nset rulebase security rules r from a to b source any destination any application any service any action allow\n`;
        const zone = readRunning(text, 'pan.set')[0]!.places.find((each) => each.name === 'a');
        assert.deepEqual(formatAddresses(zone!.networks), ['10.1.0.0/24'], where);
      }
  });

  it('fortios: an interface that gets its address from a provider leads to everything else, unless it says that it does not', () => {
    const placesOf = (...settings: readonly string[]): readonly (readonly [string, boolean])[] => {
      const text = `config system interface\nedit "wan"\n${settings.map((each) => `set ${each}\n`).join('')}next\nedit "lan"\nset ip 10.1.0.1 255.255.255.0\nnext\nend\nconfig firewall policy\nedit 1\nset srcintf "lan"\nset dstintf "wan"\nset srcaddr "all"\nset dstaddr "all"\nset action accept\nset schedule "always"\nset service "ALL"\nnext\nend\n`;
      return readRunning(text, 'fgt.conf')[0]!.places.map(({ name, rest }) => [name, rest] as const);
    };
    for (const mode of ['dhcp', 'pppoe'])
      for (const [more, rest] of [
        [[], true],
        [['defaultgw enable'], true],
        [['defaultgw disable'], false],
      ] as const)
        assert.deepEqual(placesOf(`mode ${mode}`, ...more), [
          ['wan', rest],
          ['lan', false],
        ]);
    assert.deepEqual(placesOf('mode static', 'ip 203.0.113.2 255.255.255.0')[0], ['wan', false]);
  });

  it('nftables: what a set holds is unknown where it is filled as packets come, in JSON as in text', () => {
    const device = (flags: string): RunningDevice[] => [
      readRunning(
        `table inet f {\n  set s {\n    type ipv4_addr\n    ${flags ? `flags ${flags}\n    ` : ''}elements = { 10.1.0.5 }\n  }\n  chain forward {\n    type filter hook forward priority 0; policy drop;\n    ip saddr @s accept\n  }\n}\n`,
        'f.nft',
      )[0]!,
      readRunning(
        JSON.stringify({
          nftables: [
            { metainfo: { version: '1.0.6', json_schema_version: 1 } },
            { table: { family: 'inet', name: 'f', handle: 1 } },
            {
              set: {
                family: 'inet',
                name: 's',
                table: 'f',
                type: 'ipv4_addr',
                handle: 2,
                elem: ['10.1.0.5'],
                ...(flags && { flags: flags.split(',') }),
              },
            },
            {
              chain: {
                family: 'inet',
                table: 'f',
                name: 'forward',
                handle: 3,
                type: 'filter',
                hook: 'forward',
                prio: 0,
                policy: 'drop',
              },
            },
            {
              rule: {
                family: 'inet',
                table: 'f',
                chain: 'forward',
                handle: 4,
                expr: [
                  { match: { op: '==', left: { payload: { protocol: 'ip', field: 'saddr' } }, right: '@s' } },
                  { accept: null },
                ],
              },
            },
          ],
        }),
        'f.json',
      )[0]!,
    ];
    for (const [flags, inside, outside] of [
      ['', 'permit', 'deny'],
      ['interval', 'permit', 'deny'],
      ['dynamic', 'unknown', 'unknown'],
      ['timeout', 'unknown', 'unknown'],
      ['interval,timeout', 'unknown', 'unknown'],
    ] as const)
      for (const each of device(flags))
        decides(each, { 'x 10.1.0.5 -> y 10.2.0.1 tcp 22': inside, 'x 10.1.0.6 -> y 10.2.0.1 tcp 22': outside });
  });
});
