import { plainText } from '../../set-commands/plain-text.ts';

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
