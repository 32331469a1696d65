import assert from 'node:assert/strict';
import { generate } from '../../language/rulesets/generate.ts';
import type { OutputFile } from '../../language/rulesets/target.ts';
import { plain, quote } from '../../language/rulesets/targets/windows-firewall/powershell.ts';
import { windowsFirewall } from '../../language/rulesets/targets/windows-firewall/windows-firewall.ts';
import { analysisOf, loadPlan } from '../support/language.ts';
import { provesHosts } from './host-proof.ts';
import { HOSTILE } from './hostile.ts';
import { linedHosts } from './lined.ts';
import { commandsOf, parseScript, stringsOf } from './readers/powershell.ts';
import { type AnyPacket, readRemoval, readScript, readWindows, type WindowsRule } from './readers/windows-firewall.ts';

provesHosts({ target: windowsFirewall, read: (files) => readWindows(files), beyondPorts: true });

async function filesOf(text: string, phases: string[] = []): Promise<OutputFile[]> {
  return windowsFirewall.emitHosts(linedHosts(await analysisOf(text, phases)), 'plan');
}

async function rulesOf(text: string, file = 'plan.x.ps1'): Promise<readonly WindowsRule[]> {
  return readScript((await filesOf(text)).find((f) => f.name === file)!.text).rules;
}

const shown = ({ name, block, protocol, ports, types, local, remote }: WindowsRule): string =>
  [name, block ? 'block' : 'allow', protocol, ports?.join() ?? types?.join() ?? '-', local?.join() ?? 'Any', remote.join()].join(
    ' ',
  );

const NEIGHBORS = 'Segplan-Neighbors allow ICMPv6 134,135,136 Any Any';

const packet = (source: string, destination: string, protocol: string, port = 0, icmpType?: number): AnyPacket => ({
  source,
  destination,
  protocol,
  port,
  ...(icmpType === undefined ? {} : { icmpType }),
});

const ZONES = `zone a { subnet 10.0.0.0/24, fd00:a::/64 component x at 10.0.0.1, fd00:a::1 }
zone b { subnet 10.0.1.0/24, fd00:b::/64 component y at 10.0.1.1 component z at 10.0.1.4-10.0.1.6, fd00:b::4 }
zone world external
`;

