import { AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import type * as ast from '../generated/ast.ts';
import { insertAt } from './edits.ts';

/** Sets a property of a component that doesn't set it yet: behind what it sets already, or in braces of its own. */
export function setProperty(node: ast.Component, name: string, value: string): TextEdit[] {
  const last = [...node.assignments, ...node.versions]
    .flatMap((each) => each.$cstNode ?? [])
    .sort((a, b) => a.end - b.end)
    .at(-1);
  if (last) return [insertAt(last.range.end, ` ${name} = ${value}`)];
  const own = node.$cstNode;
  if (!own) return [];
  // Braces that hold nothing.
  const empty = /\{\s*\}$/.exec(own.text);
  if (!empty) return [insertAt(own.range.end, ` { ${name} = ${value} }`)];
  const at = AstUtils.getDocument(node).textDocument.positionAt(own.offset + empty.index + 1);
  return [insertAt(at, ` ${name} = ${value}`)];
}
