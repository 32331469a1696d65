import { nameOfSource } from '../model/describe-source.ts';
import { citations } from './citations.ts';
import type { RuleEntry } from './rule-set.ts';
import { summarize } from './text.ts';

/** What a rule is for in a few words; where neither the plan nor a catalog says it, who connects to whom. */
export function purposeOf(entry: RuleEntry): string {
  const labels = (sides: RuleEntry['sources']): string => sides.map((s) => s.label).join(', ');
  return summarize(entry) || `${labels(entry.sources)} to ${labels(entry.destinations)}`;
}

/** How long a rule stays: `phase deployment, until 2027-01-31`; nothing where it stays for good. */
export function stayOf({ phase, until }: RuleEntry): string {
  return [phase && `phase ${phase}`, until && `until ${until}`].filter((t) => t).join(', ');
}

/** The documents that say so, each once: `Veeam ports (https://…), 2, 3`. */
export function sourcesOf(entry: RuleEntry): string[] {
  return citations(entry, nameOfSource);
}
