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
