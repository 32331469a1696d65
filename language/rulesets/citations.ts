import type { RuleEntry } from './rule-set.ts';

/** The documents that a rule goes back to, each with its sections: `Veeam and network segmentation, 2, 4`. */
export function citations(entry: RuleEntry): string[] {
  const sections = new Map<string, Set<string>>();
  for (const source of entry.traces.flatMap((t) => t.sources)) {
    const known = sections.get(source.title) ?? new Set();
    for (const section of source.sections) known.add(section);
    sections.set(source.title, known);
  }
  const order = new Intl.Collator('en', { numeric: true }).compare;
  return [...sections].map(([title, found]) => [title, ...[...found].sort(order)].join(', '));
}
