import type { CatalogFlow, Source, SourceDocument } from './catalog.ts';

/** Whether a source is at a public address, rather than a file of some name. */
export function isAddress(file: string): boolean {
  return /^https?:\/\//.test(file);
}

/** A name that a machine gave to a copy of a document, which finds it for nobody. */
const COPY = /^\d+_[0-9a-f]{8,}\.\w+$/;

/** Where a reader finds a source: its address, or the name of its file. */
export function placeOfSource({ file }: SourceDocument): string | undefined {
  return COPY.test(file) ? undefined : file;
}

/** A source as a document names it: `Veeam ONE ports, version 13, 2026-01-31 (https://…)`. */
export function nameOfSource(source: SourceDocument): string {
  const { title, version, date } = source;
  const place = placeOfSource(source);
  const names = [title, ...(version === undefined ? [] : [`version ${version}`]), ...(date === undefined ? [] : [date])];
  return `${names.join(', ')}${place === undefined ? '' : ` (${place})`}`;
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

/** Parts of a document by their numbers or titles: `section 2`, `sections 2, 3`; without any, nothing. */
export function sectionsText(sections: readonly string[]): string {
  return sections.length ? `section${sections.length === 1 ? '' : 's'} ${sections.join(', ')}` : '';
}

/** A document, however it is named, with where in it: `Ports, section 2`, `Ports, sections 2, 3`. */
export function withSections(name: string, sections: readonly string[]): string {
  return sections.length ? `${name}, ${sectionsText(sections)}` : name;
}

/** `withSections` by its title. */
export function titleWithSections({ title, sections }: Source): string {
  return withSections(title, sections);
}

/** One line a source: its title, its address, where in it, and what it says of itself. */
export function sourceLine(source: Source): string {
  const { title, sections } = source;
  const place = placeOfSource(source);
  const standing = standingOf(source);
  return `${withSections(`${title}${place === undefined ? '' : ` (${place})`}`, sections)}${standing.length ? `; ${standing.join(', ')}` : ''}`;
}

/** The documents that a flow rests on, one line each, and those that contest it. */
export function sourceLines(flow: CatalogFlow): string[] {
  return [
    ...flow.sources.map((s) => `source: ${sourceLine(s)}`),
    ...flow.contestedBy.map((s) => `contested by: ${sourceLine(s)}`),
  ];
}
