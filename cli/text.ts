import { jsonText } from '../language/rulesets/text.ts';

/** Characters that a terminal would obey or that reorder and hide what stands beside them. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** A plan's text for a terminal: on one line, and with every character that could do something replaced by a visible one. */
export function visible(text: string): string {
  return text.replace(UNSAFE, (char) => (char === '\t' || char === '\n' ? ' ' : '\ufffd'.repeat(char.length)));
}

/**
 * The name of a file, a folder or a revision for a terminal: what could do something there is written as in a program, so that the name
 * can still be told from others.
 */
export function nameText(name: string): string {
  return name.replace(UNSAFE, (char) => {
    const code = char.codePointAt(0)!;
    return SHORT[char] ?? (code < 0x100 ? `\\x${hex(code, 2)}` : code < 0x10000 ? `\\u${hex(code, 4)}` : `\\u{${hex(code, 1)}}`);
  });
}

const SHORT: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

/** Data as JSON for standard output, which may be a terminal: marks that it would obey are escapes, and mean the same to a program. */
export function jsonOutput(data: unknown): string {
  return jsonText(data).trimEnd();
}

export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** Rows as columns, each as wide as its widest cell; the last one is left as it is. */
export function table(rows: readonly (readonly string[])[], indent = ''): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [n, cell] of row.entries()) widths[n] = Math.max(widths[n] ?? 0, cell.length);
  return rows.map((row) => (indent + row.map((cell, n) => cell.padEnd(widths[n]!)).join('  ')).trimEnd());
}
