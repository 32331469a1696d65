/** A line of a rule set that is about a rule of the plan. */
export interface RuleMark {
  /** The line of the text, 0-based. */
  readonly line: number;
  /** The line of the plan, 1-based. */
  readonly planLine: number;
}

/** The ids that rules have in every target: `L27`, `L27.2`, and `R12` for what a zone's own components need of a host. */
const ID = /(?<![A-Za-z0-9])[LR](\d+)(?:[._-]\d+)?(?![A-Za-z0-9])/gi;

/**
 * Which lines of an emitted text are about which lines of the plan, by the ids that every target writes beside its rules.
 * @param planLines the 1-based lines that hold something a rule can come from; other numbers are no ids
 */
export function ruleMarks(text: string, planLines: ReadonlySet<number>): RuleMark[] {
  return text.split(/\r?\n/).flatMap((content, line) => {
    const found = new Set([...content.matchAll(ID)].map((match) => Number(match[1])));
    return [...found].filter((planLine) => planLines.has(planLine)).map((planLine) => ({ line, planLine }));
  });
}
