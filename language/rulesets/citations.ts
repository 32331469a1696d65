import type { Source } from '../model/catalog.ts';
import { withSections } from '../model/describe-source.ts';
import type { RuleEntry } from './rule-set.ts';

/**
 * The documents that a rule goes back to, in the order in which its flows name them, each once and with its sections in their order.
 * @param nameOf what a document is called; sections of documents of one name are put together
 */
export function documentsOf({ traces }: RuleEntry, nameOf: (source: Source) => string): ReadonlyMap<string, readonly string[]> {
  const documents = new Map<string, Set<string>>();
  for (const source of traces.flatMap((t) => t.sources)) {
    const name = nameOf(source);
    const known = documents.get(name) ?? new Set();
    documents.set(name, known);
    for (const section of source.sections) known.add(section);
  }
  return new Map([...documents].map(([name, sections]) => [name, [...sections].sort(order)]));
}

/** What sections are sorted by; to make it takes longer than to sort by it, and most who load this sort none. */
function order(a: string, b: string): number {
  collator ??= new Intl.Collator('en', { numeric: true });
  return collator.compare(a, b);
}

let collator: Intl.Collator | undefined;

/** The documents of a rule in few words: `Veeam and network segmentation, sections 2, 4`. */
export function citations(entry: RuleEntry, nameOf: (source: Source) => string = ({ title }) => title): string[] {
  return [...documentsOf(entry, nameOf)].map(([name, sections]) => withSections(name, sections));
}
