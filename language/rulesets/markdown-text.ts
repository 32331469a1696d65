import type { SourceDocument } from '../model/catalog.ts';
import { isAddress, placeOfSource } from '../model/describe-source.ts';
import { oneLine } from './text.ts';

/** Text of a plan in a table cell: shown, never interpreted as Markdown or HTML. */
export function cell(text: string): string {
  return oneLine(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]()#+!|~$]/g, '\\$&')
    .replace(/\b(https?|ftp|www)([:.])/gi, '$1&#8203;$2');
}

/** A table of cells that are Markdown already. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)];
}

/** A document by its title, which leads to it where it has an address that a link can hold. */
export function documentLink(source: SourceDocument): string {
  const place = placeOfSource(source);
  const title = cell(source.title);
  if (place === undefined) return title;
  return isAddress(place) && /^[\w.~:/?#@&=%+,;-]+$/.test(place) ? `[${title}](<${place}>)` : cell(`${source.title} (${place})`);
}
