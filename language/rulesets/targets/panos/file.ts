import { hostNameNotes } from '../../name-notes.ts';
import type { RuleSet } from '../../rule-set.ts';
import type { AddressBook, AddressObject } from '../../set-commands/address-book.ts';
import { descriptionOf, list, plainText } from '../../set-commands/plain-text.ts';
import type { ServiceBook } from '../../set-commands/services.ts';
import { renamedZoneNotes } from '../../set-commands/zones.ts';
import { goneRules, without } from '../../since.ts';
import { phasesText } from '../../text.ts';
import { CLEANUP, type PanosModel, type PanosRule, ZONES } from './model.ts';
import { translationLines } from './translations.ts';

/** The longest description that PAN-OS takes. */
const DESCRIPTION = 1023;
const TAG = 'segplan';
/** How many members one command adds to a list. */
const MEMBERS = 24;

function inParts(names: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (let n = 0; n < names.length; n += MEMBERS) parts.push(names.slice(n, n + MEMBERS));
  return parts;
}

const FORMS: Record<AddressObject['kind'], string> = { network: 'ip-netmask', range: 'ip-range', 'host-name': 'fqdn' };

/** Addresses and services as commands. @param more what each ends with */
export function objectLines(addresses: AddressBook, services: ServiceBook, more = ''): string[] {
  return [...addressLines(addresses, more), ...serviceLines(services, more)];
}

function addressLines({ objects }: AddressBook, more: string): string[] {
  return objects.map((o) => `set address ${o.name} ${FORMS[o.kind]} ${o.value}${more}`);
}

function serviceLines({ objects }: ServiceBook, more: string): string[] {
  return objects.map((s) => {
    const source = s.source === undefined ? '' : ` source-port ${s.source}`;
    return `set service ${s.name} protocol ${s.protocol} port ${s.ports}${source}${more}`;
  });
}

/** The members of groups as commands. */
export function groupLines(addresses: AddressBook, services: ServiceBook): string[] {
  return [
    ...addresses.groups.flatMap((g) => inParts(g.members).map((names) => `set address-group ${g.name} static ${list(names)}`)),
    ...services.groups.flatMap((g) => inParts(g.members).map((names) => `set service-group ${g.name} members ${list(names)}`)),
  ];
}

function phaseTag(phase: string): string {
  return `segplan-${phase.slice(0, 100)}`;
}

function scheduleOf(until: string): string {
  return `segplan-until-${until}`;
}

