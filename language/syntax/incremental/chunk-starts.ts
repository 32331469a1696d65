import type { IToken } from 'chevrotain';
import { ofWord } from '../../model/word-tables.ts';

/** The words that begin a statement and are no names, and those that are names as well: `group g = lan, check`. */
const BEGINNINGS: ReadonlySet<string> = new Set(
  'plan import use enable phase zone group service allow deny assert vendor'.split(' '),
);
const BEGINNINGS_OR_NAMES: ReadonlySet<string> = new Set(
  'site bind deployment check direction nat pair trust vpn extend firewall'.split(' '),
);

/** What of these stands within the braces of another. */
const WITHIN: Readonly<Record<string, string>> = { site: 'zone', vendor: 'service', extend: 'service', firewall: 'nat' };

/** Whether a word that begins a chunk may be a name that goes on with what stands before. */
export function mayGoOn(first: IToken): boolean {
  return BEGINNINGS_OR_NAMES.has(first.image) && first.tokenType.name !== 'ID';
}

/**
 * Cuts a text before each line that begins a statement, so that what is wrong in one statement is wrong there alone, and each can be parsed
 * by itself. Whether it is cut before a line hangs on nothing behind the line's first word.
 * @param tokens words in the order of the text, without comments
 * @returns at which of them chunks begin; the first one always does
 */
export function chunkStarts(tokens: readonly IToken[]): number[] {
  const starts: number[] = [];
  let depth = 0;
  // The statement whose braces these are, which may stand on a line with others.
  let holder = '';
  for (const [n, token] of tokens.entries()) {
    const first = tokens[starts.at(-1) ?? 0]!;
    if (n === 0 || (token.startLine! > tokens[n - 1]!.endLine! && begins(token, first, holder, depth))) {
      starts.push(n);
      depth = 0;
      holder = token.image;
    } else if (depth === 0 && token.tokenType.name !== 'ID' && token.image in WITHIN) {
      // The others are names as well.
      if (token.image === 'vendor' || tokens[n - 1]!.image === '}') holder = token.image;
    }
    if (token.image === '{') depth++;
    else if (token.image === '}') depth = Math.max(0, depth - 1);
  }
  return starts;
}

/**
 * Whether a word at the beginning of a line begins a statement, so many braces deep in the one that begins with `holder`.
 * @param first the first word of the chunk
 */
function begins(token: IToken, first: IToken, holder: string, depth: number): boolean {
  if (token.tokenType.name === 'ID') return false;
  const isCertain = BEGINNINGS.has(token.image);
  if (!isCertain && !BEGINNINGS_OR_NAMES.has(token.image)) return false;
  if (depth === 0) return true;
  // A brace is missing, unless the language has it so.
  if (ofWord(WITHIN, holder) === token.image) return false;
  return isCertain || token.startColumn! <= first.startColumn!;
}
