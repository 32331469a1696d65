// The words of the NetSecurity module (Get-NetFirewallRule, its filters, Get-NetFirewallProfile) that are read, each with what a rule that has it decides. They are
// from before its reference was read; windows-reference.test.ts has what was held against it.
import assert from 'node:assert/strict';
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { collected, collectedProfiles as profiles, collectedRule as rule } from './as-told.ts';
import { decided, decides } from './asking.ts';
import { told, type Values } from './words.ts';

const readText = (text: string): RunningDevice => readRunning(text, 'vbr01.json', 'windows-firewall')[0]!;
const read = (rules: readonly Values[], more?: Values): RunningDevice => readText(collected(rules, more));
const perhaps = (device: RunningDevice): string | undefined => device.lists.get('inbound')!.rules[0]?.perhaps;
const TO = 'x 10.9.0.1 -> y 10.0.0.5';
const HTTPS = `${TO} tcp 443`;
const WEB = { Protocol: 'TCP', LocalPort: '443' };

/** What limits a rule to less than its addresses and ports, by the filter that has it. */
const LIMITS: Readonly<Record<string, string>> = {
  Program: 'a program',
  Application: 'a program',
  Package: 'an application package',
  Service: 'a service of the host',
  InterfaceAlias: 'an interface of the host',
  InterfaceType: 'a kind of interface',
  Interface: 'an interface of the host',
  Authentication: 'connections that IPsec authenticates',
  Encryption: 'connections that IPsec encrypts',
  LocalUser: 'a user of the host',
  RemoteUser: 'a user elsewhere',
  RemoteMachine: 'a machine that has to prove who it is',
  Owner: 'an owner',
  DynamicTarget: 'a kind of network',
  DynamicTransport: 'a kind of network',
  RemoteDynamicKeywordAddresses: 'addresses that are looked up at the time',
  PolicyAppId: 'an application that a policy tags',
  Platform: 'a version of Windows',
};

