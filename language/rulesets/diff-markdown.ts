import { endsText, lossText, summaryText, unneededText, whenText } from '../analysis/diff/describe-diff.ts';
import type { Change, Closed, Opened, PlanDiff } from '../analysis/diff/diff.ts';
import { ruleText } from '../analysis/explain/describe-explanation.ts';
import type { CatalogFlow } from '../model/catalog.ts';
import { withSections } from '../model/describe-source.ts';
import type { PlanFirewall, PlanRule } from '../model/plan.ts';
import { formatServices } from '../model/services.ts';
import type { FirewallDiff } from './firewalls/diff-by-firewall.ts';
import { cell, documentLink, table } from './markdown-text.ts';
import { whyTexts } from './why.ts';

/** What the two plans are called in a report. */
export interface PlanNames {
  readonly older: string;
  readonly newer: string;
}

/**
 * What opens and what closes, as a change request: a row a flow, with why, by which rule and on whose word.
 * @param linkTo where the name of a line of the newer plan leads, for a page beside that plan; a text of its own leads nowhere
 */
export function diffMarkdown(
  diff: PlanDiff,
  names: PlanNames,
  of?: FirewallDiff,
  linkTo?: (line: number) => string | undefined,
): string {
  const older = (rule: PlanRule): string => at(names.older, rule);
  const newer = (rule: PlanRule): string => at(names.newer, rule, linkTo?.(rule.line));
  const phases = diff.phases.length ? `, with the phases ${diff.phases.join(', ')}` : '';
  const lines = [
    `# ${cell(diff.newer.title)}: changes${of ? ` for the firewall ${cell(firewallText(of.firewall))}` : ''}`,
    '',
    `Made by Segplan from ${cell(names.older)} and ${cell(names.newer)}, as of ${diff.today}${cell(phases)}: ${cell(summaryText(diff))}.`,
    'Flows follow the side that opens the connection. Traffic that both plans permit, by whatever rules, is not here.',
    ...section('Opens', diff.opened, ['Why', 'Opened by', 'On whose word'], diff, (c) => [
      cell(whyOpened(c)),
      rulesText([...c.rules.map(newer), ...c.denies.map((r) => `no longer denied by ${older(r)}`)]),
      sourcesText(c.needs.map((n) => n.flow)),
    ]),
    ...section('Closes', diff.closed, ['Required flows that are lost', 'Was permitted by', 'On whose word'], diff, (c) => [
      cell(firstTexts([...new Set(c.lost.map(lossText))]).join('; ') || 'none'),
      rulesText([...c.rules.map(older), ...c.denies.map((r) => `now denied by ${newer(r)}`)]),
      sourcesText(c.lost.map((l) => l.flow)),
    ]),
    ...(of ? [...rulesOf('Rules that it gets', of.added), ...rulesOf('Rules that go', of.removed)] : []),
    '',
  ];
  return lines.join('\n');
}

/** `core (Core), asa` */
export function firewallText({ name, title, form }: PlanFirewall): string {
  return `${name}${title ? ` (${title})` : ''}${form ? `, ${form}` : ''}`;
}

function rulesOf(title: string, rules: readonly string[]): string[] {
  return rules.length ? ['', `## ${title}`, '', ...rules.map((rule) => `- ${cell(rule)}`)] : [];
}

function section<T extends Opened | Closed>(
  title: string,
  changes: readonly T[],
  columns: readonly string[],
  { timeline }: PlanDiff,
  more: (change: T) => string[],
): string[] {
  if (!changes.length) return ['', `## ${title}`, '', 'Nothing.'];
  const row = (change: T): string[] => [
    cell(endsText(change.from)),
    cell(endsText(change.to)),
    cell(servicesText(change)),
    cell(whenText(change, timeline) || ('lost' in change ? 'at once' : 'permanent')),
    ...more(change),
  ];
  return ['', `## ${title}`, '', ...table(['From', 'To', 'Services', 'When', ...columns], changes.map(row))];
}

function servicesText({ services, scattered }: Change): string {
  return `${formatServices(services)}${scattered ? ' (in part: the rest was so before, or is closed by a deny)' : ''}`;
}

function whyOpened(change: Opened): string {
  const reasons = change.rules.flatMap((r) => r.reason ?? []);
  const required = new Set(change.needs.flatMap((n) => (n.required ? n.flow.purpose : [])));
  // What is needed for something anyway is not told once more as what is not.
  const other = change.needs.flatMap(({ flow: { purpose } }) => (required.has(purpose) ? [] : `${purpose} (not required now)`));
  const texts = [...new Set([...whyTexts(reasons, [...required]), ...other].filter((t) => t))];
  return [...firstTexts(texts), ...(change.unneeded.isEmpty ? [] : [unneededText(change)])].join('; ');
}

/** A rule with its place, as Markdown. */
function at(name: string, rule: PlanRule, link?: string): string {
  const place = cell(`${name}:${rule.line}`);
  return `${link === undefined ? place : `[${place}](${link})`} ${cell(ruleText(rule))}`;
}

function rulesText(texts: readonly string[]): string {
  return firstTexts(texts).join('; ') || '-';
}

function firstTexts(texts: readonly string[], most = 8): string[] {
  return texts.length > most ? [...texts.slice(0, most), `and ${texts.length - most} more`] : [...texts];
}

/** The documents that flows go back to, each once with all its sections, as Markdown. */
function sourcesText(flows: readonly CatalogFlow[]): string {
  const sections = new Map<string, Set<string>>();
  for (const source of flows.flatMap((f) => f.sources)) {
    const document = documentLink(source);
    sections.set(document, new Set([...(sections.get(document) ?? []), ...source.sections]));
  }
  return [...sections].map(([document, own]) => withSections(document, [...own].map(cell))).join('; ') || '-';
}
