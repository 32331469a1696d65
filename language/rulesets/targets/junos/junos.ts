import { tagOf } from '../../../model/addresses.ts';
import type { RuleSet } from '../../rule-set.ts';
import { hasNamesOutside, renamedZones } from '../../set-commands/zones.ts';
import type { OutputFile, Target, TargetProblem } from '../../target.ts';
import { byZonePair } from '../../zone-traffic.ts';
import { junosFile } from './file.ts';
import { JunosModel, ZONES } from './model.ts';

/** An SRX keeps policies from zone to zone: what is allowed has to lie in zones. */
function outsideOfZones(ruleSet: RuleSet): TargetProblem[] {
  return ruleSet.entries
    .filter((e) => e.action === 'allow' && byZonePair(e, ruleSet).some((t) => !t.from || !t.to))
    .map((e) => ({
      level: 'error',
      message:
        "junos: this rule has addresses that are in no zone, and an SRX has policies from zone to zone only; give the plan a zone for them, such as 'zone internet external' for all the rest.",
      line: e.line,
    }));
}

/** A name in no zone would be lost, also where it is to be denied. */
function namesOutsideOfZones(ruleSet: RuleSet): TargetProblem[] {
  return ruleSet.entries.flatMap((e) =>
    [...e.sources, ...e.destinations]
      .map((side) => ({ ...side, hostNames: side.hostNames.filter((name) => tagOf(name) === undefined) }))
      .filter((side) => hasNamesOutside(side, ruleSet))
      .map(({ hostNames }) => ({
        level: 'error',
        message: `junos: ${hostNames.join(', ')} is in no zone, and an SRX has policies from zone to zone only; make it a component of a zone, or give the plan a zone that is the rest of the world, such as 'zone internet external'.`,
        line: e.line,
      })),
  );
}

/** Set commands of Junos for SRX: a global address book, applications, and policies by pairs of zones. */
export const junos = {
  name: 'junos',
  title: 'Juniper Junos (SRX)',
  description:
    'Set commands with a global address book, applications and policies from zone to zone; loaded with load set, then committed.',
  languageId: 'plaintext',
  capabilities: {
    ipv6: true,
    hostNames: 'plain',
    deny: true,
    expiry: 'device',
    change: 'since',
    icmp: 'types',
    otherProtocols: 'whole',
    protocols: { but: [0] },
    sourcePorts: true,
    commentBytes: 900,
    nameLength: 63,
    notes: [
      'The firewall needs its zones beforehand, with the names of the plan.',
      'Where rules are of IPv6, the firewall needs `security forwarding-options family inet6 mode flow-based`, without which some devices drop all of it; most have to be restarted for it.',
      "Loading replaces all policies between the plan's zones, and sets the default policy to deny-all.",
      'Networks of one zone reach each other by a policy from the zone to itself, which comes after those of yours; what else crosses the firewall within a zone, an SRX denies unless a policy of yours permits it.',
      'Global policies of yours come after these, and before the default policy.',
      'Policies of zones that the plan no longer has, and objects that no policy names any more, are deleted by --since; what is made here says so in its description.',
      'Rules with an end date get a scheduler, by the clock and in the time zone of the firewall; sessions that are open then end only with policy-rematch.',
    ],
  },
  scopes: ['network'],
  translated: 'real',
  emit(ruleSet: RuleSet, baseName: string, older?: readonly RuleSet[]): OutputFile[] {
    const before = older?.map((each) => ({ model: new JunosModel(each), ruleSet: each }));
    return [{ name: `${baseName}.junos.set`, text: junosFile(new JunosModel(ruleSet), ruleSet, before) }];
  },
  problems(ruleSet: RuleSet): TargetProblem[] {
    return [...renamedZones(ruleSet, ZONES, 'junos'), ...outsideOfZones(ruleSet), ...namesOutsideOfZones(ruleSet)];
  },
} satisfies Target;
