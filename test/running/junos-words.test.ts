// The words of Junos for security policies that are read, each with what a policy that has it decides. Held against Juniper's: "forwarding-options
// (Security)", whose default for IPv6 is to drop it, "[edit security policies] Hierarchy Level" (13.2), "Unified Security Policies", "Predefined Policy Applications" and "Understanding
// Security Policy Rules". Names of ports and numbers of ICMP were not found there.
import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { decided, decides } from './asking.ts';
import { holds as holdsTo, told } from './words.ts';

const ZONES =
  'set interfaces ge-0/0/0 unit 0 family inet address 10.1.0.1/24\nset security zones security-zone a interfaces ge-0/0/0.0\nset security zones security-zone b interfaces ge-0/0/1.0\n';
const read = (...lines: readonly string[]): RunningDevice =>
  readRunning(`${ZONES}${lines.map((line) => `set ${line}\n`).join('')}`, 'srx.set', 'junos')[0]!;
const POLICY = 'security policies from-zone a to-zone b policy p';
const of = (application: string, ...more: readonly string[]): RunningDevice =>
  read(`${POLICY} match source-address any destination-address any application ${application}`, `${POLICY} then permit`, ...more);
const perhaps = (device: RunningDevice): string | undefined =>
  [...device.lists.values()].flatMap(({ rules }) => rules).find(({ name }) => name === 'p')?.perhaps;
const HTTPS = 'a 10.1.0.5 -> b 10.2.0.1 tcp 443';
const holds = (device: RunningDevice, packets: string, title: string): void =>
  holdsTo(device, packets, title, 'a 10.1.0.5 -> b 10.2.0.1', 'a fd00:1::5 -> b fd00:2::1');

/** Predefined applications of several ports, or that are known by a protocol or a type, as `show configuration groups junos-defaults` lists them. */
const PREDEFINED: Readonly<Record<string, string>> = {
  cifs: 'tcp 139, tcp 445, !tcp 140',
  'dhcp-client': 'udp 68, !udp 67',
  'dhcp-relay': 'udp 67, !udp 68',
  'dhcp-server': 'udp 67, !udp 68',
  gnutella: 'udp 6346, udp 6347, !udp 6348',
  irc: 'tcp 6660, tcp 6669, !tcp 6670',
  ldp: 'tcp 646, udp 646, !tcp 647',
  mgcp: 'udp 2427, udp 2727, !udp 2428',
  'mgcp-ca': 'udp 2727, !udp 2427',
  'mgcp-ua': 'udp 2427, !udp 2727',
  'ms-rpc': 'tcp 135, udp 135, ?tcp 49152, ?udp 49152, !icmp 8',
  'ms-rpc-epm': 'tcp 135, !tcp 49152',
  'ms-rpc-tcp': 'tcp 135, ?tcp 49152, !udp 135',
  'ms-rpc-udp': 'udp 135, ?udp 49152, !tcp 135',
  'stun-udp': 'udp 3478, udp 3479, !udp 3480',
  'sun-rpc-tcp': 'tcp 111, ?tcp 2049, !udp 111',
  'sun-rpc-udp': 'udp 111, ?udp 2049, !tcp 111',
  'sun-rpc-portmap': 'tcp 111, udp 111, !tcp 2049',
  'tcp-any': 'tcp 1, tcp 65535, !udp 1',
  'udp-any': 'udp 1, udp 65535, !tcp 1',
  'vdo-live': 'udp 7000, udp 7010, !udp 7011',
  vnc: 'tcp 5900, !tcp 5901',
  wais: 'tcp 210',
  'x-windows': 'tcp 6000, tcp 6063, !tcp 6064',
  'xnm-clear-text': 'tcp 3221, !tcp 3220',
  'xnm-ssl': 'tcp 3220, !tcp 3221',
  ymsg: 'tcp 5000, tcp 5010, tcp 5050, !tcp 5011',
  gre: 'other 47, !tcp 1',
  ospf: 'other 89, !tcp 1',
  'icmp-all': 'icmp 8, icmp 3, !tcp 1',
  'icmp-ping': 'icmp 8, !icmp 0',
  ping: 'icmp 8, !icmp 0',
  'icmp6-all': '6 icmp 128, 6 icmp 1',
  pingv6: '6 icmp 128, !6 icmp 129',
  'icmp6-echo-request': '6 icmp 128, !6 icmp 129',
  'icmp6-echo-reply': '6 icmp 129, !6 icmp 128',
  'icmp6-packet-too-big': '6 icmp 2, !6 icmp 1',
  'icmp6-time-exceeded': '6 icmp 3, !6 icmp 1',
  'icmp6-dst-unreach-port': '?6 icmp 1, !6 icmp 3',
  'icmp6-time-exceed-transit': '?6 icmp 3, !6 icmp 1',
  'icmp6-param-prob-option': '?6 icmp 4, !6 icmp 1',
};

