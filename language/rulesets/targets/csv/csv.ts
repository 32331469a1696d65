import { stringify } from 'csv-stringify/browser/esm/sync';
import type { HostRuleSet } from '../../host-rule-set.ts';
import { systemOf } from '../../host-systems.ts';
import { rowOf } from '../../rows.ts';
import type { RuleEntry, RuleSet } from '../../rule-set.ts';
import { HOLDS_EVERYTHING, type OutputFile, type Target, type TargetProblem } from '../../target.ts';
import { oneLine } from '../../text.ts';

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
];

function cells(entry: RuleEntry): string[] {
  const row = rowOf(entry);
  return [
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
  ].map(oneLine);
}

/** A cell that begins with = + - @ would be run as a formula by a spreadsheet. */
function table(records: readonly (readonly string[])[]): string {
  return stringify([...records], { escape_formulas: true, record_delimiter: '\r\n' });
}

/** The rules as a table for a change request, one line a rule. */
export const csv = {
  name: 'csv',
  title: 'CSV',
  description: 'A table of all rules with purpose and source, for a change request or a spreadsheet.',
  languageId: 'csv',
  capabilities: {
    ...HOLDS_EVERYTHING,
    notes: [
      'It is in UTF-8 without a mark at its beginning, with commas between cells: Excel reads that with Data, From Text/CSV. What it opens by itself is xlsx.',
    ],
  },
  scopes: ['network', 'host'],
  emit(ruleSet: RuleSet, baseName: string): OutputFile[] {
    return [{ name: `${baseName}.csv`, text: table([HEADER, ...ruleSet.entries.map(cells)]) }];
  },
  emitHosts(sets: readonly HostRuleSet[], baseName: string): OutputFile[] {
    const records = sets.flatMap(({ host, entries }) =>
      entries.map((entry) => [oneLine(host.name), oneLine(host.zone), systemOf(host), ...cells(entry)]),
    );
    return [{ name: `${baseName}.hosts.csv`, text: table([['Host', 'Zone', 'System', ...HEADER], ...records]) }];
  },
  problems(ruleSet: RuleSet): TargetProblem[] {
    const zones = 'host' in ruleSet || !ruleSet.entries.length ? [] : ruleSet.zones.filter((zone) => zone.several.length);
    return zones.map(({ name }) => ({
      level: 'warning',
      message: `The networks of ${name} reach each other, whatever is denied: a table of rules has no row for that, so say it to whoever loads them.`,
    }));
  },
} satisfies Target;
