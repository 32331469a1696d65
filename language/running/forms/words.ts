/** A word of a command; one in quotes or brackets is never taken for a key. */
export interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

/** A command of one line, or of several where a quoted text goes on. */
export interface Command {
  readonly line: number;
  readonly last: number;
  readonly words: readonly (Word | readonly Word[])[];
}

/** So many lines a quoted text goes on at most. */
const MOST_QUOTED = 400;

const PART = /\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(\[)|(\])|([^\s[\]"']+))/y;

/** The words of a line: quoted ones as one, lists in brackets as lists. */
export function wordsOf(line: string): Command['words'] {
  const words: (Word | Word[])[] = [];
  let list: Word[] | undefined;
  PART.lastIndex = 0;
  for (let match = PART.exec(line); match; match = PART.exec(line)) {
    const [, double, single, opens, closes, plain] = match;
    if (opens) list ??= [];
    else if (closes) {
      if (list) words.push(list);
      list = undefined;
    } else {
      const text = double === undefined ? (single ?? plain!) : double.replace(/\\(.)/g, '$1');
      (list ?? words).push({ text, quoted: plain === undefined });
    }
  }
  if (list) words.push(list);
  return words;
}

function isOpen(text: string): boolean {
  let open = false;
  for (let n = 0; n < text.length; n++)
    if (text[n] === '\\') n++;
    else if (text[n] === '"') open = !open;
  return open;
}

/** The commands of a file, with texts in quotes that go over several lines as one. */
export function* commandsOf(lines: readonly string[], first = 1): Generator<Command> {
  for (let n = 0; n < lines.length; n++) {
    const start = n;
    let text = lines[n]!;
    if (!text.trim()) continue;
    if (isOpen(text)) {
      let end = n + 1;
      while (end < lines.length && end - n < MOST_QUOTED && !isOpen(lines[end]!)) end++;
      // A quote that nothing closes is one alone.
      if (end < lines.length && end - n < MOST_QUOTED) {
        text = lines.slice(n, end + 1).join('\n');
        n = end;
      }
    }
    yield { line: start + first, last: n + first, words: wordsOf(text) };
  }
}

/** The text of a word, or the texts of a list. */
export function textsOf(word: Word | readonly Word[] | undefined): string[] {
  if (word === undefined) return [];
  return 'text' in word ? [word.text] : word.map(({ text }) => text);
}
