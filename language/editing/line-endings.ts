import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from 'vscode-languageserver-types';

/** What ends a line. */
export const LINE_BREAK = /\r\n?|\n/;

/** The line ending that a document uses: that of its first line. */
export function lineEndingOf(textDocument: TextDocument): string {
  return LINE_BREAK.exec(textDocument.getText())?.[0] ?? '\n';
}

/** Edits whose lines end with a line feed alone, with the ending that the document uses. */
export function withLineEndings(edits: readonly TextEdit[], textDocument: TextDocument): TextEdit[] {
  const eol = lineEndingOf(textDocument);
  if (eol === '\n') return [...edits];
  return edits.map(({ newText, range }) => ({ newText: newText.replaceAll('\n', eol), range }));
}
