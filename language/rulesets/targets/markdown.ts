import { formatAddresses } from '../../model/addresses.ts';
import { type Row, rowOf } from '../rows.ts';
import type { RuleEntry, RuleSet } from '../rule-set.ts';
import { HOLDS_EVERYTHING, type OutputFile, type Target } from '../target.ts';
import { oneLine } from '../text.ts';

/** Text of a plan in a table cell: shown, never interpreted as Markdown or HTML. */
function cell(text: string): string {
  return oneLine(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]()#+!|~$]/g, '\\$&')
    .replace(/\b(https?|ftp|www)([:.])/gi, '$1&#8203;$2');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)];
}

function shortened(texts: readonly string[], most = 8): string {
  return texts.length > most ? `${texts.slice(0, most).join(', ')} and ${texts.length - most} more` : texts.join(', ');
}

function ruleCells(row: Row): string[] {
  const why = [...(row.reason ? [row.reason] : []), ...row.purposes].join('; ');
  const when = [...(row.phase ? [`during ${row.phase}`] : []), ...(row.until ? [`until ${row.until}`] : [])].join(', ');
  return [
    cell(row.id),
    cell(`${row.sources} (${shortened(row.sourceAddresses.split(', '))})`),
    cell(`${row.destinations} (${shortened(row.destinationAddresses.split(', '))})`),
    cell(row.services),
    cell(why || 'No required flow: check whether it is still needed'),
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
  const header = ['Rule', 'From', 'To', 'Services', 'Why', 'Until when', 'On whose word'];
  return [...groups].flatMap(([title, entries]) => [
    '',
    `### ${cell(title)}`,
    '',
    ...table(header, entries.map(rowOf).map(ruleCells)),
  ]);
}

/** A change request: zones, components and rules by zone pair, with purpose, duration and source. */
export const markdown: Target = {
  name: 'markdown',
  title: 'Markdown',
  description: 'A change request to read and sign off: zones, components, and rules by zone pair with purpose and source.',
  languageId: 'markdown',
  capabilities: HOLDS_EVERYTHING,
  emit(ruleSet: RuleSet, baseName: string): OutputFile[] {
    const zones = ruleSet.zones.map((z) => [
      cell(z.name),
      cell(z.title),
      cell([z.isolated ? 'isolated' : '', z.external ? 'external' : ''].filter((k) => k).join(', ')),
      cell(z.external ? 'everything outside' : shortened(formatAddresses(z.addresses))),
    ]);
    const components = ruleSet.components.map((c) => [
      cell(c.name),
      cell(c.zone),
      cell(c.roles.join(', ')),
      cell(shortened(formatAddresses(c.addresses))),
    ]);
    const lines = [
      `# ${cell(ruleSet.title)}`,
      '',
      `Firewall rules made by Segplan from ${cell(ruleSet.plan)}${ruleSet.phases.length ? `, with the phases ${cell(ruleSet.phases.join(', '))}` : ''}.`,
      'Rules follow the side that opens the connection; replies need no rule. What no rule allows is denied, and a deny wins over an allow.',
      '',
      '## Zones',
      '',
      ...table(['Zone', 'Title', 'Kind', 'Addresses'], zones),
      '',
      '## Components',
      '',
      ...table(['Component', 'Zone', 'Roles', 'Addresses'], components),
      '',
      '## Rules',
      ...ruleSections(ruleSet),
      '',
    ];
    return [{ name: `${baseName}.md`, text: lines.join('\n') }];
  },
};
