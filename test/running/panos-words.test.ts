// The words of set commands of PAN-OS, each with what a rule that has it decides; what a NAT rule does is that of "NAT Translated Packet Tab" in the help of
// PAN-OS 10.1 to 12.1. There is no list of them that could be held against this one: the tables have the words that are read.
// Applications of calls, SMB, portmapper, PostgreSQL and IPsec are held against the predefined applications of contents 517-2824 (2015), the newest that were found; the others are not.
import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { decided, decides } from './asking.ts';
import { told } from './words.ts';

const NETWORK =
  'set network interface ethernet ethernet1/1 layer3 ip 10.1.0.1/24\nset zone a network layer3 ethernet1/1\nset zone b network layer3 ethernet1/2\n';
const read = (...lines: readonly string[]): RunningDevice =>
  readRunning(`${NETWORK}${lines.map((line) => `set ${line}\n`).join('')}`, 'pan.set', 'panos')[0]!;
const RULE = 'rulebase security rules r';
const rule = (service: string, ...more: readonly string[]): RunningDevice =>
  read(`${RULE} from a to b source any destination any application any service ${service} action allow`, ...more);
const of = (application: string): RunningDevice =>
  read(`${RULE} from a to b source any destination any application ${application} service application-default action allow`);
const HTTPS = 'a 10.1.0.5 -> b 10.2.0.1 tcp 443';
const perhaps = (device: RunningDevice): string | undefined => device.lists.get('rules between zones')!.rules[0]?.perhaps;

/** Applications with the standard ports that the maker's public list of them names: tcp, then udp. */
const APPLICATIONS =
  'bgp 179, dns 53/53, dns-base 53/53, dns-over-tls 853, dhcp /67 68, dhcpv6 /546 547, ftp 21, google-base 80 443, http2 443, http-proxy 3128 8080, ike /500 4500, imap 143 993, kerberos 88 464/88 464, ldap 389 636 3268 3269/389, ldp 646/646, mongodb-base 27017, ms-ds-smb 139 445/445, ms-ds-smb-base 139 445/445, ms-ds-smbv2 445, ms-ds-smbv3 445, ms-rdp 3389/3389, ms-update 80 443, mssql-db 1433/1433, mssql-db-base 1433/1433, mssql-mon /1434, mysql 3306, netbios-dg /138, netbios-ns /137, netbios-ss 139, nfs 2049/2049, ntp /123, ntp-base /123, oracle 1521, paloalto-updates 443, panorama 3978 28443, pop3 110 995, portmapper 111/111, postgres 5432, quic /443, radius /1645 1646 1812 1813, rip /520, rtsp 554/554, sip 5060 5061/5060, smtp 25 465 587, smtp-base 25 465 587, snmp 161/161, snmp-base 161/161, snmp-trap 162/162, snmpv1 /161, snmpv2 /161, snmpv3 /161, ssh 22, ssl 443, stun 3478/3478, syslog 514 1468 6514/514, tacacs-plus 49, telnet 23, tftp /69, vmware 443 902, vnc-base 5900 5901, web-browsing 80, websocket 80 443, whois 43, winrm 5985 5986';
/** Of calls, each with a port that it is on and one that it isn't: `dynamic` ports are any. */
const CALLS =
  'msrpc tcp 49152/icmp 8, msrpc udp 1/other 47, msrpc-base tcp 135/icmp 8, ms-wmi tcp 50000/udp 135, ms-exchange udp 6001/icmp 8, ms-frs tcp 50000/udp 50000, ms-service-controller tcp 445/udp 445, ms-netlogon tcp 49152/tcp 5001, ms-netlogon tcp 1025/tcp 1024, ms-netlogon udp 138/udp 139, active-directory tcp 65535/tcp 9390, active-directory tcp 5000/tcp 5001, active-directory tcp 9389/tcp 5721, active-directory udp 2535/udp 2534';
/** Those that are a protocol of their own. */
const PROTOCOLS = 'gre 47, ipsec-esp 50, ipsec-ah 51, ospfigp 89, ospf 89, eigrp 88, igmp 2, pim 103, vrrp 112, etherip 97';

