import { hasIcmp } from '../../../model/services.ts';
import { hostNameNotes } from '../../name-notes.ts';
import type { RuleSet } from '../../rule-set.ts';
import { plainZoneNotes } from '../../set-commands/zones.ts';
import { goneRules, without } from '../../since.ts';
import type { OutputFile, Target } from '../../target.ts';
import { phasesText } from '../../text.ts';
import { type AccessList, type AccessLists, accessLists } from './lists.ts';
import { ELSEWHERE, INTERFACES, NAME_LENGTH } from './names.ts';
import { asaProblems, oneWayProtocols } from './problems.ts';
import { commentLine, REMARK_LENGTH } from './text.ts';
import { type TimeRange, timeRangeOf } from './time-ranges.ts';
import { translationLines } from './translations.ts';

/** The list that stands at the interfaces while theirs are replaced. */
const CLOSED = 'segplan_closed';

function headerOf(ruleSet: RuleSet): string[] {
  return [`Made by Segplan from ${ruleSet.plan}: ${ruleSet.title}`, phasesText(ruleSet.phases)].map(commentLine);
}

function notesOf(ruleSet: RuleSet, baseName: string, removable: boolean, left: Left, older?: readonly RuleSet[]): string[] {
  const replies = ruleSet.entries.some((e) => e.action === 'allow' && hasIcmp(e.services));
  return [
    'For ASA 9.0 and later, in configuration mode. Each interface has the name (nameif) of its zone.',
    ...plainZoneNotes(ruleSet, INTERFACES),
    ...translationLines(ruleSet),
    'The way back: until write memory, a reload that saves nothing takes all of it back.',
    'Loading replaces the lists and groups below as a whole. Meanwhile new connections are dropped; open ones go on.',
    'What is cleared and was not there yet is reported, and no fault.',
    'Interfaces of one security level also need: same-security-traffic permit inter-interface',
    '(give every interface a list first: that command opens those without one).',
    ...(ruleSet.zones.some((zone) => zone.several.length)
      ? ['Networks of one zone behind one interface also need: same-security-traffic permit intra-interface.']
      : []),
    ...(replies ? ["Replies to icmp come back only where the inspection policy has 'inspect icmp'."] : []),
    ...(ruleSet.entries.some((e) => e.action === 'allow' && oneWayProtocols(e.services))
      ? ['Replies of protocols other than tcp, udp and icmp come back only by a rule for them.']
      : []),
    ...(older
      ? [
          ...goneRules([ruleSet], older).map((rule) => `Takes away ${rule}`),
          ...left.lists.map(
            ({ interfaceName }) =>
              `The plan has no zone for the interface ${interfaceName} any more: its list denies everything, until you give it another.`,
          ),
        ]
      : [
          'Lists of zones that the plan no longer has, and objects that nothing names, stay: generate with --since OLD to take them away.',
        ]),
    ...(ruleSet.entries.some((e) => e.until !== undefined)
      ? [
          "Time ranges run on the firewall's clock and in its time zone; dates of a plan are days in UTC. Set its time zone to UTC, or mind the difference.",
        ]
      : []),
    ...hostNameNotes(ruleSet, 'dns domain-lookup INTERFACE, and dns server-group DefaultDNS'),
    ...(removable
      ? [`Rules of a phase are closed by ${baseName}.remove.asa, or by generating without the phase and loading again.`]
      : []),
  ].map(commentLine);
}

/** What older plans have made that this one has no use for. */
interface Left {
  /** Of zones that the plan no longer has: closed, since an interface without a list lets out what it likes. */
  readonly lists: readonly { readonly name: string; readonly interfaceName: string }[];
  readonly networkGroups: readonly string[];
  readonly serviceGroups: readonly string[];
  readonly objects: readonly string[];
  readonly timeRanges: readonly string[];
}

function rangesOf(ruleSet: RuleSet): TimeRange[] {
  return [...new Set(ruleSet.entries.map((e) => e.until).sort())].flatMap((until) => timeRangeOf(until) ?? []);
}

function leftOf(ruleSet: RuleSet, now: AccessLists, older: readonly RuleSet[]): Left {
  const before = older.map(accessLists);
  const itself = (name: string): string => name;
  return {
    lists: without(
      before.map(({ lists }) => lists),
      now.lists,
      ({ name }) => name,
    ),
    networkGroups: without(
      before.map(({ networks }) => networks.groupNames),
      now.networks.groupNames,
      itself,
    ),
    serviceGroups: without(
      before.map(({ services }) => services.groupNames),
      now.services.groupNames,
      itself,
    ),
    objects: without(
      before.map(({ networks }) => networks.objectNames),
      now.networks.objectNames,
      itself,
    ),
    timeRanges: without(
      older.map((each) => rangesOf(each).map(({ name }) => name)),
      rangesOf(ruleSet).map(({ name }) => name),
      itself,
    ),
  };
}

