import { documentsOf } from './citations.ts';
import type { RuleEntry, RuleSide } from './rule-set.ts';
import { cutBytes, oneLine, summarize } from './text.ts';

/**
 * `vbr-to-proxy`, `deny-lab-to-any`, `vbr-to-repo-deployment` in at most so many characters: what a rule does, the same when lines of the
 * plan move. A side that is too long for its half gives way to the other where that has room to spare.
 */
export function ruleLabel(entry: RuleEntry, most: number): string {
  const { action, sources, destinations, phase, until } = entry;
  const before = action === 'deny' ? 'deny-' : '';
  const after = `${phase ? `-${phase.slice(0, 12)}` : ''}${until ? `-until-${until}` : ''}`;
  const room = Math.max(most - before.length - after.length - '-to-'.length, 8);
  const [from, to] = [sources, destinations].map((sides) => sides.map((s) => s.label).join('-')) as [string, string];
  const start = cut(from, Math.max(Math.floor(room / 2), room - to.length), sources);
  return `${before}${start}-to-${cut(to, room - start.length, destinations)}${after}`;
}

/** The first of several sides is worth more than the beginning of a second. */
function cut(text: string, room: number, sides: readonly RuleSide[]): string {
  if (text.length <= room) return text;
  const first = sides[0]?.label ?? '';
  const short = sides.length > 1 && first.length + '-etc'.length <= room ? `${first}-etc` : text.slice(0, room);
  return short.replace(/[^A-Za-z0-9]+$/, '');
}

/**
 * What a rule is there for, on one line: its id in the plan, phase, date, reason and purposes, and the documents that say so.
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
  return new TextEncoder().encode(whole).length <= most ? whole : cutBytes(text, most);
}

/** `Veeam and network segmentation 2, 3, 13; Ports 4`: each document once. */
function referencesOf(entry: RuleEntry): string {
  const documents = [...documentsOf(entry, ({ title }) => title)];
  return oneLine(documents.map(([title, sections]) => `${title} ${sections.join(', ')}`.trim()).join('; '));
}
