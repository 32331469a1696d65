import { formatAddresses } from '../../model/addresses.ts';
import type { HostRuleSet } from '../host-rule-set.ts';
import { cell, shortened, table } from '../markdown-text.ts';
import { type Row, rowOf } from '../rows.ts';
import type { RuleEntry, RuleSet } from '../rule-set.ts';
import { HOLDS_EVERYTHING, type OutputFile, type Target } from '../target.ts';

function ruleCells(row: Row): string[] {
  const why = [...(row.reason ? [row.reason] : []), ...row.purposes].join('; ');
  const when = [...(row.phase ? [`during ${row.phase}`] : []), ...(row.until ? [`until ${row.until}`] : [])].join(', ');
  return [
    cell(row.id),
    cell(`${row.sources} (${shortened(row.sourceAddresses.split(', '))})`),
    cell(`${row.destinations} (${shortened(row.destinationAddresses.split(', '))})`),
    cell(row.services),
    cell(why || (row.action === 'allow' ? 'No required flow: check whether it is still needed' : 'Stays closed')),
    cell(when || 'permanent'),
    cell(row.references.join('; ') || '-'),
  ];
}

/** The zones of a side, for grouping rules by what they join. */
function zonesOf(entry: RuleEntry, side: 'sources' | 'destinations', ruleSet: RuleSet): string {
  if (entry[side].some((s) => s.any)) return 'anywhere';
  const zones = ruleSet.zones.filter((z) => entry[side].some((s) => s.addresses.overlaps(z.addresses)));
  return zones.length > 3 ? 'several zones' : zones.map((z) => z.name).join(' and ') || 'elsewhere';
}

function ruleSections(ruleSet: RuleSet): string[] {
  const groups = new Map<string, RuleEntry[]>();
  for (const entry of ruleSet.entries) {
    const title = `${entry.action === 'deny' ? 'Deny: ' : ''}${zonesOf(entry, 'sources', ruleSet)} -> ${zonesOf(entry, 'destinations', ruleSet)}`;
    groups.set(title, [...(groups.get(title) ?? []), entry]);
  }
  return [...groups].flatMap(([title, entries]) => ['', `### ${cell(title)}`, '', ...ruleTable(entries)]);
}

function ruleTable(entries: readonly RuleEntry[]): string[] {
  return table(['Rule', 'From', 'To', 'Services', 'Why', 'Until when', 'On whose word'], entries.map(rowOf).map(ruleCells));
}

function hostSection({ host, entries }: HostRuleSet): string[] {
  const part = (action: RuleEntry['action'], heading: string): string[] => {
    const rules = entries.filter((e) => e.action === action);
    return rules.length ? ['', heading, '', ...ruleTable(rules)] : [];
  };
  return [
    '',
    `### ${cell(`${host.name} in ${host.zone}`)}`,
    ...part('deny', 'Denied, whatever is allowed:'),
    ...part('allow', 'Allowed:'),
    ...(entries.some((e) => e.action === 'allow') ? [] : ['', 'Nothing may connect to it.']),
  ];
}

function componentTable(components: RuleSet['components']): string[] {
  return table(
    ['Component', 'Zone', 'Roles', 'Addresses'],
    components.map((c) => [cell(c.name), cell(c.zone), cell(c.roles.join(', ')), cell(shortened(formatAddresses(c.addresses)))]),
  );
}

function origin(ruleSet: RuleSet): string {
  return `made by Segplan from ${cell(ruleSet.plan)}${ruleSet.phases.length ? `, with the phases ${cell(ruleSet.phases.join(', '))}` : ''}.`;
}

/** A change request: zones, components and rules by zone pair, with purpose, duration and source. */
export const markdown = {
  name: 'markdown',
  title: 'Markdown',
  description: 'A change request to read and sign off: zones, components, and rules by zone pair with purpose and source.',
  languageId: 'markdown',
  capabilities: HOLDS_EVERYTHING,
  scopes: ['network', 'host'],
  emit(ruleSet: RuleSet, baseName: string): OutputFile[] {
    const zones = ruleSet.zones.map((z) => [
      cell(z.name),
      cell(z.title),
      cell([z.isolated ? 'isolated' : '', z.external ? 'external' : ''].filter((k) => k).join(', ')),
      cell(z.external ? 'everything outside' : shortened(formatAddresses(z.addresses))),
    ]);
    const lines = [
      `# ${cell(ruleSet.title)}`,
      '',
      `Firewall rules ${origin(ruleSet)}`,
      'Rules follow the side that opens the connection; replies need no rule. What no rule allows is denied, and a deny wins over an allow.',
      '',
      '## Zones',
      '',
      ...table(['Zone', 'Title', 'Kind', 'Addresses'], zones),
      '',
      '## Components',
      '',
      ...componentTable(ruleSet.components),
      '',
      '## Rules',
      ...ruleSections(ruleSet),
      '',
    ];
    return [{ name: `${baseName}.md`, text: lines.join('\n') }];
  },
  emitHosts(sets: readonly HostRuleSet[], baseName: string): OutputFile[] {
    const first = sets[0]!;
    const lines = [
      `# ${cell(first.title)}: hosts`,
      '',
      `What each host lets in, ${origin(first)}`,
      'Rules follow the side that opens the connection; replies need no rule. What no rule allows is denied, and a deny wins over an allow.',
      'Each host also accepts its own loopback and IPv6 neighbor discovery. What goes out is not filtered.',
      '',
      '## Hosts',
      '',
      ...componentTable(sets.map((s) => s.host)),
      '',
      '## Rules',
      ...sets.flatMap(hostSection),
      '',
    ];
    return [{ name: `${baseName}.hosts.md`, text: lines.join('\n') }];
  },
} satisfies Target;
