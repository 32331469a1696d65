/** Characters that a terminal would obey or that reorder and hide what stands beside them. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** A plan's text for a terminal: on one line, and with every character that could do something replaced by a visible one. */
export function visible(text: string): string {
  return text.replace(UNSAFE, (char) => (char === '\t' || char === '\n' ? ' ' : '\ufffd'.repeat(char.length)));
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
