import { hasIcmp } from '../../../model/services.ts';
import type { RuleSet } from '../../rule-set.ts';
import { renamedZoneNotes } from '../../set-commands/zones.ts';
import type { OutputFile, Target } from '../../target.ts';
import { type AccessList, type AccessLists, accessLists } from './lists.ts';
import { ELSEWHERE, INTERFACES, NAME_LENGTH } from './names.ts';
import { asaProblems } from './problems.ts';
import { commentLine, REMARK_LENGTH } from './text.ts';
import { timeRangeOf } from './time-ranges.ts';

/** The list that stands at the interfaces while theirs are replaced. */
const CLOSED = 'segplan_closed';

function headerOf(ruleSet: RuleSet): string[] {
  return [`Made by Segplan from ${ruleSet.plan}: ${ruleSet.title}`, `Phases: ${ruleSet.phases.join(', ') || 'none'}`].map(
    commentLine,
  );
}

function notesOf(ruleSet: RuleSet, baseName: string, removable: boolean): string[] {
  const replies = ruleSet.entries.some((e) => e.action === 'allow' && hasIcmp(e.services));
  return [
    'For ASA 9.0 and later, in configuration mode. Each interface has the name (nameif) of its zone.',
    ...renamedZoneNotes(ruleSet, INTERFACES),
    'Loading replaces the lists and groups below as a whole. Meanwhile new connections are dropped; open ones go on.',
    'What is cleared and was not there yet is reported, and no fault.',
    'Interfaces of one security level also need: same-security-traffic permit inter-interface',
    '(give every interface a list first: that command opens those without one).',
    ...(ruleSet.zones.some((zone) => zone.several.length)
      ? ['Networks of one zone behind one interface also need: same-security-traffic permit intra-interface.']
      : []),
    ...(replies ? ["Replies to icmp come back only where the inspection policy has 'inspect icmp'."] : []),
    ...(removable
      ? [`Rules of a phase are closed by ${baseName}.remove.asa, or by generating without the phase and loading again.`]
      : []),
  ].map(commentLine);
}

/** Closes every interface, then takes away what an earlier file has left. */
function clearing({ lists, networks, services }: AccessLists): string[] {
  return [
    '! Closed while its list is replaced.',
    `access-list ${CLOSED} extended deny ip any any`,
    ...lists.map((list) => `access-group ${CLOSED} in interface ${list.interfaceName}`),
    ...lists.map((list) => `clear configure access-list ${list.name}`),
    ...networks.groupNames.map((name) => `no object-group network ${name}`),
    ...services.groupNames.map((name) => `no object-group service ${name}`),
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
    expiry: true,
    icmp: true,
    otherProtocols: true,
    commentBytes: REMARK_LENGTH,
    nameLength: NAME_LENGTH,
    notes: [
      'An interface has the name of its zone (nameif); where yours have other names, change the access-group lines.',
      `Rules about addresses of no zone are in a list for an interface named ${ELSEWHERE}.`,
      'The lists and groups of the file are replaced as a whole, during which new connections are dropped; objects that are no longer used stay.',
      'The list of a zone that the plan no longer has stays, and keeps the groups that it names from being replaced: clear it first.',
      'Objects of the same name that you have already are changed.',
      'Interfaces of one security level exchange traffic only with same-security-traffic permit inter-interface.',
      'Networks of one zone that are behind one interface reach each other only with same-security-traffic permit intra-interface.',
      'What comes from the rest of the world has the source any, so forged sources have to be kept out: ip verify reverse-path interface NAME.',
      'Addresses are those before any translation (real addresses), as ASA lists have them since 8.3.',
      'Replies to icmp come back only where the inspection policy has inspect icmp.',
      'Rules with a date end by a time range, so the clock has to be right; connections that are open then go on.',
      'Host names are resolved by the firewall, which needs dns domain-lookup and a name server.',
      'Who may reach the firewall itself is not decided here.',
    ],
  },
  scopes: ['network'],
  emit(ruleSet: RuleSet, baseName: string): OutputFile[] {
    const all = accessLists(ruleSet);
    const { lists, networks, services } = all;
    const body = lists.flatMap(listLines);
    const removal = removalLines(lists);
    const ranges = [...new Set(ruleSet.entries.map((e) => e.until).sort())].flatMap((until) => timeRangeOf(until)?.lines ?? []);
    const text = [
      ...headerOf(ruleSet),
      ...notesOf(ruleSet, baseName, removal.length > 0),
      '!',
      ...clearing(all),
      ...section(networks.lines),
      ...section(services.lines),
      ...section(ranges),
      ...body,
      `clear configure access-list ${CLOSED}`,
      '',
    ].join('\n');
    const files: OutputFile[] = [{ name: `${baseName}.asa`, text }];
    if (removal.length) {
      const title = commentLine(`Takes the rules of phases out of the lists that ${baseName}.asa has made.`);
      files.push({ name: `${baseName}.remove.asa`, text: [...headerOf(ruleSet), title, ...removal, ''].join('\n') });
    }
    return files;
  },
  problems: asaProblems,
} satisfies Target;
