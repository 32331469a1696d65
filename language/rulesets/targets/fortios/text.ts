import { plainText } from '../../set-commands/plain-text.ts';

/** The longest comment of a policy, and of an object. */
export const COMMENT_LENGTH = 1023;
export const OBJECT_COMMENT_LENGTH = 255;

/**
 * A plan's text in quotes. FortiOS refuses quotes and angle brackets within, and its scripts have variables that begin with a dollar sign.
 */
export function quoted(text: string, most: number): string {
  const plain = plainText(text, Number.POSITIVE_INFINITY)
    .replace(/'/g, '')
    .replace(/[<>$]+/g, ' ');
  return `"${plainText(plain, most)}"`;
}

/** Names of objects, which their tables have made fit. */
export function list(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(' ');
}

export function commentLine(text: string): string {
  return `# ${plainText(text)}`.trimEnd();
}

/** One object of a table, with its settings in order. */
export interface Item {
  readonly key: string;
  readonly settings: readonly (readonly [field: string, value: string])[];
}

/** What the comments of all that is made here begin with. */
export const MARK = 'Segplan';

/** One table of the configuration. */
export interface Table {
  readonly path: string;
  readonly items: readonly Item[];
}

export function byKey(items: Iterable<Item>): Item[] {
  return [...items].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/** A table of the configuration with its items; none where it has none. */
export function tableLines(path: string, items: readonly Item[], last: readonly string[] = []): string[] {
  if (!items.length && !last.length) return [];
  return [
    `config ${path}`,
    ...items.flatMap(({ key, settings }) => [
      `    edit ${key}`,
      ...settings.map(([field, value]) => `        set ${field} ${value}`),
      '    next',
    ]),
    ...last.map((line) => `    ${line}`),
    'end',
    '',
  ];
}
