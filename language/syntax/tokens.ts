import type { CustomPatternMatcherFunc, TokenType } from 'chevrotain';
import { DefaultTokenBuilder, type GrammarAST } from 'langium';

/**
 * Texts and comments are found by hand: by an expression, each quote or `/*` without an end would be followed to the end of its line or of
 * the file, which takes minutes where there are many of them.
 */
export class SegplanTokenBuilder extends DefaultTokenBuilder {
  protected override buildTerminalToken(terminal: GrammarAST.TerminalRule): TokenType {
    const token = super.buildTerminalToken(terminal);
    if (terminal.name === 'ID' && typeof token.PATTERN === 'function') {
      // Langium looks in the source for words of the language that a name may go on from, and reads no classes of Unicode.
      const find = Object.assign(token.PATTERN, { source: '[A-Za-z_][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*' });
      return { ...token, PATTERN: find, START_CHARS_HINT: beginsName(), LINE_BREAKS: false };
    }
    const own = OWN[terminal.name];
    if (!own || !(token.PATTERN instanceof RegExp)) return token;
    // By its source Langium knows which words of the language it may begin like: '/' is one.
    const find = Object.assign(own.find, { source: token.PATTERN.source });
    return { ...token, PATTERN: find, START_CHARS_HINT: own.begins, LINE_BREAKS: true };
  }
}

/** What a name may begin with. The lexer keeps a list for each plain letter, and for each 255 others together. */
function beginsName(): (string | number)[] {
  return [
    ...Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).filter((char) => /[_\p{XIDS}]/u.test(char)),
    ...Array.from({ length: 257 }, (_, n) => 256 + 255 * n).filter((code) => code <= 0xffff),
  ];
}

const QUOTES = ['"', "'"];
const SLASH = ['/'];

const OWN: Readonly<Record<string, { find: CustomPatternMatcherFunc; begins: string[] }>> = {
  STRING: { find: remembering(QUOTES, endOfText), begins: QUOTES },
  ML_COMMENT: { find: remembering(SLASH, endOfComment), begins: SLASH },
};

/** Where something ends that begins at an offset; or, where it has no end, up to where nothing else that begins alike has one. */
type Find = (text: string, offset: number) => { readonly end: number } | { readonly noneBefore: number } | undefined;

function remembering(begins: readonly string[], find: Find): CustomPatternMatcherFunc {
  let known = { text: '', begin: '', from: 0, until: 0 };
  return (text, offset) => {
    const begin = text.charAt(offset);
    if (!begins.includes(begin)) return null;
    if (known.text === text && known.begin === begin && offset >= known.from && offset < known.until) return null;
    const found = find(text, offset);
    if (!found) return null;
    if ('end' in found) return [text.slice(offset, found.end)] as unknown as RegExpExecArray;
    known = { text, begin, from: offset, until: found.noneBefore };
    return null;
  };
}

/** A text in quotes, on one line; a backslash takes away the meaning of what follows it. */
function endOfText(text: string, offset: number): ReturnType<Find> {
  const quote = text.charAt(offset);
  for (let n = offset + 1; n < text.length; n++) {
    const char = text.charAt(n);
    if (char === quote) return { end: n + 1 };
    if (char === '\n' || char === '\r') return { noneBefore: n };
    if (char === '\\' && /[\n\r\u2028\u2029]/.test(text.charAt(++n))) return { noneBefore: n };
  }
  return { noneBefore: text.length };
}

function endOfComment(text: string, offset: number): ReturnType<Find> {
  if (!text.startsWith('/*', offset)) return undefined;
  const end = text.indexOf('*/', offset + 2);
  return end < 0 ? { noneBefore: text.length } : { end: end + 2 };
}
