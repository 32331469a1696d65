import type { CatalogFlow, Source, SourceDocument } from '../../../language/model/catalog.ts';
import { choicesAmong, formatChoice } from '../../../language/model/choices.ts';
import { describeConditions, describePorts, purposeOf } from '../../../language/model/describe-flow.ts';
import { isAddress, placeOfSource, standingOf, withSections } from '../../../language/model/describe-source.ts';
import type { Plan } from '../../../language/model/plan.ts';
import { formatServices, type ServiceSet } from '../../../language/model/services.ts';

/** Makes text of a plan harmless in Markdown: it is shown, never interpreted. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~$]/g, '\\$&').replace(/\s+/g, ' ');
}

/** The same, with addresses as links. */
export function linkedMarkdown(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>()]+)/)
    .map((part, n) => (n % 2 ? `<${part}>` : escapeMarkdown(part)))
    .join('');
}

/** A document by its title, which leads to its address where it has one, and what it says of itself. Markdown. */
export function documentText(source: SourceDocument): string {
  const place = placeOfSource(source);
  const title = escapeMarkdown(source.title);
  const address = source.file.replace(/[<>\s\\]/g, encodeURIComponent);
  const name = isAddress(source.file)
    ? `[${title}](<${address}>)`
    : place === undefined
      ? title
      : `${title} (${escapeMarkdown(place)})`;
  return [name, ...standingOf(source).map(escapeMarkdown)].join(', ');
}

/** `Veeam and Network Segmentation: Firewall Rules for Every Component, section 2, 4`. Markdown. */
export function sourceText(sources: readonly Source[]): string {
  return sources.map((s) => withSections(documentText(s), s.sections.map(escapeMarkdown))).join('; ');
}

/** So many lines of a list somebody reads, and so many names. */
const MOST_LINES = 20;
const MOST_NAMES = 20;

/** Where all of what a catalog says stands, behind how much more of it there is. */
export const IN_CATALOG = ': see the catalog (_Go to Definition_)';

/** Items of a list in Markdown, and how many more there are. @param where all of them stand */
export function fewLines(lines: readonly string[], where = ''): string[] {
  if (lines.length <= MOST_LINES) return [...lines];
  return [...lines.slice(0, MOST_LINES - 1), `- and ${lines.length - MOST_LINES + 1} more${where}`];
}

/** Names with commas between, and how many more there are. Markdown. */
export function fewNames(names: readonly string[], most = MOST_NAMES): string {
  const shown = names.slice(0, most).map(escapeMarkdown).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

/** So many documents are listed; a catalog's page has all of them. */
const MOST_DOCUMENTS = 6;

function listed(documents: readonly string[]): string[] {
  if (!documents.length) return [];
  const shown = documents.length > MOST_DOCUMENTS ? documents.slice(0, MOST_DOCUMENTS - 1) : documents;
  const more = documents.length - shown.length;
  const rest = more ? [`- and ${more} more${IN_CATALOG}`] : [];
  return ['', '**Sources**', '', ...shown.map((text) => `- ${text}`), ...rest];
}

/** The documents behind some flows, each once, and those that contest them. Markdown. */
export function documentLines(flows: readonly CatalogFlow[]): string[] {
  const documents = new Map(flows.flatMap((f) => [...f.sources, ...f.contestedBy]).map((s) => [s.id || s.file, s]));
  return listed([...documents.values()].map(documentText));
}

/** The documents that state some flows, each once, with all of its sections that do. Markdown. */
export function citedLines(flows: readonly CatalogFlow[]): string[] {
  const documents = new Map<string, Source>();
  for (const source of flows.flatMap((f) => f.sources)) {
    const known = documents.get(source.id || source.file);
    const sections = [...new Set([...(known?.sections ?? []), ...source.sections])];
    documents.set(source.id || source.file, { ...source, sections });
  }
  return listed([...documents.values()].map((source) => sourceText([source])));
}

/** Titles of the named services that make up a flow, where it has any. */
function serviceTitles(flow: CatalogFlow, ports: ServiceSet): string[] {
  const titles = flow.services.parts
    .filter((p) => p.service && p.set.overlaps(ports))
    .map((p) => p.service?.title ?? p.service?.name ?? '');
  return [...new Set(titles)];
}

/** When a flow is needed and when it is not. Nothing for one that always is. */
export function whenText(flow: CatalogFlow, plan?: Plan): string[] {
  const texts: string[] = [];
  if (flow.phase) texts.push(`only during the phase ${flow.phase}`);
  if (flow.features.length) {
    const names = flow.features.map((f) => f.slice(f.indexOf('.') + 1)).join(', ');
    const off = plan && !flow.features.some((f) => plan.features.has(f));
    texts.push(`only with ${flow.features.length > 1 ? 'any of ' : ''}${names}${off ? ', which this plan does not enable' : ''}`);
  }
  if (flow.optional) texts.push('optional, never required');
  return [...texts, ...describeConditions(flow)];
}

/**
 * One bullet: the ports, what they are for, when, how protected, on whose word.
 * @param cited set where the documents of several stand below them
 */
export function flowBullet(flow: CatalogFlow, ports: ServiceSet, plan?: Plan, cited?: 'cited below'): string {
  const titles = serviceTitles(flow, ports).map(escapeMarkdown);
  const facts = [
    ...(flow.traffic
      ? [flow.traffic === 'backup-data' ? 'carries backup data' : `carries ${escapeMarkdown(flow.traffic)} traffic`]
      : []),
    ...(flow.protection ? [`protected by ${escapeMarkdown(flow.protection)}`] : []),
    ...whenText(flow, plan).map(escapeMarkdown),
  ];
  // For a port that is one of several, what it is one of; for what a flow states besides, all of them.
  const whole = ports.equals(flow.services.set);
  const choices = whole ? flow.services.alternatives : choicesAmong(flow.services.alternatives, ports);
  const openEnded = describePorts(flow.services).map(escapeMarkdown);
  const own = formatServices(ports);
  const chosen = choices.map(formatChoice);
  // A first choice says itself what stands behind it.
  const isSaid = ports.isEmpty || chosen.some((text) => text.startsWith(`${own} (`));
  const what = [...(isSaid ? [] : [`\`${own}\``]), ...chosen].join(', ');
  const lines = [`- ${what}${titles.length ? ` ${titles.join(', ')}` : ''} — ${escapeMarkdown(purposeOf(flow))}`];
  const all = [...facts, ...openEnded];
  if (all.length) lines.push(`  _${all.join('; ')}_`);
  if (flow.note) lines.push(`  ${escapeMarkdown(flow.note)}`);
  if (flow.sources.length && !cited) lines.push(`  Source: ${sourceText(flow.sources)}`);
  if (flow.contestedBy.length) lines.push(`  Contested by: ${sourceText(flow.contestedBy)}`);
  return lines.join('  \n');
}
