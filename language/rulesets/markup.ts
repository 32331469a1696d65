import { oneLine } from './text.ts';

/** Text that is markup already; whatever else goes into an element is escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Content = string | Markup | readonly Content[];

/** Text for between tags and for quoted attributes, with nothing in it that could end either or hide what stands beside it. */
export function escapeText(text: string): string {
  return oneLine(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

function render(content: Content): string {
  if (typeof content === 'string') return escapeText(content);
  return content instanceof Markup ? content.text : content.map(render).join('');
}

const VOID = new Set(['meta', 'br', 'col']);
/** Elements that begin a line, so that two versions of a page can be compared. */
const BLOCKS =
  /^(html|head|body|meta|title|style|header|main|section|h[1-6]|p|ul|ol|li|dl|div|figure|table|colgroup|thead|tbody|tr|svg|g)$/;

/** An element; names and attribute names are ours, values and contents may be anyone's. */
export function el(name: string, attributes: Readonly<Record<string, string | number>> = {}, ...content: Content[]): Markup {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeText(String(value))}"`);
  const end = VOID.has(name) ? '' : `${render(content)}</${name}>`;
  return new Markup(`${BLOCKS.test(name) ? '\n' : ''}<${name}${written.join('')}>${end}`);
}
