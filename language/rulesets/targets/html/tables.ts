import { nameOfSource } from '../../../model/describe-source.ts';
import { closingOf, durationOf, isTemporary, type SideText, sideTexts, whyOf } from '../../change-request.ts';
import { type Content, el, Markup } from '../../markup.ts';
import { rowOf } from '../../rows.ts';
import type { RuleEntry, RuleSet } from '../../rule-set.ts';
import type { NumberedSources } from './numbered-sources.ts';

/** A column of a table. */
export interface TableColumn {
  readonly title: string;
  /** How wide it is beside the others, however many there are. */
  readonly share: number;
}

function framed(kind: string, caption: string, columns: readonly TableColumn[], bodies: Content): Markup {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => el('col', { style: `width: ${Number(((share / whole) * 100).toFixed(2))}%` }));
  const head = el(
    'tr',
    {},
    columns.map(({ title }) => el('th', { scope: 'col' }, title)),
  );
  return el('table', { class: kind }, el('caption', {}, caption), el('colgroup', {}, widths), el('thead', {}, head), bodies);
}

function body(rows: readonly (readonly Content[])[], first: Content = []): Markup {
  const cell = (content: Content, n: number): Markup => (n ? el('td', {}, content) : el('th', { scope: 'row' }, content));
  return el(
    'tbody',
    {},
    first,
    rows.map((cells) => el('tr', {}, cells.map(cell))),
  );
}

/** A table whose header is repeated on every page; the first cell of a row names it. */
export function table(
  kind: string,
  caption: string,
  columns: readonly TableColumn[],
  rows: readonly (readonly Content[])[],
): Markup {
  return framed(kind, caption, columns, body(rows));
}

function sideLine({ label, addresses }: SideText): Markup {
  const text = addresses.join(', ');
  const where = el('span', { class: 'addresses' }, text);
  return label === text ? el('div', {}, where) : el('div', {}, el('b', {}, label), new Markup(' '), where);
}

/** One end of a rule: each name with its addresses. */
function ends(sides: RuleEntry['sources'], ruleSet: RuleSet): Content {
  return sideTexts(sides, ruleSet).map(sideLine);
}

/** The last three are as wide as their titles are on paper. */
const RULE_COLUMNS: readonly TableColumn[] = [
  { title: 'Rule', share: 8 },
  { title: 'From', share: 11 },
  { title: 'To', share: 11 },
  { title: 'Services', share: 9 },
  { title: 'Why', share: 16.5 },
  { title: 'Source', share: 15.9 },
  { title: 'Until when', share: 8.5 },
  { title: 'Reviewed by', share: 7.3 },
  { title: 'Date', share: 5.7 },
  { title: 'Decision', share: 7.1 },
];

/** Rules under a heading of their own. */
export interface RuleSection {
  readonly heading: string;
  readonly entries: readonly RuleEntry[];
}

function ruleRow(entry: RuleEntry, ruleSet: RuleSet, sources: NumberedSources): Content[] {
  const row = rowOf(entry);
  const duration = durationOf(row);
  return [
    row.id,
    ends(entry.sources, ruleSet),
    ends(entry.destinations, ruleSet),
    row.services,
    whyOf(row),
    sources.cite(entry) || '-',
    isTemporary(entry) ? el('strong', {}, duration) : duration,
    '',
    '',
    '',
  ];
}

/** Rules with room for what their reviewers say of each: one table, so that its header stands on every page once. */
export function ruleTable(
  action: RuleEntry['action'],
  caption: string,
  sections: readonly RuleSection[],
  ruleSet: RuleSet,
  sources: NumberedSources,
): Markup {
  const bodies = sections.map(({ heading, entries }) =>
    body(
      entries.map((e) => ruleRow(e, ruleSet, sources)),
      el('tr', { class: 'section' }, el('th', { scope: 'rowgroup', colspan: RULE_COLUMNS.length }, heading)),
    ),
  );
  return framed(`rules ${action}`, caption, RULE_COLUMNS, bodies);
}

const TEMPORARY_COLUMNS: readonly TableColumn[] = [
  { title: 'Rule', share: 10 },
  { title: 'From and to', share: 18 },
  { title: 'Services', share: 18 },
  { title: 'Open', share: 12 },
  { title: 'How it is closed', share: 24 },
  { title: 'Closed on', share: 9 },
  { title: 'Closed by', share: 9 },
];

/** What doesn't stay, and who closed it. */
export function temporaryTable(entries: readonly RuleEntry[]): Content {
  const rows = entries.filter(isTemporary).map((entry) => {
    const row = rowOf(entry);
    return [row.id, `${row.sources} -> ${row.destinations}`, row.services, durationOf(row), closingOf(entry), '', ''];
  });
  if (!rows.length) return el('p', {}, 'No rule is temporary.');
  return table('temporary', 'Rules that are to be closed again', TEMPORARY_COLUMNS, rows);
}

export function sourceList(sources: NumberedSources): Content {
  if (!sources.documents.length) return el('p', {}, 'No rule rests on a document of a vendor.');
  return el(
    'ol',
    { class: 'sources' },
    sources.documents.map((source) => el('li', {}, nameOfSource(source))),
  );
}

export function signatures(): Markup {
  const roles = ['Requested by', 'Reviewed by', 'Approved by', 'Implemented by', 'Verified by'];
  return table(
    'signatures',
    'Sign-off',
    [
      { title: 'Role', share: 22 },
      { title: 'Name', share: 26 },
      { title: 'Date', share: 18 },
      { title: 'Signature', share: 34 },
    ],
    roles.map((r) => [r, '', '', '']),
  );
}