/** Names of ports, as "destination-port" of the reference lists them. */
const PORTS =
  'afs 1483, bgp 179, biff 512, bootpc 68, bootps 67, cmd 514, cvspserver 2401, dhcp 67, domain 53, eklogin 2105, ekshell 2106, exec 512, finger 79, ftp 21, ftp-data 20, http 80, https 443, ident 113, imap 143, kerberos-sec 88, klogin 543, kpasswd 761, krb-prop 754, krbupdate 760, kshell 544, ldap 389, ldp 646, login 513, mobileip-agent 434, mobilip-mn 435, msdp 639, netbios-dgm 138, netbios-ns 137, netbios-ssn 139, nfsd 2049, nntp 119, ntalk 518, ntp 123, pop3 110, pptp 1723, printer 515, radacct 1813, radius 1812, rip 520, rkinit 2108, smtp 25, snmp 161, snmptrap 162, snpp 444, socks 1080, ssh 22, sunrpc 111, syslog 514, tacacs 49, tacacs-ds 65, talk 517, telnet 23, tftp 69, timed 525, who 513, xdmcp 177, zephyr-clt 2103, zephyr-hm 2104, zephyr-srv 2102';
const TYPES =
  'echo-reply 0, unreachable 3, source-quench 4, redirect 5, echo-request 8, router-advertisement 9, router-solicit 10, time-exceeded 11, parameter-problem 12, timestamp 13, timestamp-reply 14, info-request 15, info-reply 16, mask-request 17, mask-reply 18';
const TYPES6 =
  'destination-unreachable 1, packet-too-big 2, time-exceeded 3, parameter-problem 4, echo-request 128, echo-reply 129, membership-query 130, membership-report 131, membership-termination 132, router-solicit 133, router-advertisement 134, neighbor-solicit 135, neighbor-advertisement 136, redirect 137';

