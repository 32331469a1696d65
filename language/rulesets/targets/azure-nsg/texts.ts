import { oneLine } from '../../text.ts';

/** A value of Bicep and of a template: the two differ in their strings only. */
export type Value = string | number | readonly Value[] | { readonly [key: string]: Value };

const WIDTH = 120;

/** A string of Bicep: an interpolation would run what the plan's text says. */
export function quote(text: string): string {
  const line = oneLine(text);
  if (!/[\\'$]/.test(line)) return `'${line}'`;
  return `'${line.replace(/[\\']/g, '\\$&').replace(/\$\{/g, '\\${')}'`;
}

/** A value as the formatter of Bicep leaves it; the first line goes on where the text before it ends. */
export function bicep(value: Value, indent: number, before: number): string {
  if (typeof value === 'number') return `${value}`;
  if (typeof value === 'string') return quote(value);
  const inner = ' '.repeat(indent + 2);
  const end = ' '.repeat(indent);
  if (isList(value)) {
    const flat = value.every((v) => typeof v === 'string') ? `[${value.map((v) => bicep(v, 0, 0)).join(', ')}]` : undefined;
    if (flat && before + flat.length <= WIDTH) return flat;
    return `[\n${value.map((v) => `${inner}${bicep(v, indent + 2, indent + 2)}\n`).join('')}${end}]`;
  }
  const properties = Object.entries(value).map(([key, v]) => {
    const begin = `${inner}${key}: `;
    return `${begin}${bicep(v, indent + 2, begin.length)}\n`;
  });
  return `{\n${properties.join('')}${end}}`;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** A string of a template: one in brackets would be an expression. */
export function templateText(text: string): string {
  const line = oneLine(text);
  return line.startsWith('[') ? `[${line}` : line;
}

export function template(value: Value): Value {
  if (typeof value === 'string') return templateText(value);
  if (typeof value === 'number') return value;
  if (isList(value)) return value.map(template);
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, template(v)]));
}