describe('windows-firewall', () => {
  it('writes a rule for each address family and protocol, with names that stay', async () => {
    assert.deepEqual(
      (
        await rulesOf(`${ZONES}allow y, z -> x : tcp 443, 8000-8010, udp 53, icmp
allow b -> x : tcp+udp 111
deny 10.0.1.9 -> x : tcp 443
`)
      ).map(shown),
      [
        'Segplan-L6-TCP-IPv4 block TCP 443 10.0.0.1 10.0.1.9',
        'Segplan-L4-TCP-IPv4 allow TCP 443,8000-8010 10.0.0.1 10.0.1.1,10.0.1.4-10.0.1.6',
        'Segplan-L4-UDP-IPv4 allow UDP 53 10.0.0.1 10.0.1.1,10.0.1.4-10.0.1.6',
        'Segplan-L4-ICMPv4 allow ICMPv4 - 10.0.0.1 10.0.1.1,10.0.1.4-10.0.1.6',
        'Segplan-L4-TCP-IPv6 allow TCP 443,8000-8010 fd00:a::1 fd00:b::4',
        'Segplan-L4-UDP-IPv6 allow UDP 53 fd00:a::1 fd00:b::4',
        'Segplan-L4-ICMPv6 allow ICMPv6 - fd00:a::1 fd00:b::4',
        'Segplan-L5-TCP-IPv4 allow TCP 111 10.0.0.1 10.0.1.0/24',
        'Segplan-L5-UDP-IPv4 allow UDP 111 10.0.0.1 10.0.1.0/24',
        'Segplan-L5-TCP-IPv6 allow TCP 111 fd00:a::1 fd00:b::/64',
        'Segplan-L5-UDP-IPv6 allow UDP 111 fd00:a::1 fd00:b::/64',
        NEIGHBORS,
      ],
    );
  });

  it('says of each rule what it is for', async () => {
    const [rule] = await rulesOf(`use acme
zone a { subnet 10.0.0.0/24 component x : acme.server at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component y : acme.client at 10.0.1.1 }
allow y -> x : tcp 443 during move "until all have moved"
phase move
vendor acme "Acme" {
  source guide "guide.txt" "Guide"
  role server "Server"
  role client "Client"
  flow client -> server : tcp 443 "Asks | twice" from guide "7"
}
`);
    assert.deepEqual(rule!.texts.get('DisplayName'), ['Segplan L4: y -> x (TCP, IPv4)']);
    assert.deepEqual(rule!.texts.get('Description'), [
      'L4. During move. until all have moved; Asks / twice. See Guide, section 7',
    ]);
  });

  it('closes by the default of the profiles, and blocks nothing but what the plan denies', async () => {
    const [file] = await filesOf(`${ZONES}allow b -> x : any\ndeny y -> x : any\n`);
    const { commands, rules } = readScript(file!.text);
    assert.deepEqual(
      commands.map((c) => c.name),
      [
        ...['Get-Date', 'netsh.exe', 'Out-Null'],
        ...['Set-NetFirewallProfile', 'Get-NetFirewallRule', 'Remove-NetFirewallRule', 'New-NetFirewallRule', 'Out-Null'],
        ...['Get-NetFirewallRule', 'Where-Object', 'Disable-NetFirewallRule', 'Write-Warning', 'Format-Table'],
        ...['netsh.exe', 'Out-Null', 'Write-Warning', 'Write-Warning'],
        ...['Get-NetFirewallProfile', 'Where-Object', 'Write-Warning', 'Format-Table'],
        ...['Get-NetFirewallRule', 'Write-Warning', 'Format-Table'],
      ],
    );
    assert.deepEqual(rules.filter((r) => r.block).map(shown), ['Segplan-L5-Any-IPv4 block Any - 10.0.0.1 10.0.1.1']);
  });

  it('lets a rule of any service in with every protocol, and a deny of everything leave neighbors alone', async () => {
    const open = readWindows(await filesOf(`${ZONES}allow b -> x : any\ndeny world -> x : icmp\n`));
    const shut = readWindows(
      await filesOf(`${ZONES}allow world, b -> x : tcp 22, icmp\ndeny any -> x : icmp\ndeny b -> x : any\n`),
    );
    const cases: [typeof open, AnyPacket, string][] = [
      [open, packet('10.0.1.7', '10.0.0.1', 'gre'), 'passed'],
      [open, packet('10.0.1.7', '10.0.0.1', 'tcp', 9), 'passed'],
      [open, packet('fd00:b::7', 'fd00:a::1', 'icmp', 0, 128), 'passed'],
      [open, packet('198.51.100.7', '10.0.0.1', 'icmp', 0, 8), 'dropped'],
      [open, packet('fe80::7', 'fd00:a::1', 'icmp', 0, 135), 'passed'],
      [shut, packet('198.51.100.7', '10.0.0.1', 'tcp', 22), 'passed'],
      [shut, packet('10.0.1.7', '10.0.0.1', 'tcp', 22), 'dropped'],
      [shut, packet('fd00:b::7', 'fd00:a::1', 'tcp', 22), 'dropped'],
      [shut, packet('2001:db8::7', 'fd00:a::1', 'tcp', 22), 'passed'],
      [shut, packet('198.51.100.7', '10.0.0.1', 'icmp', 0, 8), 'dropped'],
      [shut, packet('fd00:b::7', 'fd00:a::1', 'icmp', 0, 128), 'dropped'],
      [shut, packet('fd00:b::7', 'fd00:a::1', 'icmp', 0, 135), 'passed'],
      [shut, packet('fe80::7', 'fe80::1', 'icmp', 0, 136), 'passed'],
    ];
    for (const [read, each, verdict] of cases) assert.equal(read(each), verdict, JSON.stringify(each));
  });

  it('warns of neighbor discovery only where a deny of everything ends it', async () => {
    const warned = async (rules: string) => {
      const sets = linedHosts(await analysisOf(ZONES + rules));
      const problems = sets.flatMap((set) => windowsFirewall.problems(set));
      return problems.filter(({ message }) => message.includes('neighbor discovery')).map(({ line }) => line);
    };
    assert.deepEqual(await warned('allow z -> x : any\nallow y -> x : tcp 22\ndeny b -> x : tcp 23\n'), []);
    const line = ZONES.split('\n').length + 1;
    assert.deepEqual(await warned('allow z -> x : any\ndeny b -> x : any\n'), [line]);
  });

  it('gives Windows no range that it refuses, for the world outside', async () => {
    const rules = await rulesOf(`${ZONES}allow world -> x : tcp 443\nallow any -> x : tcp 80\n`);
    assert.deepEqual(rules.map(shown).slice(0, 3), [
      'Segplan-L4-TCP-IPv4 allow TCP 443 10.0.0.1 1.0.0.0-9.255.255.255,10.0.2.0-223.255.255.255',
      `Segplan-L4-TCP-IPv6 allow TCP 443 fd00:a::1 ::2-fd00:9:ffff:ffff:ffff:ffff:ffff:ffff,fd00:a:0:1::-fd00:a:ffff:ffff:ffff:ffff:ffff:ffff,fd00:b:0:1::-feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff`,
      'Segplan-L5-TCP-IPv4 allow TCP 80 10.0.0.1 Any',
    ]);
  });

  it('keeps names apart where two rules share a line', async () => {
    const names = (await rulesOf(`${ZONES}allow b -> x : tcp 1 allow world -> x : tcp 2\n`)).map((r) => r.name);
    assert.deepEqual(names, [
      ...['Segplan-L4-TCP-IPv4', 'Segplan-L4-TCP-IPv6', 'Segplan-L4.2-TCP-IPv4', 'Segplan-L4.2-TCP-IPv6'],
      'Segplan-Neighbors',
    ]);
  });

  it('removes exactly the rules of a phase and those with a date, where there are any', async () => {
    const text = `${ZONES}allow b -> x : tcp 1
allow b -> x : tcp 22 during move
allow y -> x : udp 3 until 2027-01-31
allow x -> y : tcp 4
`;
    const files = await filesOf(text, ['move']);
    assert.deepEqual(
      files.map((f) => f.name),
      ['plan.x.ps1', 'plan.x.remove.ps1', 'plan.y.ps1', 'plan.z.ps1'],
    );
    const removed = readRemoval(files[1]!.text);
    assert.deepEqual(removed, ['Segplan-L5-TCP-IPv4', 'Segplan-L5-TCP-IPv6', 'Segplan-L6-UDP-IPv4']);
    const names = readScript(files[0]!.text).rules.map((r) => r.name);
    assert.ok(removed.every((name) => names.includes(name)));
    assert.match(files[0]!.text, /^# Some rules are not to stay: plan\.x\.remove\.ps1 removes them\.$/m);
    assert.doesNotMatch(files[2]!.text, /not to stay/);
    const { document, services } = await loadPlan(text);
    const { problems } = await generate(document, services, { target: 'windows-firewall', scope: 'host' });
    assert.deepEqual(
      problems.map((p) => `${p.level} ${p.line}`),
      ['warning 6'],
    );
  });

  it('keeps every label in its string, to the last character, in ASCII', () => {
    const labels = [
      ...HOSTILE,
      "it's",
      "''",
      "'@\n",
      '’; reboot #',
      'Größe “é” – 名前',
      'back\\slash é \\u0041',
      '$x `n "y"',
      '\u2018\u2019\u201a\u201b',
    ];
    for (const label of labels) {
      const script = `$names = @(\n    ${quote(label)}\n)\nOut-Null\n`;
      assert.match(script, /^[\x20-\x7e\n]*$/);
      const root = parseScript(script);
      const read = /\[regex\]::Unescape\('((?:[^']|'')*)'\)/.exec(script)?.[1];
      const value =
        read === undefined
          ? stringsOf(root, '$names')[0]
          : read
              .replace(/''/g, "'")
              .replace(/\\(?:u(....)|(\\))/g, (_, code, slash) => slash ?? String.fromCharCode(Number.parseInt(code, 16)));
      const expected = label
        .replace(/[\u2018-\u201b]/g, "'")
        .replace(/[\u202e\u200b\n]+/g, ' ')
        .replace(/\s+/g, ' ')
        .trim();
      assert.equal(value, expected);
      assert.deepEqual(
        commandsOf(root).map((c) => c.name),
        ['Out-Null'],
      );
      assert.match(plain(label), /^[\x20-\x7e]*$/);
    }
  });

  it('warns of what Windows would take otherwise', async () => {
    const said = async (rules: string): Promise<string[]> => {
      const { document, services } = await loadPlan(ZONES + rules);
      const { problems } = await generate(document, services, { target: 'windows-firewall', scope: 'host' });
      return problems.map((p) => `${p.level} ${p.line}: ${p.message.replace(/[,;.].*/, '')}`);
    };
    assert.deepEqual(await said('allow b -> x : any\n'), []);
    assert.deepEqual(await said('allow b -> x : tcp 1\ndeny b -> x : any\n'), []);
    assert.deepEqual(await said('allow b -> x : any\ndeny fd00:b::9 -> x : any\n'), [
      'warning 5: windows-firewall: where every protocol is allowed',
    ]);
    assert.deepEqual(
      (await said('allow "www.example.com" -> x : tcp 1\n')).filter((each) => each.includes('no packet')),
      [],
    );
    assert.deepEqual(await said('allow 224.0.0.5 -> x : tcp 1\n'), [
      'warning 4: windows-firewall: no packet comes from these sources',
    ]);
  });

  it('has no form for a firewall between zones, and none for host names', async () => {
    const text = `${ZONES}zone c { component n at "n.example.com" }\nallow n -> x : tcp 443\n`;
    const { document, services } = await loadPlan(text);
    const network = await generate(document, services, { target: 'windows-firewall' });
    assert.match(network.problems.map((p) => p.message).join(), /^windows-firewall has no form for a firewall between zones/);
    const host = await generate(document, services, { target: 'windows-firewall', scope: 'host' });
    assert.deepEqual([host.files, host.problems.map((p) => `${p.level} ${p.line}`)], [[], ['error 5']]);
  });

  it('is read by a reader that takes nothing for granted', async () => {
    const [file] = await filesOf(`${ZONES}allow b -> x : tcp 1\n`);
    const wrong: [RegExp, string][] = [
      [/DefaultInboundAction Block/, 'DefaultInboundAction Allow'],
      [/-Direction Inbound/, '-Direction Outbound'],
      [/-Profile Any/, '-Profiles Any'],
      [/\| Remove-NetFirewallRule /, '| Remove-NetFirewallRules '],
      [/Enabled True -ErrorAction Stop \| Out-Null/, 'Enabled True | Out-Null'],
      [/Remove-NetFirewallRule -ErrorAction Stop/, 'Remove-NetFirewallRule -ErrorAction SilentlyContinue'],
      [/Disable-NetFirewallRule -ErrorAction Stop/, 'Disable-NetFirewallRule'],
      [/exe advfirewall import/, 'exe advfirewall reset'],
      [/\n {4}throw\n/, '\n'],
      [/\n {4}return\n/, '\n'],
      [/'10\.0\.1\.0\/24'/, "'10.0.1.0/24', 'fd00:b::/64'"],
      [/'10\.0\.1\.0\/24'/, "'0.0.0.0-10.0.1.0'"],
      [/'10\.0\.1\.0\/24'/, '$(reboot)'],
      [/'10\.0\.1\.0\/24'/, '"10.0.1.0/24"'],
      [/'TCP'/, "'GRE'"],
      [/'Segplan-L4-TCP-IPv6'/, "'Segplan-L4-TCP-IPv4'"],
      [/Description {3}= '/, "Description   = ''"],
      [/b -> x/, 'b – x'],
    ];
    assert.doesNotThrow(() => readScript(file!.text));
    for (const [pattern, change] of wrong) {
      const changed = file!.text.replace(pattern, change);
      assert.notEqual(changed, file!.text, change);
      assert.throws(() => readScript(changed), assert.AssertionError, change);
    }
  });
});
