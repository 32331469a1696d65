import { largest } from '../../../model/lists.ts';
import { ANY_SERVICE, hasMostProtocols, icmpTypes } from '../../../model/services.ts';
import { hostFileNames } from '../../host-files.ts';
import type { HostRuleSet } from '../../host-rule-set.ts';
import { systemNotes } from '../../host-systems.ts';
import type { RuleEntry, RuleSet } from '../../rule-set.ts';
import type { OutputFile, Target, TargetProblem } from '../../target.ts';
import { phasesText } from '../../text.ts';
import { plain, quote, quoteAll } from './powershell.ts';
import { type FirewallRule, NAME_LENGTH, NEIGHBOR_TYPES, NEIGHBORS, RuleNames, reachable, rulesOf, TEXT_BYTES } from './rules.ts';

const GROUP = quote('Segplan');

/** Each entry with its rules. */
function rulesByEntry({ entries }: RuleSet): { entry: RuleEntry; rules: FirewallRule[] }[] {
  const names = new RuleNames();
  const otherProtocols = opensOtherProtocols(entries);
  return entries.map((entry) => ({ entry, rules: rulesOf(entry, names, otherProtocols) }));
}

function opensOtherProtocols(entries: readonly RuleEntry[]): boolean {
  return entries.some((e) => e.action === 'allow' && hasMostProtocols(e.services));
}

/** A rule as a table of parameters. */
function tableOf(rule: FirewallRule): string[] {
  const width = largest(Object.keys(rule).map((key) => key.length));
  return [
    '    @{',
    ...Object.entries(rule).map(
      ([key, value]) => `        ${key.padEnd(width)} = ${typeof value === 'string' ? quote(value) : quoteAll(value)}`,
    ),
    '    }',
  ];
}

function heading(set: HostRuleSet, what: string): string[] {
  return [
    `Made by Segplan from ${set.plan}: ${set.title}`,
    `For the host ${set.host.name} in ${set.host.zone}: ${what}`,
    phasesText(set.phases),
  ];
}

function comments(lines: readonly string[]): string[] {
  return lines.map((line) => `# ${plain(line)}`.trimEnd());
}

const REQUIRES = ['#Requires -RunAsAdministrator', '#Requires -Modules NetSecurity', ''];

function scriptOf(set: HostRuleSet, removal: string | undefined): string {
  const tables = rulesByEntry(set).flatMap(({ rules }) => rules.flatMap(tableOf));
  return [
    ...comments([
      ...heading(set, 'what may come in. What goes out is not filtered.'),
      ...systemNotes(set, 'windows'),
      ...(removal ? [`Some rules are not to stay: ${removal} removes them.`] : []),
      '',
      'Run on the host as an administrator. Blocks what comes in by default, in all profiles, and replaces the rules of the group Segplan.',
      'Other rules stay, and let in what they let in: they are listed, or disabled with -DisableOthers (but for Core Networking).',
      'With -WhatIf it lists its rules and changes nothing.',
      'Before it changes anything, it saves the whole policy to a file, which it names (-SaveTo says another one), and loads that again where',
      'something fails. The way back later: netsh advfirewall import FILE',
      'To remove only the rules of the group: Remove-NetFirewallRule -Group Segplan. What no rule lets in stays blocked.',
    ]),
    ...REQUIRES,
    '[CmdletBinding()]',
    'param (',
    '    [switch] $DisableOthers,',
    '    [switch] $WhatIf,',
    '    [string] $SaveTo = "$env:ProgramData\\Segplan-before-$(Get-Date -Format \'yyyyMMdd-HHmmss\').wfw"',
    ')',
    '',
    "$ErrorActionPreference = 'Stop'",
    '',
    '$rules = @(',
    ...tables,
    ...tableOf(NEIGHBORS),
    ')',
    '',
    'if ($WhatIf) {',
    "    'Nothing was changed. These would be the rules of the group Segplan:'",
    '    foreach ($rule in $rules) { "$($rule.Action) $($rule.Name)" }',
    '    return',
    '}',
    '',
    'netsh.exe advfirewall export $SaveTo | Out-Null',
    'if ($LASTEXITCODE -ne 0) { throw "The policy could not be saved to $SaveTo, and nothing was changed." }',
    '',
    '# Commands of the module do not see the preferences of a script: each is told to stop at an error.',
    'try {',
    '    # The default closes what no rule lets in. No rule may say so, since a block beats every allow.',
    '    Set-NetFirewallProfile -All -Enabled True -DefaultInboundAction Block -AllowInboundRules True -ErrorAction Stop',
    `    Get-NetFirewallRule -Group ${GROUP} -ErrorAction SilentlyContinue | Remove-NetFirewallRule -ErrorAction Stop`,
    '    foreach ($rule in $rules) {',
    `        New-NetFirewallRule @rule -Group ${GROUP} -Direction Inbound -Profile Any -Enabled True -ErrorAction Stop | Out-Null`,
    '    }',
    '',
    '    # What others let in.',
    '    $others = Get-NetFirewallRule -Direction Inbound -Action Allow -Enabled True -ErrorAction SilentlyContinue |',
    `        Where-Object { $_.Group -ne ${GROUP} -and $_.Name -notlike 'CoreNet-*' }`,
    '    if ($others -and $DisableOthers) {',
    '        $others | Disable-NetFirewallRule -ErrorAction Stop',
    '    } elseif ($others) {',
    "        Write-Warning -Message 'These rules let something in as well. Run with -DisableOthers to disable them.'",
    "        $others | Format-Table -Property 'Name', 'DisplayName', 'DisplayGroup'",
    '    }',
    '} catch {',
    '    netsh.exe advfirewall import $SaveTo | Out-Null',
    '    if ($LASTEXITCODE -eq 0) {',
    "        Write-Warning -Message 'The policy is again what it was before.'",
    '    } else {',
    '        Write-Warning -Message "The policy is left halfway. What it was before is in $SaveTo."',
    '    }',
    '    throw',
    '}',
    '"What the policy was before is in $SaveTo"',
    '',
    '# Group policies beat all of this.',
    '$profiles = Get-NetFirewallProfile -PolicyStore ActiveStore -ErrorAction Stop | Where-Object {',
    "    $_.Enabled -eq 'False' -or $_.DefaultInboundAction -eq 'Allow' -or $_.AllowInboundRules -eq 'False' -or",
    "    $_.AllowLocalFirewallRules -eq 'False'",
    '}',
    'if ($profiles) {',
    "    Write-Warning -Message 'Group policies keep these profiles from doing what this script says.'",
    "    $profiles | Format-Table -Property 'Name', 'Enabled', 'DefaultInboundAction', 'AllowInboundRules', 'AllowLocalFirewallRules'",
    '}',
    '$policies = Get-NetFirewallRule -PolicyStore RSOP -Direction Inbound -Action Allow -Enabled True -ErrorAction SilentlyContinue',
    'if ($policies) {',
    "    Write-Warning -Message 'These rules of group policies let something in as well. They can be changed there alone.'",
    "    $policies | Format-Table -Property 'Name', 'DisplayName', 'DisplayGroup'",
    '}',
    '',
  ].join('\n');
}

