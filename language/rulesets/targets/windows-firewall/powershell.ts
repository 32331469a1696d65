import { plainLetters } from '../../plain-letters.ts';
import { oneLine } from '../../text.ts';

/** What PowerShell takes for a single quote besides `'`: any of them would end a string. */
const QUOTES = /[\u2018-\u201b]/g;

/**
 * A text as a string in single quotes, in which nothing but the quote itself has a meaning. Scripts hold ASCII only: Windows PowerShell
 * reads a file without a mark at its beginning in the code page of the machine, where the bytes of any other character may be a quote.
 */
export function quote(text: string): string {
  const line = oneLine(text).replace(QUOTES, "'");
  if (isAscii(line)) return `'${line.replace(/'/g, "''")}'`;
  const escaped = line
    .replace(/\\/g, '\\\\')
    .replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `[regex]::Unescape('${escaped.replace(/'/g, "''")}')`;
}

/** One string, or several as an array. */
export function quoteAll(texts: readonly string[]): string {
  return texts.map(quote).join(', ');
}

/** A text for a comment up to the end of the line; what isn't ASCII and has no plain form becomes a question mark. */
export function plain(text: string): string {
  return plainLetters(
    oneLine(text)
      .replace(QUOTES, "'")
      .replace(/[\u201c-\u201f\u00ab\u00bb]/g, '"'),
  ).replace(/[^\x20-\x7e]/gu, '?');
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
