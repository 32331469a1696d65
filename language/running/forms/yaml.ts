import { Composer, isAlias, isMap, isScalar, isSeq, LineCounter, Parser } from 'yaml';
import type { Json, JsonNode } from './json.ts';

/** Deeper than this no tool nests what it tells of rules. */
const MOST_DEPTH = 100;

/** So many characters are read: each takes hundreds of bytes until it is read, some ten times what one of JSON takes. */
const MOST_LENGTH = 6_000_000;

/**
 * Reads YAML as values with their lines, as `readJson` does; what can't be read is left out from there on. Scalars are texts, whatever they look like.
 * Aliases are nothing: who writes rules repeats none, and what is taken in again and again grows without end.
 * @param text with `\n` at the ends of lines
 */
export function readYaml(text: string): Json {
  if (text.length > MOST_LENGTH) return { roots: [], brokenAt: 1, twice: [], tooLong: MOST_LENGTH };
  const lines = new LineCounter();
  const options = { schema: 'failsafe', strict: false, uniqueKeys: false, logLevel: 'silent' } as const;
  // Nobody asks where in the library a fault was found, of which there may be one for each character.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const roots: JsonNode[] = [];
    const depth = { most: 0, twice: [] as JsonNode[] };
    let brokenAt: number | undefined;
    // One document after the other, each of which is let go of once it is read.
    for (const { contents, errors } of new Composer(options).compose(new Parser(lines.addNewLine).parse(text))) {
      for (const { pos } of errors) brokenAt = Math.min(brokenAt ?? Number.POSITIVE_INFINITY, lines.linePos(pos[0]).line);
      const root = nodeOf(contents, lines, 0, depth);
      if (root) roots.push(root);
    }
    if (depth.most > MOST_DEPTH) return { roots: [], brokenAt: 1, twice: [] };
    return { twice: depth.twice, roots, brokenAt };
  } catch {
    // Nested deeper than the library can follow.
    return { roots: [], brokenAt: 1, twice: [] };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function nodeOf(
  value: unknown,
  lines: LineCounter,
  depth: number,
  seen: { most: number; readonly twice: JsonNode[] },
): JsonNode | undefined {
  seen.most = Math.max(seen.most, depth);
  if (depth > MOST_DEPTH || isAlias(value)) return undefined;
  if (!isMap(value) && !isSeq(value) && !isScalar(value)) return undefined;
  const [start = 0, end = start] = value.range ?? [];
  const line = lines.linePos(start).line;
  const base = { line, last: lines.linePos(Math.max(end - 1, start)).line, isWhole: true };
  const [members, items] = [new Map<string, JsonNode>(), [] as JsonNode[]];
  if (isScalar(value)) {
    const text = typeof value.value === 'string' ? value.value : '';
    const isNothing = value.type === 'PLAIN' && /^(?:|~|null)$/i.test(text);
    return { ...base, kind: isNothing ? 'word' : 'text', text: isNothing ? 'null' : text, members, items };
  }
  if (isSeq(value))
    for (const item of value.items) {
      const node = nodeOf(item, lines, depth + 1, seen);
      if (node) items.push(node);
    }
  else
    for (const { key, value: given } of value.items) {
      const node = nodeOf(given, lines, depth + 1, seen);
      if (!isScalar(key) || typeof key.value !== 'string') continue;
      const own: JsonNode = node ?? { ...base, kind: 'word', text: 'null', members: new Map(), items: [] };
      if (members.has(key.value)) seen.twice.push(own);
      members.set(key.value, own);
    }
  return { ...base, kind: isSeq(value) ? 'list' : 'object', text: '', members, items };
}
