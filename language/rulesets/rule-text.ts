import { documentsOf } from './citations.ts';
import type { RuleEntry } from './rule-set.ts';
import { bytesOf, cutBytes, oneLine, summarize } from './text.ts';

/**
 * What a rule is there for, on one line: its id, phase, date, reason and purposes, and the documents that say so.
 * @param most the greatest length in bytes
 */
export function ruleText(entry: RuleEntry, most: number): string {
  const during = entry.phase ? ` (during ${entry.phase})` : '';
  const until = entry.until ? ` (until ${entry.until})` : '';
  const summary = summarize(entry);
  const text = oneLine(`${entry.id}${during}${until}${summary ? `: ${summary}` : ''}`);
  const references = referencesOf(entry);
  const whole = references ? `${text} [${references}]` : text;
  // Better no source than half of one.
  return bytesOf(whole) <= most ? whole : cutBytes(text, most);
}

/** `Veeam and network segmentation 2, 3, 13; Ports 4`: each document once. */
function referencesOf(entry: RuleEntry): string {
  const documents = [...documentsOf(entry, ({ title }) => title)];
  return oneLine(documents.map(([title, sections]) => `${title} ${sections.join(', ')}`.trim()).join('; '));
}
