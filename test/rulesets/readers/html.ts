// A strict little reader of the pages that we write: it takes our elements, our attributes and five entities, and nothing else.

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
}

const ELEMENTS = new Set(
  'html head meta title style body main section h1 h2 p dl dt dd div figure figcaption svg desc g path polygon rect text table caption colgroup col thead tbody tr th td b strong span ul ol li'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(
  'lang charset http-equiv content name class role aria-labelledby id viewBox d fill fill-opacity stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin points x y width height rx transform font-family font-size font-weight text-anchor data-id xmlns scope colspan style'.split(
    ' ',
  ),
);
const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

function plain(text: string): string {
  if (/[<>"]/.test(text)) throw new Error(`Not escaped: ${text}`);
  return text.replace(/&[^;\s]*;?/g, (entity) => {
    const char = ENTITIES[entity];
    if (char === undefined) throw new Error(`Unknown entity ${entity}`);
    return char;
  });
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  const rest = text.replace(/ ([\w-]+)="([^"<>]*)"/g, (_, name: string, value: string) => {
    if (!ATTRIBUTES.has(name) || name in attributes) throw new Error(`Unknown attribute ${name}`);
    attributes[name] = plain(value);
    if (name === 'style' && !/^width: \d+(\.\d+)?%$/.test(value)) throw new Error(`Unknown style ${value}`);
    return '';
  });
  if (rest) throw new Error(`No attributes: ${rest}`);
  return attributes;
}

/** @throws Error on anything that we don't write */
export function readPage(html: string): Element {
  if (!html.startsWith('<!DOCTYPE html>\n')) throw new Error('No document type');
  const root: Element = { name: '', attributes: {}, children: [] };
  const open = [root];
  const style = /<style>([^<]*)<\/style>/.exec(html)?.[1];
  if (style === undefined) throw new Error('No style');
  const body = html.slice('<!DOCTYPE html>'.length).replace(style, '');
  for (const [, closing, name, attributes, text] of body.matchAll(/<(\/?)([a-z]\w*)((?: [^<>]*)?)>|([^<]+|<)/g)) {
    const top = open.at(-1)!;
    if (text !== undefined) {
      const words = plain(text);
      if (words.trim() || words === ' ') top.children.push(words.replace(/^\n|\n$/g, ''));
    } else if (closing) {
      if (open.pop()?.name !== name) throw new Error(`${name} ends and is not open`);
    } else {
      if (!ELEMENTS.has(name!)) throw new Error(`Unknown element ${name}`);
      const element: Element = { name: name!, attributes: attributesOf(attributes!), children: [] };
      top.children.push(element);
      if (name !== 'meta' && name !== 'col') open.push(element);
    }
  }
  if (open.length !== 1) throw new Error(`${open.at(-1)!.name} is still open`);
  return root.children.find((c): c is Element => typeof c !== 'string')!;
}

export function textOf(element: Element | string): string {
  return typeof element === 'string' ? element : element.children.map(textOf).join('');
}

/** All elements of a name, or of a name and a class. */
export function all(element: Element, name: string, kind?: string): Element[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    const fits = child.name === name && (kind === undefined || child.attributes.class?.split(' ').includes(kind));
    return [...(fits ? [child] : []), ...all(child, name, kind)];
  });
}

export interface TableRow {
  /** The heading that the row stands under. */
  readonly section: string;
  readonly cells: Readonly<Record<string, Element>>;
}

/** The rows of a table by their column's title. */
export function rowsOf(table: Element): TableRow[] {
  const header = all(all(table, 'thead')[0]!, 'th').map(textOf);
  const rows: TableRow[] = [];
  for (const body of all(table, 'tbody')) {
    let section = '';
    for (const row of all(body, 'tr')) {
      const cells = row.children.filter((c): c is Element => typeof c !== 'string');
      if (row.attributes.class === 'section') {
        section = textOf(row);
        continue;
      }
      if (cells.length !== header.length) throw new Error(`${cells.length} cells under ${header.length} titles`);
      rows.push({ section, cells: Object.fromEntries(header.map((title, n) => [title, cells[n]!])) });
    }
  }
  return rows;
}
