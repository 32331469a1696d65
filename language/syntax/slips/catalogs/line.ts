import { fix, type Place, type Slip } from '../slip.ts';

/** A word that people write, what is written in its place (nothing where it is left out), and what is to be said of it. */
export type OtherWord = readonly [said: RegExp, written: string, message: string];

/** The first of some words that stands at a place. */
export function otherWord(words: readonly OtherWord[], { line, start }: Place): Slip | undefined {
  const rest = line.slice(start);
  for (const [said, written, message] of words) {
    const [found] = said.exec(rest) ?? [];
    if (!found) continue;
    const title = written ? `Write '${written.trim()}' for '${found.trim()}'` : `Leave out '${found.trim()}'`;
    return { message, fixes: [fix(title, start, start + found.length, written)], end: line.length };
  }
  return undefined;
}

/**
 * Whether what stands at a place of a line in a catalog can be a part of a flow: behind the word `flow`, or on a line of its own below it.
 * @param orService whether that of a service will do
 */
export function standsInFlow(line: string, start: number, orService = false): boolean {
  const [word] = /^\s*(\p{L}+)/u.exec(line) ?? [];
  if (word?.trim() === 'flow') return true;
  return orService ? /^\s*service\s/.test(line) : !line.slice(0, start).trim();
}

/** Where what is written in a line ends: in front of a comment at its end. */
export function endOfLine(line: string): number {
  return /^(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|(?!\/\/)[^"'])*/.exec(line)![0].trimEnd().length;
}
