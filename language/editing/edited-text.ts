import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from 'vscode-languageserver-types';
import { append } from '../model/lists.ts';

/** A part of the text as it was, or text that came instead. */
type Piece = { readonly from: number; readonly to: number } | { readonly text: string };

/** A text through several rounds of edits, each about what the one before left; all of them together are edits of the text as it was. */
export class EditedText {
  private readonly original: TextDocument;
  private pieces: readonly Piece[];
  /** The text after all edits so far. */
  document: TextDocument;

  constructor(original: TextDocument) {
    this.original = original;
    this.document = original;
    this.pieces = [{ from: 0, to: original.getText().length }];
  }

  /** Applies edits that don't overlap. */
  apply(edits: readonly TextEdit[]): void {
    const places = edits
      .map(({ range, newText }) => ({
        start: this.document.offsetAt(range.start),
        end: this.document.offsetAt(range.end),
        newText,
      }))
      .sort((a, b) => a.start - b.start);
    const take = taker(this.pieces);
    const after: Piece[] = [];
    let at = 0;
    for (const { start, end, newText } of places) {
      append(after, [...take(start - at), { text: newText }]);
      take(end - start);
      at = end;
    }
    append(after, take(Number.POSITIVE_INFINITY));
    this.document = edited(this.document, edits);
    this.pieces = after;
  }

  /** The edits that lead from the text as it was to the text as it is. */
  get edits(): TextEdit[] {
    const edits: TextEdit[] = [];
    let at = 0;
    let newText = '';
    const close = (next: number): void => {
      if (newText || next > at)
        edits.push({ range: { start: this.original.positionAt(at), end: this.original.positionAt(next) }, newText });
      newText = '';
    };
    for (const piece of this.pieces) {
      if ('text' in piece) newText += piece.text;
      else if (piece.to > piece.from) {
        close(piece.from);
        at = piece.to;
      }
    }
    close(this.original.getText().length);
    return edits;
  }
}

/** Hands out the pieces of a text from its start on, so many characters at a time. */
function taker(pieces: readonly Piece[]): (length: number) => Piece[] {
  let next = 0;
  let used = 0;
  return (length) => {
    const parts: Piece[] = [];
    for (let wanted = length; wanted > 0 && next < pieces.length; ) {
      const piece = pieces[next]!;
      const rest = ('text' in piece ? piece.text.length : piece.to - piece.from) - used;
      const taken = Math.min(rest, wanted);
      parts.push(
        'text' in piece
          ? { text: piece.text.slice(used, used + taken) }
          : { from: piece.from + used, to: piece.from + used + taken },
      );
      wanted -= taken;
      used += taken;
      if (taken < rest) continue;
      next++;
      used = 0;
    }
    return parts;
  };
}

/** A text after edits, as a document of its own. */
export function edited(document: TextDocument, edits: readonly TextEdit[]): TextDocument {
  return TextDocument.create(
    document.uri,
    document.languageId,
    document.version + 1,
    TextDocument.applyEdits(document, [...edits]),
  );
}
