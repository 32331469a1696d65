// Addresses, groups and services of FortiOS, each with what a policy that names it decides. Kinds of addresses and protocols are those of Fortinet's CLI reference,
// "config firewall address" and "config firewall service custom"; the ports of predefined services are those that are known here.
import assert from 'node:assert/strict';
import type { RunningDevice } from '../../language/running/running.ts';
import { decided, decides } from './asking.ts';
import { HTTPS, policy, read, table } from './fortios-texts.ts';
import { listOf } from './words.ts';

/** The services that a FortiGate has from the start, as it lists them under `config firewall service custom`: tcp, then udp. */
const SERVICES =
  'AFS3 7000-7009/7000-7009, AOL 5190-5194, BGP 179, CVSPSERVER 2401/2401, DCE-RPC 135/135, DHCP /67-68, DHCP6 /546-547, DNS 53/53, FINGER 79, FTP 21, FTP_GET 21, FTP_PUT 21, GOPHER 70, HTTP 80, HTTPS 443, IMAP 143, IMAPS 993, Internet-Locator-Service 389, IRC 6660-6669, L2TP 1701/1701, LDAP 389, LDAP_UDP /389, MMS 1755/1024-5000, MS-SQL 1433-1434, MYSQL 3306, NNTP 119, NTP 123/123, NetMeeting 1720, ONC-RPC 111/111, PC-Anywhere 5631/5632, POP3 110, POP3S 995, PPTP 1723, RADIUS /1812-1813, RADIUS-OLD /1645-1646, RAUDIO /7070, RDP 3389, REXEC 512, RIP /520, SAMBA 139, SCCP 2000, SIP 5060/5060, SIP-MSNmessenger 1863, SMB 445, SMTP 25, SMTPS 465, SNMP 161-162/161-162, SOCKS 1080/1080, SQUID 3128, SSH 22, SYSLOG /514, TALK /517-518, TELNET 23, TFTP /69, TRACEROUTE /33434-33535, UUCP 540, VDOLIVE 7000-7010, VNC 5900, WAIS 210, WINS 1512/1512, X-WINDOWS 6000-6063, ALL_TCP 1-65535, ALL_UDP /1-65535';
const OTHERS: Readonly<Record<string, string>> = {
  H323: 'tcp 1720, tcp 1503, udp 1719',
  IKE: 'udp 500, udp 4500',
  KERBEROS: 'tcp 88, tcp 464, udp 88, udp 464',
  MGCP: 'udp 2427, udp 2727',
  NFS: 'tcp 111, tcp 2049, udp 111, udp 2049',
  QUAKE: 'udp 26000, udp 27000, udp 27910, udp 27960',
  RTSP: 'tcp 554, tcp 7070, tcp 8554, udp 554',
  WINFRAME: 'tcp 1494, tcp 2598',
  RLOGIN: 'tcp 513 from 512, tcp 513 from 1023',
  RSH: 'tcp 514 from 512, tcp 514 from 1023',
  ALL_ICMP: 'icmp 8, icmp 13',
  PING: 'icmp 8',
  TIMESTAMP: 'icmp 13',
  INFO_REQUEST: 'icmp 15',
  INFO_ADDRESS: 'icmp 17',
  GRE: 'other 47',
  AH: 'other 51',
  ESP: 'other 50',
  OSPF: 'other 89',
  ALL: 'tcp 1, udp 1, icmp 0, other 99',
  ANY: 'tcp 1, udp 1, icmp 0, other 99',
};

