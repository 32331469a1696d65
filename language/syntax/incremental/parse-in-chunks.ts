import type { AstNode, CstNode, ParseResult } from 'langium';
import { append } from '../../model/lists.ts';
import { type Chunk, lexerErrorsOf, parserErrorsOf } from './chunk.ts';
import { difference } from './difference.ts';
import { EditedRoot, workedIntoComment } from './edited-comment.ts';
import type { Origin } from './movable-syntax.ts';
import { readChunks } from './read-chunks.ts';
import type { Parsed, Reader } from './reader.ts';

/** By the tree. An edit takes over its parts, so that it can be continued once. */
const known = new WeakMap<AstNode, Parsed>();

/**
 * Parses a text statement by statement.
 * @param former the tree of the text before an edit, which must not be used afterward: statements that the edit left alone are taken
 *   over from it, and so is what is unchanged within the others. An edit within a comment that ends with its line leaves the tree itself the same.
 */
export function parseInChunks(reader: Reader, text: string, former?: AstNode): ParseResult {
  const before = former && known.get(former);
  if (former) known.delete(former);
  const what = before && difference(before.text, text);
  if (before && what && !before.hasErrors && workedIntoComment(former, before.chunks, text, what)) {
    known.set(former, { ...before, text });
    return { value: former, parserErrors: [], lexerErrors: [], lexerReport: { diagnostics: [] } };
  }
  const chunks = before && !what ? before.chunks : readChunks(reader, text, before, what);
  const result = treeOf(chunks, text);
  known.set(result.value, { text, chunks, hasErrors: result.parserErrors.length + result.lexerErrors.length > 0 });
  return result;
}

/**
 * Parses a part of a text, in words of its own around it.
 * @param at where the beginning of `text` would stand in the whole; what is in front of the part may stand before its first line
 * @param whole what the syntax nodes have their texts from
 */
export function parsePart(reader: Reader, text: string, at: Origin, whole: string): ParseResult {
  const chunks = readChunks(reader, text, undefined, undefined);
  for (const { origin } of chunks) {
    if (!origin.line) origin.character += at.character;
    origin.offset += at.offset;
    origin.line += at.line;
  }
  return treeOf(chunks, whole);
}

function treeOf(chunks: readonly Chunk[], text: string): ParseResult {
  const root = new EditedRoot(text);
  let [all, words] = [0, 0];
  for (let c = 0; c < chunks.length; c++) {
    all += chunks[c]!.statements.length;
    words += chunks[c]!.content.length;
  }
  const statements = new Array<AstNode>(all);
  const syntax = new Array<CstNode>(words);
  (root as { content: CstNode[] }).content = syntax;
  let [at, word] = [0, 0];
  const value = { $type: 'Document', statements, $cstNode: root } as AstNode & { statements: AstNode[] };
  const result: ParseResult = { value, parserErrors: [], lexerErrors: [], lexerReport: { diagnostics: [] } };
  // After each key all chunks are gone through: iterators of their short lists were a fifth of what was thrown away then.
  for (let c = 0; c < chunks.length; c++) {
    const chunk = chunks[c]!;
    const { statements: own, content } = chunk;
    for (let n = 0; n < own.length; n++) {
      const tied = own[n] as { -readonly [K in keyof AstNode]: AstNode[K] };
      tied.$container = value;
      tied.$containerProperty = 'statements';
      tied.$containerIndex = at;
      statements[at++] = tied;
    }
    for (let n = 0; n < content.length; n++) {
      (content[n] as { container: unknown }).container = root;
      syntax[word++] = content[n]!;
    }
    if (chunk.parserErrors.length) append(result.parserErrors, parserErrorsOf(chunk));
    if (chunk.lexerErrors.length) append(result.lexerErrors, lexerErrorsOf(chunk));
  }
  root.astNode = value;
  return result;
}
