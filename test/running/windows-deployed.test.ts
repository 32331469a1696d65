// A host on which the script of a plan has run, as the collector tells of it: with the rules of Core Networking that each Windows has and the script leaves alone
// (`CoreNet-…`, as Windows Server 2022 comes with them), words for ports that stand for none, and the addresses that each host has for itself.
import assert from 'node:assert/strict';
import { buildHostRuleSets } from '../../language/rulesets/host-rule-set.ts';
import { windowsFirewall } from '../../language/rulesets/targets/windows-firewall/windows-firewall.ts';
import { filesOf } from '../rulesets/host-proof.ts';
import { readScript } from '../rulesets/readers/windows-firewall.ts';
import { analysisOf } from '../support/language.ts';
import { collected, collectedOf, collectedProfiles, collectedRule } from './as-told.ts';
import { type Answer, says } from './deployed.ts';

const PLAN = `zone web { subnet 10.1.0.0/24 component w1 at 10.1.0.5 }
zone db { subnet 10.2.0.0/24 component d1 at 10.2.0.5 runs windows }
allow web -> db : tcp 1433
allow w1 -> d1 : tcp 3389
`;

const ICMP6 = [...[1, 2, 3, 4], ...[130, 131, 132, 133, 134, 135, 136, 143]];
const core = (name: string, more: object): Answer =>
  collectedRule({
    Name: `CoreNet-${name}`,
    DisplayName: name,
    Group: '@FirewallAPI.dll,-25000',
    Program: 'System',
    EnforcementStatus: ['1'],
    ...more,
  });
const lease = (local: string, remote: string): Answer =>
  core('DHCP-In', {
    Protocol: 'UDP',
    LocalPort: [local],
    RemotePort: [remote],
    Program: '%SystemRoot%\\system32\\svchost.exe',
    Service: 'dhcp',
  });
const CORE = [
  ...ICMP6.map((type) =>
    core(`ICMP6-${type}-In`, {
      Protocol: 'ICMPv6',
      IcmpType: [`${type}`],
      ...(type >= 130 && { RemoteAddress: ['LocalSubnet6'] }),
    }),
  ),
  core('ICMP4-DUFRAG-In', { Protocol: 'ICMPv4', IcmpType: ['3:4'] }),
  core('IGMP-In', { Protocol: '2' }),
  core('IPv6-In', { Protocol: '41' }),
  core('Teredo-In', { Protocol: 'UDP', LocalPort: ['Teredo'], EdgeTraversalPolicy: 'Allow', EnforcementStatus: ['8'] }),
  core('IPHTTPS-In', { Protocol: 'TCP', LocalPort: ['IPHTTPSIn'], EnforcementStatus: ['8'] }),
  lease('68', '67'),
  lease('546', '547'),
];
const ADDRESSES = [
  { IPAddress: '10.2.0.5', PrefixLength: 24 },
  { IPAddress: 'fe80::1%5', PrefixLength: 64 },
  { IPAddress: '::1', PrefixLength: 128 },
  { IPAddress: '127.0.0.1', PrefixLength: 8 },
];

describe('rules of a host with Windows as they were loaded', () => {
  const asked = async (
    change: (rules: Answer[]) => void = () => {},
    addresses: readonly object[] = ADDRESSES,
  ): Promise<string[]> => {
    const analysis = await analysisOf(PLAN);
    const [set] = buildHostRuleSets(analysis).filter(({ host }) => host.name === 'd1');
    const script = filesOf(await windowsFirewall.emitHosts!([set!], 'plan'), set!)[0]!.text;
    const rules = [...readScript(script).rules.map(collectedOf), ...structuredClone(CORE)] as Answer[];
    change(rules);
    return says(analysis, [collected(rules, { computer: 'D1', addresses, profiles: collectedProfiles({}) })]);
  };
  const named = (rules: readonly Answer[], part: RegExp): Answer => rules.find(({ Name }) => part.test(Name));

  it('are in step beside what each Windows has', async () => assert.deepEqual(await asked(), ['in step']));

  const changes: Readonly<Record<string, [change: (rules: Answer[]) => void, ...expected: string[]]>> = {
    'a port of a rule': [
      (rules) => Object.assign(named(rules, /w1-to-d1/), { LocalPort: ['3390'] }),
      'cut off: w1 -> d1: tcp 3389',
      'open: w1 -> d1: tcp 3390',
    ],
    'a rule switched off': [
      (rules) => Object.assign(named(rules, /w1-to-d1/), { Enabled: 'False' }),
      'cut off: w1 -> d1: tcp 3389',
    ],
    'a rule that blocks': [
      (rules) =>
        rules.push(
          collectedRule({ Name: 'b', Action: 'Block', Protocol: 'TCP', LocalPort: ['1433'], RemoteAddress: ['10.1.0.5'] }),
        ),
      'cut off: w1 -> d1: tcp 1433',
    ],
    'a rule of Core Networking that somebody has widened': [
      (rules) =>
        Object.assign(named(rules, /DHCP-In/), {
          RemotePort: ['Any'],
          Program: 'Any',
          Service: 'Any',
          RemoteAddress: ['10.1.0.0/24'],
        }),
      'open: web -> d1: udp 68',
    ],
    'one that has the name of those alone': [
      (rules) =>
        rules.push(core('Mine-In', { Protocol: 'TCP', LocalPort: ['22'], Program: 'Any', RemoteAddress: ['10.1.0.0/24'] })),
      'open: web -> d1: tcp 22',
    ],
    'a word for ports of which the host does not say that it stands for none': [
      (rules) => Object.assign(named(rules, /Teredo/), { EnforcementStatus: ['1'], RemoteAddress: ['10.1.0.0/24'] }),
      'perhaps open: web -> d1: udp 1-65535',
    ],
  };
  for (const [title, [change, ...expected]] of Object.entries(changes))
    it(`are told once there is ${title}`, async () =>
      assert.deepEqual(
        (await asked(change)).map((each) => each.replace(/ \(.*\)$/, '')),
        expected,
      ));

  it('are told once they let something come by IPv6, which the zone does not have', async () => {
    const both = [...ADDRESSES, { IPAddress: '2001:db8::5', PrefixLength: 64 }];
    assert.deepEqual(await asked(undefined, both), ['in step']);
    const open = (rules: Answer[]): void =>
      void rules.push(collectedRule({ Name: 'ssh', Protocol: 'TCP', LocalPort: ['22'], RemoteAddress: ['2001:db8::/32'] }));
    assert.deepEqual(await asked(open, both), ['not in step']);
  });
});
