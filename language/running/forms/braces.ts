import { addLines, type ConfigNode, childOf, newNode } from '../tree.ts';

/** Blanks, comments, quoted words, braces and all else. */
const TOKEN = /[^\S\n]+|\n|\/\*[\s\S]*?(?:\*\/|$)|#[^\n]*|(?<=^|\n)![^\n]*|"(?:[^"\\]|\\[\s\S])*"?|[{};[\]]|[^\s{};[\]"]+/g;

/** What stands before a statement and says something of it alone. */
const MARKS = new Set(['inactive:', 'protect:', 'replace:', 'delete:', 'active:', 'unprotect:']);

/**
 * Reads `a { b c; d [ e f ]; }`.
 * @param silent told of lines that hold nothing but braces and comments
 * @param broken told of a line at which braces don't match, or a comment doesn't end: what stands there may be a part of something else
 * @param expand whether `from-zone a to-zone b { … }` is a path of words; else what stands between a name and its brace is one word
 */
export function readBraces(text: string, silent: (line: number) => void, broken: (line: number) => void): ConfigNode {
  const root = newNode('', 1);
  const open: ConfigNode[] = [root];
  let [line, path, list, off]: [number, string[], string[] | undefined, boolean] = [1, [], undefined, false];
  let pathLine = 1;
  const lastSilent = { line: 0 };
  const place = (words: readonly string[]): ConfigNode => {
    let node = open.at(-1)!;
    for (const word of words) node = childOf(node, word, pathLine);
    if (off) node.off = true;
    off = false;
    return node;
  };
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '\n') {
      if (!path.length && lastSilent.line !== line) silent(line);
      line++;
      continue;
    }
    if (/^\s/.test(token)) continue;
    if (/^(\/\*|[#!])/.test(token)) {
      if (token.startsWith('/*') && !token.endsWith('*/')) broken(line);
      for (const character of token) if (character === '\n') silent(line++);
      continue;
    }
    if (token === '[') list ??= [];
    else if (token === ']') continue;
    else if (token === '{' || token === ';') {
      const node = place(path);
      addLines(node, pathLine);
      for (const value of list ?? []) childOf(node, value, pathLine);
      if (token === '{' && node !== open.at(-1)) open.push(node);
      else if (token === '{') open.push(childOf(node, '', line));
      addLines(node, pathLine + 1, line);
      lastSilent.line = line;
      [path, list] = [[], undefined];
    } else if (token === '}') {
      if (path.length) addLines(place(path), pathLine);
      [path, list] = [[], undefined];
      if (open.length > 1) open.pop();
      else broken(line);
    } else {
      if (!path.length && !list && MARKS.has(token)) {
        off ||= token === 'inactive:' || token === 'delete:';
        continue;
      }
      if (!path.length && !list) pathLine = line;
      const word = token.startsWith('"') ? token.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1') : token;
      (list ?? path).push(word);
      for (const character of token) if (character === '\n') line++;
    }
  }
  if (path.length) addLines(place(path), pathLine);
  else silent(line);
  if (open.length > 1) broken(line);
  return root;
}
