import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { windowsFirewall } from '../../language/rulesets/targets/windows-firewall/windows-firewall.ts';
import { detect, readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { provesHosts } from '../rulesets/host-proof.ts';
import { readScript } from '../rulesets/readers/windows-firewall.ts';
import { COLLECTED_PROFILE, collected, collectedOf, collectedProfiles as profiles, collectedRule as rule } from './as-told.ts';
import { countsAll, decides, textsOfChance, toldBy } from './asking.ts';
import { decisionOf } from './packets.ts';
import { told } from './words.ts';

type Values = Readonly<Record<string, unknown>>;

const read = (rules: readonly Values[], more?: Values): RunningDevice => readRunning(collected(rules, more), 'vbr01.json')[0]!;
const TO = 'x 10.9.0.1 -> y 10.0.0.5';

// What is emitted, as Windows tells it once the script has run.
provesHosts({
  target: windowsFirewall,
  title: 'windows-firewall, collected from the host',
  beyondPorts: true,
  read: (files) => {
    const script = files.find(({ name }) => name.endsWith('.ps1') && !name.endsWith('.remove.ps1'))!;
    const rules = readScript(script.text).rules.map(collectedOf);
    const device = read(rules);
    return (packet) => {
      const decision = decisionOf(device, packet);
      return decision === 'permit'
        ? 'passed'
        : decision === 'deny'
          ? 'dropped'
          : assert.fail(`unknown: ${JSON.stringify(packet)}`);
    };
  },
});

describe('reading what a Windows firewall runs', () => {
  it('a block beats what allows, and what none allows is closed by default', () => {
    const device = read([
      rule({ Protocol: 'TCP', LocalPort: ['443', '8000-8010'], RemoteAddress: ['10.9.0.0/255.255.0.0', '10.8.0.1-10.8.0.9'] }),
      rule({ Action: 'Block', RemoteAddress: '10.9.0.7' }),
      rule({ Protocol: 'UDP', LocalPort: '123', RemotePort: '123' }),
      rule({ Protocol: 'ICMPv4', IcmpType: ['8', '13:0'] }),
      rule({ Protocol: '47' }),
      rule({ Enabled: 'False' }),
    ]);
    decides(device, {
      [`${TO} tcp 443`]: 'permit',
      'x 10.8.0.9 -> y 10.0.0.5 tcp 8010': 'permit',
      'x 10.8.0.10 -> y 10.0.0.5 tcp 8010': 'deny',
      'x 10.9.0.7 -> y 10.0.0.5 tcp 443': 'deny',
      [`${TO} tcp 8011`]: 'deny',
      [`${TO} udp 123 from 123`]: 'permit',
      [`${TO} udp 123`]: 'deny',
      [`${TO} icmp 8`]: 'permit',
      [`${TO} icmp 13`]: 'unknown',
      [`${TO} icmp 0`]: 'deny',
      [`${TO} other 47`]: 'permit',
      [`${TO} other 50`]: 'deny',
    });
    assert.deepEqual(device.unknown, []);
    assert.equal(device.name, 'VBR01');
    assert.equal(device.outbound, undefined);
    assert.ok(device.host?.intervals.length === 1);
  });

  it('what a program, a service, an interface or IPsec limits may match or not', () => {
    for (const limit of [
      { Program: '%SystemRoot%\\System32\\svchost.exe' },
      { Service: 'TermService' },
      { Package: 'S-1-15-2-1' },
      { InterfaceAlias: ['Ethernet 2'] },
      { InterfaceType: 'Wireless' },
      { Authentication: 'Required' },
      { RemoteMachine: 'O:LSD:(A;;CC;;;S-1-5-21-1)' },
      { Platform: ['6.1+'] },
      { RemoteAddress: ['DNS'] },
      { Protocol: 'TCP', LocalPort: ['RPCEPMap'] },
    ]) {
      decides(read([rule(limit)]), { [`${TO} tcp 135`]: 'unknown' });
      decides(read([rule(limit), rule({ Action: 'Block' })]), { [`${TO} tcp 135`]: 'deny' });
    }
    // A block that may match leaves what an allow says open as well.
    decides(read([rule({}), rule({ Action: 'Block', Program: 'C:\\x.exe' })]), { [`${TO} tcp 135`]: 'unknown' });
    // What IPsec authenticates passes by blocks.
    const bypass = rule({ Authentication: 'Required', OverrideBlockRules: 'True', RemoteMachine: 'O:LSD:(A;;CC;;;S-1-5-21-1)' });
    decides(read([bypass, rule({ Action: 'Block' })]), { [`${TO} tcp 22`]: 'unknown' });
  });

  it('words for addresses and ports are what the host takes for them', () => {
    const device = read([
      rule({ Protocol: 'TCP', LocalPort: '22', RemoteAddress: 'LocalSubnet' }),
      rule({ Protocol: 'TCP', LocalPort: 'RPC' }),
      rule({ Protocol: 'TCP', LocalPort: 'IPHTTPSIn', RemoteAddress: 'Internet4' }),
    ]);
    decides(device, {
      'x 10.0.0.77 -> y 10.0.0.5 tcp 22': 'unknown',
      'x 10.0.0.77 -> y 10.0.0.5 tcp 49152': 'unknown',
      'x 2001:db8::1 -> y 2001:db8::5 tcp 22': 'deny',
    });
    assert.deepEqual(
      device.lists.get('inbound')!.rules.map(({ perhaps }) => perhaps),
      [
        'LocalSubnet is what the host takes for it at the time',
        'which ports RPC stands for is known to the host alone',
        'Internet4 is what the host takes for it at the time; which ports IPHTTPSIn stands for is known to the host alone',
      ],
    );
  });

  it('rules hold in the profiles that are in use', () => {
    const ofPublic = rule({ Profile: 'Public' });
    const both = rule({ Profile: 'Domain, Private' });
    decides(read([ofPublic]), { [`${TO} tcp 22`]: 'deny' });
    decides(read([both]), { [`${TO} tcp 22`]: 'permit' });
    const any = { connections: [] };
    decides(read([both], any), { [`${TO} tcp 22`]: 'unknown' });
    decides(read([ofPublic, both], any), { [`${TO} tcp 22`]: 'unknown' });
    decides(read([rule({})], any), { [`${TO} tcp 22`]: 'permit' });
  });

  it('profiles that are off, shut, open by default, or of the domain alone', () => {
    const decide = (change: Values, rules: readonly Values[] = [rule({ Protocol: 'TCP', LocalPort: '22' })]): string[] => {
      const device = read(rules, { profiles: profiles(change) });
      return [22, 23].map((port) => decisionOf(device, { source: '10.9.0.1', destination: '10.0.0.5', protocol: 'tcp', port }));
    };
    assert.deepEqual(decide({}), ['permit', 'deny']);
    assert.deepEqual(decide({ Enabled: 'False' }), ['permit', 'permit']);
    assert.deepEqual(decide({ AllowInboundRules: 'False' }), ['deny', 'deny']);
    assert.deepEqual(decide({ DefaultInboundAction: 'Allow' }), ['permit', 'permit']);
    assert.deepEqual(decide({ DefaultInboundAction: 'NotConfigured' }), ['permit', 'deny']);
    assert.deepEqual(decide({ AllowLocalFirewallRules: 'False' }), ['deny', 'deny']);
    assert.deepEqual(decide({ AllowLocalFirewallRules: 'False' }, [rule({ PolicyStoreSourceType: 'GroupPolicy' })]), [
      'permit',
      'permit',
    ]);
  });

  it('profiles that differ, and those that the file does not hold, leave open what no rule matches', () => {
    const differ = profiles({}, { DefaultInboundAction: 'Allow' });
    decides(read([], { profiles: differ }), { [`${TO} tcp 22`]: 'deny' });
    decides(read([], { profiles: differ, connections: [] }), { [`${TO} tcp 22`]: 'unknown' });
    const off = profiles({}, { Enabled: 'False' });
    decides(read([], { profiles: off }), { [`${TO} tcp 22`]: 'deny' });
    decides(read([], { profiles: off, connections: [] }), { [`${TO} tcp 22`]: 'unknown' });
    const without = read([rule({ Protocol: 'TCP', LocalPort: '22' })], { profiles: [] });
    decides(without, { [`${TO} tcp 22`]: 'permit', [`${TO} tcp 23`]: 'unknown' });
    assert.deepEqual(told(without), ['the defaults of a profile']);
  });

  it('what goes out is filtered where it is blocked', () => {
    const block = rule({
      Direction: 'Outbound',
      Action: 'Block',
      Protocol: 'TCP',
      RemotePort: '25',
      LocalPort: '5000',
      RemoteAddress: '10.7.0.0/16',
    });
    const device = read([block]);
    assert.deepEqual(device.outbound, ['outbound']);
    decides(
      { ...device, stages: device.outbound! },
      {
        'x 10.0.0.5 -> y 10.7.0.1 tcp 25 from 5000': 'deny',
        'x 10.0.0.5 -> y 10.7.0.1 tcp 25 from 5001': 'permit',
        'x 10.0.0.5 -> y 10.6.0.1 tcp 25 from 5000': 'permit',
      },
    );
  });

  it('numbers in place of words, filters as objects, and lists in objects, as Windows PowerShell writes them', () => {
    const raw = {
      value: [
        {
          Name: 'a',
          DisplayName: 'Web, in',
          Description: null,
          Enabled: 1,
          Profile: 0,
          Direction: 1,
          Action: 2,
          CimClass: { CimClassName: 'x' },
          PortFilter: { Protocol: 'TCP', LocalPort: { value: ['80', '443'], Count: 2 }, RemotePort: 'Any', IcmpType: 'Any' },
          AddressFilter: { LocalAddress: 'Any', RemoteAddress: '10.9.0.0/255.255.255.0' },
          ApplicationFilter: { Program: 'Any', Package: null },
          ServiceFilter: { Service: 'Any' },
        },
        { Name: 'b', Enabled: 2, Direction: 1, Action: 4, PortFilter: { Protocol: 'Any' } },
        {
          Name: 'c',
          Enabled: 1,
          Direction: 1,
          Action: 4,
          PortFilter: { Protocol: 'TCP', LocalPort: '80' },
          AddressFilter: { RemoteAddress: 'Any' },
        },
      ],
      Count: 3,
    };
    const text = JSON.stringify(raw);
    assert.equal(detect(text, 'x.json').name, 'windows-firewall');
    const [device] = readRunning(text, 'x.json');
    decides(device!, { [`${TO} tcp 443`]: 'permit', [`${TO} tcp 80`]: 'deny', [`${TO} tcp 81`]: 'unknown' });
    const { name, comment } = device!.lists.get('inbound')!.rules.at(-2)!;
    assert.deepEqual([name, comment], ['Web, in', undefined]);
  });

  it('names what it does not know, and says that rules without filters may match less', () => {
    const strange = read([rule({ Protocol: 'TCP', LocalPort: '22', Frobnicate: 'level 3' })]);
    decides(strange, { [`${TO} tcp 22`]: 'unknown' });
    assert.deepEqual(told(strange), ['rule frobnicate']);
    const text = JSON.stringify([{ Name: 'a', Enabled: 'True', Direction: 'Inbound', Action: 'Allow', Profile: 'Any' }]);
    const [bare] = readRunning(text, 'x.json');
    decides(bare!, { [`${TO} tcp 22`]: 'unknown' });
    const secured = read([], { connectionSecurity: [{ Name: 'x', Enabled: 'True', InboundSecurity: 'Require' }] });
    assert.deepEqual(told(secured), ['connection security rule']);
  });

  it('neighbor discovery opens nothing between networks', () => {
    const device = read([rule({ Protocol: 'ICMPv6', IcmpType: ['134', '135:0'].map((type) => type.split(':')[0]!) })]);
    assert.deepEqual(device.lists.get('inbound')!.rules, []);
  });

  it('keeps no secret', () => {
    const device = read([
      rule({ Description: 'password = HUNTER2', DisplayName: 'key: HUNTER2', Strange: 'HUNTER2', 'HUNTER2 key': 'x' }),
    ]);
    assert.ok(!toldBy([device]).includes('HUNTER2'));
  });

  it('never fails, and counts every line', () => {
    const whole = collected([rule({}), rule({ LocalPort: [['deep'], {}, null, 7] })], { rules2: [1], addresses: ['x', {}, 5] });
    const texts = [
      ...Array.from({ length: 40 }, (_, n) => whole.slice(0, (n * whole.length) / 40)),
      ...textsOfChance(['{', '}', '[', ']', '"rules":', '"direction":', '"inbound"', ',', '1', 'null', '"action":'], 200),
      '{"rules": 5}',
      '[{"direction": {"value": {"value": []}}, "action": []}]',
      `{"rules": [${'{"x":'.repeat(10_000)}`,
      '[['.repeat(50_000),
    ];
    for (const text of texts) for (const device of readRunning(text, 'x', 'windows-firewall')) countsAll(device, text);
  });

  it('knows each value that the collecting script writes, and the script only reads', () => {
    const script = readFileSync(join(import.meta.dirname, '../../docs/collect-windows-firewall.ps1'), 'utf8');
    assert.match(script, /^[\x20-\x7e\n]*$/);
    const keysOf = (part: RegExp): string[] => [...part.exec(script)![1]!.matchAll(/^ +(\w+) = /gm)].map(([, key]) => key!);
    const keys = keysOf(/^\$rules = ([\s\S]*?)^}/m).filter((key) => key !== 'id');
    const known = rule({ RemoteDynamicKeywordAddresses: [], PolicyAppId: null, EnforcementStatus: [] });
    assert.deepEqual(keys.sort(), Object.keys(known).sort());
    assert.deepEqual(keysOf(/^\$profiles = ([\s\S]*?)^}/m), ['Name', ...Object.keys(COLLECTED_PROFILE)]);
    assert.deepEqual(keysOf(/^\$json = ([\s\S]*?)^}/m), Object.keys(JSON.parse(collected([])) as Values));
    const cmdlets = new Set([...script.replace(/^#.*$/gm, '').matchAll(/(?<![\w$'-])([A-Z]\w+)-\w+/g)].map(([, verb]) => verb));
    assert.deepEqual([...cmdlets].sort(), ['ConvertTo', 'ForEach', 'Get', 'New', 'Set', 'Where']);
    assert.deepEqual(script.match(/(?:New|Set)-\w+/g), ['Set-StrictMode', 'New-Object']);
    // What could not be read ends it, before anything is asked: functions of modules see no $ErrorActionPreference of a script.
    const [before] = script.replace(/^#.*$/gm, '').split(/\bGet-Net\w+ /);
    assert.match(before!, /^\$PSDefaultParameterValues = @\{ 'Get-Net\*:ErrorAction' = 'Stop' \}$/m);
    for (const [, command] of script.matchAll(/(Get-Net\w+)[^)|\n]*-ErrorAction SilentlyContinue/g))
      assert.equal(command, 'Get-NetIPsecRule');
  });
});