describe('words of junos', () => {
  it('what commands set again takes the place of what was there where only one of it can be, and what they delete is gone', () => {
    const own = [
      'security address-book global address c 10.1.0.5/32',
      'applications application w protocol tcp destination-port 443',
      'applications application w description x',
      `${POLICY} match source-address c destination-address any application [ w junos-ssh ]`,
      `${POLICY} then permit`,
      `${POLICY} then log session-init`,
    ].map((line) => `set ${line}`);
    const rows: Readonly<Record<string, string>> = {
      '': 'tcp 443, tcp 22, !tcp 80',
      [`set ${POLICY} then deny`]: '!tcp 443, !tcp 22',
      [`set ${POLICY} then reject`]: '!tcp 443, !tcp 22',
      [`set ${POLICY} then deny|set ${POLICY} then permit`]: 'tcp 443, tcp 22',
      'set security address-book global address c 10.1.0.6/32': '!tcp 443, a 10.1.0.6 -> b 10.2.0.1 tcp 443',
      'set security address-book global address c range-address 10.1.0.6 to 10.1.0.9':
        '!tcp 443, a 10.1.0.9 -> b 10.2.0.1 tcp 443',
      'set security address-book global address c description 10.9.9.9': 'tcp 443, tcp 22',
      'set applications application w protocol udp': '!tcp 443, udp 443, tcp 22',
      'set applications application w destination-port 80': '!tcp 443, tcp 80, tcp 22',
      'set applications application w source-port 1024-65535': '!tcp 443 from 9, tcp 443 from 2000, tcp 22',
      [`set ${POLICY} match application junos-http`]: 'tcp 443, tcp 22, tcp 80',
      [`set ${POLICY} match source-address any`]: 'tcp 443, a 10.9.0.1 -> b 10.2.0.1 tcp 443',
      [`delete ${POLICY} match application w`]: '!tcp 443, tcp 22',
      [`delete ${POLICY} match application junos-ssh`]: 'tcp 443, !tcp 22',
      'delete applications application w destination-port': 'tcp 443, tcp 80, !udp 443',
      [`deactivate ${POLICY} match application w`]: '!tcp 443, tcp 22',
      'set security policies default-policy permit-all|set security policies default-policy deny-all': 'tcp 443, !tcp 80',
      'set security policies default-policy deny-all|set security policies default-policy permit-all': 'tcp 443, tcp 80',
    };
    for (const [more, packets] of Object.entries(rows)) {
      const text = `${ZONES}${[...own, ...more.split('|')].join('\n')}\n`;
      const device = readRunning(text, 'srx.set', 'junos')[0]!;
      holds(device, packets, more);
      assert.deepEqual(told(device), [], more);
    }
  });

  it('applications that every device has are what their defaults say', () => {
    for (const [name, packets] of Object.entries(PREDEFINED)) holds(of(`junos-${name}`), packets, name);
    holds(of('junos-frobnicate'), '?tcp 443', 'junos-frobnicate');
    holds(of('any'), 'tcp 443, icmp 8, other 99', 'any');
  });

  it('applications that somebody made are what stands in them', () => {
    const made = (...settings: readonly string[]): RunningDevice =>
      of('x', ...settings.map((each) => `applications application x ${each}`));
    for (const [name, port] of PORTS.split(', ').map((row) => row.split(' ')))
      holds(made('protocol tcp', `destination-port ${name}`), `tcp ${port}, !tcp 1, !udp ${port}`, name!);
    for (const [name, type] of TYPES.split(', ').map((row) => row.split(' ')))
      holds(made('protocol icmp', `icmp-type ${name}`), `icmp ${type}, !icmp 40`, name!);
    for (const [name, type] of TYPES6.split(', ').map((row) => row.split(' ')))
      holds(made('protocol icmp6', `icmp6-type ${name}`), `6 icmp ${type}, !6 icmp 200`, name!);
    for (const [settings, packets] of [
      ['protocol tcp', 'tcp 1, !udp 1'],
      ['protocol udp; destination-port 5000-5009', 'udp 5009, !udp 5010'],
      ['protocol tcp; destination-port 443; source-port 1000-2000', 'tcp 443 from 1000, !tcp 443 from 999'],
      ['protocol gre', 'other 47, !tcp 1'],
      ['protocol ipip', 'other 4'],
      ['protocol node', 'other 140'],
      ['protocol 99', 'other 99'],
      ['protocol 255', 'other 255'],
      ['protocol 256', '?tcp 1'],
      ['protocol frob', '?tcp 1'],
      ['protocol tcp; destination-port frob', '?tcp 1'],
      ['protocol gre; destination-port 5', '?other 47, !tcp 1'],
      ['protocol icmp; icmp-type 8; icmp-code 0', '?icmp 8, !icmp 0'],
      ['protocol icmp; icmp-type 255', 'icmp 255, !icmp 8'],
      ['protocol icmp; icmp-type 256', '?icmp 8'],
      ['protocol icmp; icmp-type frob', '?icmp 8'],
      ['protocol icmpv6; icmp6-type 128; icmp6-code 0', '?6 icmp 128'],
      ['protocol tcp; rpc-program-number 100003', '?udp 1'],
      ['protocol tcp; uuid 0a', '?udp 1'],
      ['protocol tcp; destination-port 443; inactivity-timeout 30; application-protocol http; description x', 'tcp 443, !tcp 80'],
      ['term t protocol tcp destination-port 443; term u protocol udp destination-port 53', 'tcp 443, udp 53, !tcp 53'],
    ] as const)
      holds(made(...settings.split('; ')), packets, settings);
    const set = of(
      's',
      'applications application-set s application junos-ssh',
      'applications application-set s application-set t',
      'applications application-set t application junos-http',
    );
    holds(set, 'tcp 22, tcp 80, !tcp 443', 'application-set');
  });

  it('what has a policy match less is said, unless it names all', () => {
    for (const [word, why] of [
      ['source-identity', 'certain users alone'],
      ['source-end-user-profile', 'certain devices alone'],
      ['dynamic-application', 'certain applications alone'],
      ['url-category', 'certain categories of URLs alone'],
      ['source-l3vpn-vrf-group', 'a certain VPN alone'],
      ['destination-l3vpn-vrf-group', 'a certain VPN alone'],
    ] as const) {
      const device = of('junos-https', `${POLICY} match ${word} x`);
      assert.deepEqual([decided(device, HTTPS), perhaps(device), told(device)], ['unknown', why, []], word);
      decides(of('junos-https', `${POLICY} match ${word} any`), { [HTTPS]: 'permit' });
      const isFound = word === 'dynamic-application' || word === 'url-category';
      decides(of('junos-https', `${POLICY} match ${word} none`), { [HTTPS]: isFound ? 'permit' : 'unknown' });
    }
    for (const [word, why] of [
      ['tunnel ipsec-vpn v', 'through a tunnel alone'],
      ['firewall-authentication pass-through', 'certain users alone'],
      ['destination-address drop-translated', 'to certain translated addresses alone'],
      ['application-services uac-policy', 'certain users alone'],
      ['application-services uac-policy captive-portal c', 'certain users alone'],
    ] as const) {
      const device = of('junos-https', `${POLICY} then permit ${word}`);
      assert.deepEqual([decided(device, HTTPS), perhaps(device)], ['unknown', why], word);
    }
    decides(of('junos-https', `${POLICY} then permit application-services idp`), { [HTTPS]: 'permit' });
    decides(of('junos-https', `${POLICY} scheduler-name nights`), { [HTTPS]: 'unknown' });
    const strange = of('junos-https', `${POLICY} match frobnicate x`);
    assert.deepEqual([decided(strange, HTTPS), told(strange)], ['unknown', ['policy … match frobnicate']]);
    const then = (action: string): string =>
      decided(
        read(`${POLICY} match source-address any destination-address any application any`, `${POLICY} then ${action}`),
        HTTPS,
      );
    for (const [action, decision] of [
      ['permit', 'permit'],
      ['deny', 'deny'],
      ['reject', 'deny'],
      ['frob', 'unknown'],
    ] as const)
      assert.equal(then(action), decision, action);
  });

  it('addresses of each kind are what they stand for, and what a policy leaves out', () => {
    const to = (address: string, lines: readonly string[], more: readonly string[] = []): string =>
      decided(
        read(
          ...lines,
          `${POLICY} match source-address any destination-address o application any`,
          `${POLICY} then permit`,
          ...more,
        ),
        HTTPS.replace('10.2.0.1', address),
      );
    for (const book of ['security address-book global', 'security zones security-zone b address-book']) {
      for (const [line, inside, outside] of [
        ['address o 10.2.0.0/24', '10.2.0.9', '10.2.1.1'],
        ['address o ip-prefix 10.2.0.0/24', '10.2.0.9', '10.2.1.1'],
        ['address o range-address 10.2.0.1 to 10.2.0.9', '10.2.0.9', '10.2.0.10'],
        ['address o wildcard-address 10.2.0.1/255.255.0.255', '10.2.7.1', '10.2.7.2'],
      ] as const) {
        assert.equal(to(inside, [`${book} ${line}`]), 'permit', line);
        assert.equal(to(outside, [`${book} ${line}`]), 'deny', line);
        const excluded = [`${POLICY} match destination-address-excluded`];
        assert.deepEqual(
          [to(inside, [`${book} ${line}`], excluded), to(outside, [`${book} ${line}`], excluded)],
          ['deny', 'permit'],
          line,
        );
      }
      const set = [
        `${book} address-set o address x`,
        `${book} address-set o address-set p`,
        `${book} address x 10.2.0.1/32`,
        `${book} address-set p address y`,
        `${book} address y 10.2.0.2/32`,
      ];
      assert.deepEqual(
        ['10.2.0.1', '10.2.0.2', '10.2.0.3'].map((address) => to(address, set)),
        ['permit', 'permit', 'deny'],
      );
    }
    assert.equal(to('10.2.0.1', []), 'unknown');
    const family = (name: string): RunningDevice =>
      read(`${POLICY} match source-address any destination-address ${name} application any`, `${POLICY} then permit`);
    holds(family('any-ipv4'), 'tcp 1, !6 tcp 1', 'any-ipv4');
    holds(family('any-ipv6'), '!tcp 1, 6 tcp 1', 'any-ipv6');
  });

  it('destinations that are translated are open, unless the rule switches that off', () => {
    const nat = (...more: readonly string[]): string =>
      decided(
        read(
          'security nat destination rule-set s from zone a',
          ...more.map((each) => `security nat destination rule-set s rule r ${each}`),
        ),
        'a 10.1.0.5 -> b 203.0.113.5 tcp 443',
      );
    assert.equal(nat('match destination-address 203.0.113.5/32', 'then destination-nat pool p'), 'unknown');
    assert.equal(nat('match destination-address 203.0.113.6/32', 'then destination-nat pool p'), 'deny');
    assert.equal(nat('match destination-address-name web', 'then destination-nat pool p'), 'unknown');
    assert.equal(nat('match destination-address 203.0.113.5/32', 'then destination-nat off'), 'deny');
  });

  it('parts of a configuration that decide nothing are known as such, and those that decide besides are told', () => {
    const silent =
      'access accounting-options bridge-domains chassis class-of-service dynamic-profiles ethernet-switching-options event-options fabric firewall forwarding-options igmp-snooping-options multi-chassis multicast-snooping-options policy-options poe protocols routing-options smtp snmp switch-options system unified-edge version virtual-chassis vlans vmhost wlan';
    for (const word of silent.split(' ')) assert.deepEqual(told(of('any', `${word} x y`)), [], word);
    const security =
      'advanced-anti-malware alarms alg analysis anti-virus application-firewall application-tracking authentication-key-chains certificates cloud datapath-debug dynamic-application dynamic-vpn firewall-authentication forwarding-process gprs group-vpn idp ike ipsec key-protection log macsec pki remote-access resource-manager screen softwires ssh-known-hosts tcp-encap traceoptions traffic-selector user-identification utm';
    for (const word of security.split(' ')) assert.deepEqual(told(of('any', `security ${word} x y`)), [], word);
    for (const line of ['flow traceoptions file x', 'flow aging early-ageout 5', 'nat traceoptions flag all', 'nat proxy-arp'])
      assert.deepEqual(told(of('any', `security ${line}`)), [], line);
    for (const [line, what] of [
      ['frobnicate x', 'frobnicate'],
      ['security frobnicate x', 'security frobnicate'],
      ['security flow frobnicate x', 'security flow … frobnicate'],
      ['security flow tcp-session frobnicate', 'security … tcp-session … frobnicate'],
      ['security nat frobnicate x', 'security nat … frobnicate'],
      ['security zones security-zone a frobnicate', 'security … security-zone … frobnicate'],
      ['interfaces ge-0/0/0 unit 0 family inet frobnicate', 'interfaces … frobnicate'],
      ['security advance-policy-based-routing profile p', 'advance-policy-based-routing'],
      ['security forwarding-options family mpls mode packet-based', 'forwarding-options … packet-based'],
      ...['stateful-firewall', 'service-set', 'nat', 'softwire', 'captive-portal-content-delivery'].map(
        (part) => [`services ${part} x`, `services ${part}`] as const,
      ),
      ['services frobnicate x', 'services frobnicate'],
    ] as const)
      assert.deepEqual(told(of('any', line)), [what], line);
    const six = 'interfaces ge-0/0/0 unit 0 family inet6 address fd00:1::1/64';
    const mode = (word: string): RunningDevice => of('any', six, `security forwarding-options family inet6 mode ${word}`);
    assert.deepEqual(told(of('any', six)), ['IPv6 without a mode']);
    assert.deepEqual(told(of('any', six.replace('ge-0/0/0', 'fxp0'))), []);
    assert.deepEqual(told(mode('packet-based')), ['forwarding-options … packet-based']);
    for (const [word, packets] of [
      ['flow-based', 'tcp 443, 6 tcp 443'],
      ['drop', 'tcp 443, !6 tcp 443'],
    ] as const) {
      holds(mode(word), packets, word);
      assert.deepEqual(told(mode(word)), [], word);
    }
    for (const line of [
      'services flow-monitoring version9',
      'services application-identification',
      'services rpm probe x',
      'services security-intelligence profile x',
      'security forwarding-options family mpls mode flow-based',
      'apply-groups nothing',
    ])
      assert.deepEqual(told(of('any', line)), [], line);
    assert.deepEqual(told(of('any', 'security policies default-policy deny-all')), []);
    assert.deepEqual(told(of('any', 'security policies default-policy frob')), ['default-policy frob']);
    for (const group of [
      'security policies default-policy permit-all',
      'applications application x protocol tcp',
      'logical-systems l system',
      'tenants t x',
    ])
      assert.deepEqual(told(of('any', `groups g ${group}`, 'apply-groups g')), ['apply-groups'], group);
    for (const group of [
      'interfaces ge-0/0/3 unit 0 family inet address 10.3.0.1/24',
      'routing-options static route 10.4.0.0/16 discard',
    ])
      assert.deepEqual(told(of('any', `groups g ${group}`, 'apply-groups g')), ['apply-groups'], group);
    for (const group of ['system services ssh', 'interfaces fxp0 unit 0 family inet address 10.9.9.1/24'])
      assert.deepEqual(told(of('any', `groups g ${group}`, 'apply-groups g')), [], group);
  });

  it('routes say which networks lie behind a zone', () => {
    const a = (...routes: readonly string[]): string => {
      const { networks, rest } = of('any', ...routes).places.find(({ name }) => name === 'a')!;
      return [...formatAddresses(networks), ...(rest ? ['rest'] : [])].join(' ');
    };
    const via = 'next-hop 10.1.0.254';
    assert.equal(a(), '10.1.0.0/24');
    assert.equal(a(`routing-options static route 0.0.0.0/0 ${via}`), '10.1.0.0/24 rest');
    assert.equal(a(`routing-options static route 10.9.0.0/16 ${via}`), '10.1.0.0/24 10.9.0.0/16');
    assert.equal(a('routing-options static route 10.9.0.0/16 next-hop ge-0/0/0.0'), '10.1.0.0/24 10.9.0.0/16');
    assert.equal(a('routing-options static route 10.9.0.0/16 qualified-next-hop 10.1.0.254'), '10.1.0.0/24 10.9.0.0/16');
    assert.equal(a('routing-options static route 10.9.0.0/16 discard'), '10.1.0.0/24');
    assert.equal(a(`routing-instances i routing-options static route 10.9.0.0/16 ${via}`), '10.1.0.0/24 10.9.0.0/16');
    for (const at of ['routing-options ', 'routing-instances i routing-options ', 'routing-options rib inet6.0 ']) {
      const { lines } = of('any', `${at}static route 10.9.0.0/16 ${via}`);
      assert.deepEqual(lines, { ...of('any').lines, modeled: of('any').lines.modeled + 1 }, at);
    }
    assert.equal(a('routing-options rib inet6.0 static route fd00:9::/64 next-hop ge-0/0/0.0'), '10.1.0.0/24 fd00:9::/64');
  });
});
