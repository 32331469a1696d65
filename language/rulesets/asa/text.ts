import { oneLine } from '../text.ts';

/** The longest text of a remark. */
export const REMARK_LENGTH = 100;

const LOOKALIKES: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201A\u2039\u203A]/g, "'"],
  [/[\u201C\u201D\u201E\u00AB\u00BB]/g, '"'],
  [/[\u2010-\u2015]/g, '-'],
];

/**
 * A plan's text as a command line can carry it: printable ASCII, and no question mark, which asks the command line for help wherever it is
 * pasted.
 */
export function plainText(text: string): string {
  let plain = oneLine(text).normalize('NFKD');
  for (const [marks, sign] of LOOKALIKES) plain = plain.replace(marks, sign);
  return plain
    .replace(/[^ -~]|\?/g, '')
    .replace(/ +/g, ' ')
    .trim();
}

/** A remark's text, cut where it would be too long. */
export function remarkText(text: string): string {
  const plain = plainText(text);
  return plain.length <= REMARK_LENGTH ? plain : `${plain.slice(0, REMARK_LENGTH - 3).trimEnd()}...`;
}

/** A title or heading: what follows a `!` is no command. */
export function commentLine(text: string): string {
  return `! ${plainText(text)}`.trimEnd();
}
