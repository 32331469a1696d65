import assert from 'node:assert/strict';
import { createLangiumParser, type ParseResult } from 'langium';
import { edited, shown } from '../../support/read-texts.ts';
import type { Numbers } from './numbers.ts';
import { parser, segplan, smallText } from './small-texts.ts';

const whole = createLangiumParser(segplan);

function same(one: ParseResult, other: ParseResult, what: () => string): void {
  const [a, b] = [shown(one), shown(other)];
  if (JSON.stringify(a) !== JSON.stringify(b)) assert.deepEqual(a, b, what());
}

/** One to three edits of a small text, after each of which it is read as if it were new: the tree, its places, and its errors. */
export function editedTexts(number: Numbers): void {
  let text = smallText(number);
  let result = parser.parse(text);
  for (let n = number(3); n >= 0; n--) {
    const before = text;
    text = edited(text, number);
    result = parser.parseAgain(text, result.value);
    if (!n) same(result, parser.parse(text), () => `${JSON.stringify(before)} edited to ${JSON.stringify(text)}`);
  }
}

/** What the grammar takes as a whole is the same when it is read statement by statement. */
export function readTexts(number: Numbers): void {
  const text = smallText(number);
  const all = whole.parse(text);
  if (!all.parserErrors.length && !all.lexerErrors.length) same(parser.parse(text), all, () => JSON.stringify(text));
}
