import { isWord } from './name-words.ts';
import { fix, type Place, type Slip } from './slip.ts';

const NAMED =
  /(?<![\p{L}\d_-])(zone|site|component|group|deployment)\s+([\p{L}_][\p{L}\d_-]*(?:[ \t]+(?!(?:at|isolated|external|with|without|runs|of)\b)[\p{L}\d_-]+)+)[ \t]*(?=["'{:=}]|at\b|isolated\b|external\b|$)(["']?)/gu;
const QUOTED = /(?<![\p{L}\d_-])(zone|site|component|group|deployment)\s+(["'])([^"'\n]*\p{L}[^"'\n]*)\2/gu;

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

function asName(words: string): string {
  const name = words
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\d]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return /^\d/.test(name) || isWord(name) ? `n-${name}` : name;
}

/** `zone größe`: a name with letters that only titles may have. */
export function otherLetters({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith('Unexpected character')) return undefined;
  for (const match of line.matchAll(/[\p{L}\p{M}\d_-]+/gu)) {
    const [word] = match;
    const end = match.index + word.length;
    if (start < match.index || start >= end || /^[ -~]*$/.test(word)) continue;
    const name = asAscii(word);
    const before = /(?<![\w-])(zone|site|component|group|deployment)\s+$/.exec(line.slice(0, match.index));
    const isTitled = /^\s*["']/.test(line.slice(end));
    const titled =
      before && !isTitled ? [fix(`Write '${name}' with the title "${word}"`, match.index, end, `${name} "${word}"`, false)] : [];
    return {
      message: `A name has the letters a to z${name ? `: '${name}'` : ''}. A title in quotes behind it may have any.`,
      fixes: name ? [...titled, fix(`Write '${name}'`, match.index, end, name, !titled.length)] : [],
      end: line.length,
    };
  }
  return undefined;
}

const LETTERS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  ø: 'oe',
  å: 'aa',
  ł: 'l',
  œ: 'oe',
};

/** A name as it is written where there are only plain letters; empty where nobody can say how. */
function asAscii(word: string): string {
  const plain = word
    .normalize('NFC')
    .replace(/[^ -~]/g, (letter) => LETTERS[letter.toLowerCase()] ?? letter.normalize('NFD').replace(/\p{M}/gu, ''));
  return /^[A-Za-z_][\w-]*$/.test(plain) ? plain : '';
}
