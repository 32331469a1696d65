/** What a place in a text stands in: where the language is written, in a comment, or in a text in quotes that begins at `start`. */
export type TextPlace = { readonly kind: 'code' | 'comment' } | { readonly kind: 'text'; readonly start: number };

const MARKS = /["']|\/\/|\/\*/g;

/** Whether a place stands in a comment, in a text in quotes, or where the language is written. Comments and texts may still lack their ends. */
export function textPlaceAt(text: string, offset: number): TextPlace {
  // Only a comment that goes over several lines reaches into a line from above.
  let at = text.lastIndexOf('/*', offset) < 0 ? lineAt(text, offset) : 0;
  for (;;) {
    MARKS.lastIndex = at;
    const mark = MARKS.exec(text);
    if (!mark || mark.index >= offset) return { kind: 'code' };
    const start = mark.index;
    // Where it has no end, the place behind its last letter is still within it.
    const { end, isClosed } = endOf(text, start, mark[0]);
    if (offset < end || (offset === end && !isClosed)) {
      if (!mark[0].startsWith('/')) return { kind: 'text', start };
      // Between the two letters that begin a comment there is none yet.
      return { kind: offset > start + 1 ? 'comment' : 'code' };
    }
    at = end;
  }
}

/** Where the line of a place begins. */
export function lineAt(text: string, offset: number): number {
  return offset ? text.lastIndexOf('\n', offset - 1) + 1 : 0;
}

function endOf(text: string, start: number, mark: string): { end: number; isClosed: boolean } {
  const next = text.indexOf('\n', start);
  const line = next < 0 ? text.length : next;
  if (mark === '//') return { end: line, isClosed: false };
  if (mark === '/*') {
    const end = text.indexOf('*/', start + 2);
    return end < 0 ? { end: text.length, isClosed: false } : { end: end + 2, isClosed: true };
  }
  for (let at = start + 1; at < line; at++) {
    if (text.charAt(at) === mark) return { end: at + 1, isClosed: true };
    if (text.charAt(at) === '\\') at++;
  }
  return { end: line, isClosed: false };
}