describe('words of panos', () => {
  it('what a rule is called, logs and looks into leaves open nothing', () => {
    for (const [word, value] of Object.entries({
      ...{
        schedule: '',
        'rule-type': 'universal',
        description: '"x y"',
        tag: 'x',
        'group-tag': 'x',
        'log-start': 'yes',
        'log-end': 'yes',
        'log-setting': 'x',
      },
      ...{
        option: 'disable-server-response-inspection yes',
        qos: 'marking ip-dscp af11',
        'icmp-unreachable': 'yes',
        uuid: '0a',
      },
      ...{ 'negate-source': 'no', 'negate-destination': 'no', disabled: 'no', 'disable-server-response-inspection': 'yes' },
    })) {
      if (!value) continue;
      const device = rule('service-https', `${RULE} ${word} ${value}`);
      assert.deepEqual([decided(device, HTTPS), told(device)], ['permit', []], word);
    }
    const strange = rule('service-https', `${RULE} frobnicate yes`);
    assert.deepEqual([decided(strange, HTTPS), told(strange)], ['unknown', ['security rule … frobnicate']]);
  });

  it('what looks into the connections of rules is told once for each profile that they name, and for each group of profiles', () => {
    const device = read(
      ...['r', 's'].flatMap((name) => [
        `rulebase security rules ${name} from a to b source any destination any application any service service-https action allow`,
        `rulebase security rules ${name} profile-setting profiles virus default`,
        `rulebase security rules ${name} profile-setting profiles spyware ${name === 'r' ? 'default' : 'none'}`,
      ]),
      'rulebase security rules t from a to b source any destination any application any service any action allow',
      'rulebase security rules t profile-setting profiles vulnerability strict',
      'rulebase security rules u from a to b source any destination any application any service any action allow',
      'rulebase security rules u profile-setting group strict',
    );
    assert.deepEqual(
      device.inspecting?.map(({ what }) => what),
      ['virus', 'spyware', 'vulnerability', 'group'].map(
        (kind) => `security rule … profile-setting ${kind === 'group' ? kind : `profiles ${kind}`}`,
      ),
    );
  });

  it('what has a rule match less is said, unless it names all', () => {
    for (const [words, why] of [
      ['source-user saas-user-list', 'certain users alone'],
      ['category', 'certain categories of URLs alone'],
      ['hip-profiles source-hip destination-hip', 'machines of a certain state alone'],
      ['source-device destination-device', 'certain devices alone'],
      ['source-imsi source-imei source-nw-slice', 'certain subscribers alone'],
      ['saas-tenant-list', 'certain tenants alone'],
    ] as const)
      for (const word of words.split(' ')) {
        const device = rule('service-https', `${RULE} ${word} x`);
        assert.deepEqual([decided(device, HTTPS), perhaps(device), told(device)], ['unknown', why, []], word);
        decides(rule('service-https', `${RULE} ${word} any`), { [HTTPS]: 'permit' });
      }
    decides(rule('service-https', `${RULE} target devices 0123`), { [HTTPS]: 'unknown' });
    decides(rule('service-https', `${RULE} target tags branch`), { [HTTPS]: 'unknown' });
    decides(rule('service-https', `${RULE} target negate no`), { [HTTPS]: 'permit' });
    decides(rule('service-https', `${RULE} schedule nights`), { [HTTPS]: 'unknown' });
    decides(rule('service-https', `${RULE} disabled yes`), { [HTTPS]: 'deny' });
  });

  it('actions and kinds of rules', () => {
    for (const action of ['deny', 'drop', 'reset-client', 'reset-server', 'reset-both']) {
      const device = read(
        `${RULE} from a to b source any destination any application any service service-https action ${action}`,
        'rulebase security rules s from any to any source any destination any application any service any action allow',
      );
      decides(device, { [HTTPS]: 'deny', [HTTPS.replace('443', '80')]: 'permit' });
    }
    decides(read(`${RULE} from a to b source any destination any application any service any action frob`), {
      [HTTPS]: 'unknown',
    });
    const inside = 'a 10.1.0.5 -> a 10.1.0.6 tcp 443';
    const kind = (type: string, from: string, to: string): RunningDevice =>
      read(
        `${RULE} rule-type ${type} from ${from} to ${to} source any destination any application any service service-https action ${to === 'a' || type !== 'interzone' ? 'deny' : 'allow'}`,
      );
    decides(kind('intrazone', 'a', 'a'), { [inside]: 'deny' });
    decides(kind('interzone', 'any', 'any'), { [inside]: 'permit', [HTTPS]: 'permit' });
    decides(kind('universal', 'a', 'a'), { [inside]: 'deny' });
    decides(kind('universal', 'a', 'b'), { [inside]: 'permit' });
    const both = (key: string): RunningDevice =>
      read(
        'address o ip-netmask 10.2.0.0/24',
        `${RULE} from a to b source any destination o application any service any action allow`,
        `${RULE} negate-${key} yes`,
      );
    decides(both('destination'), { [HTTPS]: 'deny', [HTTPS.replace('10.2.0.1', '10.3.0.1')]: 'permit' });
  });

  it('of what has one value alone, that which was set last counts, also where it is set again', () => {
    for (const [key, values, decision] of [
      ['action', 'deny', 'deny'],
      ['action', 'deny allow', 'permit'],
      ['action', 'deny allow deny', 'deny'],
      ['disabled', 'yes no', 'permit'],
      ['disabled', 'yes no yes', 'deny'],
      ['negate-source', 'no yes no', 'permit'],
      // Lists are added to.
      ['source', 'any 10.9.0.1 any', 'permit'],
      ['to', 'c b', 'permit'],
    ] as const) {
      const device = rule('service-https', ...values.split(' ').map((value) => `${RULE} ${key} ${value}`));
      decides(device, { [HTTPS]: decision });
    }
    const moved = read(
      `${RULE} from a to b source any destination any application any service any action deny`,
      'rulebase security rules s from a to b source any destination any application any service any action allow',
      `${RULE} log-end yes`,
    );
    // A rule that is set again stays where it is.
    decides(moved, { [HTTPS]: 'deny' });
  });

  it('what goes to the address that a static translation gives to sources may be sent on where it goes both ways', () => {
    const nat = (...more: readonly string[]): RunningDevice =>
      rule(
        'any',
        'address public ip-netmask 10.2.0.9/32',
        'rulebase nat rules n from b to a source 10.3.0.1 destination any service any source-translation static-ip translated-address public',
        ...more.map((each) => `rulebase nat rules n ${each}`),
      );
    const translated = 'a 10.1.0.5 -> b 10.2.0.9 tcp 443';
    const both = 'source-translation static-ip bi-directional yes';
    decides(nat(both), { [translated]: 'unknown', [HTTPS]: 'permit', [translated.replace('a 10', 'b 10')]: 'permit' });
    decides(nat(), { [translated]: 'permit' });
    decides(nat('source-translation static-ip bi-directional no'), { [translated]: 'permit' });
    decides(nat(both, 'disabled yes'), { [translated]: 'permit' });
  });

  it('applications with ports of their own are on these, and only perhaps', () => {
    for (const row of APPLICATIONS.split(', ')) {
      const [, name, tcp, udp] = /^(\S+) ([^/]*)(?:\/(.*))?$/.exec(row)!;
      const device = of(name!);
      for (const [protocol, ports] of [
        ['tcp', tcp],
        ['udp', udp],
      ] as const) {
        const own = (ports ?? '').split(' ').filter(Boolean).map(Number);
        const beside = [...new Set(own.flatMap((port) => [port - 1, port + 1]))].filter((port) => !own.includes(port));
        const ask = (port: number): string => decided(device, `a 10.1.0.5 -> b 10.2.0.1 ${protocol} ${port}`);
        assert.deepEqual(
          own.filter((port) => ask(port) !== 'unknown'),
          [],
          `${name} ${protocol}`,
        );
        assert.deepEqual(
          [...beside, 9].filter((port) => ask(port) !== 'deny'),
          [],
          `${name} ${protocol}`,
        );
      }
    }
    for (const row of CALLS.split(', ')) {
      const [, name, on, off] = /^(\S+) ([^/]+)\/(.*)$/.exec(row)!;
      const to = 'a 10.1.0.5 -> b 10.2.0.1';
      decides(of(name!), { [`${to} ${on}`]: 'unknown', [`${to} ${off}`]: 'deny' });
    }
    // A container stands for what it holds: ike, ESP and AH.
    const ipsec = (packet: string): string => decided(of('ipsec'), `a 10.1.0.5 -> b 10.2.0.1 ${packet}`);
    assert.deepEqual(['udp 500', 'udp 4500', 'other 50', 'other 51', 'other 47', 'tcp 500'].map(ipsec), [
      'unknown',
      'unknown',
      'unknown',
      'unknown',
      'deny',
      'deny',
    ]);
    // What nobody here knows may be anything.
    decides(of('frobnicate'), { [HTTPS]: 'unknown' });
  });

  it('applications that are a protocol match it for certain', () => {
    for (const [name, number] of PROTOCOLS.split(', ').map((row) => row.split(' ')))
      decides(of(name!), {
        [`a 10.1.0.5 -> b 10.2.0.1 other ${number}`]: 'permit',
        'a 10.1.0.5 -> b 10.2.0.1 other 99': 'deny',
        [HTTPS]: 'deny',
      });
    for (const [name, type, not] of [
      ['ping', 8, 13],
      ['ping', 0, 13],
      ['icmp', 13, 8],
    ] as const)
      decides(of(name), {
        [`a 10.1.0.5 -> b 10.2.0.1 icmp ${type}`]: 'permit',
        [`a 10.1.0.5 -> b 10.2.0.1 icmp ${not}`]: 'deny',
      });
    for (const [name, type, not] of [
      ['ping6', 128, 1],
      ['ping6', 129, 1],
      ['ipv6-icmp', 1, 128],
    ] as const)
      decides(of(name), {
        [`a fd00:1::5 -> b fd00:2::1 icmp ${type}`]: 'permit',
        [`a fd00:1::5 -> b fd00:2::1 icmp ${not}`]: 'deny',
      });
  });

  it('addresses, services and applications of each kind are what they stand for', () => {
    const to = (address: string, ...lines: readonly string[]): string =>
      decided(
        read(...lines, `${RULE} from a to b source any destination o application any service any action allow`),
        HTTPS.replace('10.2.0.1', address),
      );
    for (const [line, inside, outside, decision] of [
      ['address o ip-netmask 10.2.0.0/24', '10.2.0.9', '10.2.1.1', 'permit'],
      ['address o ip-netmask 10.2.0.1', '10.2.0.1', '10.2.0.2', 'permit'],
      ['address o ip-range 10.2.0.1-10.2.0.9', '10.2.0.9', '10.2.0.10', 'permit'],
      ['address o ip-wildcard 10.2.0.1/0.0.255.0', '10.2.7.1', '10.2.7.2', 'permit'],
      ['address-group o static [ 10.2.0.1 10.2.0.2 ]', '10.2.0.2', '10.2.0.3', 'permit'],
      ['address-group o dynamic filter "x"', '10.2.0.2', undefined, 'unknown'],
      ['external-list o type ip url http://x', '10.2.0.2', undefined, 'unknown'],
    ] as const) {
      assert.equal(to(inside, line), decision, line);
      if (outside) assert.equal(to(outside, line), 'deny', line);
    }
    const service = (packet: string, ...lines: readonly string[]): string =>
      decided(rule('o', ...lines), `a 10.1.0.5 -> b 10.2.0.1 ${packet}`);
    for (const [line, packets] of [
      ['service o protocol tcp port 80,443', 'tcp 80, tcp 443, !tcp 81, !udp 80'],
      ['service o protocol udp port 50-53', 'udp 53, !udp 54, !tcp 53'],
      ['service o protocol tcp port 443 source-port 1000-2000', 'tcp 443 from 1000, !tcp 443 from 999'],
      ['service-group o members [ service-http service-https ]', 'tcp 80, tcp 8080, tcp 443, !tcp 81'],
    ] as const)
      for (const each of packets.split(', '))
        assert.equal(service(each.replace('!', ''), line), each.startsWith('!') ? 'deny' : 'permit', `${line}: ${each}`);
    for (const [line, packets] of [
      ['application o default port tcp/80,443', '?tcp 80, ?tcp 443, !tcp 81'],
      ['application o default port [ tcp/80 udp/53 ]', '?tcp 80, ?udp 53, !udp 80'],
      ['application o default port udp/dynamic', '?udp 9999, !tcp 9999'],
      ['application o default ident-by-ip-protocol 47', '?other 47, !tcp 80'],
      ['application-group o members [ ssh telnet ]', '?tcp 22, ?tcp 23, !tcp 24'],
    ] as const)
      for (const each of packets.split(', ')) {
        const device = read(
          `set ${line}`.slice(4),
          `${RULE} from a to b source any destination any application o service application-default action allow`,
        );
        assert.equal(
          decided(device, `a 10.1.0.5 -> b 10.2.0.1 ${each.slice(1)}`),
          each.startsWith('!') ? 'deny' : 'unknown',
          `${line}: ${each}`,
        );
      }
  });

  it('parts of a configuration that decide nothing are known as such, and those that decide besides are told', () => {
    const silent =
      'admin-role administration alg-override application-filter application-status application-tag authentication-object authentication-profile authentication-sequence botnet captive-portal certificate certificate-profile cloud-identity-engine content-preview credential-enforcement deviceconfig device-object display-name dns-proxy dynamic-user-group email-scheduler global-protect group-mapping hip-objects high-availability import ike iot local-user-database log-collector log-settings mgt-config ocsp-responder override pdf-summary-report plugins profile-group profiles proxy quota-settings redistribution-agent report-group reports response-page saml scep sd-wan server-profile setting ssl-decrypt ssl-exclude-cert ssl-tls-service-profile tag template template-stack threats ts-agent url-admin-override url-content-types user-group user-id-agent user-id-collector user-id-hub variable vm-info-source wildfire zone-protection-profile admins users session device-telemetry hostname serial mlav-engine dlp sdwan-interface-profile';
    for (const word of silent.split(' ')) assert.deepEqual(told(rule('any', `${word} x y`)), [], word);
    for (const word of 'application application-group external-list schedule region'.split(' '))
      assert.deepEqual(told(rule('any', `${word} x y`)), [], word);
    for (const word of 'address address-group service service-group'.split(' '))
      assert.deepEqual(
        [told(rule('any', `${word} x tag y`)), told(rule('any', `${word} x frobnicate y`))],
        [[], [`${word} … frobnicate`]],
        word,
      );
    for (const [line, what] of [
      ['deviceconfig setting session frobnicate 5', 'setting session … frobnicate'],
      ['deviceconfig setting tcp frobnicate yes', 'setting tcp … frobnicate'],
      ['zone a frobnicate yes', 'zone … frobnicate'],
      ['zone a network frobnicate x', 'zone … network frobnicate'],
      ['network interface frobnicate x', 'network interface frobnicate'],
      ['network interface ethernet ethernet1/7 layer3 frobnicate x', 'network interface … frobnicate'],
      ['rulebase default-security-rules rules interzone-default frobnicate x', 'default-security-rules … frobnicate'],
    ] as const)
      assert.deepEqual(told(rule('any', line)), [what], line);
    for (const kind of 'decryption tunnel-inspect qos nat'.split(' '))
      assert.deepEqual(told(rule('any', `rulebase ${kind} rules x from a`)), [], kind);
    for (const kind of 'pbf sdwan authentication captive-portal dos application-override network-packet-broker'.split(' ')) {
      assert.deepEqual(told(rule('any', `rulebase ${kind} rules x from a`)), [`${kind} rule`]);
      assert.deepEqual(told(rule('any', `rulebase ${kind} rules x from a`, `rulebase ${kind} rules x disabled yes`)), [], kind);
    }
    assert.deepEqual(told(rule('any', 'rulebase frob rules x from a')), ['rulebase frob']);
    assert.deepEqual(told(rule('any', 'frobnicate x y')), ['frobnicate']);
  });

  it('an interface may have the address that an object stands for', () => {
    const at = (...lines: readonly string[]): string[] => [
      ...formatAddresses(
        readRunning(
          `${lines.map((line) => `set ${line}\n`).join('')}set zone c network layer3 ethernet1/3\nset ${RULE} from c to c action deny\n`,
          'pan.set',
          'panos',
        )[0]!.places.find(({ name }) => name === 'c')!.networks,
      ),
    ];
    const on = 'network interface ethernet ethernet1/3 layer3 ip';
    assert.deepEqual(at(`${on} own`, 'address own ip-netmask 10.3.0.1/24'), ['10.3.0.0/24']);
    assert.deepEqual(at(`${on} own`, 'shared address own ip-netmask 10.4.0.1/24'), ['10.4.0.0/24']);
    assert.deepEqual(at(`${on} own`), []);
  });

  it('what a terminal shows beside the commands says nothing, and what is no word of it is told', () => {
    const shown = (...lines: readonly string[]): string[] =>
      told(readRunning(`${NETWORK}set ${RULE} action deny\n${lines.join('\n')}\n`, 'pan.set', 'panos')[0]!);
    for (const line of [
      ...['configure', 'top', 'up', 'commit', 'run show system info', 'show', 'quit', 'exit', '# note', '! note'],
      ...['[edit]', '[edit]  # x', 'admin@fw1', 'admin@fw1> show', 'admin@fw1.example.com#', 'ops_1@fw1# commit'],
    ])
      assert.deepEqual(shown(line), [], line);
    for (const line of [
      'edit rulebase',
      'exits',
      'xexit',
      'committed now',
      'admin@',
      'admin @fw1',
      '[edited]',
      'runs x',
      'shows',
    ])
      assert.deepEqual(shown(line), ['a line that is no command'], line);
  });
});
