import type { CstNode } from 'langium';
import type { Position, Range } from 'vscode-languageserver-types';
import { editionOf } from './incremental/edited-comment.ts';

interface Known<T> {
  readonly start: Position;
  /** Comments within a statement grow and shrink with the same syntax. */
  readonly edition: number;
  readonly made: T;
}

/**
 * Keeps what was made of statements as long as their syntax stays the same. It moves with them: a statement that an edit left alone may stand
 * elsewhere afterward.
 */
export class ByStatement<T> {
  private readonly known = new WeakMap<CstNode, Known<T>>();
  private readonly move: (made: T, moved: (range: Range) => Range) => T;

  /** @param move the same at other places */
  constructor(move: (made: T, moved: (range: Range) => Range) => T) {
    this.move = move;
  }

  /** @param syntax of a statement */
  of(syntax: CstNode, make: () => T): T {
    const { start } = syntax.range;
    const edition = editionOf(syntax);
    let known = this.known.get(syntax);
    if (known?.edition !== edition) known = { start, edition, made: make() };
    else if (known.start.line !== start.line || known.start.character !== start.character)
      known = { start, edition, made: this.move(known.made, moving(known.start, start)) };
    this.known.set(syntax, known);
    return known.made;
  }
}

/** What is in the line where a statement begins moves within it as well. */
function moving(from: Position, to: Position): (range: Range) => Range {
  const moved = ({ line, character }: Position): Position => ({
    line: line + to.line - from.line,
    character: line === from.line ? character + to.character - from.character : character,
  });
  return ({ start, end }) => ({ start: moved(start), end: moved(end) });
}
