/** What stands in the way of a rule set. */
interface OnHold {
  readonly message: string;
  readonly uri: string;
  /** 0-based. */
  readonly range: { readonly start: { readonly line: number } };
}

/** So many errors are told, and so long is a line: there is no more room beside a plan, where nothing is wrapped. */
const MOST_ERRORS = 20;
const WIDTH = 64;

/**
 * What is shown in the place of a rule set that there can't be yet: each error by its line, in lines of their own.
 * @param head what they are, and what to do about them
 * @param plan the address of the plan: an error in a file that it imports is told with the name of that
 */
export function onHoldText(head: string, errors: readonly OnHold[], plan: string): string {
  const fileOf = (uri: string): string => (uri === plan ? '' : `${decodeURIComponent(uri.replace(/^.*\//, ''))}:`);
  const told = errors.slice(0, MOST_ERRORS).map(({ message, uri, range }) => `${fileOf(uri)}${range.start.line + 1}: ${message}`);
  const more = errors.length - told.length;
  return [head, ...told, ...(more > 0 ? [`… ${more}`] : [])].map(wrapped).join('\n\n');
}

/** A text in lines of no more than `WIDTH` letters, of which a word may have more. */
function wrapped(text: string): string {
  let line = '';
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    if (line && line.length + word.length >= WIDTH) {
      lines.push(line);
      line = `  ${word}`;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line].join('\n');
}
