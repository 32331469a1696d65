import { plainText } from '../../set-commands/plain-text.ts';

/** What an object or a group says of itself. */
export const MARK = ' description Made by Segplan';

/** The longest text of a remark. */
export const REMARK_LENGTH = 100;

/** A remark's text, cut where it would be too long. */
export function remarkText(text: string): string {
  return plainText(text, REMARK_LENGTH);
}

/** A title or heading: what follows a `!` is no command. */
export function commentLine(text: string): string {
  return `! ${plainText(text)}`.trimEnd();
}
