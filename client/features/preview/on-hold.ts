/** What stands in the way of a rule set. */
interface OnHold {
  readonly message: string;
  readonly uri: string;
  /** 0-based. */
  readonly range: { readonly start: { readonly line: number } };
}

/** So many errors are told, and so long is a line: there is no more room beside a plan, where nothing is wrapped. */
const MOST_ERRORS = 20;
const WIDTH = 48;

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

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The page that takes the place of one that there can't be yet. */
export function onHoldPage(text: string): string {
  // A page wraps lines itself.
  const paragraphs = text.split('\n\n').map((each) => each.replaceAll('\n ', ''));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<style>body { line-height: 1.5; max-width: 60rem; overflow-wrap: anywhere; }</style>
</head>
<body>${paragraphs.map((each) => `<p>${escaped(each)}</p>`).join('')}</body>
</html>`;
}

/** A page that is older than its plan, and says so wherever one reads in it. */
export function outdatedPage(html: string, notice: string): string {
  const style = [
    'position: sticky; top: 0; z-index: 1; margin: 0 0 8px; padding: 6px 10px; max-width: none',
    'background: var(--vscode-inputValidation-warningBackground); border: 1px solid var(--vscode-inputValidation-warningBorder)',
    'color: var(--vscode-inputValidation-warningForeground, var(--vscode-foreground))',
  ];
  return html.replace(/<body[^>]*>/i, `$&<p role="status" style="${style.join('; ')}">${escaped(notice)}</p>`);
}
