import { whyTexts } from './why.ts';

/** Control characters, line and paragraph separators, and marks that reorder or hide text. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;

/** Words of plain ASCII with single blanks between them, as nearly all texts are: nothing in them is unsafe. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** A plan's text on one line and without characters that could hide or reorder what stands beside it. */
export function oneLine(text: string): string {
  if (!text || PLAIN.test(text)) return text;
  return text.replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim();
}

/** The phases that a rule set is for, as all forms say them: `Phases: install, upgrade`. */
export function phasesText(phases: readonly string[]): string {
  return `Phases: ${phases.map(oneLine).join(', ') || 'none'}`;
}

/** Cuts a text to a number of UTF-8 bytes, at a character and with an ellipsis. */
export function cutBytes(text: string, most: number): string {
  if (3 * text.length <= most || bytesOf(text) <= most) return text;
  if (!NOT_ASCII.test(text)) return `${text.slice(0, most - 3).trimEnd()}…`;
  let bytes = 3;
  let result = '';
  for (const char of text) {
    bytes += sizeOf(char);
    if (bytes > most) break;
    result += char;
  }
  return `${result.trimEnd()}…`;
}

/** The length of a text in UTF-8. */
export function bytesOf(text: string): number {
  let bytes = text.length;
  // A template of many megabytes may hold a name or two that are not plain.
  for (const [run] of text.matchAll(RUNS_BEYOND_ASCII)) for (const char of run) bytes += sizeOf(char) - char.length;
  return bytes;
}

const NOT_ASCII = /[^\0-\x7f]/;
const RUNS_BEYOND_ASCII = /[^\0-\x7f]+/g;

/** What is no character, half of one, is written as one of three bytes. */
function sizeOf(char: string): number {
  const code = char.codePointAt(0)!;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** The purposes and sources of a rule in a few words: what a comment says. */
export function summarize(entry: {
  readonly reason: string | undefined;
  readonly traces: readonly { readonly purpose: string }[];
}): string {
  const purposes = [...new Set(entry.traces.map((t) => t.purpose).filter((p) => p))];
  return whyTexts([entry.reason], purposes).join('; ');
}

/** Data as JSON, with marks that would reorder or hide what stands beside them written as escapes. */
export function jsonText(data: unknown): string {
  const text = JSON.stringify(data, undefined, 2);
  if (!/[^\n -~]/.test(text)) return `${text}\n`;
  const escaped = text.replace(/[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu, (mark) =>
    Array.from({ length: mark.length }, (_, n) => `\\u${mark.charCodeAt(n).toString(16).padStart(4, '0')}`).join(''),
  );
  return `${escaped}\n`;
}
