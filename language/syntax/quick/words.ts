import type { IToken, TokenType } from 'chevrotain';
import { AstUtils, GrammarAST, GrammarUtils } from 'langium';
import type { Words } from '../incremental/chunk.ts';

/** A kind of words: a word of the language, or a terminal. */
export interface WordType extends TokenType {
  readonly kind: number;
}

/** What stands behind the last word. */
export const END = 0;

/** A word or a comment of a text. */
export class Word implements IToken {
  readonly image: string;
  readonly startOffset: number;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly endOffset: number;
  readonly tokenType: WordType;

  constructor(type: WordType, image: string, offset: number, line: number, column: number, endLine = line, endColumn = 0) {
    this.image = image;
    this.startOffset = offset;
    this.startLine = line;
    this.startColumn = column;
    this.endLine = endLine;
    this.endColumn = endColumn || column + image.length - 1;
    this.endOffset = offset + image.length - 1;
    this.tokenType = type;
  }

  get tokenTypeIdx(): number {
    return this.tokenType.kind;
  }
}

/** What an address of IPv6 begins like, if it begins with a letter. */
const HEXADECIMAL = /[0-9A-Fa-f]{0,4}:/y;

const PLAIN_NAME = /[A-Za-z_][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*/y;

/**
 * Takes texts apart as the lexer of Langium does, with the little that this language needs: no start waits for patterns to be analyzed. What it
 * doesn't know how to read it leaves to that one.
 */
export class QuickLexer {
  private readonly types = new Map<string, WordType>();
  /** Words of the language that are signs, by their first character, the longest first. */
  private readonly signs = new Map<number, WordType[]>();
  /** What may begin with a digit, in the order in which it is tried. */
  private readonly numbers: readonly (readonly [WordType, RegExp])[];
  private readonly name: RegExp;
  private readonly address: RegExp;

  constructor(grammar: GrammarAST.Grammar) {
    for (const rule of grammar.rules) {
      if (GrammarAST.isTerminalRule(rule)) this.type(rule.name);
      else for (const each of AstUtils.streamAllContents(rule)) if (GrammarAST.isKeyword(each)) this.type(each.value);
    }
    for (const [name, type] of this.types) {
      if (/^\w/.test(name)) continue;
      const alike = this.signs.get(name.charCodeAt(0)) ?? [];
      alike.push(type);
      alike.sort((a, b) => b.name.length - a.name.length);
      this.signs.set(name.charCodeAt(0), alike);
    }
    const terminals = grammar.rules.filter(GrammarAST.isTerminalRule);
    const patterns = new Map(
      terminals.map((rule) => {
        const { source, flags } = GrammarUtils.terminalRegex(rule);
        return [rule.name, new RegExp(source, `${flags}y`)];
      }),
    );
    const others = new Set(['ID', 'STRING', ...terminals.filter(({ hidden }) => hidden).map(({ name }) => name)]);
    this.numbers = [...patterns].flatMap(([name, pattern]) => (others.has(name) ? [] : [[this.type(name), pattern] as const]));
    this.name = patterns.get('ID')!;
    this.address = patterns.get('IPV6')!;
  }

  /** The kind of a word of the language, or of a terminal. */
  type(name: string): WordType {
    let type = this.types.get(name);
    if (!type) {
      type = { name, kind: this.types.size + 1 };
      this.types.set(name, type);
    }
    return type;
  }

  /** Nothing where something in the text is not a word, so that there is an error to tell. */
  lex(text: string): Words | undefined {
    const tokens: Word[] = [];
    const hidden: Word[] = [];
    let [at, line, begin] = [0, 1, 0];
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === 32 || code === 9) {
        at++;
        continue;
      }
      if (code === 10 || code === 13) {
        at += code === 13 && text.charCodeAt(at + 1) === 10 ? 2 : 1;
        line++;
        begin = at;
        continue;
      }
      const second = text.charCodeAt(at + 1);
      if (code === 47 && (second === 47 || second === 42)) {
        const comment = this.comment(text, at, second === 42, line, begin);
        if (!comment) return undefined;
        hidden.push(comment);
        at += comment.image.length;
        if (comment.endLine > line) {
          line = comment.endLine;
          begin = at - comment.endColumn;
        }
        continue;
      }
      const word = this.word(text, at, code, second, line, at - begin + 1);
      if (!word) return undefined;
      tokens.push(word);
      at += word.image.length;
    }
    return { tokens, hidden, errors: [] };
  }

  private word(text: string, at: number, code: number, second: number, line: number, column: number): Word | undefined {
    if (isLetter(code)) {
      const address = isHexadecimal(code) && found(HEXADECIMAL, text, at) ? found(this.address, text, at) : undefined;
      if (address) return new Word(this.type('IPV6'), address, at, line, column);
      const name = this.nameAt(text, at)!;
      return new Word(this.types.get(name) ?? this.type('ID'), name, at, line, column);
    }
    if (code >= 48 && code <= 57) {
      for (const [type, pattern] of this.numbers) {
        const image = found(pattern, text, at);
        if (image) return new Word(type, image, at, line, column);
      }
    }
    if (code === 34 || code === 39) {
      const end = endOfText(text, at, code);
      return end ? new Word(this.type('STRING'), text.slice(at, end), at, line, column) : undefined;
    }
    if (code === 58 && second === 58) {
      const address = found(this.address, text, at);
      if (address) return new Word(this.type('IPV6'), address, at, line, column);
    }
    if (code > 127) {
      const name = this.nameAt(text, at);
      if (name) return new Word(this.type('ID'), name, at, line, column);
    }
    const sign = this.signs.get(code)?.find(({ name }) => text.startsWith(name, at));
    return sign && new Word(sign, sign.name, at, line, column);
  }

  /** Nearly all names are of plain letters, which are found in a fraction of the time. */
  private nameAt(text: string, at: number): string | undefined {
    const plain = found(PLAIN_NAME, text, at) ?? '';
    const end = at + plain.length;
    const next = text.charCodeAt(end) === 45 ? text.charCodeAt(end + 1) : text.charCodeAt(end);
    return next > 127 ? found(this.name, text, at) : plain || undefined;
  }

  private comment(text: string, at: number, isLong: boolean, line: number, begin: number): Word | undefined {
    const column = at - begin + 1;
    if (!isLong) return new Word(this.type('SL_COMMENT'), text.slice(at, endOfLine(text, at)), at, line, column);
    const end = text.indexOf('*/', at + 2) + 2;
    if (end < 2) return undefined;
    const image = text.slice(at, end);
    let [endLine, last] = [line, begin];
    for (const { index, 0: mark } of image.matchAll(/\r\n?|\n/g)) {
      endLine++;
      last = at + index + mark.length;
    }
    return new Word(this.type('ML_COMMENT'), image, at, line, column, endLine, end - last);
  }
}

function found(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? text.slice(at, pattern.lastIndex) : undefined;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isHexadecimal(code: number): boolean {
  return (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}

function endOfLine(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) break;
  }
  return at;
}

/** Behind the closing quote; nothing where the line has none. */
function endOfText(text: string, from: number, quote: number): number | undefined {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === 10 || code === 13) return undefined;
    if (code === 92 && /[\n\r\u2028\u2029]/.test(text.charAt(++at))) return undefined;
  }
  return undefined;
}
