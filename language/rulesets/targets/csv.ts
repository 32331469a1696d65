import { stringify } from 'csv-stringify/browser/esm/sync';
import { rowOf } from '../rows.ts';
import type { RuleSet } from '../rule-set.ts';
import { HOLDS_EVERYTHING, type OutputFile, type Target } from '../target.ts';
import { oneLine } from '../text.ts';

const HEADER = [
  'Rule',
  'Action',
  'Source',
  'Source addresses',
  'Destination',
  'Destination addresses',
  'Services',
  'Purpose',
  'Reason',
  'Phase',
  'Until',
  'Reference',
  'Plan line',
];

/** The rules as a table for a change request, one line a rule. */
export const csv: Target = {
  name: 'csv',
  title: 'CSV',
  description: 'A table of all rules with purpose and source, for a change request or a spreadsheet.',
  languageId: 'csv',
  capabilities: HOLDS_EVERYTHING,
  emit(ruleSet: RuleSet, baseName: string): OutputFile[] {
    const records = ruleSet.entries
      .map(rowOf)
      .map((row) =>
        [
          row.id,
          row.action,
          row.sources,
          row.sourceAddresses,
          row.destinations,
          row.destinationAddresses,
          row.services,
          row.purposes.join('; '),
          row.reason,
          row.phase,
          row.until,
          row.references.join('; '),
          String(row.line),
        ].map(oneLine),
      );
    // A cell that begins with = + - @ would be run as a formula by a spreadsheet.
    return [
      { name: `${baseName}.csv`, text: stringify([HEADER, ...records], { escape_formulas: true, record_delimiter: '\r\n' }) },
    ];
  },
};