describe('objects of fortios', () => {
  it('addresses of each kind are what they stand for', () => {
    const rows: readonly (readonly [lines: string, inside: string | undefined, outside: string | undefined])[] = [
      ['set subnet 10.2.0.0 255.255.255.0', '10.2.0.1', '10.2.1.1'],
      ['set type ipmask; set subnet 10.2.0.0/24', '10.2.0.1', '10.2.1.1'],
      ['set type interface-subnet; set subnet 10.2.0.1 255.255.255.0', '10.2.0.9', '10.2.1.1'],
      ['set type iprange; set start-ip 10.2.0.1; set end-ip 10.2.0.9', '10.2.0.9', '10.2.0.10'],
      ['set type iprange; set start-ip 10.2.0.1', '10.2.0.1', '10.2.0.2'],
      ['set start-ip 10.2.0.1; set end-ip 10.2.0.9', '10.2.0.9', '10.2.0.10'],
      ['set type wildcard; set wildcard 10.2.0.1 255.255.0.255', '10.2.9.1', '10.2.9.2'],
      ['set subnet 0.0.0.0 0.0.0.0', '192.0.2.1', undefined],
      ['', '192.0.2.1', undefined],
      ['set type fqdn; set fqdn "far.example.com"', undefined, '10.2.0.1?'],
      ['set wildcard-fqdn "*.example.com"', undefined, '10.2.0.1?'],
      ['set type geography; set country "DE"', undefined, '10.2.0.1?'],
      ['set type dynamic; set sub-type ems-tag', undefined, '10.2.0.1?'],
      ['set type mac; set macaddr "02:00:00:00:00:01"', undefined, '10.2.0.1?'],
    ];
    for (const [lines, inside, outside] of rows) {
      const device = read(`${table('firewall address', 'web', ...listOf(lines))}${policy('dstaddr "web"')}`);
      const ask = (address: string): string => decided(device, `a 10.1.0.5 -> b ${address} tcp 443`);
      if (inside) assert.equal(ask(inside), 'permit', lines);
      if (outside?.endsWith('?')) assert.ok(ask(outside.slice(0, -1)) !== 'permit', lines);
      else if (outside) assert.equal(ask(outside), 'deny', lines);
    }
    for (const kind of ['geography', 'dynamic', 'mac']) {
      const device = read(`${table('firewall address', 'web', `set type ${kind}`)}${policy('dstaddr "web"')}`);
      assert.equal(device.lists.get('firewall policy')!.rules[0]!.perhaps, `the address web is known by its ${kind} alone`);
    }
  });

  it('groups hold their members but those that they leave out, and tags hold what nobody knows', () => {
    const objects = `${table('firewall address', 'net', 'set subnet 10.2.0.0 255.255.255.0')}${table('firewall address', 'web', 'set subnet 10.2.0.1 255.255.255.255')}`;
    const of = (...lines: readonly string[]): RunningDevice =>
      read(`${objects}${table('firewall addrgrp', 'g', ...lines)}${policy('dstaddr "g"')}`);
    const other = HTTPS.replace('2.0.1', '2.0.2');
    decides(of('set member "net"'), { [HTTPS]: 'permit', [other]: 'permit' });
    decides(of('set member "net"', 'set exclude enable', 'set exclude-member "web"'), { [HTTPS]: 'deny', [other]: 'permit' });
    decides(of('set member "net"', 'set exclude disable', 'set exclude-member "web"'), { [HTTPS]: 'permit' });
    for (const category of ['ztna-ems-tag', 'ztna-geo-tag', 'ems-tag'])
      decides(of(`set category ${category}`, 'set member "web"'), { [other]: 'unknown' });
    decides(read(policy('dstaddr "none"')), { [HTTPS]: 'deny' });
    const vip = table('firewall vip', 'v', 'set extip 10.2.0.1', 'set extintf "a"', 'set mappedip "10.3.0.1"');
    decides(read(`${vip}${policy('dstaddr "v"')}`), { [HTTPS]: 'unknown' });
  });

  it('a virtual IP leaves open what comes to its address, as far as it translates', () => {
    const vip = (...more: readonly string[]): RunningDevice =>
      read(
        `${table('firewall vip', 'v', 'set extip 203.0.113.5', 'set mappedip "10.2.0.1"', ...more)}${policy('dstaddr "none"')}`,
      );
    const out = 'a 198.51.100.1 -> b 203.0.113.5 tcp 443';
    decides(vip(), { [out]: 'unknown', [out.replace('443', '80')]: 'unknown', [out.replace('113.5', '113.6')]: 'deny' });
    decides(vip('set portforward enable', 'set extport 443', 'set mappedport 8443'), {
      [out]: 'unknown',
      [out.replace('443', '80')]: 'deny',
    });
    decides(vip('set portforward enable', 'set protocol udp', 'set extport 443'), {
      [out]: 'deny',
      [out.replace('tcp', 'udp')]: 'unknown',
    });
    // A port that is left from before, since ports are translated no more.
    decides(vip('set portforward disable', 'set extport 443', 'set mappedport 8443'), { [out.replace('443', '80')]: 'unknown' });
    decides(vip('set extport 443', 'set mappedport 8443'), { [out.replace('443', '80')]: 'unknown' });
    decides(vip('set extintf "c"'), { [out]: 'deny' });
    decides(vip('set extintf "any"'), { [out]: 'unknown' });
    decides(vip('set status disable'), { [out]: 'deny' });
  });

  it('services of each kind are what they stand for', () => {
    const of = (...lines: readonly string[]): RunningDevice =>
      read(`${table('firewall service custom', 's', ...lines)}${policy('service "s"')}`);
    const rows: readonly (readonly [lines: string, packets: Readonly<Record<string, string>>])[] = [
      ['set tcp-portrange 443 8000-8010', { 'tcp 443': 'permit', 'tcp 8010': 'permit', 'tcp 8011': 'deny', 'udp 443': 'deny' }],
      ['set udp-portrange 53', { 'udp 53': 'permit', 'tcp 53': 'deny' }],
      ['set tcp-portrange 443:1024-65535', { 'tcp 443 from 1024': 'permit', 'tcp 443 from 1023': 'deny' }],
      ['set sctp-portrange 5', { 'other 132': 'unknown', 'tcp 5': 'deny' }],
      ['set tcp-portrange 443; set iprange 10.2.0.1-10.2.0.9', { 'tcp 443': 'unknown', 'tcp 80': 'deny' }],
      ['set tcp-portrange 443; set fqdn "a.example.com"', { 'tcp 443': 'unknown' }],
      ['set tcp-portrange 443; set iprange 0.0.0.0', { 'tcp 443': 'permit' }],
      ['set protocol ICMP', { 'icmp 8': 'permit', 'tcp 443': 'deny' }],
      ['set protocol ICMP; set icmptype 8', { 'icmp 8': 'permit', 'icmp 0': 'deny' }],
      ['set protocol ICMP; set icmptype 0', { 'icmp 0': 'permit', 'icmp 8': 'deny' }],
      ['set protocol ICMP; set icmptype 255', { 'icmp 255': 'permit', 'icmp 8': 'deny' }],
      ['set protocol ICMP; set icmptype 256', { 'icmp 8': 'unknown' }],
      ['set protocol ICMP; set icmptype -1', { 'icmp 8': 'unknown' }],
      ['set protocol ICMP; set icmptype 8; set icmpcode 0', { 'icmp 8': 'unknown', 'icmp 0': 'deny' }],
      ['set protocol ALL', { 'tcp 1': 'permit', 'other 50': 'permit' }],
      ['set protocol IP', { 'tcp 1': 'permit', 'other 50': 'permit' }],
      ['set protocol IP; set protocol-number 50', { 'other 50': 'permit', 'other 51': 'deny', 'tcp 443': 'deny' }],
      ['set protocol IP; set protocol-number 255', { 'other 255': 'permit', 'other 51': 'deny' }],
      ['set protocol IP; set protocol-number 256', { 'other 51': 'unknown' }],
      ['set protocol 1; set icmptype 8', { 'icmp 8': 'permit', 'icmp 0': 'deny' }],
      ['set protocol 58; set icmptype 128', { 'icmp 8': 'deny', 'tcp 443': 'deny' }],
      // What only begins or ends like a protocol is another one.
      ['set protocol FROB', { 'tcp 443': 'unknown' }],
      ['set protocol 158', { 'tcp 443': 'unknown' }],
      ['set protocol ICMP66', { 'tcp 443': 'unknown' }],
      ['set protocol XICMP', { 'tcp 443': 'unknown' }],
      ['set protocol 11', { 'tcp 443': 'unknown' }],
      ['set protocol IPX', { 'tcp 443': 'unknown' }],
      ['set proxy enable; set tcp-portrange 443', { 'tcp 443': 'unknown' }],
    ];
    for (const [lines, packets] of rows)
      for (const [packet, decision] of Object.entries(packets))
        assert.equal(decided(of(...listOf(lines)), `a 10.1.0.5 -> b 10.2.0.1 ${packet}`), decision, `${lines}: ${packet}`);
    const six = 'a fd00:1::5 -> b fd00:2::1 icmp';
    const ping6 = read(
      `${table('firewall service custom', 's', 'set protocol ICMP6', 'set icmptype 128')}${policy('service "s"', 'srcaddr6 "all"', 'dstaddr6 "all"')}`,
    );
    decides(ping6, { [`${six} 128`]: 'permit', [`${six} 129`]: 'deny' });
  });

  it('services that every device has are the ports of their names', () => {
    const permits = (service: string, packet: string): boolean =>
      decided(read(policy(`service "${service}"`)), `a 10.1.0.5 -> b 10.2.0.1 ${packet}`) === 'permit';
    for (const row of SERVICES.split(', ')) {
      const [, name, tcp, udp] = /^(\S+) ([^/]*)(?:\/(.*))?$/.exec(row)!;
      for (const [protocol, ports] of [
        ['tcp', tcp],
        ['udp', udp],
      ] as const) {
        const [from = 0, to = from] = ports ? ports.split('-').map(Number) : [];
        // The ports at both ends, and those beside them.
        const found = [from - 1, from, to, to + 1].filter(
          (port) => port > 0 && port < 65_536 && permits(name!, `${protocol} ${port}`),
        );
        assert.deepEqual(found, ports ? [from, to] : [], `${name} ${protocol}`);
      }
    }
    for (const [name, packets] of Object.entries(OTHERS)) {
      for (const packet of packets.split(', ')) assert.ok(permits(name, packet), `${name} ${packet}`);
      for (const none of ['tcp 9999', 'icmp 40', 'other 98', 'tcp 513', 'udp 99'])
        if (!/^A(LL|NY)/.test(name)) assert.ok(!permits(name, none), `${name} ${none}`);
    }
    assert.equal(decided(read(policy('service "FROB"')), HTTPS), 'unknown');
  });
});
