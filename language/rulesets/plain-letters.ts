const PLAIN = /^[\0-\x7f]*$/;

/** Letters that are more than a plain one with a mark, as they are spelled where there are only plain ones. */
const SPELLED: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  å: 'aa',
  æ: 'ae',
  ø: 'oe',
  œ: 'oe',
  þ: 'th',
  ð: 'd',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŋ: 'ng',
  ſ: 's',
};

function spelled(letter: string): string {
  const small = letter.toLowerCase();
  const plain = SPELLED[small];
  if (plain === undefined) return letter;
  return small === letter ? plain : plain.charAt(0).toUpperCase() + plain.slice(1);
}

/**
 * A text in plain letters, as far as it has such: `größe` is `groesse`, `café` is `cafe`. Letters of other scripts stay, and it is for whoever
 * asks to say what becomes of them.
 */
export function plainLetters(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(/[^\0-\x7f]/gu, spelled)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\0-\x7f]/gu, spelled);
}

/** Whether letters or digits are left in a text that are no plain ones. */
export function hasOtherLetters(text: string): boolean {
  return !PLAIN.test(text) && /(?![\0-\x7f])[\p{L}\p{N}]/u.test(text);
}