describe('words of Windows firewalls', () => {
  it('every filter that limits a rule may have it not match, and says why', () => {
    for (const [key, why] of Object.entries(LIMITS)) {
      const device = read([rule({ ...WEB, [key]: 'frob' })]);
      decides(device, { [HTTPS]: 'unknown', [`${TO} tcp 80`]: 'deny' });
      assert.deepEqual([perhaps(device), told(device)], [`it is about ${why} alone`, []], key);
      for (const none of ['Any', 'All', 'None', 'NotRequired', 'any', '0', '', null, []])
        assert.equal(decided(read([rule({ ...WEB, [key]: none })]), HTTPS), 'permit', `${key}: ${JSON.stringify(none)}`);
    }
    for (const name of ['AnyDesk', 'x-any', 'falsey']) decides(read([rule({ ...WEB, Service: name })]), { [HTTPS]: 'unknown' });
  });

  it('what a rule is called and where it is kept has no bearing', () => {
    const keys =
      'RuleGroup ElementName Caption CommonName EdgeTraversalPolicy LooseSourceMapping LocalOnlyMapping PrimaryStatus Status StatusCode InstanceID CreationClassName SystemCreationClassName SystemName PolicyKeywords PolicyRoles PolicyDecisionStrategy PolicyRuleName RuleName ConditionListType ExecutionStrategy Mandatory Priority RuleUsage SequencedActions IsNegated PSComputerName PSShowComputerName RunspaceId CimClass CimInstanceProperties CimSystemProperties Id Name DisplayName Description Group DisplayGroup PolicyStoreSource';
    for (const key of keys.split(' ')) {
      const device = read([rule({ ...WEB, [key]: 'frob' })]);
      assert.deepEqual([decided(device, HTTPS), told(device)], ['permit', []], key);
    }
    for (const key of ['Frob', 'Id2', 'x y', '9x'])
      assert.deepEqual(
        told(read([rule({ ...WEB, [key]: 'frob' })])),
        [/^[A-Z]\w+$/.test(key) ? `rule ${key.toLowerCase()}` : 'rule …'],
        key,
      );
    const named = (values: Values): (string | undefined)[] => {
      const { name, comment } = read([rule({ ...WEB, ...values })]).lists.get('inbound')!.rules[0]!;
      return [name, comment];
    };
    assert.deepEqual(named({ DisplayName: 'Web, in', Description: 'why' }), ['Web, in', 'why']);
    assert.deepEqual(named({ DisplayName: null, Name: '{5}' }), ['{5}', undefined]);
    assert.deepEqual(named({ DisplayName: null, Name: null, Id: '{6}' }), ['{6}', undefined]);
  });

  it('protocols have their names and numbers', () => {
    // From the reference of New-NetFirewallRule and `netsh advfirewall`, with the numbers of IANA.
    const names =
      'HOPOPT 0, ICMPv4 1, IGMP 2, IPv6 41, IPv6-Route 43, IPv6Route 43, IPv6-Frag 44, IPv6Frag 44, GRE 47, ICMPv6 58, IPv6-NoNxt 59, IPv6NoNxt 59, IPv6-Opts 60, IPv6Opts 60, VRRP 112, PGM 113, L2TP 115, 50 50, 254 254';
    for (const [name, number] of names.split(', ').map((row) => row.split(' ') as [string, string])) {
      const device = read([rule({ Protocol: name })]);
      const six = number === '58' ? 'x fd00:1::5 -> y fd00:2::5' : TO;
      const asked = number === '1' ? 'icmp 8' : number === '58' ? 'icmp 128' : `other ${number}`;
      decides(device, { [`${six} ${asked}`]: 'permit', [HTTPS]: 'deny', [`${TO} other 99`]: 'deny' });
    }
    for (const any of ['Any', 'any', '256', '*'])
      decides(read([rule({ Protocol: any })]), { [HTTPS]: 'permit', [`${TO} other 99`]: 'permit' });
    for (const odd of ['frob', '257', '999']) decides(read([rule({ Protocol: odd })]), { [HTTPS]: 'unknown' });
    decides(read([rule({ Protocol: '6', LocalPort: '443' })]), { [HTTPS]: 'permit', [`${TO} tcp 80`]: 'deny' });
    decides(read([rule({ Protocol: '17', LocalPort: '53' })]), { [`${TO} udp 53`]: 'permit', [HTTPS]: 'deny' });
  });

  it('ports and types are numbers, ranges, or words that the host alone knows', () => {
    const rows: readonly (readonly [values: Values, packets: string])[] = [
      [{ LocalPort: 'Any' }, 'tcp 1, tcp 443'],
      [{ LocalPort: '*' }, 'tcp 1'],
      [{ LocalPort: [] }, 'tcp 1'],
      [{ LocalPort: '80,443' }, 'tcp 80, tcp 443, !tcp 81'],
      [{ LocalPort: ['80', '440-450'] }, 'tcp 80, tcp 450, !tcp 451'],
      [{ LocalPort: '443', RemotePort: '1000-2000' }, 'tcp 443 from 1000, !tcp 443 from 999'],
      [{ LocalPort: 'RPCEPMap' }, '?tcp 135, !tcp 136'],
      [{ LocalPort: 'RPC-EPMap' }, '?tcp 135, !tcp 136'],
      [{ LocalPort: 'RPC' }, '?tcp 1024, ?tcp 65535, !tcp 1023'],
      [{ LocalPort: 'mDNS' }, '?tcp 5353, !tcp 5354'],
      [{ LocalPort: 'Teredo' }, '?tcp 1'],
      [{ LocalPort: ['443', 'Teredo'] }, 'tcp 443, ?tcp 80'],
      [{ LocalPort: 'anyx' }, '?tcp 1'],
      [{ LocalPort: 'xany' }, '?tcp 1'],
      [{ Protocol: 'ICMPv4', IcmpType: '8' }, 'icmp 8, !icmp 0'],
      [{ Protocol: 'ICMPv4', IcmpType: 'Any' }, 'icmp 8, icmp 0'],
      [{ Protocol: 'ICMPv4', IcmpType: ['8:0', '13'] }, '?icmp 8, icmp 13'],
      [{ Protocol: 'ICMPv4', IcmpType: '8:*' }, 'icmp 8, !icmp 0'],
      [{ Protocol: 'ICMPv4', IcmpType: '8:Any' }, 'icmp 8, !icmp 0'],
      [{ Protocol: 'ICMPv4', IcmpType: '255' }, 'icmp 255, !icmp 8'],
      [{ Protocol: 'ICMPv4', IcmpType: '256' }, '?icmp 8'],
      [{ Protocol: 'ICMPv4', IcmpType: 'frob' }, '?icmp 8'],
    ];
    for (const [values, packets] of rows) {
      const device = read([rule({ Protocol: 'TCP', ...values })]);
      for (const each of packets.split(', ')) {
        const expected = each.startsWith('!') ? 'deny' : each.startsWith('?') ? 'unknown' : 'permit';
        assert.equal(decided(device, `${TO} ${each.replace(/^[!?]/, '')}`), expected, `${JSON.stringify(values)}: ${each}`);
      }
    }
    assert.match(perhaps(read([rule({ Protocol: 'TCP', LocalPort: 'Teredo' })]))!, /Teredo stands for/);
    assert.match(perhaps(read([rule({ Protocol: 'TCP', LocalPort: '5 6' })]))!, /nobody can read/);
  });

  it('words for addresses are what the host takes for them, in the family that they name', () => {
    const words =
      'LocalSubnet DNS DHCP WINS DefaultGateway Internet Intranet RmtIntranet IntranetRemoteAccess Ply2Renders PlayToDevice CaptivePortal';
    const six = 'x fd00:1::5 -> y fd00:2::5 tcp 443';
    for (const word of words.split(' '))
      for (const [mark, v4, v6] of [
        ['', 'unknown', 'unknown'],
        ['4', 'unknown', 'deny'],
        ['6', 'deny', 'unknown'],
      ] as const) {
        const device = read([rule({ ...WEB, RemoteAddress: `${word}${mark}` })], { addresses: [] });
        decides(device, { [HTTPS]: v4, [six]: v6, [`${TO} tcp 80`]: 'deny' });
        assert.equal(perhaps(device), `${word}${mark} is what the host takes for it at the time`);
      }
    for (const odd of ['frob', 'LocalSubnet5', 'xDNS'])
      assert.match(perhaps(read([rule({ ...WEB, RemoteAddress: odd })]))!, /nobody can read/, odd);
    decides(read([rule({ ...WEB, LocalAddress: '10.0.0.5' })]), { [HTTPS]: 'permit', [HTTPS.replace('0.0.5', '0.0.6')]: 'deny' });
    decides(read([rule({ ...WEB, RemoteAddress: ['10.8.0.0/16', '10.9.0.1-10.9.0.3'] })]), {
      [HTTPS]: 'permit',
      [HTTPS.replace('9.0.1', '9.0.4')]: 'deny',
    });
    for (const any of ['Any', '*']) decides(read([rule({ ...WEB, RemoteAddress: any })]), { [HTTPS]: 'permit' });
    decides(read([rule({ ...WEB, RemoteAddress: [] })]), { [HTTPS]: 'unknown' });
  });

  it('numbers of Windows PowerShell stand for words, as MSFT_NetFirewallRule and MSFT_NetFirewallProfile have them', () => {
    const decide = (values: Values, more?: Values): string => decided(read([rule({ ...WEB, ...values })], more), HTTPS);
    for (const [values, decision] of [
      [{ Enabled: 1 }, 'permit'],
      [{ Enabled: 2 }, 'deny'],
      [{ Direction: 1 }, 'permit'],
      [{ Direction: 2 }, 'deny'],
      [{ Action: 2 }, 'permit'],
      [{ Action: 4 }, 'deny'],
      [{ Action: 0 }, 'unknown'],
      [{ Action: 'NotConfigured' }, 'unknown'],
      [{ Authentication: 0 }, 'permit'],
      [{ Authentication: 1 }, 'unknown'],
      [{ Authentication: 2 }, 'unknown'],
      [{ Encryption: 0 }, 'permit'],
      [{ Encryption: 1 }, 'unknown'],
      [{ Encryption: 2 }, 'unknown'],
      [{ InterfaceType: 0 }, 'permit'],
      [{ InterfaceType: 1 }, 'unknown'],
      [{ InterfaceType: 2 }, 'unknown'],
      [{ InterfaceType: 4 }, 'unknown'],
      [{ DynamicTarget: 0 }, 'permit'],
      [{ DynamicTarget: 1 }, 'unknown'],
      [{ DynamicTransport: 0 }, 'permit'],
      [{ DynamicTransport: 1 }, 'unknown'],
      [{ OverrideBlockRules: 'True' }, 'unknown'],
      [{ OverrideBlockRules: 'False' }, 'permit'],
    ] as const)
      assert.equal(decide(values), decision, JSON.stringify(values));
    // Where rules of the host itself don't count, those of a policy do.
    const policy = { profiles: profiles({ AllowLocalFirewallRules: 0 }) };
    for (const [type, decision] of [
      [1, 'deny'],
      ['Local', 'deny'],
      [2, 'permit'],
      [3, 'permit'],
      [4, 'permit'],
      [5, 'permit'],
      [6, 'permit'],
      ['GroupPolicy', 'permit'],
      ['MDM', 'permit'],
      [null, 'unknown'],
    ] as const)
      assert.equal(decide({ PolicyStoreSourceType: type }, policy), decision, `${type}`);
    const profile = (change: Values): string => decided(read([], { profiles: profiles(change) }), HTTPS);
    for (const [change, decision] of [
      [{ Enabled: 0 }, 'permit'],
      [{ Enabled: 1 }, 'deny'],
      [{ Enabled: 2 }, 'deny'],
      [{ DefaultInboundAction: 2 }, 'permit'],
      [{ DefaultInboundAction: 4 }, 'deny'],
      [{ DefaultInboundAction: 0 }, 'deny'],
    ] as const)
      assert.equal(profile(change), decision, JSON.stringify(change));
    for (const [value, decision] of [
      [0, 'deny'],
      [1, 'permit'],
      [2, 'permit'],
    ] as const)
      assert.equal(decide({}, { profiles: profiles({ AllowInboundRules: value }) }), decision, `AllowInboundRules ${value}`);
    for (const [value, decision] of [
      [4, ['outbound']],
      [2, undefined],
      [0, undefined],
      ['Block', ['outbound']],
    ] as const)
      assert.deepEqual(read([], { profiles: profiles({ DefaultOutboundAction: value }) }).outbound, decision, `${value}`);
  });

  it('profiles are known by words, numbers and bits, and so are the networks that the host is in', () => {
    const at = (profile: unknown, category: unknown): string =>
      decided(read([rule({ ...WEB, Profile: profile })], { connections: [{ Name: 'n', NetworkCategory: category }] }), HTTPS);
    for (const [profile, domain, ofPrivate, ofPublic] of [
      ['Any', 'permit', 'permit', 'permit'],
      ['All', 'permit', 'permit', 'permit'],
      [0, 'permit', 'permit', 'permit'],
      [2147483647, 'permit', 'permit', 'permit'],
      [1, 'permit', 'deny', 'deny'],
      [2, 'deny', 'permit', 'deny'],
      [4, 'deny', 'deny', 'permit'],
      [6, 'deny', 'permit', 'permit'],
      [7, 'permit', 'permit', 'permit'],
      ['Domain', 'permit', 'deny', 'deny'],
      ['Private, Public', 'deny', 'permit', 'permit'],
      ['NotApplicable', 'deny', 'deny', 'deny'],
      ['Frob', 'unknown', 'unknown', 'unknown'],
      ['Anything', 'unknown', 'unknown', 'unknown'],
      ['Domains', 'unknown', 'unknown', 'unknown'],
    ] as const) {
      for (const category of ['DomainAuthenticated', 2]) assert.equal(at(profile, category), domain, `${profile} ${category}`);
      for (const category of ['Private', 1]) assert.equal(at(profile, category), ofPrivate, `${profile} ${category}`);
      for (const category of ['Public', 0]) assert.equal(at(profile, category), ofPublic, `${profile} ${category}`);
    }
  });

  it('filters may stand in objects of their own, by any of their names', () => {
    for (const wrap of [
      (name: string) => `${name}Filter`,
      (name: string) => `${name}Filters`,
      (name: string) => `NetFirewall${name}Filter`,
    ])
      for (const list of [false, true]) {
        const filter = (name: string, values: Values): Values => ({ [wrap(name)]: list ? [values] : values });
        const own = {
          ...{ Name: 'a', Enabled: 'True', Direction: 'Inbound', Action: 'Allow', Profile: 'Any' },
          ...filter('Port', { Protocol: 'TCP', LocalPort: '443' }),
          ...filter('Address', { RemoteAddress: '10.9.0.0/16' }),
          ...filter('Application', { Program: 'Any' }),
          ...filter('Service', { Service: 'Any' }),
          ...filter('InterfaceType', { InterfaceType: 'Any' }),
          ...filter('Security', { Authentication: 'NotRequired' }),
        };
        const decide = (more: Values): string => decided(readText(JSON.stringify([{ ...own, ...more }])), HTTPS);
        assert.equal(decide({}), 'permit');
        assert.deepEqual(decide(filter('Application', { Program: 'C:\\x.exe' })), 'unknown');
        assert.deepEqual(decide(filter('Interface', { InterfaceAlias: 'Ethernet' })), 'unknown');
        assert.deepEqual(decide(filter('Security', { RemoteUser: 'D:(A;;CC;;;S-1-1)' })), 'unknown');
        // What no rule matches the file does not say: it holds no profiles.
        assert.deepEqual(decide(filter('Address', { RemoteAddress: '10.8.0.0/16' })), 'unknown');
      }
  });

  it('what the file of a host holds besides its rules', () => {
    const host = (more: Values): RunningDevice => read([rule(WEB)], more);
    for (const key of ['computer', 'computerName', 'hostName', 'PSComputerName']) {
      const text = JSON.stringify({ segplan: 'windows-firewall', [key]: 'VBR09', rules: [rule(WEB)] });
      assert.equal(readText(text).name, 'VBR09', key);
    }
    assert.deepEqual(told(host({ frob: 1 })), ['a part beside the rules']);
    for (const [secure, is] of [
      [{ InboundSecurity: 'Require' }, true],
      [{ OutboundSecurity: 'Require' }, true],
      [{ InboundSecurity: 2 }, true],
      [{ InboundSecurity: 1, OutboundSecurity: 'Request' }, false],
      [{ InboundSecurity: 'Require', Enabled: 'False' }, false],
    ] as const)
      assert.deepEqual(
        told(host({ connectionSecurity: [{ Name: 'x', Enabled: 'True', ...secure }] })),
        is ? ['connection security rule'] : [],
      );
    const local = rule({ ...WEB, RemoteAddress: 'LocalSubnet' });
    const near = (addresses: unknown): string => decided(read([local], { addresses }), HTTPS.replace('9.0.1', '0.0.9'));
    for (const inside of [['10.0.0.5/24'], [{ IPAddress: '10.0.0.5', PrefixLength: 24 }]]) assert.equal(near(inside), 'unknown');
    // What never leaves the host or its link is no network of it.
    assert.equal(near(['127.0.0.1/8', '169.254.1.1/16', 'fe80::1%5/64', '::1/128', '10.5.0.5/24']), 'deny');
    assert.deepEqual(told(read([local], { addresses: ['frob'] })), ['an address of the host']);
    for (const key of ['program', 'service']) {
      const less = Object.fromEntries(Object.entries(rule(WEB)).filter(([name]) => name.toLowerCase() !== key));
      assert.deepEqual(told(read([less])), [`rules without ${key}`]);
    }
  });
});
