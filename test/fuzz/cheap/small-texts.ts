import type { SegplanParser } from '../../../language/syntax/parser.ts';
import type { SegplanServices } from '../../../server/services.ts';
import { editorServices } from '../../support/editor.ts';
import { examples, PIECES } from '../texts.ts';
import { type Numbers, pick } from './numbers.ts';

export const segplan: SegplanServices = await editorServices();
export const parser: SegplanParser = segplan.parser.LangiumParser as SegplanParser;

/** No statement of a small text is longer. */
const MOST_CHARACTERS = 160;

/** Statements of the examples, and lines from within others. */
const STATEMENTS: readonly string[] = [
  ...new Set(
    examples()
      .flatMap((text) => text.split(/(?<=\n)(?=\w|\/\/)/))
      .filter((statement) => statement.length <= MOST_CHARACTERS),
  ),
  'zone a "A" { subnet 10.0.0.0/24 component x : veeam.proxy at 10.0.0.1, fd00::1 }\n',
  'site s {\n  zone b external\n  zone c isolated { component y "why" at 10.1.0.1-10.1.0.9 { transport = nbd } }\n}\n',
  'vendor v "V" {\n  role r "R"\n  service s "S" = tcp 1, 3-5\n  source d "d.pdf" "D"\n  flow r -> r : s "why" from d "1"\n}\n',
  'allow x, y -> any except c : tcp 1, one of (tcp 2, udp 3-4) during deployment until 2027-01-31 "why"\n',
  'bind x with y by site without c\n',
  'check any-service off\ncheck missing-flow error\n',
  'nat x -> y\n',
];

/** One to four statements, one in three broken in one or two places. */
export function smallText(number: Numbers): string {
  let text = Array.from({ length: 1 + number(4) }, () => pick(STATEMENTS, number)).join(number(6) ? '' : '\n');
  if (number(3) === 0)
    for (let n = 1 + number(2); n > 0; n--) {
      const at = number(text.length + 1);
      text = `${text.slice(0, at)}${number(4) ? pick(PIECES, number) : ''}${text.slice(at + (number(2) ? number(9) : 0))}`;
    }
  return number(8) ? text : text.replaceAll('\n', pick(['\r\n', '\r', ' ', '\n\r'], number));
}
