import { inOneDocument } from '../../change-request.ts';
import type { HostRuleSet } from '../../host-rule-set.ts';
import { HOST_SYSTEM } from '../../host-systems.ts';
import type { RuleSet } from '../../rule-set.ts';
import { SourceBook } from '../../source-book.ts';
import { HOLDS_EVERYTHING, type OutputFile, type Target } from '../../target.ts';
import { componentSheet, ruleSheet, sourceSheets, summarySheet, temporarySheet, translationSheets, zoneSheet } from './sheets.ts';
import { base64, type SheetTable, workbook } from './workbook.ts';

function file(name: string, { title }: RuleSet, sheets: readonly SheetTable[]): OutputFile[] {
  return [{ name, text: base64(workbook(sheets, title)), binary: true }];
}

const HOST_COLUMNS = [
  { title: 'Host', width: 16 },
  { title: 'Zone', width: 14 },
];

/** A change request as a workbook: zones, components, rules to review one by one, and what is to be closed again. */
export const xlsx = {
  name: 'xlsx',
  title: 'Excel',
  description:
    'A change request as a workbook (XLSX): rules to filter and to review one by one, with purpose and source; zones and components.',
  languageId: 'plaintext',
  binary: true,
  capabilities: {
    ...HOLDS_EVERYTHING,
    notes: ['A rule with more addresses than a cell holds is written in several rows, each a part of it.'],
  },
  scopes: ['network', 'host'],
  emit(ruleSet: RuleSet, baseName: string): OutputFile[] {
    const book = new SourceBook(ruleSet.entries);
    return file(`${baseName}.xlsx`, ruleSet, [
      summarySheet(ruleSet, ruleSet.entries),
      zoneSheet(ruleSet, true),
      componentSheet('Components', ruleSet.components, ruleSet),
      ...translationSheets(ruleSet),
      ruleSheet([{ before: [], ruleSet }], book),
      temporarySheet(ruleSet.entries),
      ...sourceSheets(book),
    ]);
  },
  emitHosts(all: readonly HostRuleSet[], baseName: string): OutputFile[] {
    const sets = inOneDocument(all);
    const [first] = sets;
    const entries = sets.flatMap((s) => s.entries);
    const book = new SourceBook(entries);
    return file(`${baseName}.hosts.xlsx`, first, [
      summarySheet(first, entries, sets.length),
      zoneSheet(first, false),
      componentSheet(
        'Hosts',
        sets.map((s) => s.host),
        first,
        [HOST_SYSTEM],
      ),
      ruleSheet(
        sets.map((ruleSet) => ({ before: [ruleSet.host.name, ruleSet.host.zone], ruleSet })),
        book,
        HOST_COLUMNS,
      ),
      temporarySheet(entries),
      ...sourceSheets(book),
    ]);
  },
} satisfies Target;
