import type { Source } from '../../../model/catalog.ts';
import { nameOfSource, sectionsText } from '../../../model/describe-source.ts';
import { documentsOf } from '../../citations.ts';
import type { RuleEntry } from '../../rule-set.ts';

/** The documents that rules go back to, numbered in the order in which the rules name them. */
export class NumberedSources {
  private readonly numbers = new Map<string, number>();
  /** Each in the first form that a rule cites it in, the first one first. */
  readonly documents: Source[] = [];

  /** `[1] sections 2, 3; [2] section 5` */
  cite(entry: RuleEntry): string {
    for (const source of entry.traces.flatMap((t) => t.sources)) {
      const name = nameOfSource(source);
      if (!this.numbers.has(name)) this.numbers.set(name, this.documents.push(source));
    }
    const cited = [...documentsOf(entry, nameOfSource)];
    return cited.map(([name, sections]) => `[${this.numbers.get(name)}] ${sectionsText(sections)}`.trimEnd()).join('; ');
  }
}
