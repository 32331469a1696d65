// What Microsoft's reference says of rules and profiles, held against what is read: "Set-NetFirewallProfile" and "New-NetFirewallRule" of the NetSecurity module (Windows
// Server 2025, April 2026), and "MSFT_NetFirewallRule", "MSFT_NetFirewallProfile" and their filters of the WFAS CIM provider (August 2026). What the words of ports and
// addresses stand for on a host, and the states of rules by their names in PowerShell, are in neither.
import assert from 'node:assert/strict';
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { COLLECTED_PROFILE, collected, collectedProfiles as profiles, collectedRule as rule } from './as-told.ts';
import { decided, decides } from './asking.ts';
import { told, type Values } from './words.ts';

const readText = (text: string): RunningDevice => readRunning(text, 'vbr01.json', 'windows-firewall')[0]!;
const read = (rules: readonly Values[], more?: Values): RunningDevice => readText(collected(rules, more));
const TO = 'x 10.9.0.1 -> y 10.0.0.5';
const HTTPS = `${TO} tcp 443`;
const WEB = { Protocol: 'TCP', LocalPort: '443' };
const perhaps = (device: RunningDevice): string | undefined => device.lists.get('inbound')!.rules[0]?.perhaps;

describe("Windows firewalls as Microsoft's reference has them", () => {
  it('where inbound rules are ignored, the default alone decides what comes in', () => {
    for (const [more, decision] of [
      [{ DefaultInboundAction: 'Block' }, 'deny'],
      [{ DefaultInboundAction: 'Allow' }, 'permit'],
      [{ DefaultInboundAction: 'NotConfigured' }, 'deny'],
      [{ DefaultInboundAction: 'Frob' }, 'unknown'],
    ] as const) {
      const shut = { profiles: profiles({ AllowInboundRules: 'False', ...more }) };
      for (const Action of ['Allow', 'Block'])
        assert.equal(decided(read([rule({ ...WEB, Action })], shut), HTTPS), decision, `${Action} ${more.DefaultInboundAction}`);
    }
  });

  it('interfaces that a profile is disabled on may let anything pass, both ways', () => {
    const out = 'y 10.0.0.5 -> x 10.9.0.1 tcp 443';
    const at = (DisabledInterfaceAliases: unknown, rules: readonly Values[] = []): RunningDevice =>
      read(rules, { profiles: profiles({ DisabledInterfaceAliases, DefaultOutboundAction: 'Block' }) });
    for (const some of [['Ethernet'], 'Ethernet', ['Ethernet 2', 'NotConfigured'], 'None 2', 'My none', ['NotConfigured 2']]) {
      const device = at(some);
      assert.equal(decided(device, HTTPS), 'unknown', `${some}`);
      assert.equal(decided({ ...device, stages: device.outbound! }, out), 'unknown', `${some}`);
      assert.equal(decided(at(some, [rule({ ...WEB, Action: 'Block' })]), HTTPS), 'unknown');
      // What rules let in passes either way.
      assert.equal(decided(at(some, [rule(WEB)]), HTTPS), 'permit');
    }
    for (const none of [['NotConfigured'], 'NotConfigured', [], null]) assert.equal(decided(at(none), HTTPS), 'deny', `${none}`);
    // Where the profile is not in use, it leaves out nothing.
    const other = { profiles: profiles({}, { DisabledInterfaceAliases: ['Ethernet'] }) };
    assert.equal(decided(read([], other), HTTPS), 'deny');
  });

  it('a setting of a profile that is missing, or has a word that nobody knows, is told and leaves open what hangs on it', () => {
    for (const key of Object.keys(COLLECTED_PROFILE).filter((each) => each !== 'DisabledInterfaceAliases'))
      for (const value of [undefined, 'Frob', 7]) {
        const device = read([], { profiles: profiles({ [key]: value }) });
        assert.deepEqual(new Set(told(device)), new Set([`a profile without ${key.toLowerCase()}`]), `${key} ${value}`);
        assert.equal(decided(device, HTTPS), key === 'DefaultInboundAction' ? 'unknown' : 'deny', key);
      }
    const known =
      'AllowLocalIPsecRules AllowUserApps AllowUserPorts AllowUnicastResponseToMulticast EnableStealthModeForIPsec NotifyOnListen LogFileName LogMaxSizeKilobytes LogAllowed LogBlocked LogIgnored InstanceID Caption Description ElementName';
    for (const key of known.split(' ')) assert.deepEqual(told(read([], { profiles: profiles({ [key]: 'False' }) })), [], key);
    assert.deepEqual(new Set(told(read([], { profiles: profiles({ Frob: 'x' }) }))), new Set(['profile frob']));
  });

  it('a rule may bypass blocks by its action, and then is about who proves it', () => {
    for (const Action of [3, 'AllowBypass']) {
      const device = read([rule({ ...WEB, Action }), rule({ ...WEB, Action: 'Block' })]);
      decides(device, { [HTTPS]: 'unknown', [`${TO} tcp 80`]: 'deny' });
      assert.deepEqual([perhaps(device), told(device)], ['it is about connections that IPsec authenticates alone', []]);
    }
  });

  it('filters limit a rule by the names of the provider as well', () => {
    for (const [key, why] of [
      ['AppPath', 'a program'],
      ['ServiceName', 'a service of the host'],
      ['LocalUsers', 'a user of the host'],
      ['RemoteUsers', 'a user elsewhere'],
      ['RemoteMachines', 'a machine that has to prove who it is'],
      ['Platforms', 'a version of Windows'],
    ] as const) {
      const device = read([rule({ ...WEB, [key]: ['frob'] })]);
      decides(device, { [HTTPS]: 'unknown' });
      assert.deepEqual([perhaps(device), told(device)], [`it is about ${why} alone`, []], key);
      assert.equal(decided(read([rule({ ...WEB, [key]: null })]), HTTPS), 'permit', key);
    }
  });

  it('a rule that the host does not enforce may not count', () => {
    // Invalid (0) stands for what was not asked of the active store; the profile, the switch and rules that say the same are read where they stand.
    for (const state of [0, 1, 2, 4, 5, 19, 'Full', 'OptimizedOut'])
      assert.equal(decided(read([rule({ ...WEB, EnforcementStatus: [state] })]), HTTPS), 'permit', `${state}`);
    for (const state of [
      3,
      6,
      7,
      8,
      9,
      10,
      11,
      12,
      13,
      14,
      15,
      16,
      18,
      20,
      21,
      22,
      23,
      'LocalFirewallRulesDisallowed',
      'NotTargetPlatform',
    ])
      for (const [Action, decision] of [
        ['Allow', 'unknown'],
        ['Block', 'unknown'],
      ] as const) {
        const open = { profiles: profiles({ DefaultInboundAction: Action === 'Block' ? 'Allow' : 'Block' }) };
        assert.equal(decided(read([rule({ ...WEB, Action, EnforcementStatus: [state] })], open), HTTPS), decision, `${state}`);
      }
  });

  it('types of ICMP may be written with their code behind a dot, and PlayToTargets is a word for addresses', () => {
    for (const [type, packets] of [
      ['8.0', { 8: 'unknown', 0: 'deny' }],
      ['8:0', { 8: 'unknown', 0: 'deny' }],
      ['8', { 8: 'permit', 0: 'deny' }],
    ] as const)
      for (const [asked, decision] of Object.entries(packets))
        assert.equal(decided(read([rule({ Protocol: 'ICMPv4', IcmpType: [type] })]), `${TO} icmp ${asked}`), decision, type);
    const device = read([rule({ ...WEB, RemoteAddress: 'PlayToTargets4' })]);
    decides(device, { [HTTPS]: 'unknown', 'x fd00:1::5 -> y fd00:2::5 tcp 443': 'deny' });
    assert.equal(perhaps(device), 'PlayToTargets4 is what the host takes for it at the time');
  });

  it('networks have masks and lengths, and ranges have a dash', () => {
    for (const RemoteAddress of ['10.9.0.0/255.255.255.0', '10.9.0.0/24', '10.9.0.0-10.9.0.255'])
      decides(read([rule({ ...WEB, RemoteAddress })]), { [HTTPS]: 'permit', [HTTPS.replace('10.9.0', '10.9.1')]: 'deny' });
    decides(read([rule({ ...WEB, RemoteAddress: 'fe80::1-fe80::9' })]), { [HTTPS]: 'deny' });
    decides(read([rule({ ...WEB, LocalPort: '0-65535' })]), { [HTTPS]: 'permit', [`${TO} tcp 1`]: 'permit' });
  });

  it('rules of a file that leaves out a filter of all of them may match less than is read', () => {
    const all = [
      'LocalPort',
      'RemotePort',
      'LocalAddress',
      'Profile',
      'InterfaceAlias',
      'InterfaceType',
      'Authentication',
      'Program',
      'Service',
    ];
    for (const key of all)
      assert.deepEqual(told(read([{ ...rule(WEB), [key]: undefined }])), [`rules without ${key.toLowerCase()}`], key);
  });
});
