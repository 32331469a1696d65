import assert from 'node:assert/strict';
import { type AstNode, CstUtils, isAstNode, isReference, type ParseResult } from 'langium';
import type * as ast from '../../language/generated/ast.ts';

/** A tree with the places of all of its nodes and names, as plain values. */
function dump(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(dump);
  if (isReference(node)) return { text: node.$refText, at: node.$refNode?.range, offset: node.$refNode?.offset };
  if (!isAstNode(node)) return node;
  const { $cstNode: syntax } = node;
  assert.equal(syntax?.astNode.$type, node.$type);
  const own = Object.entries(node).flatMap(([name, value]) => (name.startsWith('$') ? [] : [[name, dump(value)]]));
  return { type: node.$type, at: syntax?.range, offset: syntax?.offset, end: syntax?.end, text: syntax?.text, own };
}

function leaves({ $cstNode }: AstNode): unknown[] {
  return [...CstUtils.flattenCst($cstNode!)].map(({ text, range, hidden, offset }) => ({ text, range, hidden, offset }));
}

/** All that somebody sees of a text that was parsed. */
export function shown({ value, parserErrors, lexerErrors }: ParseResult): unknown {
  return {
    tree: dump(value),
    leaves: leaves(value),
    containers: (value as ast.Document).statements.map((s, n) => s.$container === value && s.$containerIndex === n),
    parserErrors: parserErrors.map(({ message, token, ...more }) => {
      const before = (more as { previousToken?: typeof token }).previousToken;
      return [message, token.startOffset, token.startLine, token.endColumn, before?.endLine, before?.endColumn, token.image];
    }),
    lexerErrors: lexerErrors.map(({ message, offset, line, column, length }) => [message, offset, line, column, length]),
  };
}

/** What somebody may type, paste or take out. */
// biome-ignore format: one list
const TYPED = [
  'x', ' ', '\n', '\n\n', ',', ':', '}', '{', '/', '*', '/*', '*/', '//', '"', 'allow ', '\nallow a -> b : tcp 1\n', '\nsite s {\n', 'zone z {', '\nzone z {\n', ' check',
  ',\n  check', '\ncheck any-service off\n', '\nbind a with b by\n', 'site', '\r\n', '\r', '\t', '@', 'é', '\u{1F600}', '-> ', ', tcp 443', ' "why"', '\n// a note', '/* two\nlines */', 'extend ', 'vendor v {\nservice s = tcp 1\n}\n', '\nservice s = tcp 1\n', '(', ')',
];

/** An edit of chance: something is put in, or taken out, or both; now and then a part of the text comes twice. */
export function edited(text: string, number: (below: number) => number): string {
  const at = number(text.length + 1);
  const gone = number(3) ? 0 : number(4) ? number(8) : number(400);
  const piece = number(8) === 0 ? text.slice(number(text.length + 1)).slice(0, number(300)) : TYPED[number(TYPED.length)]!;
  return `${text.slice(0, at)}${number(4) ? piece : ''}${text.slice(at + gone)}`;
}
