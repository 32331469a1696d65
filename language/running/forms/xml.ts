import { Parser } from 'saxen';
import { addLines, type ConfigNode, childOf, newNode } from '../tree.ts';
import { crowdedElement } from './crowded-xml.ts';

/** Deeper than this no device writes. */
const MOST_DEPTH = 200;

/**
 * Reads XML in which `<entry name="a">` and `<member>a</member>` stand for `a`. Nothing is fetched, and no entity is taken but those that every
 * XML has. It is read up to an element that has more attributes than anything writes.
 * @param silent told of lines that hold nothing but ends, comments and the like
 * @param broken told of a line at which it is no XML, or from which on it is cut off
 */
export function readXml(text: string, silent: (line: number) => void, broken: (line: number) => void): ConfigNode {
  const root = newNode('', 1);
  const open: ConfigNode[] = [root];
  let [line, tooDeep] = [1, 0];
  const count = (part: string): void => {
    for (let at = part.indexOf('\n'); at >= 0; at = part.indexOf('\n', at + 1)) line++;
  };
  const parser = new Parser();
  const ends: string[] = [];
  parser.on('openTag', (name: string, attributes: () => Record<string, string> | true, decode: (text: string) => string) => {
    ends.push(name);
    const found = attributes();
    const own = found === true ? undefined : found.name;
    const here = open.at(-1)!;
    if (open.length > MOST_DEPTH) {
      tooDeep++;
      addLines(here, line);
      return;
    }
    // A member is named by its text, which comes.
    const node = name === 'member' ? here : childOf(here, name === 'entry' && own !== undefined ? decode(own) : name, line);
    addLines(node, line);
    open.push(node);
  });
  parser.on('closeTag', () => {
    silent(line);
    ends.pop();
    if (tooDeep) tooDeep--;
    else if (open.length > 1) open.pop();
  });
  const take = (value: string): void => {
    const trimmed = value.trim();
    if (trimmed && ends.length && !tooDeep) childOf(open.at(-1)!, trimmed, line);
    const first = line;
    count(value);
    if (trimmed) addLines(open.at(-1)!, first + 1, line);
  };
  parser.on('text', (value: string, decode: (text: string) => string) => take(decode(value)));
  parser.on('cdata', (value: string) => take(value));
  for (const hook of ['comment', 'question', 'attention'] as const)
    parser.on(hook, (value: string) => {
      silent(line);
      const before = line;
      count(value);
      for (let n = before; n <= line; n++) silent(n);
    });
  parser.on('error', () => broken(line));
  parser.on('warn', () => broken(line));
  const crowded = crowdedElement(text);
  // Within an element all blanks are told, also those before the file's own.
  parser.parse(`<file>${withWholeTags(crowded < 0 ? text : text.slice(0, crowded))}</file>`);
  if (crowded >= 0) broken(text.slice(0, crowded).split('\n').length);
  return root.children.get('file') ?? root;
}

/** Moves line ends out of tags and behind them, so that lines can be counted in what lies between tags. */
function withWholeTags(text: string): string {
  return text.replace(/<[^<>!?][^<>]*>/g, (tag) => {
    const ends = tag.split('\n').length - 1;
    return ends ? tag.replaceAll('\n', ' ') + '\n'.repeat(ends) : tag;
  });
}
