// The words of a set command, as PAN-OS and Junos tell them apart.
import assert from 'node:assert/strict';

/**
 * Words, quoted strings, and lists in brackets; a bracket holds words only.
 * @throws on anything that a command line could take for more than a word: an open quote, a pipe, a question mark, a comment
 */
export function words(line: string): (string | string[])[] {
  assert.doesNotMatch(line, /[^ -~]/, line);
  const result: (string | string[])[] = [];
  let open: string[] | undefined;
  let at = 0;
  while (at < line.length) {
    assert.ok(at === 0 || line[at] === ' ', `no blank between two words: ${line}`);
    if (line[at] === ' ') at++;
    const rest = line.slice(at);
    const quoted = /^"([^"\\]*)"/.exec(rest);
    const word = /^[A-Za-z0-9_.,:/@-]+/.exec(rest);
    if (quoted) {
      assert.ok(!open, line);
      assert.doesNotMatch(quoted[1]!, /[?|]/, line);
      result.push(quoted[1]!);
      at += quoted[0].length;
    } else if (rest[0] === '[') {
      assert.ok(!open, line);
      open = [];
      at++;
    } else if (rest[0] === ']') {
      assert.ok(open?.length, line);
      result.push(open);
      open = undefined;
      at++;
    } else {
      assert.ok(word, `not a word: ${rest}`);
      if (open) open.push(word[0]);
      else result.push(word[0]);
      at += word[0].length;
    }
  }
  assert.ok(!open, line);
  return result;
}
