// How wide texts are, without a browser to ask: the layout is made on a server, in a worker and in a terminal alike.

/** Widths of letters in twentieths of their size, in base 36, rounded up: those of Open Sans, which is wider than most fonts of editors. */
const WIDTHS: readonly (readonly [first: number, widths: string])[] = [
  [0x20, '668dchf566cc6768cccccccccc66ccc9idddfcbff66dbiggdgdbcfcjccc787c96cdadc7bd66b6jdddd9a8dagbba8b8c'],
  [
    0xa0,
    '66ccccbbch8ac7ha9c776de6578afgg9ddddddidcccc6666fggggggcgffffcddcccccciacccc6666cddddddcdddddbdbdcdcdcdadadadafdfdccccccccccfbfbfbfbfdfd6666666666bb66dbbb6b6b6b6b6gdgdgdegdgdgdgdjjd9d9d9babababac8c8c8fdfdfdfdfdfdjgcbccacaca7',
  ],
  [0x391, 'ddbcccfg6ddigcgfdccccgcgg6cdad7dddbdaadc7bbdbadedadadfbgg7dddg'],
  [0x400, 'ccfbdb666jkfdgdfdddbechcggdfifgfddcdgcfellehddldccc9ccfaddbcfddddaabfbddiiegcahcccd9aa666hidbdbd'],
];
const OTHERS = 0.7;
const WIDE = 1.05;
/** How much wider the same is in semi-bold. */
const BOLD = 1.06;

function widthOf(code: number): number {
  for (const [first, widths] of WIDTHS) {
    const letter = widths[code - first];
    if (code >= first && letter !== undefined) return Number.parseInt(letter, 36) / 20;
  }
  // Scripts behind the first ones, and signs that are drawn as pictures.
  return code > 0x1100 && code !== 0x2026 ? WIDE : OTHERS;
}

/** At most how wide a text is, at a size of letters. */
export function textWidth(text: string, size: number, bold = false): number {
  let width = 0;
  for (const letter of text) width += widthOf(letter.codePointAt(0)!);
  return width * size * (bold ? BOLD : 1);
}

/** A text, cut where it is wider than there is room for. */
export function fitted(text: string, room: number, size: number, bold = false): string {
  if (textWidth(text, size, bold) <= room) return text;
  let left = room - textWidth('…', size, bold);
  let result = '';
  for (const letter of text) {
    left -= textWidth(letter, size, bold);
    if (left < 0) break;
    result += letter;
  }
  return `${result.trimEnd()}…`;
}
