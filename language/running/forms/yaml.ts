import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import type { Json, JsonNode } from './json.ts';

/** Deeper than this no tool nests what it tells of rules. */
const MOST_DEPTH = 100;

/**
 * Reads YAML as values with their lines, as `readJson` does; what can't be read is left out from there on. Scalars are texts, whatever they look like.
 * Aliases are nothing: who writes rules repeats none, and what is taken in again and again grows without end.
 * @param text with `\n` at the ends of lines
 */
export function readYaml(text: string): Json {
  const lines = new LineCounter();
  try {
    const documents = parseAllDocuments(text, {
      lineCounter: lines,
      schema: 'failsafe',
      strict: false,
      uniqueKeys: false,
      logLevel: 'silent',
    });
    const all = Array.isArray(documents) ? documents : [];
    const faults = all.flatMap(({ errors }) => errors.map(({ pos }) => lines.linePos(pos[0]).line));
    const depth = { most: 0, twice: [] as JsonNode[] };
    const roots = all.flatMap(({ contents }) => nodeOf(contents, lines, 0, depth) ?? []);
    if (depth.most > MOST_DEPTH) return { roots: [], brokenAt: 1, twice: [] };
    return { twice: depth.twice, roots, brokenAt: faults.length ? faults.reduce((a, b) => Math.min(a, b)) : undefined };
  } catch {
    // Nested deeper than the library can follow.
    return { roots: [], brokenAt: 1, twice: [] };
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
