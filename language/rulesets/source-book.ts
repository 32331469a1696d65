import type { Source } from '../model/catalog.ts';
import { nameOfSource } from '../model/describe-source.ts';
import { citations, documentsOf } from './citations.ts';
import { compare } from './rule-ids.ts';
import type { RuleEntry } from './rule-set.ts';

/**
 * The documents that rules go back to: in rows of rules by their titles alone, which leaves the rows low, and in a list of their own with all that
 * finds them. No row changes for what another rule goes back to, as numbers would.
 */
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

  /** The documents of a rule as rows have them: `Guide, sections 2, 4; Ports, section 3`. */
  cite(entry: RuleEntry): string {
    return citations(entry, this.nameOf).join('; ');
  }

  /** Each document once, by their names, so that a rule more adds to the list; with how many of the rules go back to it. */
  get list(): (readonly [source: Source, rules: number])[] {
    const counts = new Map<string, number>();
    for (const entry of this.entries)
      for (const name of documentsOf(entry, nameOfSource).keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
    const byName = [...this.documents].sort(([a], [b]) => compare(a, b));
    return byName.map(([name, source]) => [source, counts.get(name)!]);
  }
}
