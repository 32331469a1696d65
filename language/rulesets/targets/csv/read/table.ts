/** A row of a table with the lines that it stands on. */
export interface Row {
  readonly cells: readonly string[];
  /** 1-based. */
  readonly line: number;
  readonly last: number;
}

/** So many lines a quoted cell goes on at most. */
const MOST_QUOTED = 1000;

/** What parts the cells of a table: what its first line that holds any has most of. */
export function delimiterOf(head: string): ',' | ';' | '\t' {
  const line = head.split('\n').find((each) => each.trim()) ?? '';
  const plain = line.replace(/"[^"]*"/g, '');
  const counts = ([',', ';', '\t'] as const).map((mark) => ({ mark, count: plain.split(mark).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).mark;
}

/** The rows of a table, as RFC 4180 has them: cells in quotes may hold delimiters, quotes that are doubled, and line ends. */
export function* rowsOf(lines: readonly string[], delimiter: string): Generator<Row> {
  for (let n = 0; n < lines.length; n++) {
    if (!lines[n]!.trim()) continue;
    const line = n + 1;
    const cells: string[] = [];
    let [text, at, first] = [lines[n]!, 0, n];
    for (;;) {
      if (text[at] !== '"') {
        const end = text.indexOf(delimiter, at);
        cells.push(plain(text.slice(at, end < 0 ? text.length : end)));
        if (end < 0) break;
        at = end + 1;
        continue;
      }
      const parts: string[] = [];
      let from = at + 1;
      for (;;) {
        const quote = text.indexOf('"', from);
        if (quote >= 0) {
          parts.push(text.slice(from, quote));
          from = quote + 1;
          if (text[from] !== '"') break;
          parts.push('"');
          from++;
        } else {
          parts.push(text.slice(from), '\n');
          // A quote that nothing closes ends with its line.
          if (n + 1 >= lines.length || n - first >= MOST_QUOTED) {
            [text, from] = ['', 0];
            break;
          }
          first = Math.min(first, n);
          text = lines[++n]!;
          from = 0;
        }
      }
      cells.push(plain(parts.join('')));
      const end = text.indexOf(delimiter, from);
      if (end < 0) break;
      at = end + 1;
    }
    yield { cells, line, last: n + 1 };
  }
}

/** A cell without blanks around it, and without what keeps a spreadsheet from running it. */
function plain(cell: string): string {
  return cell.trim().replace(/^'(?=[=+\-@])/, '');
}
