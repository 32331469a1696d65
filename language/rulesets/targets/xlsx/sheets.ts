import { placeOfSource } from '../../../model/describe-source.ts';
import { IntervalSet } from '../../../model/interval-set.ts';
import { formatServices, type ServiceSet } from '../../../model/services.ts';
import {
  addressTexts,
  closingOf,
  durationOf,
  HOST_MEANING,
  isTemporary,
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
  zonePairOf,
} from '../../change-request.ts';
import type { Column } from '../../host-systems.ts';
import { rowOf } from '../../rows.ts';
import type { RuleEntry, RuleSet, RuleSide } from '../../rule-set.ts';
import type { SourceBook } from '../../source-book.ts';
import { CELL_CHARACTERS, type SheetTable } from './workbook.ts';

type Cells = readonly (string | number)[];

/** What reviewers choose from. */
const DECISIONS = { Decision: ['approved', 'approved with changes', 'rejected'] };
/** Empty columns for what reviewers say. */
const REVIEW = [
  { title: 'Reviewed by', width: 9 },
  { title: 'Review date', width: 8 },
  { title: 'Decision', width: 9 },
  { title: 'Remarks', width: 12 },
];
const BLANK = REVIEW.map(() => '');

/** A list as the texts of as many cells as it needs; nothing of it is left out. */
function inCells(texts: readonly string[]): string[] {
  const cells: string[] = [];
  for (const text of [...new Set(texts)]) {
    const longer = `${cells.at(-1)}, ${text}`;
    if (cells.length && longer.length < CELL_CHARACTERS - 500) cells[cells.length - 1] = longer;
    else cells.push(text);
  }
  return cells.length ? cells : [''];
}

function sideCells(sides: readonly RuleSide[], ruleSet: RuleSet): string[] {
  const texts = sideTexts(sides, ruleSet).flatMap((s) => s.addresses);
  return texts.includes('any') ? ['any'] : inCells(texts);
}

/** Services as the texts of as many cells as they need. */
function serviceCells(services: ServiceSet): string[] {
  const text = formatServices(services);
  const { intervals } = services;
  if (text.length < CELL_CHARACTERS - 500 || intervals.length < 2) return [text];
  const half = Math.ceil(intervals.length / 2);
  return [intervals.slice(0, half), intervals.slice(half)].flatMap((part) => serviceCells(IntervalSet.of(part)));
}

/** One row for a rule; more than one where what it holds is too much for a cell, each of them a part of the rule. */
function ruleRows(entry: RuleEntry, ruleSet: RuleSet, book: SourceBook): Cells[] {
  const row = rowOf(entry);
  const { from, to } = zonePairOf(entry, ruleSet);
  const parts = sideCells(entry.sources, ruleSet).flatMap((source) =>
    sideCells(entry.destinations, ruleSet).flatMap((destination) =>
      serviceCells(entry.services).map((services) => [source, destination, services] as const),
    ),
  );
  return parts.map(([source, destination, services], n) => [
    parts.length > 1 ? `${row.id} (part ${n + 1} of ${parts.length})` : row.id,
    row.action,
    from,
    row.sources,
    source,
    to,
    row.destinations,
    destination,
    services,
    whyOf(row),
    book.cite(entry),
    row.phase,
    row.until,
    ...BLANK,
  ]);
}

const RULE_COLUMNS = [
  { title: 'Rule', width: 16 },
  { title: 'Action', width: 7 },
  { title: 'From zone', width: 12.5 },
  { title: 'From', width: 13 },
  { title: 'From addresses', width: 15 },
  { title: 'To zone', width: 12.5 },
  { title: 'To', width: 13 },
  { title: 'To addresses', width: 15 },
  { title: 'Services', width: 16 },
  { title: 'Why', width: 24 },
  { title: 'Source document', width: 34 },
  { title: 'Phase', width: 8 },
  { title: 'Until', width: 10 },
  ...REVIEW,
];

/** The rules of one or more rule sets, each with what stands before its rows. */
export function ruleSheet(
  parts: readonly { readonly before: Cells; readonly ruleSet: RuleSet }[],
  book: SourceBook,
  before: SheetTable['columns'] = [],
): SheetTable {
  const rows = parts.flatMap(({ before, ruleSet }) =>
    ruleSet.entries.flatMap((entry) => ruleRows(entry, ruleSet, book).map((row) => [...before, ...row])),
  );
  return { name: 'Rules', columns: [...before, ...RULE_COLUMNS], rows, choices: DECISIONS };
}

