import type { Position, Range } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { atCursor, marking, unmarked } from '../support/marks.ts';

/** A small plan without errors but for what a test takes out of it. Its one rule opens exactly what a hardened repository needs. */
export const PLAN = `plan "Test"
use acme

zone office {
  subnet 10.0.0.0/24
  component server : acme.server at 10.0.0.1
}
zone vault {
  subnet 10.0.1.0/24
  component store : acme.store at 10.0.1.1
}

allow server -> store : acme.data
allow office.server -> vault : tcp 22 during set-up

vendor acme "Acme" {
  source guide "guide.txt" "Guide"
  service data "Data" = tcp 5000-5010
  role server "Server"
  role store "Store"
  flow server -> store : data "Moves data" from guide "1"
}
`;

/** The position of `<|>` in a piece of text that occurs once: `positionOf(PLAN, 'allow <|>server')`. */
export function positionOf(text: string, marked: string): Position {
  return TextDocument.create('', '', 0, text).positionAt(atCursor(marking(text, marked)).offset);
}

/** The range of what is marked in a piece of text that occurs once: `rangeOf(PLAN, 'allow <|server|>')`. */
export function rangeOf(text: string, marked: string): Range {
  const document = TextDocument.create('', '', 0, text);
  const { start, end } = unmarked(marking(text, marked)).parts[0]!;
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

/** The line, counted from 0, of a piece of text that occurs once. */
export function lineOf(text: string, piece: string): number {
  return positionOf(text, `<|>${piece}`).line;
}
