import type { Source } from '../../../model/catalog.ts';
import { nameOfSource, placeOfSource } from '../../../model/describe-source.ts';
import { documentsOf } from '../../citations.ts';
import type { RuleEntry } from '../../rule-set.ts';
import type { SheetTable } from './workbook.ts';

/** The documents that rules go back to: in rows of rules by their titles alone, which leaves the rows low, and in a sheet of their own with all that finds them. */
export class SourceBook {
  /** By their whole names. */
  private readonly documents = new Map<string, Source>();
  private readonly entries: readonly RuleEntry[];
  /** Titles that several documents have, as versions of one page do. */
  private readonly shared = new Set<string>();

  constructor(entries: readonly RuleEntry[]) {
    this.entries = entries;
    const titles = new Map<string, string>();
    for (const source of entries.flatMap((entry) => entry.traces.flatMap((trace) => trace.sources))) {
      const name = nameOfSource(source);
      this.documents.set(name, source);
      if ((titles.get(source.title) ?? name) !== name) this.shared.add(source.title);
      titles.set(source.title, name);
    }
  }

  /** A title that no other document has; of a shared one, all that tells it from the others. */
  readonly nameOf = (source: Source): string => (this.shared.has(source.title) ? nameOfSource(source) : source.title);

  /** No sheet where no rule goes back to any. */
  get sheets(): SheetTable[] {
    if (!this.documents.size) return [];
    const counts = new Map<string, number>();
    for (const entry of this.entries)
      for (const name of documentsOf(entry, nameOfSource).keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
    return [
      {
        name: 'Sources',
        columns: [
          { title: 'Source document', width: 60 },
          { title: 'Version', width: 16 },
          { title: 'Date', width: 12 },
          { title: 'Where', width: 70 },
          { title: 'Rules', width: 10 },
        ],
        rows: [...this.documents].map(([name, source]) => [
          this.nameOf(source),
          source.version ?? '',
          source.date ?? '',
          placeOfSource(source) ?? '',
          counts.get(name)!,
        ]),
      },
    ];
  }
}
