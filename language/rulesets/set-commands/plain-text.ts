import { plainLetters } from '../plain-letters.ts';
import type { RuleEntry } from '../rule-set.ts';
import { oneLine, summarize } from '../text.ts';

const REPLACED: readonly (readonly [RegExp, string])[] = [
  [/[“”„«»‹›‘’‚`´"]/g, "'"],
  [/[‐-―−]/g, '-'],
  // A question mark asks a command line for help, and a pipe filters what it shows, in some places even within quotes.
  [/\?/g, '.'],
  [/\|/g, '/'],
  [/\\/g, '/'],
];

/** Words of characters of which none is replaced, with single blanks between them. */
const PLAIN = /^[!#->@-[\]-_a-{}~]+(?: [!#->@-[\]-_a-{}~]+)*$/;

/** A plan's text for a command line: plain ASCII, on one line, without quotes, backslashes, pipes and question marks. */
export function plainText(text: string, most = 400): string {
  if (text.length <= most && PLAIN.test(text)) return text;
  const replaced = REPLACED.reduce((t, [what, by]) => t.replace(what, by), oneLine(text));
  const ascii = plainLetters(replaced)
    .replace(/[^ -~]+/g, ' ')
    .replace(/[?|"\\]/g, "'")
    .replace(/ +/g, ' ')
    .trim();
  return ascii.length <= most ? ascii : `${ascii.slice(0, most - 3).trimEnd()}...`;
}

/** What a rule is there for: its id, phase, reason and purposes, and the documents that say so. */
export function descriptionOf(entry: RuleEntry, most: number): string {
  const during = entry.phase ? ` (during ${entry.phase})` : '';
  const until = entry.until ? ` (until ${entry.until})` : '';
  const references = entry.traces.flatMap((t) => t.sources.map((s) => `${s.title} ${s.sections.join(', ')}`.trim()));
  const source = references.length ? ` [${[...new Set(references)].join('; ')}]` : '';
  const id = `${entry.id}${during}${until}`;
  const summary = plainText(summarize(entry), most);
  const text = `${id}${summary ? `: ${summary}` : ''}`;
  const whole = plainText(`${text}${source}`, Number.POSITIVE_INFINITY);
  // Better no source than half of one.
  return whole.length <= most ? whole : plainText(text, most);
}

/** What is in brackets when there are several: `[ a b ]`. */
export function list(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `[ ${names.join(' ')} ]`;
}
