import { oneLine } from '../text.ts';
import { panosFile, panosRemoval } from '../panos/file.ts';
import { PanosModel, RESERVED_ZONES } from '../panos/model.ts';
import type { RuleSet } from '../rule-set.ts';
import { unknownProtocols } from '../set-commands/services.ts';
import { renamedZones } from '../set-commands/zones.ts';
import type { OutputFile, Target, TargetProblem } from '../target.ts';

/** Set commands of PAN-OS: address and service objects, groups, and one rule for each rule of the plan. */
export const panos = {
  name: 'panos',
  title: 'Palo Alto PAN-OS',
  description: 'Set commands with address and service objects, groups and security rules; pasted in configuration mode, then committed.',
  languageId: 'plaintext',
  capabilities: {
    ipv6: true,
    hostNames: 'plain',
    deny: true,
    expiry: true,
    icmp: true,
    otherProtocols: true,
    commentBytes: 1023,
    nameLength: 63,
    notes: [
      'The firewall needs its zones beforehand, with the names of the plan.',
      'Rules are added at the end of the rulebase: one that stands before them and allows more wins.',
      "Loading replaces rules and groups of the same names; rules of an earlier plan that are no longer made keep the tag 'segplan', and have to be deleted by hand.",
      'Rules match ports with application any; add security profiles and applications as your policy wants them.',
      'Rules with an end date get a schedule, which ends new sessions only.',
      'Panorama takes the same lines with set device-group NAME pre-rulebase in place of set rulebase.',
    ],
  },
  scopes: ['network'],
  emit(ruleSet: RuleSet, baseName: string): OutputFile[] {
    const model = new PanosModel(ruleSet);
    const removal = panosRemoval(model, oneLine(ruleSet.plan));
    return [
      { name: `${baseName}.panos.set`, text: panosFile(model, ruleSet) },
      ...(removal === undefined ? [] : [{ name: `${baseName}.remove.panos.set`, text: removal }]),
    ];
  },
  problems(ruleSet: RuleSet): TargetProblem[] {
    return [...renamedZones(ruleSet, RESERVED_ZONES, 'panos'), ...unknownProtocols(ruleSet, 'panos')];
  },
} satisfies Target;
