import { nameOfSource } from '../../../model/describe-source.ts';
import { closingOf, durationOf, isTemporary, type SideText, sideTexts, whyOf } from '../../change-request.ts';
import { documentsOf } from '../../citations.ts';
import { type Content, el, Markup } from '../../markup.ts';
import { rowOf } from '../../rows.ts';
import type { RuleEntry, RuleSet } from '../../rule-set.ts';

function framed(kind: string, caption: string, header: readonly string[], bodies: Content): Markup {
  const head = el(
    'tr',
    {},
    header.map((h) => el('th', { scope: 'col' }, h)),
  );
  return el('table', { class: kind }, el('caption', {}, caption), el('thead', {}, head), bodies);
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
export function table(kind: string, caption: string, header: readonly string[], rows: readonly (readonly Content[])[]): Markup {
  return framed(kind, caption, header, body(rows));
}

/** The documents that rules rest on, numbered in the order in which the rules name them. */
export class Sources {
  private readonly numbers = new Map<string, number>();

  /** `[1] 2, 3; [2] 5` */
  cite(entry: RuleEntry): string {
    const cited = [...documentsOf(entry, nameOfSource)].map(([document, sections]) => {
      if (!this.numbers.has(document)) this.numbers.set(document, this.numbers.size + 1);
      return `[${this.numbers.get(document)}] ${sections.join(', ')}`;
    });
    return cited.join('; ');
  }

  get documents(): string[] {
    return [...this.numbers.keys()];
  }
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

export const RULE_HEADER = [
  'Rule',
  'From',
  'To',
  'Services',
  'Why',
  'Source',
  'Until when',
  'Reviewed by',
  'Date',
  'Decision',
] as const;

/** Rules under a heading of their own. */
export interface RuleSection {
  readonly heading: string;
  readonly entries: readonly RuleEntry[];
}

function ruleRow(entry: RuleEntry, ruleSet: RuleSet, sources: Sources): Content[] {
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
  sources: Sources,
): Markup {
  const bodies = sections.map(({ heading, entries }) =>
    body(
      entries.map((e) => ruleRow(e, ruleSet, sources)),
      el('tr', { class: 'section' }, el('th', { scope: 'rowgroup', colspan: RULE_HEADER.length }, heading)),
    ),
  );
  return framed(`rules ${action}`, caption, RULE_HEADER, bodies);
}

/** What doesn't stay, and who closed it. */
export function temporaryTable(entries: readonly RuleEntry[]): Content {
  const rows = entries.filter(isTemporary).map((entry) => {
    const row = rowOf(entry);
    return [row.id, `${row.sources} -> ${row.destinations}`, row.services, durationOf(row), closingOf(entry), '', ''];
  });
  if (!rows.length) return el('p', {}, 'No rule is temporary.');
  const header = ['Rule', 'From and to', 'Services', 'Open', 'How it is closed', 'Closed on', 'Closed by'];
  return table('temporary', 'Rules that are to be closed again', header, rows);
}

export function sourceList(sources: Sources): Content {
  if (!sources.documents.length) return el('p', {}, 'No rule rests on a document of a vendor.');
  return el(
    'ol',
    { class: 'sources' },
    sources.documents.map((d) => el('li', {}, d)),
  );
}

export function signatures(): Markup {
  const roles = ['Requested by', 'Reviewed by', 'Approved by', 'Implemented by', 'Verified by'];
  return table(
    'signatures',
    'Sign-off',
    ['Role', 'Name', 'Date', 'Signature'],
    roles.map((r) => [r, '', '', '']),
  );
}
