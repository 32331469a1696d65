import { isWord } from '../name-words.ts';
import { ADDRESS, fix, type Place, type Slip } from './slip.ts';

/** `# why`: a comment as other languages have it. */
export function comment({ line, start }: Place): Slip | undefined {
  const mark = /^#+[ \t]*/.exec(line.slice(start));
  if (!mark) return undefined;
  const fixes = [fix("Write '//'", start, start + mark[0].length, '// ')];
  return { message: "Comments begin with '//'.", fixes, end: line.length };
}

/** A comment of several lines that nothing ends. */
export function openComment({ line, start }: Place): Slip | undefined {
  if (!line.startsWith('/*', start)) return undefined;
  return {
    message: "This comment has no end: '*/' is missing.",
    fixes: [fix("Write '//' for a comment of one line", start, start + 2, '//')],
    end: line.length,
  };
}

/** `*` for `any`, and `;` at the end of a line. */
export function otherMarks({ line, start }: Place): Slip | undefined {
  const isEnd = /^\s*(?:allow|deny|assert)\s+(?:[^:"]*->\s*|[^:"]*,\s*)?$/.test(line.slice(0, start));
  if (line.startsWith('*', start) && isEnd) {
    const rest = /^\*\s*\S*/.exec(line.slice(start))![0].length;
    return {
      message: "Everything there is is called 'any'.",
      fixes: [fix("Write 'any'", start, start + 1, 'any')],
      end: start + rest,
    };
  }
  if (line.startsWith(';', start))
    return {
      message: 'A statement ends with its line, without a semicolon.',
      fixes: [fix("Leave out ';'", start, start + 1, '')],
      end: start + 1,
    };
  return undefined;
}

/** `subnet: 10.0.0.0/24`, `at = 10.0.0.1` and `allow: a -> b`. */
export function markBehindWord({ line, start }: Place): Slip | undefined {
  const word = /(?<![\p{L}\d_.-])(\p{L}+)\s*$/u.exec(line.slice(0, start))?.[1];
  const [mark] = /^[:=]\s*(?=\S)/.exec(line.slice(start)) ?? [];
  if (!word || !mark || !isWord(word) || /^(?:required|any|icmp|icmpv6|version)$/.test(word)) return undefined;
  const from = line.slice(0, start).trimEnd().length;
  return {
    message: `No '${mark.trim()}' stands behind '${word}'.`,
    fixes: [fix(`Leave out '${mark.trim()}'`, from, start + mark.length, ' ')],
    end: line.length,
  };
}

/** `subnet "10.0.0.0/24"`. */
export function quotedAddress({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith('Expected an IP address')) return undefined;
  const one = `(["'])${ADDRESS}`;
  const [list] = new RegExp(String.raw`^${one}\1(?:\s*,\s*${one}\2)*`).exec(line.slice(start)) ?? [];
  if (!list) return undefined;
  const text = list.replace(/["']/g, '');
  return {
    message: `Addresses have no quotes: '${text}'.`,
    fixes: [fix('Leave out the quotes', start, start + list.length, text)],
    end: line.length,
  };
}

/** `- allow a -> b`, `rule allow a -> b` and `1. allow a -> b`. */
export function beforeStatement({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith('Expected') || line.slice(0, start).trim()) return undefined;
  const [mark, what] = /^((?:[-•]|\d+[.:)]|rule|policy|acl)(?=\s))\s+(?=\p{L}+\s)/u.exec(line.slice(start)) ?? [];
  const word = mark && /^\p{L}+/u.exec(line.slice(start + mark.length))?.[0];
  if (!mark || !word || !isWord(word)) return undefined;
  return {
    message: `A statement begins with its word: '${word}'.`,
    fixes: [fix(`Leave out '${what}'`, start, start + mark.length, '')],
    end: line.length,
  };
}