function ruleLines(rule: PanosRule): string[] {
  const { name, entry } = rule;
  const tags = [TAG, ...(entry.phase ? [phaseTag(entry.phase)] : [])];
  const head = `set rulebase security rules ${name}`;
  const [sources = [], ...moreSources] = inParts(rule.sources);
  const [destinations = [], ...moreDestinations] = inParts(rule.destinations);
  const parts = [
    head,
    'rule-type interzone',
    `from ${list(rule.from)}`,
    `to ${list(rule.to)}`,
    `source ${list(sources)}`,
    `destination ${list(destinations)}`,
    `application ${list(rule.applications)}`,
    `service ${list(rule.services)}`,
    `action ${entry.action === 'deny' ? 'drop' : 'allow'}`,
    'log-end yes',
    `tag ${list(tags)}`,
    ...(entry.until ? [`schedule ${scheduleOf(entry.until)}`] : []),
    `description "${descriptionOf(entry, DESCRIPTION)}"`,
  ];
  return [
    parts.join(' '),
    ...moreSources.map((names) => `${head} source ${list(names)}`),
    ...moreDestinations.map((names) => `${head} destination ${list(names)}`),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length ? ['', `# ${title}`, ...lines] : [];
}

function cleanup(zones: readonly string[]): string[] {
  if (zones.length < 2) return [];
  const head = `set rulebase security rules ${CLEANUP}`;
  const [first = [], ...more] = inParts(zones);
  return [
    `${head} rule-type interzone from ${list(first)} to ${list(first)} source any destination any application any service any action drop log-end yes tag ${TAG} description "What no rule of the plan permits between its zones"`,
    ...more.flatMap((names) => [`${head} from ${list(names)}`, `${head} to ${list(names)}`]),
  ];
}

/** What older rule sets have left and a newer one does not write again. */
interface Left {
  readonly rules: readonly string[];
  readonly addressGroups: readonly string[];
  readonly addresses: readonly string[];
  readonly serviceGroups: readonly string[];
  readonly services: readonly string[];
  readonly schedules: readonly string[];
  readonly tags: readonly string[];
}

function datesOf({ rules }: PanosModel): string[] {
  return [...new Set(rules.flatMap((r) => r.entry.until ?? []))].sort();
}

function phasesOf({ rules }: PanosModel): string[] {
  return [...new Set(rules.flatMap((r) => r.entry.phase ?? []))].sort();
}

function leftOf(model: PanosModel, older: readonly PanosModel[]): Left {
  const names = (of: (each: PanosModel) => readonly string[]): string[] => without(older.map(of), of(model), (name) => name);
  const named = (things: readonly { readonly name: string }[]): string[] => things.map(({ name }) => name);
  return {
    rules: names(({ rules, zones }) => [...named(rules), ...(cleanup(zones).length ? [CLEANUP] : [])]),
    addressGroups: names(({ addresses }) => named(addresses.groups)),
    addresses: names(({ addresses }) => named(addresses.objects)),
    serviceGroups: names(({ services }) => named(services.groups)),
    services: names(({ services }) => named(services.objects)),
    schedules: names((each) => datesOf(each).map(scheduleOf)),
    tags: names((each) => phasesOf(each).map(phaseTag)),
  };
}

/**
 * The commands that bring a firewall's rules to what the plan says.
 * @param older what older plans have made of it; nothing where nobody knows
 */
export function panosFile(
  model: PanosModel,
  ruleSet: RuleSet,
  older?: readonly { readonly model: PanosModel; readonly ruleSet: RuleSet }[],
): string {
  const { rules, addresses, services } = model;
  const zones = model.zones;
  const last = cleanup(zones);
  const [phases, dates] = [phasesOf(model), datesOf(model)];
  const left = leftOf(model, older?.map((each) => each.model) ?? []);
  const of = (action: PanosRule['entry']['action']): string[] =>
    rules.filter((r) => r.entry.action === action).flatMap(ruleLines);
  return [
    `# Made by Segplan from ${plainText(ruleSet.plan)}: ${plainText(ruleSet.title)}`,
    `# ${phasesText(ruleSet.phases)}`,
    '# Load: set cli scripting-mode on, configure, paste this file, compare with run show config diff, check with validate full, then commit.',
    '# The way back: before the commit revert config; after it load config version N (run show config audit info lists them), then commit.',
    `# Zones that the firewall needs beforehand: ${zones.join(', ') || 'none'}`,
    ...renamedZoneNotes(ruleSet, ZONES).map((note) => `# ${note}`),
    ...translationLines(ruleSet).map((line) => `# ${line}`),
    '# The rules go to the end of the rulebase, so that what stands before them comes first. Objects of the same names are overwritten.',
    ...(older
      ? goneRules(
          [ruleSet],
          older.map((each) => each.ruleSet),
        ).map((rule) => `# Takes away ${plainText(rule)}`)
      : [
          `# Rules with the tag ${TAG} that this file does not name come from an earlier plan: generate with --since OLD to delete them.`,
        ]),
    ...(dates.length
      ? [
          "# Schedules run on the firewall's clock and in its time zone; dates of a plan are days in UTC. Set its time zone to UTC, or mind the difference.",
        ]
      : []),
    ...hostNameNotes(ruleSet, 'set deviceconfig system dns-setting').map((note) => `# ${note}`),
    ...model.inside.map((e) => `# ${e.id} needs no rule: no traffic of it goes from one zone to another.`),
    // Groups are emptied and not deleted, which is refused for one that another rule names.
    ...section(
      "What an earlier loading left of these. The first time there is nothing, and each line says that the object doesn't exist.",
      [
        ...[...left.rules, ...rules.map((r) => r.name)].map((name) => `delete rulebase security rules ${name}`),
        ...(last.length ? [`delete rulebase security rules ${CLEANUP}`] : []),
        ...addresses.groups.map((g) => `delete address-group ${g.name} static`),
        ...services.groups.map((g) => `delete service-group ${g.name} members`),
      ],
    ),
    ...section('Tags and schedules', [
      `set tag ${TAG} comments "Made by Segplan"`,
      ...phases.map((phase) => `set tag ${phaseTag(phase)} comments "Made by Segplan, for the phase ${plainText(phase)}"`),
      ...dates.map(
        (date) =>
          `set schedule ${scheduleOf(date)} schedule-type non-recurring 2020/01/01@00:00-${date.replaceAll('-', '/')}@23:59`,
      ),
    ]),
    ...section('Addresses', addressLines(addresses, ` tag ${TAG}`)),
    ...section(
      'Address groups',
      addresses.groups.flatMap((g) => [
        ...inParts(g.members).map((names) => `set address-group ${g.name} static ${list(names)}`),
        `set address-group ${g.name} tag ${TAG}`,
      ]),
    ),
    ...section('Services', serviceLines(services, ` tag ${TAG}`)),
    ...section(
      'Service groups',
      services.groups.flatMap((g) => [
        ...inParts(g.members).map((names) => `set service-group ${g.name} members ${list(names)}`),
        `set service-group ${g.name} tag ${TAG}`,
      ]),
    ),
    ...section('What is denied, whatever is allowed below', of('deny')),
    ...section('What is allowed', of('allow')),
    ...section('Everything else between these zones', last),
    ...section('What no rule names any more; what others have come to use is refused, and stays', [
      ...left.addressGroups.map((name) => `delete address-group ${name}`),
      ...left.addresses.map((name) => `delete address ${name}`),
      ...left.serviceGroups.map((name) => `delete service-group ${name}`),
      ...left.services.map((name) => `delete service ${name}`),
      ...left.schedules.map((name) => `delete schedule ${name}`),
      ...left.tags.map((name) => `delete tag ${name}`),
    ]),
    '',
  ].join('\n');
}

/** The commands that take the rules of a phase or with an end date away again; nothing where there are none. */
export function panosRemoval({ rules }: PanosModel, plan: string): string | undefined {
  const passing = rules.filter((r) => r.entry.phase || r.entry.until);
  if (!passing.length) return undefined;
  return [
    `# Made by Segplan from ${plainText(plan)}: removes the rules of a phase or with an end date.`,
    '# Load: set cli scripting-mode on, configure, paste this file, compare with run show config diff, then commit.',
    ...passing.flatMap((r) => [
      `# ${plainText(r.entry.id)}${r.entry.phase ? ` during ${r.entry.phase}` : ''}${r.entry.until ? ` until ${r.entry.until}` : ''}`,
      `delete rulebase security rules ${r.name}`,
    ]),
    '',
  ].join('\n');
}
