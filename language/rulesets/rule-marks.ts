import { HASH_LENGTH } from './short-hash.ts';

/** A line of a rule set that is about a rule of the plan. */
export interface RuleMark {
  /** The line of the text, 0-based. */
  readonly line: number;
  /** The line of the plan, 1-based. */
  readonly planLine: number;
}

/** What could be the hash at the end of an id. */
const ENDING = new RegExp(`-(?<hash>[a-z0-9]{${HASH_LENGTH}})(?![a-z0-9])`, 'g');

/**
 * Which lines of an emitted text are about which lines of the plan, by the ids that every target writes beside its rules.
 * @param lines the 1-based lines of the plan that the ids stand for
 */
export function ruleMarks(text: string, lines: ReadonlyMap<string, number>): RuleMark[] {
  const byHash = new Map<string, string[]>();
  for (const id of lines.keys()) {
    const hash = id.slice(-HASH_LENGTH);
    byHash.set(hash, [...(byHash.get(hash) ?? []), id]);
  }
  return text.split(/\r?\n/).flatMap((content, line) => {
    const found = new Set<number>();
    for (const match of content.matchAll(ENDING)) {
      const before = content.slice(0, match.index + match[0].length);
      for (const id of byHash.get(match.groups!.hash!) ?? [])
        if (before.endsWith(id) && !/[A-Za-z0-9]$/.test(before.slice(0, -id.length))) found.add(lines.get(id)!);
    }
    return [...found].map((planLine) => ({ line, planLine }));
  });
}
