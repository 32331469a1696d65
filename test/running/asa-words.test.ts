// The words of Cisco ASA that are read, each with what a file that has it decides. Ports, protocols and types of ICMP are those of "Addresses, Protocols, and Ports"
// in the configuration guides (9.x), as two programs of others have copied them from 9.6; the page itself and a list of all commands were not at hand to hold against these.
import assert from 'node:assert/strict';
import { detect } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { read } from './asa-texts.ts';
import { decided, decides } from './asking.ts';
import { holds, told } from './words.ts';

/** What a list holds at the interface a. */
const entries = (lines: readonly string[], before = ''): RunningDevice =>
  read(`${before}${lines.map((line) => `access-list l extended ${line}\n`).join('')}access-group l in interface a\n`);
const rowsOf = (text: string): [string, string][] => text.split(', ').map((row) => row.split(' ') as [string, string]);

// "Addresses, Protocols, and Ports" of the configuration guides: "TCP and UDP Ports" and "ICMP Types".
const PORTS =
  'aol 5190, bgp 179, biff 512, bootpc 68, bootps 67, chargen 19, cifs 3020, citrix-ica 1494, cmd 514, ctiqbe 2748, daytime 13, discard 9, dnsix 195, domain 53, echo 7, exec 512, finger 79, ftp 21, ftp-data 20, gopher 70, h323 1720, hostname 101, http 80, https 443, ident 113, imap4 143, irc 194, isakmp 500, kerberos 750, klogin 543, kshell 544, ldap 389, ldaps 636, login 513, lotusnotes 1352, lpd 515, mobile-ip 434, nameserver 42, netbios-dgm 138, netbios-ns 137, netbios-ssn 139, nfs 2049, nntp 119, ntp 123, pcanywhere-data 5631, pcanywhere-status 5632, pim-auto-rp 496, pop2 109, pop3 110, pptp 1723, radius 1645, radius-acct 1646, rip 520, rsh 514, rtsp 554, secureid-udp 5510, sip 5060, smtp 25, snmp 161, snmptrap 162, sqlnet 1521, ssh 22, sunrpc 111, syslog 514, tacacs 49, talk 517, telnet 23, tftp 69, time 37, uucp 540, vxlan 4789, who 513, whois 43, www 80, xdmcp 177';
const TYPES =
  'echo-reply 0, unreachable 3, source-quench 4, redirect 5, alternate-address 6, echo 8, router-advertisement 9, router-solicitation 10, time-exceeded 11, parameter-problem 12, timestamp-request 13, timestamp-reply 14, information-request 15, information-reply 16, mask-request 17, mask-reply 18, traceroute 30, conversion-error 31, mobile-redirect 32';
const TYPES6 =
  'unreachable 1, packet-too-big 2, time-exceeded 3, parameter-problem 4, echo 128, echo-reply 129, membership-query 130, membership-report 131, membership-reduction 132, router-solicitation 133, router-advertisement 134, neighbor-solicitation 135, neighbor-advertisement 136, neighbor-redirect 137, router-renumbering 138';

describe('a file of an ASA', () => {
  it('is known by its extended lists alone, with and without their lines', () => {
    for (const line of ['extended permit tcp any host 10.1.0.5 eq 443', 'line 3 extended deny ip any any'])
      assert.equal(detect(`access-list outside_in ${line}\n`, 'fw.txt').name, 'asa');
  });
});

