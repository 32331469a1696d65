/** What of a workbook nobody sees who opens it. */
export interface Hidden {
  /** The names of sheets that are hidden. */
  readonly sheets: ReadonlySet<string>;
  /** Rows that are hidden, mostly by a filter, counted from 1, by the names of their sheets. */
  readonly rows: ReadonlyMap<string, readonly number[]>;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const FOLDER = /^.*\//;

/** Finds that in the parts of a workbook, by their names in the file. */
export function hiddenIn(parts: ReadonlyMap<string, string>): Hidden {
  const [path = '', workbook = ''] = [...parts].find(([name]) => /(?:^|\/)workbook\.xml$/i.test(name)) ?? [];
  const folder = FOLDER.exec(path)?.[0] ?? '';
  const relations = parts.get(`${folder}_rels/${path.slice(folder.length)}.rels`) ?? '';
  const targets = new Map(elements(relations, 'Relationship').map((each) => [attribute(each, 'Id'), attribute(each, 'Target')]));
  const sheets = new Set<string>();
  const rows = new Map<string, readonly number[]>();
  for (const each of elements(workbook, 'sheet')) {
    const name = attribute(each, 'name') ?? '';
    if (/^(?:very)?hidden$/i.test(attribute(each, 'state') ?? '')) sheets.add(name);
    const target = targets.get(attribute(each, '(?:\\w+:)?id')) ?? '';
    const part = parts.get(target.startsWith('/') ? target.slice(1) : `${folder}${target}`) ?? '';
    const hidden = elements(part, 'row').filter((row) => /^(?:1|true)$/.test(attribute(row, 'hidden') ?? ''));
    if (hidden.length)
      rows.set(
        name,
        hidden.map((row) => Number(attribute(row, 'r'))),
      );
  }
  return { sheets, rows };
}

/** The attributes of all elements of a name. */
function elements(text: string, name: string): string[] {
  return [...text.matchAll(new RegExp(`<(?:\\w+:)?${name}(\\s[^<>]*)>`, 'g'))].map(([, own]) => own!);
}

function attribute(own: string, name: string): string | undefined {
  const [, one, other] = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(own) ?? [];
  return (one ?? other)?.replace(/&(amp|lt|gt|quot|apos);/g, (_, entity: string) => ENTITIES[entity]!);
}
