import { hostNameNotes } from '../../name-notes.ts';
import type { RuleSet } from '../../rule-set.ts';
import type { AddressBook, AddressObject } from '../../set-commands/address-book.ts';
import { descriptionOf, list, plainText } from '../../set-commands/plain-text.ts';
import type { ServiceBook } from '../../set-commands/services.ts';
import { renamedZoneNotes } from '../../set-commands/zones.ts';
import { goneRules, without } from '../../since.ts';
import { phasesText } from '../../text.ts';
import { INSIDE, type JunosModel, type JunosPair, ZONES } from './model.ts';
import { translationLines } from './translations.ts';

/** The longest description of a policy. */
const DESCRIPTION = 900;

const BOOK = 'security address-book global';

const MARK = 'description "Made by Segplan"';

function addressLines({ name, kind, value }: AddressObject): string[] {
  const [first, last] = value.split('-');
  const form = kind === 'network' ? value : kind === 'range' ? `range-address ${first} to ${last}` : `dns-name ${value}`;
  return [`set ${BOOK} address ${name} ${form}`, `set ${BOOK} address ${name} ${MARK}`];
}

function scheduler(until: string): string {
  return `segplan-until-${until}`;
}

/** Addresses and applications as commands, by what they are. */
function objectSections(
  { objects, groups }: AddressBook,
  services: ServiceBook,
  withoutPorts: ReadonlyMap<string, string>,
): [string, string[]][] {
  return [
    ['Addresses', objects.flatMap(addressLines)],
    [
      'Address sets',
      groups.flatMap((g) => [
        ...g.members.map((member) => `set ${BOOK} address-set ${g.name} address ${member}`),
        `set ${BOOK} address-set ${g.name} ${MARK}`,
      ]),
    ],
    [
      'Applications',
      services.objects.flatMap((s) => [
        `set applications application ${s.name} protocol ${s.protocol}${s.source === undefined ? '' : ` source-port ${s.source}`} destination-port ${s.ports}`,
        `set applications application ${s.name} ${MARK}`,
      ]),
    ],
    [
      'Applications without ports',
      [...withoutPorts]
        .sort(byName)
        .flatMap(([name, text]) => [
          `set applications application ${name} ${text}`,
          `set applications application ${name} ${MARK}`,
        ]),
    ],
    [
      'Application sets',
      services.groups.flatMap((g) => [
        ...g.members.map((member) => `set applications application-set ${g.name} application ${member}`),
        `set applications application-set ${g.name} ${MARK}`,
      ]),
    ],
  ];
}

/** Addresses and applications as commands. */
export function objectLines(addresses: AddressBook, services: ServiceBook, withoutPorts: ReadonlyMap<string, string>): string[] {
  return objectSections(addresses, services, withoutPorts).flatMap(([, lines]) => lines);
}

function pairLines({ from, to, policies }: JunosPair): string[] {
  return policies.flatMap(({ name, entry, sources, destinations, applications }) => {
    const policy = `set security policies from-zone ${from} to-zone ${to} policy ${name}`;
    const deny = entry.action === 'deny';
    return [
      `${policy} description "${descriptionOf(entry, DESCRIPTION)}"`,
      `${policy} match source-address ${list(sources)} destination-address ${list(destinations)} application ${list(applications)}`,
      `${policy} then ${deny ? 'deny' : 'permit'}`,
      `${policy} then log ${deny ? 'session-init' : 'session-close'}`,
      ...(entry.until ? [`${policy} scheduler-name ${scheduler(entry.until)}`] : []),
    ];
  });
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length ? ['', `# ${title}`, ...lines] : [];
}

function datesOf({ pairs }: JunosModel): string[] {
  return [...new Set(pairs.flatMap((p) => p.policies.flatMap(({ entry }) => entry.until ?? [])))].sort();
}

/** Commands that take away the policies between each two zones; of older rule sets, those between zones that the newer one doesn't have both. */
function removals({ zones }: JunosModel, older: readonly JunosModel[]): string[] {
  // A thousand zones make a million lines.
  const between = (all: readonly string[], left: (from: string, to: string) => boolean): string[] =>
    all.flatMap((from) => {
      const start = `delete security policies from-zone ${from} to-zone `;
      const lines: string[] = [];
      for (const to of all) if (to !== from && left(from, to)) lines.push(start + to);
      return lines;
    });
  const now = new Set(zones);
  const before = older.flatMap((each) => between(each.zones, (from, to) => !now.has(from) || !now.has(to)));
  return [...between(zones, () => true), ...new Set(before)];
}

