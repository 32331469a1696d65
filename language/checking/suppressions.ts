import type { LangiumDocument } from 'langium';
import type { Range } from 'vscode-languageserver-types';
import type * as ast from '../generated/ast.ts';
import { leavesOf } from '../syntax/leaves.ts';

/** One code of a comment such as `// segplan-disable-next-line any-service -- the lab is meant to be open`. */
export interface Suppression {
  readonly code: string;
  /** Why, in the words of the plan. */
  readonly reason: string | undefined;
  /** The 0-based line whose findings it silences: the next one that is no comment. */
  readonly line: number;
  /** Where the code stands. */
  readonly range: Range;
  /** The whole comment. */
  readonly comment: Range;
  /** How many codes its comment names. */
  readonly codes: number;
  /** How many findings it has silenced. */
  silenced: number;
}

/** What a comment begins with that silences findings. */
export const SILENCING_WORD = 'segplan-disable-next-line';
const COMMENT = new RegExp(String.raw`^//\s*${SILENCING_WORD}(?=\s|$)\s*(.*)$`);

/** What was found in a text that was looked through: a tree may stay the same object where a comment is edited. */
const known = new WeakMap<ast.Document, { readonly text: string; readonly found: readonly Suppression[] }>();

/** The comments of a document that silence findings, one entry for each code, which has silenced nothing yet. */
export function suppressionsOf(document: LangiumDocument<ast.Document>): Suppression[] {
  const root = document.parseResult.value;
  const text = document.textDocument.getText();
  let { text: last, found } = known.get(root) ?? { text: undefined, found: [] };
  if (last !== text) {
    found = find(document, text);
    known.set(root, { text, found });
  }
  return found.map((each) => ({ ...each }));
}

function find({ textDocument, parseResult }: LangiumDocument<ast.Document>, text: string): Suppression[] {
  const root = parseResult.value.$cstNode;
  if (!text.includes(SILENCING_WORD) || !root) return [];
  const comments = [...leavesOf(root)].filter((leaf) => leaf.hidden && leaf.text.startsWith('//'));
  const commentLines = new Set(comments.map((c) => c.range.start.line));
  return comments.flatMap((comment) => {
    const rest = COMMENT.exec(comment.text)?.[1];
    if (rest === undefined) return [];
    let line = comment.range.start.line + 1;
    while (commentLines.has(line) && isOnlyComment(textDocument, line)) line++;
    const [list = '', ...reason] = rest.split(/\s--(?:\s|$)/);
    const start = comment.offset + comment.text.length - rest.length;
    const codes = [...list.matchAll(/[^\s,]+/g)];
    return codes.map(
      (match): Suppression => ({
        code: match[0],
        reason: reason.join(' -- ').trim() || undefined,
        line,
        range: {
          start: textDocument.positionAt(start + match.index),
          end: textDocument.positionAt(start + match.index + match[0].length),
        },
        comment: comment.range,
        codes: codes.length,
        silenced: 0,
      }),
    );
  });
}

function isOnlyComment(textDocument: LangiumDocument['textDocument'], line: number): boolean {
  return /^\s*\/\//.test(textDocument.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }));
}
