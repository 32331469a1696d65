/** What stands behind a backslash for what a text in quotes can't hold, or what nobody would see in it. */
const ESCAPES: Readonly<Record<string, string>> = {
  '\b': 'b',
  '\f': 'f',
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '\v': 'v',
  '\0': '0',
};

/** A text in quotes, as the language reads it back. */
export function inQuotes(text: string, quote: '"' | "'" = '"'): string {
  const inner = text.replace(/[\b\f\n\r\t\v\0\\"']/g, (char) => {
    const escaped = ESCAPES[char] ?? (char === '\\' || char === quote ? char : undefined);
    return escaped === undefined ? char : `\\${escaped}`;
  });
  return `${quote}${inner}${quote}`;
}
