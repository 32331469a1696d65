import type { RuleSet } from '../../rule-set.ts';
import { MAPPED } from '../../set-commands/address-book.ts';
import { isWholeZone, renamedZones } from '../../set-commands/zones.ts';
import type { OutputFile, Target, TargetProblem } from '../../target.ts';
import { panosFile, panosRemoval } from './file.ts';
import { APPLICATIONS, PanosModel, ZONES } from './model.ts';

/** To PAN-OS every IPv4 address lies in ::/96, so that a rule about IPv6 addresses must not have these among them. */
function lowAddresses(ruleSet: RuleSet): TargetProblem[] {
  return ruleSet.entries
    .filter((e) =>
      [...e.sources, ...e.destinations].some(
        (s) => !s.any && s.addresses.overlaps(MAPPED) && !ruleSet.zones.some((zone) => isWholeZone(s, zone)),
      ),
    )
    .map((e) => ({
      level: 'warning',
      message:
        'panos: this rule is written without ::/96, which no host has, since the firewall takes IPv4 addresses for a part of it.',
      line: e.line,
    }));
}

/** Set commands of PAN-OS: address and service objects, groups, and one rule for each rule of the plan. */
export const panos = {
  name: 'panos',
  title: 'Palo Alto PAN-OS',
  description:
    'Set commands with address and service objects, groups and security rules; pasted in configuration mode, then committed.',
  languageId: 'plaintext',
  capabilities: {
    ipv6: true,
    hostNames: 'plain',
    deny: true,
    expiry: 'device',
    change: 'since',
    icmp: 'whole',
    otherProtocols: 'whole',
    protocols: { only: Object.keys(APPLICATIONS).map(Number) },
    sourcePorts: true,
    commentBytes: 1023,
    nameLength: 63,
    notes: [
      'The firewall needs its zones beforehand, with the names of the plan.',
      'Rules are added at the end of the rulebase: one that stands before them and allows more wins.',
      "Rules, addresses, services and groups carry the tag 'segplan'. Loading replaces those of the same names; those that the plan no longer has are deleted by --since.",
      'Networks of one zone reach each other by the rule intrazone-default, which allows unless you have changed it; all rules of the file are between zones.',
      'Rules match ports with application any; add security profiles and applications as your policy wants them.',
      'Rules about icmp name the applications icmp and ping, or ipv6-icmp and ping6. What the firewall takes for its application traceroute, by icmp over IPv4 as well, they neither open nor close.',
      'Rules with an end date get a schedule, which ends new sessions only, by the clock and in the time zone of the firewall.',
      'Panorama takes the same lines with set device-group NAME pre-rulebase in place of set rulebase.',
    ],
  },
  scopes: ['network'],
  translated: 'dialed',
  emit(ruleSet: RuleSet, baseName: string, older?: readonly RuleSet[]): OutputFile[] {
    const model = new PanosModel(ruleSet);
    const before = older?.map((each) => ({ model: new PanosModel(each), ruleSet: each }));
    const removal = panosRemoval(model, ruleSet.plan);
    return [
      { name: `${baseName}.panos.set`, text: panosFile(model, ruleSet, before) },
      ...(removal === undefined ? [] : [{ apart: true as const, name: `${baseName}.remove.panos.set`, text: removal }]),
    ];
  },
  problems(ruleSet: RuleSet): TargetProblem[] {
    return [...renamedZones(ruleSet, ZONES, 'panos'), ...lowAddresses(ruleSet)];
  },
} satisfies Target;
