import { plainLetters } from '../../plain-letters.ts';

/** What names and descriptions of security groups and their rules may hold, besides letters, digits and blanks. */
const REFUSED = /[^A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]+/g;
/** Words of nothing else, with single blanks between them. */
const FITTING = /^[A-Za-z0-9._\-:/()#,@[\]+=&;{}!$*]+(?: [A-Za-z0-9._\-:/()#,@[\]+=&;{}!$*]+)*$/;

/** A plan's text in the few characters that AWS takes: letters lose their accents, and what has no likeness is left out. */
export function awsText(text: string, most: number): string {
  if (text.length <= most && FITTING.test(text)) return text;
  const plain = plainLetters(text)
    .replace(/[–—]/g, '-')
    .replace(/[^\0-\x7f]/gu, ' ')
    .replace(/['"`]/g, '')
    .replace(REFUSED, ' ')
    .replace(/ +/g, ' ')
    .trim();
  return plain.length > most ? `${plain.slice(0, most - 3).trimEnd()}...` : plain;
}
