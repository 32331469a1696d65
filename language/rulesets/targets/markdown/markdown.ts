import { standingOf } from '../../../model/describe-source.ts';
import {
  addressTexts,
  durationOf,
  groupsOf,
  HOST_MEANING,
  inOneDocument,
  kindOf,
  MEANING,
  meaningOf,
  originOf,
  placeTexts,
  sideTexts,
  TRANSLATION_MEANING,
  TRANSLATION_TITLES,
  translationRows,
  whyOf,
  zoneColumns,
} from '../../change-request.ts';
import type { HostRuleSet } from '../../host-rule-set.ts';
import { type Column, HOST_SYSTEM } from '../../host-systems.ts';
import { cell, documentLink, table } from '../../markdown-text.ts';
import { rowOf } from '../../rows.ts';
import type { RuleEntry, RuleSet } from '../../rule-set.ts';
import { SourceBook } from '../../source-book.ts';
import { HOLDS_EVERYTHING, type OutputFile, type Target } from '../../target.ts';

function ruleCells(entry: RuleEntry, ruleSet: RuleSet, book: SourceBook): string[] {
  const row = rowOf(entry);
  const ends = (labels: string, sides: RuleEntry['sources']): string => cell(`${labels} (${addressesOf(sides, ruleSet)})`);
  return [
    cell(row.id),
    ends(row.sources, entry.sources),
    ends(row.destinations, entry.destinations),
    cell(row.services),
    cell(whyOf(row)),
    cell(durationOf(row)),
    cell(book.cite(entry) || '-'),
  ];
}

function ruleSections(ruleSet: RuleSet, book: SourceBook): string[] {
  return groupsOf(ruleSet).flatMap(({ action, pair, entries }) => {
    const title = `${action === 'deny' ? 'Deny: ' : ''}${pair}`;
    return ['', `### ${cell(title)}`, '', ...ruleTable(entries, ruleSet, book)];
  });
}

/** All addresses of some ends, each once: whoever signs off has to see everything that opens. */
function addressesOf(sides: RuleEntry['sources'], ruleSet: RuleSet): string {
  if (sides.some((s) => s.any)) return 'any';
  return [...new Set(sideTexts(sides, ruleSet).flatMap((s) => s.addresses))].join(', ');
}

function ruleTable(entries: readonly RuleEntry[], ruleSet: RuleSet, book: SourceBook): string[] {
  return table(
    ['Rule', 'From', 'To', 'Services', 'Why', 'Until when', 'On whose word'],
    entries.map((entry) => ruleCells(entry, ruleSet, book)),
  );
}

/** The documents that the rules above rest on, whole, so that the rows need their titles alone. */
function sourceSection({ list }: SourceBook): string[] {
  const lines = list.map(([source]) => `- ${[documentLink(source), ...standingOf(source).map(cell)].join(', ')}`);
  return lines.length ? ['## Sources', '', ...lines, ''] : [];
}

function zoneTable(ruleSet: RuleSet, between: boolean): string[] {
  const more = zoneColumns(ruleSet, between);
  const rows = ruleSet.zones.map((z) => [
    cell(z.name),
    cell(z.title),
    cell(kindOf(z)),
    cell(addressTexts(z.addresses, ruleSet, z.own).join(', ')),
    ...more.map((column) => cell(column.of(z))),
  ]);
  return table(['Zone', 'Title', 'Kind', 'Addresses', ...more.map((column) => column.title)], rows);
}

function translationSection(ruleSet: RuleSet): string[] {
  const rows = translationRows(ruleSet).map((each) => each.map(cell));
  return rows.length ? ['## Translations', '', TRANSLATION_MEANING, '', ...table(TRANSLATION_TITLES, rows), ''] : [];
}

function hostSection(set: HostRuleSet, book: SourceBook): string[] {
  const { host, entries } = set;
  const part = (action: RuleEntry['action'], heading: string): string[] => {
    const rules = entries.filter((e) => e.action === action);
    return rules.length ? ['', heading, '', ...ruleTable(rules, set, book)] : [];
  };
  return [
    '',
    `### ${cell(`${host.name} in ${host.zone}`)}`,
    ...part('deny', 'Denied, whatever is allowed:'),
    ...part('allow', 'Allowed:'),
    ...(entries.some((e) => e.action === 'allow') ? [] : ['', 'Nothing may connect to it.']),
  ];
}

function hostTable(sets: readonly HostRuleSet[]): string[] {
  return componentTable(
    sets.map((s) => s.host),
    sets[0]!,
    [HOST_SYSTEM],
  );
}

function componentTable<T extends RuleSet['components'][number]>(
  components: readonly T[],
  ruleSet: RuleSet,
  more: readonly Column<T>[] = [],
): string[] {
  return table(
    ['Component', 'Zone', 'Roles', ...more.map(({ title }) => title), 'Addresses'],
    components.map((c) => [
      cell(c.name),
      cell(c.zone),
      cell(c.roles.join(', ')),
      ...more.map((column) => cell(column.of(c))),
      cell(placeTexts(c, ruleSet).join(', ')),
    ]),
  );
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
    const book = new SourceBook(ruleSet.entries);
    const lines = [
      `# ${cell(ruleSet.title)}`,
      '',
      `Firewall rules ${originOf(ruleSet, cell)}`,
      meaningOf(ruleSet, cell),
      '',
      '## Zones',
      '',
      ...zoneTable(ruleSet, true),
      '',
      '## Components',
      '',
      ...componentTable(ruleSet.components, ruleSet),
      '',
      ...translationSection(ruleSet),
      '## Rules',
      ...ruleSections(ruleSet, book),
      '',
      ...sourceSection(book),
    ];
    return [{ name: `${baseName}.md`, text: lines.join('\n') }];
  },
  emitHosts(all: readonly HostRuleSet[], baseName: string): OutputFile[] {
    const sets = inOneDocument(all);
    const [first] = sets;
    const book = new SourceBook(sets.flatMap((set) => set.entries));
    const lines = [
      `# ${cell(first.title)}: hosts`,
      '',
      `What each host lets in, ${originOf(first, cell)}`,
      MEANING,
      HOST_MEANING,
      '',
      // What is outside of all zones can be told only by who knows them.
      '## Zones',
      '',
      ...zoneTable(first, false),
      '',
      '## Hosts',
      '',
      ...hostTable(sets),
      '',
      '## Rules',
      ...sets.flatMap((set) => hostSection(set, book)),
      '',
      ...sourceSection(book),
    ];
    return [{ name: `${baseName}.hosts.md`, text: lines.join('\n') }];
  },
} satisfies Target;
