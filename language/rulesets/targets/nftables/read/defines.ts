import type { LineBook } from '../../../../running/lines.ts';
import { END_OF_LINE, type Token } from './tokens.ts';

/** For each token of a file so many may be put in place of names, and so many at least. */
const [FOR_EACH, LEAST] = [8, 10_000];

const NAME = /^\$([A-Za-z_][\w./-]*)$/;

type Defines = Map<string, readonly Token[]>;

const isSign = (token: Token | undefined, ...signs: readonly string[]): boolean =>
  token !== undefined && !token.quoted && signs.includes(token.text);

/**
 * Puts in place of `$name` what `define name = …` says of it, as `nft -f` does: from there on, and within the block where it stands. What nothing defines stays as
 * it is, and is told.
 */
export function withoutDefines(tokens: readonly Token[], book: LineBook): readonly Token[] {
  if (!tokens.some(({ text, quoted }) => !quoted && /^(?:define|redefine|\$.*)$/.test(text))) return tokens;
  const result: Token[] = [];
  const blocks: Defines[] = [new Map()];
  let room = LEAST + FOR_EACH * tokens.length;
  /** The words that are put in place of one. */
  const meant = (token: Token): readonly Token[] => {
    const [, name] = (!token.quoted && NAME.exec(token.text)) || [];
    const found = name === undefined ? undefined : blocks.findLast((block) => block.has(name))?.get(name);
    room -= found?.length ?? 0;
    if (found && room >= 0) return found.map((each) => ({ ...each, line: token.line }));
    if (name !== undefined)
      book.unknownOnce(`$${name}`, token.line, 'a name that nothing defines', 'what stands for it is not in the file');
    return [token];
  };
  for (let n = 0; n < tokens.length; n++) {
    const [token, before] = [tokens[n]!, result.at(-1)];
    const begins = before === undefined || isSign(before, END_OF_LINE, ';', '{', '}');
    if (begins && isSign(token, 'undefine')) {
      for (const block of blocks) block.delete(tokens[n + 1]?.text ?? '');
      book.modeled(token.line);
      n++;
    } else if (begins && isSign(token, 'define', 'redefine') && isSign(tokens[n + 2], '=')) {
      const value: Token[] = [];
      let depth = 0;
      let at = n + 3;
      for (; at < tokens.length; at++) {
        const each = tokens[at]!;
        if (depth === 0 && isSign(each, END_OF_LINE, ';')) break;
        if (isSign(each, '{')) depth++;
        if (isSign(each, '}')) depth--;
        if (!isSign(each, END_OF_LINE)) put(value, each, meant(each));
      }
      blocks.at(-1)!.set(tokens[n + 1]!.text, value);
      book.modeled(token.line, tokens[Math.min(at, tokens.length - 1)]!.line);
      n = at - 1;
    } else {
      if (isSign(token, '{')) blocks.push(new Map());
      if (isSign(token, '}') && blocks.length > 1) blocks.pop();
      put(result, token, meant(token));
    }
  }
  return result;
}

/** Puts words behind others; a set within a set is what it holds. */
function put(result: Token[], token: Token, words: readonly Token[]): void {
  const isSet = words.length > 1 && isSign(words[0], '{') && isSign(words.at(-1), '}');
  const isWithin = isSet && !isSign(token, '{') && isSign(result.at(-1), '{', ',');
  for (const each of isWithin ? words.slice(1, -1) : words) result.push(each);
}