/** @param between whether it is for the firewall between them */
export function zoneSheet(ruleSet: RuleSet, between: boolean): SheetTable {
  const more = zoneColumns(ruleSet, between);
  return {
    name: 'Zones',
    columns: [
      { title: 'Zone', width: 20 },
      { title: 'Title', width: 40 },
      { title: 'Kind', width: 14 },
      { title: 'Addresses', width: 60 },
      ...more.map(({ title }) => ({ title, width: 26 })),
    ],
    rows: ruleSet.zones.flatMap((zone) =>
      inCells(addressTexts(zone.addresses, ruleSet, zone.own)).map((cell) => [
        zone.name,
        zone.title,
        kindOf(zone),
        cell,
        ...more.map((column) => column.of(zone)),
      ]),
    ),
  };
}

export function componentSheet<T extends RuleSet['components'][number]>(
  name: string,
  components: readonly T[],
  ruleSet: RuleSet,
  more: readonly Column<T>[] = [],
): SheetTable {
  return {
    name,
    columns: [
      { title: 'Component', width: 22 },
      { title: 'Title', width: 32 },
      { title: 'Zone', width: 18 },
      { title: 'Roles', width: 36 },
      ...more.map(({ title }) => ({ title, width: 22 })),
      { title: 'Addresses', width: 44 },
    ],
    rows: components.flatMap((c) =>
      inCells(placeTexts(c, ruleSet)).map((cell) => [
        c.name,
        c.title,
        c.zone,
        c.roles.join(', '),
        ...more.map((column) => column.of(c)),
        cell,
      ]),
    ),
  };
}

/** What the firewall has to translate; no sheet where that is nothing. */
export function translationSheets(ruleSet: RuleSet): SheetTable[] {
  const rows = translationRows(ruleSet);
  if (!rows.length) return [];
  return [{ name: 'Translations', columns: TRANSLATION_TITLES.map((title) => ({ title, width: 26 })), rows }];
}

export function temporarySheet(entries: readonly RuleEntry[]): SheetTable {
  return {
    name: 'Temporary',
    columns: [
      { title: 'Rule', width: 30 },
      { title: 'From', width: 26 },
      { title: 'To', width: 26 },
      { title: 'Services', width: 28 },
      { title: 'Open', width: 22 },
      { title: 'How it is closed', width: 50 },
      { title: 'Closed on', width: 12 },
      { title: 'Closed by', width: 18 },
    ],
    rows: entries.filter(isTemporary).map((entry) => {
      const row = rowOf(entry);
      return [row.id, row.sources, row.destinations, row.services, durationOf(row), closingOf(entry), '', ''];
    }),
  };
}

/** What the workbook is, how much it holds, and who signs it. */
export function summarySheet(ruleSet: RuleSet, entries: readonly RuleEntry[], hosts?: number): SheetTable {
  const count = (action: RuleEntry['action']): number => entries.filter((e) => e.action === action).length;
  const sized: Cells[] = hosts === undefined ? [] : [['Hosts', hosts]];
  const translated = ruleSet.translations?.length ?? 0;
  return {
    name: 'Summary',
    unfiltered: true,
    columns: [
      { title: 'Firewall change request', width: 28 },
      { title: ruleSet.title, width: 80 },
    ],
    rows: [
      ['Origin', originOf(ruleSet).replace(/^m/, 'M')],
      ['How to read it', hosts === undefined ? meaningOf(ruleSet) : `${MEANING} ${HOST_MEANING}`],
      ['Zones', ruleSet.zones.length],
      ['Components', ruleSet.components.length],
      ...sized,
      ['Rules that allow', count('allow')],
      ['Rules that deny', count('deny')],
      ['Temporary rules', entries.filter(isTemporary).length],
      ...(translated ? [['Translations', `${translated}. ${TRANSLATION_MEANING}`]] : []),
      ...['Requested by', 'Reviewed by', 'Approved by', 'Implemented by', 'Verified by'].map((role) => [
        `${role} (name, date)`,
        '',
      ]),
    ],
  };
}

/** The documents that rules go back to; no sheet where there are none. */
export function sourceSheets(book: SourceBook): SheetTable[] {
  const rows = book.list.map(([source, rules]) => [
    book.nameOf(source),
    source.version ?? '',
    source.date ?? '',
    placeOfSource(source) ?? '',
    rules,
  ]);
  if (!rows.length) return [];
  const columns = [
    { title: 'Source document', width: 60 },
    { title: 'Version', width: 16 },
    { title: 'Date', width: 12 },
    { title: 'Where', width: 70 },
    { title: 'Rules', width: 10 },
  ];
  return [{ name: 'Sources', columns, rows }];
}
