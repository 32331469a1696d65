/** A part of a text, from its first character to behind its last one. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** A text without its marks, and where they stood. */
export interface Unmarked {
  readonly text: string;
  /** The places of `<|>`, in the order of the text. */
  readonly cursors: readonly number[];
  /** What stood between `<|` and `|>`, in the order of the text, an outer part before those in it. */
  readonly parts: readonly Part[];
}

/** Takes the marks out of a text: `<|>` for a cursor, `<|…|>` around a part, which may hold others. */
export function unmarked(marked: string): Unmarked {
  const cursors: number[] = [];
  const parts: { start: number; end: number }[] = [];
  const open: { start: number; end: number }[] = [];
  let text = '';
  for (const piece of marked.split(/(<\|>|<\||\|>)/)) {
    if (piece === '<|>') cursors.push(text.length);
    else if (piece === '<|') {
      const part = { start: text.length, end: -1 };
      parts.push(part);
      open.push(part);
    } else if (piece === '|>') {
      const part = open.pop();
      if (!part) throw new Error(`There is a |> without its <| in:\n${marked}`);
      part.end = text.length;
    } else text += piece;
  }
  if (open.length) throw new Error(`There is a <| without its |> in:\n${marked}`);
  return { text, cursors, parts };
}

/** The one cursor of a text. */
export function atCursor(marked: string): { text: string; offset: number } {
  const { text, cursors } = unmarked(marked);
  const [offset, ...more] = cursors;
  if (offset === undefined) throw new Error(`There is no <|> in:\n${marked}`);
  if (more.length) throw new Error(`There is more than one <|> in:\n${marked}`);
  return { text, offset };
}

/** A text with the marks of a piece of it, which has to occur once: `marking(plan, 'allow <|>a -> b')`. */
export function marking(text: string, marked: string): string {
  const [before, ...after] = text.split(unmarked(marked).text);
  if (after.length !== 1) throw new Error(`${marked} stands ${after.length} times in:\n${text}`);
  return `${before}${marked}${after[0]}`;
}

/** A text with `<|…|>` around parts of it: what {@link unmarked} takes out again. */
export function withMarks(text: string, parts: readonly Part[]): string {
  const outerFirst = [...parts].sort((a, b) => a.start - b.start || b.end - a.end);
  let result = '';
  let last = 0;
  const until = (offset: number): string => {
    const piece = text.slice(last, offset);
    last = offset;
    return piece;
  };
  const open: number[] = [];
  const close = (offset: number): void => {
    while (open.length && open.at(-1)! <= offset) result += `${until(open.pop()!)}|>`;
  };
  for (const { start, end } of outerFirst) {
    close(start);
    if (open.length && end > open.at(-1)!) throw new Error(`Two parts overlap at ${start} in:\n${text}`);
    result += `${until(start)}<|`;
    open.push(end);
  }
  close(text.length);
  return result + until(text.length);
}
