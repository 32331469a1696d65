import { isWord } from '../name-words.ts';
import { fix, type Place, type Slip } from './slip.ts';

const NAMED =
  /(?<![\p{L}\d_-])(zone|site|component|group|deployment|firewall)\s+([\p{L}_][\p{L}\d_-]*(?:[ \t]+(?!(?:at|isolated|external|with|without|runs|of)\b)[\p{L}\d_-]+)+)[ \t]*(?=["'{:=}]|at\b|isolated\b|external\b|$)(["']?)/gu;
const QUOTED = /(?<![\p{L}\d_-])(zone|site|component|group|deployment|firewall)\s+(["'])([^"'\n]*\p{L}[^"'\n]*)\2/gu;

/** `zone my zone` and `zone "my zone"`. */
export function nameOfWords({ line, start, end }: Place): Slip | undefined {
  for (const match of line.matchAll(QUOTED)) {
    const [whole, word, , title] = match;
    const from = match.index + whole.length - title!.length - 2;
    if (start !== from) continue;
    const name = asName(title!);
    const message = `A name stands before the title: ${word} ${name} "${title}".`;
    return { message, fixes: [fix(`Put the name '${name}' before it`, from, from, `${name} `)], end: line.length };
  }
  for (const match of line.matchAll(NAMED)) {
    const [whole, word, words, quote] = match;
    const from = match.index + whole.indexOf(words!, word!.length);
    const until = from + words!.length;
    if (start < from || start > until + 2) continue;
    const name = asName(words!);
    const titled = `${name} "${words}"`;
    return {
      message: `A name has no blanks: '${name}'. A title of several words stands behind it: ${word} ${titled}.`,
      fixes: [
        ...(quote ? [] : [fix(`Write '${name}' with the title "${words}"`, from, until, titled, false)]),
        fix(`Write '${name}'`, from, until, name, Boolean(quote)),
      ],
      end: Math.max(end, line.length),
    };
  }
  return undefined;
}

/** `zone 10-office` and `zone office.main`. */
export function nameOfOtherLetters({ line, start }: Place): Slip | undefined {
  const found =
    /^(\s*|.*\{\s*)(zone|site|component|group|deployment|firewall)\s+((?:\d[\p{L}\d_.-]*|[\p{L}_][\p{L}\d_-]*[./\\][\p{L}\d_./\\-]*))(?=\s|$)(\s*["'])?/u.exec(
      line,
    );
  if (!found) return undefined;
  const [, before, word, said, titled] = found;
  const from = before!.length + word!.length + /^\s+/.exec(line.slice(before!.length + word!.length))![0].length;
  if (start < from || start > from + said!.length) return undefined;
  const name = asName(said!);
  const text = titled ? name : `${name} "${said}"`;
  return {
    message: `A name begins with a letter and has letters, digits, '-' and '_': ${word} ${text}.`,
    fixes: [fix(`Write '${text}'`, from, from + said!.length, text)],
    end: line.length,
  };
}

/** Words as a name: `vault-server` for `Vault server`. */
export function asName(words: string): string {
  const name = words
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\d]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return /^\d/.test(name) || isWord(name) ? `n-${name}` : name;
}

/** What nobody sees: marks that join, part or turn round letters. */
const HIDDEN = /[\p{Cf}\p{DI}]+/gu;

/** A name with something in it that can't be seen, which may have come along when it was copied. */
export function hiddenLetters({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith('Unexpected character')) return undefined;
  for (const match of line.matchAll(HIDDEN)) {
    const end = match.index + match[0].length;
    if (start < match.index || start >= end) continue;
    const code = match[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    return {
      message: `Here stands a character that can't be seen (U+${code}). Names have none, so that two that look the same are the same.`,
      fixes: [fix('Leave it out', match.index, end, '')],
      end: line.length,
    };
  }
  return undefined;
}