describe('words of asa', () => {
  it('ports, types of ICMP and protocols have the names of the configuration guide', () => {
    const device = (line: string): RunningDevice => entries([line]);
    for (const [name, port] of rowsOf(PORTS)) {
      const all = device(`permit tcp any any eq ${name}`);
      decides(all, { [`a 10.1.0.5 -> b 10.2.0.5 tcp ${port}`]: 'permit', 'a 10.1.0.5 -> b 10.2.0.5 tcp 1': 'deny' });
    }
    for (const [name, type] of rowsOf(TYPES))
      decides(device(`permit icmp any any ${name}`), {
        [`a 10.1.0.5 -> b 10.2.0.5 icmp ${type}`]: 'permit',
        'a 10.1.0.5 -> b 10.2.0.5 icmp 40': 'deny',
      });
    for (const [name, type] of rowsOf(TYPES6))
      decides(device(`permit icmp6 any any ${name}`), {
        [`a fd00:1::5 -> b fd00:2::5 icmp ${type}`]: 'permit',
        'a fd00:1::5 -> b fd00:2::5 icmp 200': 'deny',
      });
    for (const odd of [
      'permit tcp any any eq frob',
      'permit tcp any any eq 65536',
      'permit tcp any any range 9 8',
      'permit icmp any any frob',
      'permit icmp any any 256',
      'allow tcp any any',
      'permit tcp any',
    ])
      assert.deepEqual(told(device(odd)), ['access-list'], odd);
  });

  it('what stands in an entry decides', () => {
    const before =
      'object network web\n host 10.2.0.5\nobject service web-s\n service tcp destination eq https\nobject-group service ports tcp\n port-object eq https\nobject-group service from tcp-udp\n port-object range 1000 2000\ntime-range always-on\ntime-range nights\n periodic daily 22:00 to 6:00\ntime-range ports\n periodic daily 22:00 to 6:00\n';
    const rows: readonly (readonly [line: string, packets: string])[] = [
      ['permit ip any any', 'tcp 443, udp 53, icmp 8, other 50'],
      ['permit tcp any any', 'tcp 443, !udp 53, !icmp 8'],
      ['permit udp any any', '!tcp 443, udp 53'],
      ['permit gre any any', 'other 47, !other 50'],
      ['permit 50 any any', 'other 50, !other 47'],
      ['permit ipsec any any', 'other 50, !other 47'],
      ['permit ahp any any', 'other 51, !other 50'],
      ['permit sctp any any', 'other 132, !tcp 443'],
      ['permit sctp any any eq 443', '?other 132, !other 131, !tcp 443'],
      ['permit sctp any object-group from any', '?other 132, !tcp 443'],
      ['permit icmp any any', 'icmp 8, !tcp 443'],
      ['permit icmp any any echo log', 'icmp 8, !icmp 0'],
      ['permit icmp any any log', 'icmp 8, icmp 0'],
      ['permit icmp any any inactive', '!icmp 8'],
      ['permit icmp any any 8 0', '?icmp 8, !icmp 0'],
      ['permit tcp any any eq 443', 'tcp 443, !tcp 80, !udp 443'],
      ['permit tcp any any neq 443', '!tcp 443, tcp 442, tcp 444'],
      ['permit tcp any any lt 443', '!tcp 443, tcp 442'],
      ['permit tcp any any gt 443', '!tcp 443, tcp 444'],
      ['permit tcp any any lt 0', '!tcp 0, !tcp 1'],
      ['permit tcp any any gt 65535', '!tcp 65535'],
      ['permit tcp any any neq 0', '!tcp 0, tcp 1'],
      ['permit tcp any any neq 65535', '!tcp 65535, tcp 65534'],
      ['permit tcp any any range 443 445', 'tcp 443, tcp 445, !tcp 446'],
      ['permit tcp any range 1000 2000 any eq 443', 'tcp 443 from 1000, !tcp 443 from 999, !tcp 444 from 1000'],
      ['permit tcp any object-group from any', 'tcp 443 from 2000, !tcp 443 from 2001, !udp 443 from 2000'],
      ['permit tcp any any object-group ports', 'tcp 443, !tcp 80'],
      ['permit tcp any4 any4', 'tcp 443'],
      ['permit tcp any6 any6', '!tcp 443'],
      ['permit tcp host 10.1.0.5 object web', 'tcp 443'],
      ['permit tcp host 10.1.0.6 any', '!tcp 443'],
      ['permit tcp 10.1.0.0 255.255.255.0 10.2.0.0/24', 'tcp 443'],
      ['permit tcp 10.3.0.0 255.255.255.0 any', '!tcp 443'],
      ['permit tcp interface a any', '!tcp 443'],
      ['permit tcp interface nowhere any', '?tcp 443'],
      ['permit object web-s any any', 'tcp 443, !tcp 80'],
      ['permit tcp any object-group-network-service n', '?tcp 443, !udp 443'],
      ['permit tcp user CORP\\\\ann any any', '?tcp 443'],
      ['permit tcp user-group CORP\\\\g any any', '?tcp 443'],
      ['permit tcp object-group-user g any any', '?tcp 443'],
      ['permit tcp security-group name s any any', '?tcp 443'],
      ['permit tcp any security-group tag 5 any', '?tcp 443'],
      ['permit tcp object-group-security s any any eq 443', '?tcp 443, !tcp 80'],
      ['permit tcp any any eq 443 security-group name s', '?tcp 443'],
      ['permit tcp any any time-range nights', '?tcp 443, !udp 443'],
      ['permit tcp any any time-range always-on', 'tcp 443'],
      // A group of services may have the same name.
      ['permit tcp any any time-range ports', '?tcp 443, ?tcp 22, !udp 443'],
      ['permit tcp any any object-group ports time-range ports', '?tcp 443, !tcp 22'],
      ['permit tcp any any time-range nowhere', '?tcp 443'],
      ['permit tcp any any log', 'tcp 443'],
      ['permit tcp any any log disable', 'tcp 443'],
      ['permit tcp any any log default', 'tcp 443'],
      ['permit tcp any any log 6 interval 300', 'tcp 443'],
      ['permit tcp any any log informational interval 300 inactive', '!tcp 443'],
      ...'emergencies alerts critical errors warnings notifications debugging'
        .split(' ')
        .map((level) => [`permit tcp any any log ${level}`, 'tcp 443'] as const),
    ];
    for (const [line, packets] of rows) {
      const device = entries([line], before);
      assert.deepEqual(told(device), [], line);
      holds(device, packets, line, 'a 10.1.0.5 -> b 10.2.0.5');
    }
    const at = (line: string): string | undefined => entries([line], before).lists.get('access-list l')!.rules[0]!.perhaps;
    assert.equal(at('permit tcp security-group tag 5 any any'), 'machines of a security group alone');
    assert.equal(at('permit tcp user CORP\\\\ann any any'), 'certain users alone');
    assert.equal(at('permit tcp any any time-range nights'), 'at certain times alone: periodic daily 22:00 to 6:00');
    assert.equal(at('permit tcp any any time-range nowhere'), "the time range nowhere isn't in the file");
  });

  it('an entry with a place is put there, and one that is taken away is gone', () => {
    // "Adding an Extended Access Control List" of the CLI configuration guide: `line` says where, and `no` names the whole entry.
    const after = (...lines: readonly string[]): RunningDevice =>
      read(
        `access-list l extended permit tcp any any eq 443\naccess-list l extended permit udp any any\n${lines.map((line) => `${line}\n`).join('')}access-group l in interface a\n`,
      );
    const both = 'a 10.1.0.5 -> b 10.2.0.5';
    for (const [lines, packets] of [
      [[], 'tcp 443, udp 53'],
      [['access-list l extended deny ip any any'], 'tcp 443, udp 53'],
      [['access-list l line 1 extended deny ip any any'], '!tcp 443, !udp 53'],
      [['access-list l line 2 extended deny ip any any'], 'tcp 443, !udp 53'],
      [['access-list l line 3 extended deny ip any any'], 'tcp 443, udp 53'],
      [['access-list l line 9 extended deny ip any any'], 'tcp 443, udp 53'],
      [['access-list l line 1 remark x', 'access-list l line 1 extended deny udp any any'], 'tcp 443, !udp 53'],
      [['no access-list l extended permit udp any any'], 'tcp 443, !udp 53'],
      [['no access-list l line 1 extended permit tcp any any eq 443'], '!tcp 443, udp 53'],
      [['access-list l line 1 extended deny ip any any', 'no access-list l extended deny ip any any'], 'tcp 443, udp 53'],
      [['access-list l line 1 extended deny ip any any (hitcnt=0) 0xab'], 'tcp 443, udp 53'],
    ] as const)
      holds(after(...lines), packets, lines.join('; '), both);
  });

  it('objects and groups hold what stands in them', () => {
    const rows: readonly (readonly [object: string, inside: string, outside: string])[] = [
      ['object network o; host 10.2.0.5', '10.2.0.5', '10.2.0.6'],
      ['object network o; subnet 10.2.0.0 255.255.255.0', '10.2.0.5', '10.2.1.5'],
      ['object network o; subnet fd00:2::/64', 'fd00:2::5', 'fd00:3::5'],
      ['object network o; range 10.2.0.5 10.2.0.9', '10.2.0.9', '10.2.0.10'],
      ['object network o; description the web; host 10.2.0.5', '10.2.0.5', '10.2.0.6'],
      ['object-group network o; network-object host 10.2.0.5', '10.2.0.5', '10.2.0.6'],
      ['object-group network o; network-object 10.2.0.0 255.255.255.0', '10.2.0.5', '10.2.1.5'],
      ['object-group network o; description x; network-object fd00:2::/64', 'fd00:2::5', 'fd00:3::5'],
      ['object-group network o; network-object object p', '10.9.0.1', '10.2.0.5'],
      ['object-group network o; group-object q', '10.9.0.2', '10.2.0.5'],
      ['object-group network o; network-object host mail', '10.9.0.3', '10.2.0.5'],
    ];
    const others =
      'name 10.9.0.3 mail\nobject network p\n host 10.9.0.1\nobject-group network q\n network-object host 10.9.0.2\n';
    for (const [object, inside, outside] of rows) {
      const device = entries([`permit tcp any ${object.split(' ')[0]} o`], `${others}${object.replaceAll('; ', '\n ')}\n`);
      const from = (to: string): string => (to.includes(':') ? 'fd00:1::5' : '10.1.0.5');
      assert.deepEqual(told(device), [], object);
      decides(device, {
        [`a ${from(inside)} -> b ${inside} tcp 1`]: 'permit',
        [`a ${from(outside)} -> b ${outside} tcp 1`]: 'deny',
      });
    }
    const services: readonly (readonly [object: string, packets: string])[] = [
      ['object service o; service tcp destination eq 443', 'tcp 443, !tcp 80, !udp 443'],
      ['object service o; service udp source eq 53', 'udp 9 from 53, !udp 9 from 54'],
      ['object service o; service tcp', 'tcp 443, tcp 80, !udp 443'],
      ['object service o; service icmp echo', 'icmp 8, !icmp 0'],
      ['object service o; service icmp', 'icmp 8, icmp 0, !tcp 1'],
      ['object service o; service sctp', 'other 132, !tcp 1'],
      ['object service o; service sctp destination eq 5', '?other 132, !tcp 5'],
      ['object-group service o; service-object sctp source range 1 9 destination eq 5', '?other 132, !tcp 5'],
      ['object service o; service gre', 'other 47, !tcp 1'],
      ['object-group service o; service-object tcp-udp destination eq 53', 'tcp 53, udp 53, !tcp 54'],
      [
        'object-group service o; service-object tcp source range 1 9 destination lt 100',
        'tcp 99 from 9, !tcp 99 from 10, !tcp 100 from 9',
      ],
      ['object-group service o; service-object object s; description x', 'tcp 8443, !tcp 443'],
      ['object-group service o; service-object icmp 8 0', '?icmp 8, !icmp 0'],
      ['object-group service o; group-object t', 'udp 161, !tcp 443'],
      ['object-group service o; service-object object tcp-https', 'tcp 443, !udp 443'],
      ['object-group service o; service-object object udp-domain', 'udp 53, !tcp 53'],
      ['object-group service o; service-object object icmp-echo', 'icmp 8, !icmp 0'],
      ['object-group protocol o; protocol-object tcp; protocol-object 47', 'tcp 1, other 47, !udp 1'],
    ];
    const named =
      'object service s\n service tcp destination eq 8443\nobject-group service t\n service-object udp destination eq snmp\n';
    for (const [object, packets] of services) {
      const device = entries([`permit ${object.split(' ')[0]} o any any`], `${named}${object.replaceAll('; ', '\n ')}\n`);
      assert.deepEqual(told(device), [], object);
      holds(device, packets, object, 'a 10.1.0.5 -> b 10.2.0.5');
    }
    for (const odd of [
      'object network o; frob 5',
      'object-group network o; network-object frob 5',
      'object network o; host frob',
    ]) {
      const device = entries([`permit tcp any ${odd.split(' ')[0]} o`], `${odd.replace('; ', '\n ')}\n`);
      assert.deepEqual(
        [told(device), decided(device, 'a 10.1.0.5 -> b 10.2.0.5 tcp 1')],
        [[/; ([\w-]+)/.exec(odd)![1]!], 'unknown'],
        odd,
      );
    }
    decides(entries(['permit tcp any object o'], 'object network o\n fqdn v4 web.example.com\n'), {
      'a 10.1.0.5 -> b 10.2.0.5 tcp 1': 'deny',
    });
  });

  it('commands that decide nothing are known as such, and those that decide besides are told', () => {
    // The first words of the command reference, "A" to "Z", that a configuration shows.
    const silent =
      'aaa-server anyconnect arp asdm auth-prompt banner boot call-home class-map clock cluster compression console coredump crashinfo ctl-file ctl-provider cts ddns default-information dhcp-client dhcpd dhcprelay dns dns-guard domain-name dynamic-access-policy-record dynamic-map enable failover file flow-export flow-offload fragment ftp ftp-map gdb group-policy http http-map icmp igmp imap4s ip ipv6 isakmp jumbo-frame key l2tp lacp ldap license lldp logging mac-address mac-address-table mac-learn management-access media-termination monitor-interface mount mroute mtu multicast-routing names no ntp nve object-group-search pager passwd password-policy phone-proxy pim policy-map pop3s power-supply prefix-list priority-queue privilege prompt quota regex rest-api route-map router segment-routing service service-policy setup sla smtp-server smtps snmp snmp-map snmp-server ssh ssl sunrpc-server sysopt tcp-map telnet terminal tftp-server threat-detection timeout tls-proxy track tunnel-group tunnel-group-map url-block url-cache user-identity username virtual vpdn vpn vpn-addr-assign vpn-sessiondb vpnclient wccp xlate zonelabs-integrity';
    for (const word of silent.split(' ')) assert.deepEqual(told(read(`${word} x 5\n`)), [], word);
    for (const word of 'established filter url-server dynamic-filter zone mac-exempt scansafe csc cxsc ips sfr'.split(' ')) {
      assert.deepEqual(told(read(`${word} x 5\n`)), [word]);
      assert.deepEqual(told(read(`no ${word} x 5\n`)), [], `no ${word}`);
    }
    for (const module of 'csc cxsc ips sfr'.split(' ')) {
      assert.deepEqual(told(read(`policy-map p\n class c\n ${module} fail-open\n`)), [module]);
      assert.deepEqual(told(read(`policy-map p\n class c\n no ${module} fail-open\n`)), [], module);
    }
    for (const [line, what] of [
      ['aaa authentication match l a LOCAL', 'aaa authentication match'],
      ['aaa authentication include tcp a 0 0 LOCAL', 'aaa authentication include'],
      ['aaa authorization exclude tcp a 0 0 LOCAL', 'aaa authorization exclude'],
      ['crypto map m 65535 ipsec-isakmp dynamic d', 'crypto map … dynamic'],
      ['webvpn\n enable a', 'webvpn enable'],
      ['context red', 'context'],
      ['frobnicate x', 'frobnicate'],
      ['f0 x', 'a command'],
      ['interface g9\n frobnicate 5', 'interface … frobnicate'],
    ] as const)
      assert.deepEqual(told(read(`${line}\n`)), [what], line);
    for (const line of [
      'aaa accounting match l a x',
      'aaa authentication ssh console LOCAL',
      'no aaa authentication match l a LOCAL',
      'no crypto map m 65535 ipsec-isakmp dynamic d',
      'webvpn\n no enable a',
      'crypto ca trustpoint t',
      'edge> show run',
      'edge# exit',
      'Cryptochecksum:0a',
      'clear configure access-list x',
      'access-list alert-interval 5',
      'access-list deny-flow-max 5',
      'access-group l in interface a control-plane',
    ])
      assert.deepEqual(told(read(`${line}\n`)), [], line);
  });

  it('lines below an interface that say nothing of which packets it takes are known as such', () => {
    const words =
      'authentication bandwidth bfd carrier-delay channel-group cts dampening ddns delay description dhcp dhcprelay duplex eigrp fec flowcontrol forward hello-interval igmp isis join lacp lldp load-interval logging mac-address media-type member-interface mfib mtu multicast nve ospf pim poll port-channel pppoe priority-queue rip segment-id speed split-horizon standby summary-address switchport tunnel vlan vtep-nve power-inline';
    for (const word of words.split(' ')) assert.deepEqual(told(read(`interface g9\n ${word} 5\n`)), [], word);
  });
});
