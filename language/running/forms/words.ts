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
const MOST_QUOTED = 5000;

const LISTS = /\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(\[)|(\])|([^\s[\]"']+|["']))/sy;
const PLAIN = /\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(?!)()|(?!)()|([^\s"']+|["']))/sy;
const UNCLOSED_LISTS = /\s*(?:(?!)()|'([^']*)'|(\[)|(\])|([^\s[\]"']+|["']))/sy;
const UNCLOSED_PLAIN = /\s*(?:(?!)()|'([^']*)'|(?!)()|(?!)()|([^\s"']+|["']))/sy;

/**
 * The words of a line: quoted ones as one, lists in brackets as lists.
 * @param lists whether brackets are lists, or letters like others
 */
export function wordsOf(line: string, lists = true): Command['words'] {
  const words: (Word | Word[])[] = [];
  let list: Word[] | undefined;
  let part = lists ? LISTS : PLAIN;
  part.lastIndex = 0;
  for (let match = part.exec(line); match; match = part.exec(line)) {
    const [, double, single, opens, closes, plain] = match;
    if (plain === '"' && (part === LISTS || part === PLAIN)) {
      // Behind a quote that nothing closes there is none that something closes: nobody has to look for each of them again.
      const { lastIndex } = part;
      part = lists ? UNCLOSED_LISTS : UNCLOSED_PLAIN;
      part.lastIndex = lastIndex;
    }
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

/**
 * The commands of a file, with texts in quotes that go over several lines as one.
 * @param lists whether brackets are lists
 */
export function* commandsOf(lines: readonly string[], lists = true): Generator<Command> {
  // The next line from each one on in which a quote opens or closes, so that nobody looks for it twice.
  const odd = lines.map((line) => line.includes('"') && isOpen(line));
  const nextOdd = new Int32Array(lines.length + 1).fill(lines.length);
  for (let n = lines.length - 1; n >= 0; n--) nextOdd[n] = odd[n] ? n : nextOdd[n + 1]!;
  for (let n = 0; n < lines.length; n++) {
    const start = n;
    let text = lines[n]!;
    if (!text.trim()) continue;
    const end = odd[n] ? nextOdd[n + 1]! : n;
    // A quote that nothing closes is one alone.
    if (end > n && end < lines.length && end - n < MOST_QUOTED) {
      text = lines.slice(n, end + 1).join('\n');
      n = end;
    }
    yield { line: start + 1, last: n + 1, words: wordsOf(text, lists) };
  }
}

/** The text of a word, or the texts of a list. */
export function textsOf(word: Word | readonly Word[] | undefined): string[] {
  if (word === undefined) return [];
  return 'text' in word ? [word.text] : word.map(({ text }) => text);
}
