import { hostNameNotes } from '../../name-notes.ts';
import type { RuleSet } from '../../rule-set.ts';
import { plainZoneNotes, renamedZones } from '../../set-commands/zones.ts';
import { goneRules } from '../../since.ts';
import type { OutputFile, Target, TargetProblem } from '../../target.ts';
import { phasesText } from '../../text.ts';
import { translationNotes } from '../../translation-notes.ts';
import { NAME_LENGTH } from './addresses.ts';
import { FIRST_ID, LAST_ID, type Policy, policiesOf, scheduleName, ZONES } from './policies.ts';
import { type Loaded, replacement, staysOn } from './replacement.ts';
import { COMMENT_LENGTH, commentLine, type Item, list, type Table, tableLines } from './text.ts';

const IDS = `${FIRST_ID} to ${LAST_ID}`;

function headerOf(ruleSet: RuleSet, notes: readonly string[]): string[] {
  const lines = [`Made by Segplan from ${ruleSet.plan}: ${ruleSet.title}`, phasesText(ruleSet.phases), ...notes];
  return [...lines.map(commentLine), ''];
}

/** Schedules that end with a day; they begin long ago, so that the same plan gives the same file. */
function schedules(ruleSet: RuleSet): Table {
  const days = [...new Set(ruleSet.entries.flatMap((e) => e.until ?? []))].sort();
  const items = days.map(
    (day): Item => ({
      key: list([scheduleName(day)]),
      settings: [
        ['start', '00:00 2001/01/01'],
        ['end', `23:59 ${day.replaceAll('-', '/')}`],
      ],
    }),
  );
  return { path: 'firewall schedule onetime', items };
}

function removalFile(ruleSet: RuleSet, baseName: string, policies: readonly Policy[]): OutputFile {
  const lines = [
    ...headerOf(ruleSet, [`Deletes the policies of phases that ${baseName}.fortios has made:`]).slice(0, -1),
    ...policies.map(({ entry, name }) => commentLine(`${entry.id} (phase ${entry.phase}) ${name}`)),
    '',
    'config firewall policy',
    ...policies.map(({ id }) => `    delete ${id}`),
    'end',
    '',
  ];
  return { apart: true, name: `${baseName}.remove.fortios`, text: lines.join('\n') };
}

/** Address and service objects, and a policy for each rule between zones. */
export const fortios = {
  name: 'fortios',
  title: 'Fortinet FortiGate (FortiOS)',
  description: 'Addresses, services, schedules and policies between zones, as a script of CLI commands.',
  languageId: 'plaintext',
  capabilities: {
    ipv6: true,
    hostNames: 'wildcards',
    deny: true,
    expiry: 'device',
    change: 'since',
    icmp: 'types',
    otherProtocols: 'whole',
    protocols: { but: [0, 255] },
    sourcePorts: true,
    commentBytes: COMMENT_LENGTH,
    nameLength: NAME_LENGTH,
    notes: [
      'It is for FortiOS 7.0 and later, whose policies hold both address families; load it as a script, in the VDOM that it is for.',
      'The zones of the plan have to be there as zones (config system zone) or interfaces of the same names.',
      `Policies have ids from ${IDS}, which stay while their rule stays; policies and objects that the plan no longer has are deleted by --since.`,
      'New policies come to the end of the list, so one of yours that denies everything has to be moved below them.',
      'Networks of one zone reach each other by a policy from the zone to itself, which also serves where the zone blocks its own traffic (set intrazone deny).',
      'Objects have their values in their names, and comments that begin with Segplan.',
      'Traffic from and to the rest of the world is matched by its zone, with the address all.',
      'Rules with a date end by a schedule, also for connections that are open then, by the clock and in the time zone of the FortiGate.',
      'Names with a wildcard (*.example.com) hold the addresses that the FortiGate sees in DNS answers passing through it, not those of DNS over HTTPS.',
      'The services ALL, ALL_ICMP and ALL_ICMP6 are those that every FortiGate has.',
      'Policies do not translate the addresses of who connects; switch NAT on where you need it.',
      'What the plan has translated here (nat) is a virtual IP, which policies name, with the ports behind it (Fortinet, Technical Tip: How to use virtual IPs with non-standard external and internal ports, FortiOS 5.6 and later). It is for FortiGates without central NAT.',
    ],
  },
  scopes: ['network'],
  translated: 'object',
  emit(ruleSet: RuleSet, baseName: string, older?: readonly RuleSet[]): OutputFile[] {
    const { policies, addresses, services } = policiesOf(ruleSet);
    const dates = schedules(ruleSet);
    const before = (older ?? []).map(
      (each): Loaded => ({ ...policiesOf(each), dates: schedules(each), always: each.entries.filter(staysOn) }),
    );
    const { first, last, objects } = replacement({ policies, addresses, services, dates, always: [] }, before);
    const passing = policies.filter(({ entry }) => entry.phase !== undefined);
    const text = [
      ...headerOf(ruleSet, [
        'For FortiOS 7.0 and later: load as a script, in the VDOM that it is for. Its zones have to be there by their names.',
        ...plainZoneNotes(ruleSet, ZONES),
        ...translationNotes(ruleSet),
        ...(ruleSet.translations?.some(({ translation }) => !translation.services)
          ? [
              'What a component opens itself comes from its outer address only where its policy has NAT switched on with that address as its pool.',
            ]
          : []),
        'Each command takes effect at once. The way back: before loading, set cfg-save revert (config system global). What execute cfg save does',
        'not confirm is then taken back when cfg-revert-timeout is over, with a reload that ends sessions.',
        `Policies have ids from ${IDS}. New ones come to the end of the list: move those that deny everything below.`,
        ...(older
          ? [
              'What the older plan had and this one has not is deleted: policies, then what they named. What was never loaded is reported, and no fault.',
              ...goneRules([ruleSet], older).map((rule) => `Takes away ${rule}`),
            ]
          : [
              'Loading again changes what has changed. Policies whose rules have left the plan stay: generate with --since OLD to delete them.',
            ]),
        ...(dates.items.length
          ? [
              'Schedules run on the clock and in the time zone of the FortiGate; dates of a plan are days in UTC. Set its time zone to UTC, or mind the difference.',
            ]
          : []),
        ...hostNameNotes(ruleSet, 'config system dns'),
        ...(passing.length ? [`Policies of a phase are deleted by ${baseName}.remove.fortios.`] : []),
      ]),
      ...addresses.lines,
      ...services.lines,
      ...tableLines(dates.path, dates.items),
      ...tableLines(
        'firewall policy',
        first.map((p) => p.item),
        last,
      ),
      ...objects,
    ].join('\n');
    const files: OutputFile[] = [{ name: `${baseName}.fortios`, text }];
    if (passing.length) files.push(removalFile(ruleSet, baseName, passing));
    return files;
  },
  problems(ruleSet: RuleSet): TargetProblem[] {
    return renamedZones(ruleSet, ZONES, 'fortios');
  },
} satisfies Target;
