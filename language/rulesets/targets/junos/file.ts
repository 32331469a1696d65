import type { RuleSet } from '../../rule-set.ts';
import type { AddressObject } from '../../set-commands/address-book.ts';
import { descriptionOf, list, plainText } from '../../set-commands/plain-text.ts';
import { renamedZoneNotes } from '../../set-commands/zones.ts';
import { INSIDE, type JunosModel, type JunosPair, ZONES } from './model.ts';

/** The longest description of a policy. */
const DESCRIPTION = 900;

const BOOK = 'security address-book global';

function addressLine({ name, kind, value }: AddressObject): string {
  const [first, last] = value.split('-');
  const form = kind === 'network' ? value : kind === 'range' ? `range-address ${first} to ${last}` : `dns-name ${value}`;
  return `set ${BOOK} address ${name} ${form}`;
}

function scheduler(until: string): string {
  return `until-${until}`;
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

/** The commands that bring the policies between the plan's zones to what the plan says. */
export function junosFile(model: JunosModel, ruleSet: RuleSet): string {
  const { pairs, addresses, services, zones } = model;
  const entries = pairs.flatMap((p) => p.policies.map(({ entry }) => entry));
  const dates = [...new Set(entries.flatMap((e) => e.until ?? []))].sort();
  const used = zones.filter((zone) => pairs.some((p) => p.from === zone || p.to === zone));
  const every = zones.flatMap((from) => zones.filter((to) => to !== from).map((to) => `from-zone ${from} to-zone ${to}`));
  return [
    `# Made by Segplan from ${plainText(ruleSet.plan)}: ${plainText(ruleSet.title)}`,
    `# Phases: ${ruleSet.phases.join(', ') || 'none'}`,
    '# Load: configure, load set FILE, show | compare, commit confirmed, commit.',
    `# Zones that the firewall needs beforehand: ${used.join(', ') || 'none'}`,
    ...renamedZoneNotes(ruleSet, ZONES).map((note) => `# ${note}`),
    "# Loading replaces all policies between the plan's zones, and objects of the same names. It touches nothing else but the default policy.",
    `# Networks of one zone reach each other by the policy ${INSIDE}, which comes after policies of yours from the zone to itself.`,
    '# To close what a phase opens, make this file again without the phase and load that.',
    ...model.inside.map((e) => `# ${e.id} needs no policy: no traffic of it goes from one zone to another.`),
    ...section("What was there before; 'statement not found' is no fault.", [
      ...every.map((pair) => `delete security policies ${pair}`),
      ...zones.map((zone) => `delete security policies from-zone ${zone} to-zone ${zone} policy ${INSIDE}`),
      ...addresses.groups.map((g) => `delete ${BOOK} address-set ${g.name}`),
      ...services.groups.map((g) => `delete applications application-set ${g.name}`),
    ]),
    ...section(
      'Schedulers',
      dates.map((date) => `set schedulers scheduler ${scheduler(date)} start-date 2020-01-01.00:00 stop-date ${date}.23:59`),
    ),
    ...section('Addresses', addresses.objects.map(addressLine)),
    ...section(
      'Address sets',
      addresses.groups.flatMap((g) => g.members.map((member) => `set ${BOOK} address-set ${g.name} address ${member}`)),
    ),
    ...section(
      'Applications',
      services.objects.map((s) => `set applications application ${s.name} protocol ${s.protocol} destination-port ${s.ports}`),
    ),
    ...section(
      'Application sets',
      services.groups.flatMap((g) =>
        g.members.map((member) => `set applications application-set ${g.name} application ${member}`),
      ),
    ),
    ...pairs.flatMap((pair) => section(`From ${pair.from} to ${pair.to}`, pairLines(pair))),
    ...section('What no policy permits', ['set security policies default-policy deny-all']),
    '',
  ].join('\n');
}
