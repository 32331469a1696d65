import type { CatalogFlow, Source, SourceDocument } from './catalog.ts';

/** Whether a source is at a public address, rather than a file of some name. */
export function isAddress(file: string): boolean {
  return /^https?:\/\//.test(file);
}

/** What a source says of itself, a few words each: its rank, the version of the product that it speaks of, its date. */
export function standingOf({ vendor, version, date }: SourceDocument): string[] {
  return [
    ...(vendor ? ["the maker's reference"] : []),
    ...(version === undefined ? [] : [`version ${version}`]),
    ...(date === undefined ? [] : [date]),
  ];
}

/** Where a fact stands, in short: `Ports (Mount Servers)`. */
export function placeInSource({ title, sections }: Source): string {
  return sections.length ? `${title} (${sections.join('; ')})` : title;
}

/** The sources whose trust makes a contested reading count. */
export function trustable(flow: CatalogFlow): string[] {
  return [...new Set(flow.sources.filter((s) => !s.vendor && s.id).map((s) => s.id))];
}

/** What a contested reading is, in a few words; none for what nobody contests. */
export function describeContest(flow: CatalogFlow): string[] {
  if (!flow.contestedBy.length) return [];
  const by = flow.contestedBy.map(placeInSource).join(' and ');
  const ids = trustable(flow);
  return [`contested by ${by}${ids.length ? `: required only where a plan trusts ${ids.join(' or ')}` : ''}`];
}

/** One line a source: its title, its address, where in it, and what it says of itself. */
export function sourceLine(source: Source): string {
  const { title, file, sections } = source;
  const where = sections.length ? `, section${sections.length === 1 ? '' : 's'} ${sections.join(', ')}` : '';
  const standing = standingOf(source);
  return `${title} (${file})${where}${standing.length ? `; ${standing.join(', ')}` : ''}`;
}

/** The documents that a flow rests on, one line each, and those that contest it. */
export function sourceLines(flow: CatalogFlow): string[] {
  return [
    ...flow.sources.map((s) => `source: ${sourceLine(s)}`),
    ...flow.contestedBy.map((s) => `contested by: ${sourceLine(s)}`),
  ];
}
