/** A word, a text in quotes, or a sign; a line that ends is a sign of its own. */
export interface Token {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  readonly quoted: boolean;
}

export const END_OF_LINE = '\n';
const SIGNS = new Set(['{', '}', ',', ';', '(', ')']);

/** Reads a text of nft into words. Comments are left out, and a line that ends in `\` goes on. */
export function tokensOf(lines: readonly string[]): Token[] {
  const tokens: Token[] = [];
  for (const [n, whole] of lines.entries()) {
    const line = n + 1;
    let at = 0;
    let goesOn = false;
    while (at < whole.length) {
      const char = whole[at]!;
      if (char === '#') break;
      if (char === '\\' && !whole.slice(at + 1).trim()) {
        goesOn = true;
        break;
      }
      if (char === ' ' || char === '\t') at++;
      else if (char === '"') {
        // Texts of nft have no escapes.
        const end = whole.indexOf('"', at + 1);
        tokens.push({ text: whole.slice(at + 1, end < 0 ? undefined : end), line, quoted: true });
        at = end < 0 ? whole.length : end + 1;
      } else if (SIGNS.has(char)) {
        tokens.push({ text: char, line, quoted: false });
        at++;
      } else {
        let end = at + 1;
        while (end < whole.length && !/[\s"#{},;()]/.test(whole[end]!)) end++;
        tokens.push({ text: whole.slice(at, end), line, quoted: false });
        at = end;
      }
    }
    if (!goesOn) tokens.push({ text: END_OF_LINE, line, quoted: false });
  }
  return tokens;
}

/** Words one after the other. */
export class Words {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  get isDone(): boolean {
    return this.at >= this.tokens.length;
  }

  /** The word that comes next, left where it is; empty behind the last one. A text in quotes is no word. */
  get next(): string {
    const token = this.tokens[this.at];
    return token && !token.quoted ? token.text : '';
  }

  get token(): Token | undefined {
    return this.tokens[this.at];
  }

  take(): string {
    return this.tokens[this.at++]?.text ?? '';
  }

  /** Goes past a word if it comes next. */
  skip(word: string): boolean {
    if (this.next !== word) return false;
    this.at++;
    return true;
  }

  /** What stands within braces that begin here, separated by commas; goes past them. */
  list(): Token[][] {
    const items: Token[][] = [];
    let item: Token[] = [];
    let depth = 1;
    this.at++;
    for (; this.at < this.tokens.length; this.at++) {
      const token = this.tokens[this.at]!;
      const sign = token.quoted ? '' : token.text;
      if (sign === '{' || sign === '(') depth++;
      if (sign === '}' || sign === ')') depth--;
      if (depth === 0) {
        this.at++;
        break;
      }
      if (sign === ',' && depth === 1) {
        items.push(item);
        item = [];
      } else if (sign !== END_OF_LINE) item.push(token);
    }
    if (item.length) items.push(item);
    return items;
  }

  /** Goes to the end. @returns the words up to there */
  rest(): Token[] {
    const rest = this.tokens.slice(this.at);
    this.at = this.tokens.length;
    return rest;
  }
}