/** Closes every interface, then takes away what an earlier file has left. */
function clearing({ lists, networks, services }: AccessLists, left: Left): string[] {
  const groups = (kind: string, names: readonly string[]): string[] => names.map((name) => `no object-group ${kind} ${name}`);
  const all = [...lists.map(({ interfaceName, name }) => ({ interfaceName, name })), ...left.lists];
  return [
    '! Closed while its list is replaced.',
    `access-list ${CLOSED} extended deny ip any any`,
    ...all.map((list) => `access-group ${CLOSED} in interface ${list.interfaceName}`),
    ...all.map((list) => `clear configure access-list ${list.name}`),
    ...groups('network', [...networks.groupNames, ...left.networkGroups]),
    ...groups('service', [...services.groupNames, ...left.serviceGroups]),
    ...left.objects.map((name) => `no object network ${name}`),
    ...left.timeRanges.map((name) => `no time-range ${name}`),
    '!',
  ];
}

/** What ends a list. */
function lastOf(name: string): string {
  return `${name} extended deny ip any any`;
}

function listLines({ zone, name, interfaceName, rules }: AccessList): string[] {
  const title = zone
    ? `${zone.name}${zone.title && zone.title !== zone.name ? `: ${zone.title}` : ''}`
    : 'addresses of no zone of the plan';
  const last = lastOf(name);
  return [
    commentLine(`From ${title}`),
    ...rules.flatMap(({ remarks, rule, again }) => [...remarks, ...(again ? [] : [rule])].map((r) => `access-list ${r}`)),
    // A list takes an entry once, and a rule of the plan may say the same.
    ...(rules.some((r) => r.rule === last) ? [] : [`access-list ${last}`]),
    `access-group ${name} in interface ${interfaceName}`,
    '!',
  ];
}

function section(lines: readonly string[]): string[] {
  return lines.length ? [...lines, '!'] : [];
}

/** What takes the rules of phases out of the lists again; none where there are none. What another rule needs for good stays. */
function removalLines(lists: readonly AccessList[]): string[] {
  return lists.flatMap(({ name, rules }) => {
    const passing = rules.filter(({ entry }) => entry.phase !== undefined);
    const kept = new Set([lastOf(name), ...rules.filter((r) => !passing.includes(r)).map((r) => r.rule)]);
    const gone = new Set(passing.flatMap(({ remarks, rule }) => [...remarks, ...(kept.has(rule) ? [] : [rule])]));
    return [...gone].map((line) => `no access-list ${line}`);
  });
}

/** Objects, groups and one access list for each zone, bound to the zone's interface. */
export const asa = {
  name: 'asa',
  title: 'Cisco ASA',
  description:
    'Objects, groups and an access list for what comes in at the interface of each zone; loaded in configuration mode.',
  languageId: 'cisco',
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
    commentBytes: REMARK_LENGTH,
    nameLength: NAME_LENGTH,
    notes: [
      'An interface has the name of its zone (nameif); where yours have other names, change the access-group lines.',
      `Rules about addresses of no zone are in a list for an interface named ${ELSEWHERE}.`,
      'The lists and groups of the file are replaced as a whole, during which new connections are dropped. Objects and groups say in their descriptions that they are made by Segplan; --since takes away those that are no longer used.',
      'The list of a zone that the plan no longer has stays, and keeps the groups that it names from being replaced; with --since it is emptied, and its interface stays closed.',
      'Objects of the same name that you have already are changed.',
      'Interfaces of one security level exchange traffic only with same-security-traffic permit inter-interface.',
      'Networks of one zone that are behind one interface reach each other only with same-security-traffic permit intra-interface.',
      'What comes from the rest of the world has the source any, so forged sources have to be kept out: ip verify reverse-path interface NAME.',
      'Addresses are those that the firewall sees before it translates any itself (real addresses), as ASA lists have them since 8.3: what a plan writes with as has to be translated on the way to it, or from it on.',
      'Replies to icmp come back only where the inspection policy has inspect icmp, and those of other protocols than tcp and udp (gre, esp) only by a rule for them: the firewall keeps no connections of protocols without any.',
      'Rules with a date end by a time range, by the clock and in the time zone of the firewall; connections that are open then go on.',
      'Host names are resolved by the firewall, which needs dns domain-lookup and a name server.',
      'Who may reach the firewall itself is not decided here.',
    ],
  },
  scopes: ['network'],
  translated: 'real',
  emit(ruleSet: RuleSet, baseName: string, older?: readonly RuleSet[]): OutputFile[] {
    const all = accessLists(ruleSet);
    const left = leftOf(ruleSet, all, older ?? []);
    const { lists, networks, services } = all;
    const body = lists.flatMap(listLines);
    const removal = removalLines(lists);
    const ranges = rangesOf(ruleSet).flatMap(({ lines }) => lines);
    const closed = left.lists.flatMap(({ name, interfaceName }) => [
      `access-list ${name} extended deny ip any any`,
      `access-group ${name} in interface ${interfaceName}`,
      '!',
    ]);
    const text = [
      ...headerOf(ruleSet),
      ...notesOf(ruleSet, baseName, removal.length > 0, left, older),
      '!',
      ...clearing(all, left),
      ...section(networks.lines),
      ...section(services.lines),
      ...section(ranges),
      ...body,
      ...closed,
      `clear configure access-list ${CLOSED}`,
      '',
    ].join('\n');
    const files: OutputFile[] = [{ name: `${baseName}.asa`, text }];
    if (removal.length) {
      const title = commentLine(`Takes the rules of phases out of the lists that ${baseName}.asa has made.`);
      files.push({ apart: true, name: `${baseName}.remove.asa`, text: [...headerOf(ruleSet), title, ...removal, ''].join('\n') });
    }
    return files;
  },
  problems: asaProblems,
} satisfies Target;