function byName([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}

/** What older rule sets have left and a newer one does not write again. */
function leftLines(model: JunosModel, older: readonly JunosModel[]): string[] {
  const names = (of: (each: JunosModel) => readonly string[]): string[] => without(older.map(of), of(model), (name) => name);
  const named = (things: readonly { readonly name: string }[]): string[] => things.map(({ name }) => name);
  return [
    ...names((each) => named(each.addresses.groups)).map((name) => `delete ${BOOK} address-set ${name}`),
    ...names((each) => named(each.addresses.objects)).map((name) => `delete ${BOOK} address ${name}`),
    ...names((each) => named(each.services.groups)).map((name) => `delete applications application-set ${name}`),
    ...names((each) => [...named(each.services.objects), ...[...each.withoutPorts].sort(byName).map(([name]) => name)]).map(
      (name) => `delete applications application ${name}`,
    ),
    ...names((each) => datesOf(each).map(scheduler)).map((name) => `delete schedulers scheduler ${name}`),
  ];
}

/**
 * The commands that bring the policies between the plan's zones to what the plan says.
 * @param older what older plans have made of it; nothing where nobody knows
 */
export function junosFile(
  model: JunosModel,
  ruleSet: RuleSet,
  older?: readonly { readonly model: JunosModel; readonly ruleSet: RuleSet }[],
): string {
  const { pairs, addresses, services, zones } = model;
  const dates = datesOf(model);
  const before = older?.map((each) => each.model) ?? [];
  const sections = objectSections(addresses, services, model.withoutPorts);
  const named = new Set(pairs.flatMap(({ from, to }) => [from, to]));
  const used = zones.filter((zone) => named.has(zone));
  return [
    `# Made by Segplan from ${plainText(ruleSet.plan)}: ${plainText(ruleSet.title)}`,
    `# ${phasesText(ruleSet.phases)}`,
    '# Load: configure, load set FILE, show | compare, commit check, commit confirmed, commit. The way back: rollback 1, commit.',
    `# Zones that the firewall needs beforehand: ${used.join(', ') || 'none'}`,
    ...renamedZoneNotes(ruleSet, ZONES).map((note) => `# ${note}`),
    ...translationLines(ruleSet).map((line) => `# ${line}`),
    "# Loading replaces all policies between the plan's zones, and objects of the same names. It touches nothing else but the default policy.",
    `# Networks of one zone reach each other by the policy ${INSIDE}, which comes after policies of yours from the zone to itself.`,
    '# To close what a phase opens, make this file again without the phase and load that.',
    ...(older
      ? goneRules(
          [ruleSet],
          older.map((each) => each.ruleSet),
        ).map((rule) => `# Takes away ${plainText(rule)}`)
      : [
          '# Policies of zones that the plan no longer has, and objects that no policy names any more, stay: generate with --since OLD to delete them.',
        ]),
    ...(dates.length
      ? [
          "# Schedulers run on the firewall's clock and in its time zone; dates of a plan are days in UTC. Set its time zone to UTC, or mind the difference.",
        ]
      : []),
    ...hostNameNotes(ruleSet, 'set system name-server').map((note) => `# ${note}`),
    ...model.inside.map((e) => `# ${e.id} needs no policy: no traffic of it goes from one zone to another.`),
    ...section("What was there before; 'statement not found' is no fault.", [
      ...removals(model, before),
      ...[...new Set([...zones, ...before.flatMap((each) => each.zones)])].map(
        (zone) => `delete security policies from-zone ${zone} to-zone ${zone} policy ${INSIDE}`,
      ),
      ...addresses.groups.map((g) => `delete ${BOOK} address-set ${g.name}`),
      ...services.groups.map((g) => `delete applications application-set ${g.name}`),
    ]),
    ...section(
      'Schedulers',
      dates.map((date) => `set schedulers scheduler ${scheduler(date)} start-date 2020-01-01.00:00 stop-date ${date}.23:59`),
    ),
    ...sections.flatMap(([title, lines]) => section(title, lines)),
    ...pairs.flatMap((pair) => section(`From ${pair.from} to ${pair.to}`, pairLines(pair))),
    ...section(
      'What no policy names any more. Where others have come to use some of it, the commit says so: keep that.',
      leftLines(model, before),
    ),
    ...section('What no policy permits', ['set security policies default-policy deny-all']),
    '',
  ].join('\n');
}
