import { Document } from 'yaml';

/** What is written as YAML. A key whose value is undefined is left out. */
export type YamlValue = string | number | Commented | readonly YamlValue[] | YamlMap;

export interface YamlMap {
  readonly [key: string]: YamlValue | undefined;
}

/** An item of a list with a comment on the line before it. */
export class Commented {
  readonly comment: string;
  readonly value: YamlMap;

  constructor(comment: string, value: YamlMap) {
    this.comment = comment;
    this.value = value;
  }
}

/** Who reads it reads YAML 1.1, where a bare `on` is a boolean. */
const OPTIONS = { schema: 'yaml-1.1', aliasDuplicateObjects: false } as const;

/** Words of plain ASCII that begin with a letter: no number, and nothing that ends, quotes or opens something. */
const PLAIN = /^[A-Za-z](?:[!-~]| (?=[!-"$-~]))*$/;
/** What in them would begin a value, or make the whole of it a key. */
const AS_KEY = /:(?: |$)/;
const RESERVED = /^(?:y|yes|true|on|n|no|false|off|null)$/i;
const NETWORK = /^[0-9a-f]+[.:][0-9a-f.:]*\/[0-9]+$/;

/**
 * Writes data as the library for YAML does, which asks of each text what it might be taken for, and makes a node of each: that took most of
 * the time of files with thousands of rules. Here it is asked about texts alone that could be taken for anything, and about each once.
 */
export class YamlWriter {
  private readonly known = new Map<string, string>();

  /** A document, without a line end at its end. */
  text(value: YamlMap): string {
    return this.map(value, '').trimEnd();
  }

  private map(value: YamlMap, indent: string): string {
    let text = '';
    for (const key in value) {
      const each = value[key];
      if (each !== undefined) text += `${indent}${this.scalar(key, '')}:${this.after(each, indent)}`;
    }
    return text;
  }

  /** A value behind its key. */
  private after(value: YamlValue, indent: string): string {
    if (isList(value)) return value.length ? `\n${this.list(value, `${indent}  `)}` : ' []\n';
    if (typeof value === 'string' || typeof value === 'number') return ` ${this.scalar(value, indent)}\n`;
    const plain = value instanceof Commented ? value.value : (value as YamlMap);
    return isEmpty(plain) ? ' {}\n' : `\n${this.map(plain, `${indent}  `)}`;
  }

  private list(items: readonly YamlValue[], indent: string): string {
    let text = '';
    for (const item of items) {
      if (item instanceof Commented) text += `${indent}${commentLine(item.comment)}\n`;
      text += `${indent}- ${this.item(item instanceof Commented ? item.value : item, indent)}`;
    }
    return text;
  }

  private item(value: Exclude<YamlValue, Commented>, indent: string): string {
    if (typeof value === 'string' || typeof value === 'number') return `${this.scalar(value, indent)}\n`;
    const inner = `${indent}  `;
    if (isList(value)) return value.length ? this.list(value, inner).slice(inner.length) : '[]\n';
    return isEmpty(value) ? '{}\n' : this.map(value, inner).slice(inner.length);
  }

  private scalar(value: string | number, indent: string): string {
    if (typeof value === 'number') return `${value}`;
    if (NETWORK.test(value) || (PLAIN.test(value) && !AS_KEY.test(value) && !RESERVED.test(value))) return value;
    let text = this.known.get(value);
    if (text === undefined) {
      text = new Document({ a: value }, OPTIONS).toString({ lineWidth: 0 }).slice('a: '.length).replace(/\n$/, '');
      this.known.set(value, text);
    }
    return indent && text.includes('\n') ? text.replace(/\n(?=.)/g, `\n${indent}`) : text;
  }
}

/** A comment of one line. */
export function commentLine(text: string): string {
  return text ? `# ${text}` : '#';
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function isEmpty(value: YamlMap): boolean {
  for (const key in value) if (value[key] !== undefined) return false;
  return true;
}
