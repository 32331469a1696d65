// Reads the scripts as Windows would run them: the cmdlets and parameters of the NetSecurity module, and the order in which the firewall
// looks at rules: a block that matches closes, then an allow that matches opens, then the profile's default decides.
import assert from 'node:assert/strict';
import type { OutputFile } from '../../../language/rulesets/target.ts';
import { addressIn } from '../address-in.ts';
import { type Packet, SOME_SOURCE } from '../evaluator.ts';
import type { Verdict } from '../readers.ts';
import { type Command, commandsOf, parseScript, stringsOf, type Table, tablesOf } from './powershell.ts';

export type AnyPacket = Omit<Packet, 'protocol'> & { readonly protocol: string; readonly icmpType?: number };

/** What scripts may call, with the parameters of each, from the reference of the NetSecurity module and of the shell. */
const CMDLETS: Record<string, readonly string[]> = {
  'Set-NetFirewallProfile': [
    'All',
    'Name',
    'PolicyStore',
    'Enabled',
    'DefaultInboundAction',
    'DefaultOutboundAction',
    'AllowInboundRules',
    'ErrorAction',
  ],
  'Get-NetFirewallProfile': ['All', 'Name', 'PolicyStore', 'ErrorAction'],
  'New-NetFirewallRule': [
    ...['PolicyStore', 'Name', 'DisplayName', 'Description', 'Group', 'Enabled', 'Profile', 'Platform', 'Direction', 'Action'],
    ...['LocalAddress', 'RemoteAddress', 'Protocol', 'LocalPort', 'RemotePort', 'IcmpType', 'Program', 'Service', 'ErrorAction'],
  ],
  'Remove-NetFirewallRule': ['All', 'Name', 'DisplayName', 'Group', 'ErrorAction'],
  'Get-NetFirewallRule': ['All', 'Name', 'DisplayName', 'Group', 'Enabled', 'Direction', 'Action', 'PolicyStore', 'ErrorAction'],
  'Disable-NetFirewallRule': ['All', 'Name', 'DisplayName', 'Group', 'ErrorAction'],
  'Get-Date': ['Format'],
  'netsh.exe': [],
  'Where-Object': [],
  'Format-Table': ['Property'],
  'Write-Warning': ['Message'],
  'Out-Null': [],
};

export interface WindowsRule {
  readonly name: string;
  readonly block: boolean;
  readonly protocol: string;
  readonly ports: readonly string[] | undefined;
  readonly remotePorts: readonly string[] | undefined;
  readonly types: readonly string[] | undefined;
  readonly local: readonly string[] | undefined;
  readonly remote: readonly string[];
  readonly texts: Table;
}

export interface WindowsScript {
  readonly commands: readonly Command[];
  readonly rules: readonly WindowsRule[];
}

const ADDRESS = /^[\da-f.:]+(\/\d+|-[\da-f.:]+)?$/;
/** What MS-FASP refuses as an end of a range. */
const REFUSED = ['0.0.0.0', '127.0.0.0/8', '255.255.255.255', '::/127', 'ff00::/8'];

function addresses(list: readonly string[] | undefined): readonly string[] | undefined {
  for (const text of list ?? []) {
    if (text === 'Any' && list!.length === 1) return undefined;
    assert.match(text, ADDRESS);
    assert.doesNotMatch(text, /\/0$/, 'no prefix of 0');
    for (const end of text.replace(/\/\d+$/, '').split('-')) assert.ok(!addressIn(end, REFUSED), text);
  }
  if (list) assert.equal(new Set(list.map((t) => t.includes(':'))).size, 1, `both families in ${list.join()}`);
  return list;
}