/** The names of the rules that are not to stay. */
function passing(set: HostRuleSet): string[] {
  return rulesByEntry(set).flatMap(({ entry, rules }) => (entry.phase || entry.until ? rules.map((r) => r.Name) : []));
}

function removalOf(set: HostRuleSet): string {
  return [
    ...comments([
      ...heading(set, 'removes the rules of a phase and those with an end date.'),
      '',
      'Run on the host as an administrator.',
    ]),
    ...REQUIRES,
    '$names = @(',
    ...passing(set).map((name) => `    ${quote(name)}`),
    ')',
    'foreach ($name in $names) {',
    '    Get-NetFirewallRule -Name $name -ErrorAction SilentlyContinue | Remove-NetFirewallRule -ErrorAction Stop',
    '}',
    '',
  ].join('\n');
}

/** A PowerShell script for each host: the rules as tables of parameters, and what replaces the earlier ones by them. */
export const windowsFirewall = {
  name: 'windows-firewall',
  title: 'Windows Defender Firewall',
  description:
    'A PowerShell script for each host, which sets the default to block and replaces the inbound rules of the group Segplan.',
  languageId: 'powershell',
  capabilities: {
    ipv6: true,
    hostNames: 'none',
    deny: true,
    expiry: 'none',
    change: 'whole',
    systems: ['windows'],
    icmp: 'types',
    otherProtocols: 'whole',
    protocols: { but: [0] },
    sourcePorts: true,
    commentBytes: TEXT_BYTES,
    nameLength: NAME_LENGTH,
    notes: [
      'Run each script on its host as an administrator; new connections are refused for the seconds between removing the old rules and adding the new ones.',
      'Rules of other groups stay: a script lists those that let something in, and disables them when it is run with -DisableOthers, except those of Core Networking.',
      'Before a script changes anything, it saves the whole policy to a file and names it, and loads that again where something fails; netsh advfirewall import takes it back later as well.',
      'Group policy wins: where it forbids local rules (AllowLocalFirewallRules), none of these has an effect. A script says at its end where that is so, and which rules of group policies let something in.',
      'Interfaces that a profile is disabled on (DisabledInterfaceAliases) stay so, and let everything pass.',
      'A deny of icmp closes the types that begin an exchange, such as echo requests, since a block would beat what lets errors and neighbor discovery in.',
      'Remote administration (WinRM, RDP, SMB) is closed as everything else unless the plan allows it.',
    ],
  },
  scopes: ['host'],
  emit(): OutputFile[] {
    return [];
  },
  emitHosts(sets: readonly HostRuleSet[], baseName: string): OutputFile[] {
    const names = hostFileNames(sets, baseName);
    return sets.flatMap((set, n) => {
      const removal = passing(set).length ? `${names[n]}.remove.ps1` : undefined;
      const script = { name: `${names[n]}.ps1`, text: scriptOf(set, removal) };
      return removal ? [script, { apart: true as const, name: removal, text: removalOf(set) }] : [script];
    });
  },
  problems({ entries }: RuleSet): TargetProblem[] {
    const otherProtocols = opensOtherProtocols(entries);
    return entries.flatMap(({ action, services, sources, line }): TargetProblem[] => {
      const say = (level: TargetProblem['level'], message: string): TargetProblem => ({
        level,
        message: `windows-firewall: ${message}`,
        line,
      });
      const any = services.equals(ANY_SERVICE);
      const ofIpv6 = sources.some((s) => s.any || reachable(s.addresses, 6));
      if (any && action === 'deny' && ofIpv6 && otherProtocols)
        return [say('warning', 'where every protocol is allowed, this deny also ends neighbor discovery with its IPv6 sources.')];
      const types = icmpTypes(services, 6);
      if (action === 'deny' && ofIpv6 && types !== 'all' && types.some((type) => NEIGHBOR_TYPES.includes(type)))
        return [say('error', 'a block of router or neighbor discovery would end IPv6 on this host; leave these types out.')];
      if (!sources.some((s) => s.any || s.hostNames.length || reachable(s.addresses, 4) || reachable(s.addresses, 6)))
        return [say('warning', 'no packet comes from these sources, and Windows takes no rule for them; it is left out.')];
      return [];
    });
  },
} satisfies Target;