function ruleOf(table: Table, common: ReadonlyMap<string, string>): WindowsRule {
  for (const key of [...table.keys(), ...common.keys()])
    assert.ok(CMDLETS['New-NetFirewallRule']!.includes(key), `New-NetFirewallRule has no -${key}`);
  for (const key of table.keys()) assert.ok(!common.has(key), `-${key} twice`);
  const one = (key: string): string => {
    const values = table.get(key) ?? assert.fail(`no ${key}`);
    assert.equal(values.length, 1, key);
    return values[0]!;
  };
  assert.deepEqual(
    ['Direction', 'Enabled', 'Profile'].map((key) => common.get(key)),
    ['Inbound', 'True', 'Any'],
  );
  const [protocol, action] = [one('Protocol'), one('Action')];
  const number = /^[1-9]\d{0,2}$/.test(protocol) && Number(protocol) < 256;
  assert.ok(number || ['TCP', 'UDP', 'ICMPv4', 'ICMPv6', 'Any'].includes(protocol), protocol);
  assert.ok(['Allow', 'Block'].includes(action), action);
  const [ports, remotePorts, types] = [table.get('LocalPort'), table.get('RemotePort'), table.get('IcmpType')];
  if (ports || remotePorts) assert.ok(protocol === 'TCP' || protocol === 'UDP');
  for (const port of [...(ports ?? []), ...(remotePorts ?? [])]) {
    const [from, to = from] = port.split('-').map(Number) as [number, number?];
    assert.match(port, /^\d+(-\d+)?$/);
    assert.ok(from <= to! && to! < 65536, port);
  }
  if (types) assert.ok(/^ICMPv[46]$/.test(protocol) && types.every((t) => /^\d+$/.test(t) && Number(t) < 256));
  const name = one('Name');
  assert.match(name, /^[\w.-]{1,511}$/);
  for (const key of ['DisplayName', 'Description']) {
    const value = one(key);
    assert.ok(
      value.length > 0 && value.length <= 10_000 && !value.includes('|') && !value.startsWith('@') && value !== 'all',
      value,
    );
  }
  const local = addresses(table.get('LocalAddress'));
  const remote = addresses(table.get('RemoteAddress') ?? assert.fail(`${name} has no remote address`)) ?? ['Any'];
  const families = new Set([...(local ?? []), ...remote].filter((t) => t !== 'Any').map((t) => (t.includes(':') ? 6 : 4)));
  assert.ok(families.size <= 1, `${name} pairs IPv4 with IPv6`);
  if (protocol === 'ICMPv4') assert.ok(!families.has(6), name);
  if (protocol === 'ICMPv6') assert.ok(!families.has(4), name);
  return { name, block: action === 'Block', protocol, ports, remotePorts, types, local, remote, texts: table };
}

/** Holds the commands against the list. What changes something ends the script where it fails: functions of modules see no preferences of scripts. */
export function checkCommands(commands: readonly Command[]): void {
  for (const { name, parameters } of commands) {
    const known = CMDLETS[name] ?? assert.fail(`unknown: ${name}`);
    for (const parameter of parameters.keys()) assert.ok(known.includes(parameter), `${name} has no -${parameter}`);
    if (CHANGES.test(name)) assert.equal(parameters.get('ErrorAction'), 'Stop', `${name} goes on after an error`);
  }
}

const CHANGES = /^(New|Set|Remove|Disable)-/;

/** What of a text stands between two others, each of which it has once. */
function between(text: string, from: string, to: string): string {
  const [before, rest, ...more] = text.split(from);
  assert.ok(before !== undefined && rest !== undefined && !more.length, from);
  const [inside, after, ...others] = rest.split(to);
  assert.ok(after !== undefined && !others.length, to);
  return inside!;
}

export function readScript(text: string): WindowsScript {
  const root = parseScript(text);
  const commands = commandsOf(root);
  checkCommands(commands);
  // What is there is saved before anything is changed, and all changes are taken back where one fails.
  const calls = commands.filter(({ name }) => name === 'netsh.exe').map(({ positional }) => positional.join(' '));
  assert.deepEqual(calls, ['advfirewall export $SaveTo', 'advfirewall import $SaveTo']);
  const tried = between(text, '\ntry {\n', '\n} catch {\n');
  const caught = between(text, '\n} catch {\n', '\n    throw\n}\n');
  assert.match(caught, /^ {4}netsh\.exe advfirewall import \$SaveTo \| Out-Null\n/);
  const named = (part: string): string[] => [...part.matchAll(/\b(?:New|Set|Remove|Disable)-Net\w+/g)].map(([name]) => name);
  assert.deepEqual(named(tried), named(text.replace(/^#.*/gm, '')), 'something is changed elsewhere');
  assert.match(
    between(text, '\n)\n\nif ($WhatIf) {\n', '\ntry {\n'),
    /\n {4}return\n\}\n\nnetsh\.exe advfirewall export \$SaveTo \| Out-Null\nif \(\$LASTEXITCODE -ne 0\) \{ throw .*\}\n/,
  );
  const changing = commands.filter(({ name }) => CHANGES.test(name));
  assert.deepEqual(
    changing.map((c) => c.name),
    ['Set-NetFirewallProfile', 'Remove-NetFirewallRule', 'New-NetFirewallRule', 'Disable-NetFirewallRule'],
  );
  const [profile, , addition] = changing as [Command, Command, Command];
  // The default of all profiles blocks, and the firewall is on.
  assert.deepEqual(Object.fromEntries(profile.parameters), {
    All: '',
    Enabled: 'True',
    DefaultInboundAction: 'Block',
    AllowInboundRules: 'True',
    ErrorAction: 'Stop',
  });
  const group = addition.parameters.get('Group') ?? assert.fail('no group');
  assert.match(group, /^'\w+'$/);
  assert.ok(
    tried.includes(
      `Get-NetFirewallRule -Group ${group} -ErrorAction SilentlyContinue | Remove-NetFirewallRule -ErrorAction Stop\n`,
    ),
  );
  assert.deepEqual([addition.splatted, addition.positional], [['rule'], []]);
  assert.match(tried, /^ {4}foreach \(\$rule in \$rules\) \{$/m);
  const rules = tablesOf(root, '$rules').map((table) => ruleOf(table, addition.parameters));
  const names = rules.map((r) => r.name.toLowerCase());
  assert.equal(new Set(names).size, names.length, 'a name twice');
  return { commands, rules };
}

/** The names that a removal script removes. */
export function readRemoval(text: string): string[] {
  const root = parseScript(text);
  const commands = commandsOf(root);
  checkCommands(commands);
  assert.deepEqual(
    commands.map((c) => c.name),
    ['Get-NetFirewallRule', 'Remove-NetFirewallRule'],
  );
  // What is not there is gone, and what is there goes, or says why not.
  assert.match(
    text,
    /^foreach \(\$name in \$names\) \{\n {4}Get-NetFirewallRule -Name \$name -ErrorAction SilentlyContinue \| Remove-NetFirewallRule -ErrorAction Stop\n\}\n$/m,
  );
  return stringsOf(root, '$names');
}

function matches(rule: WindowsRule, packet: AnyPacket): boolean {
  const protocol =
    packet.protocol === 'icmp'
      ? `ICMPv${packet.source.includes(':') ? 6 : 4}`
      : packet.protocol === 'other'
        ? `${packet.port}`
        : packet.protocol.toUpperCase();
  if (rule.protocol !== 'Any' && rule.protocol !== protocol) return false;
  if (rule.local && !addressIn(packet.destination, rule.local)) return false;
  if (rule.remote[0] !== 'Any' && !addressIn(packet.source, rule.remote)) return false;
  if (rule.types && !rule.types.includes(`${packet.icmpType ?? packet.port}`)) return false;
  const within = (spans: readonly string[] | undefined, port: number): boolean =>
    !spans ||
    spans.some((span) => {
      const [from = 0, to = from] = span.split('-').map(Number);
      return from <= port && port <= to;
    });
  return within(rule.ports, packet.port) && within(rule.remotePorts, packet.sourcePort ?? SOME_SOURCE);
}

/** What the firewall of a host decides once its script has run. */
export function readWindows(files: readonly OutputFile[]): (packet: AnyPacket) => Verdict {
  const script = files.find((f) => f.name.endsWith('.ps1') && !f.name.endsWith('.remove.ps1')) ?? assert.fail('no script');
  return decideWindows(readScript(script.text).rules);
}

export function decideWindows(rules: readonly WindowsRule[]): (packet: AnyPacket) => Verdict {
  return (packet) => {
    if (packet.source.includes(':') !== packet.destination.includes(':')) return 'dropped';
    const hits = rules.filter((rule) => matches(rule, packet));
    return hits.length && !hits.some((r) => r.block) ? 'passed' : 'dropped';
  };
}
