import type { AstNode } from 'langium';
import * as ast from '../generated/ast.ts';
import { contentsOf } from './contents.ts';

export type Named = AstNode & { readonly name: string };

const known = new WeakMap<ast.Statement, readonly Named[]>();

/** Everything that a statement gives a name, the statement itself first; the same list as long as the statement is the same. */
export function namedIn(statement: ast.Statement): readonly Named[] {
  let named = known.get(statement);
  if (!named) {
    // Rules name nothing, and are most of a plan.
    named = ast.isRule(statement) ? [] : contentsOf(statement).filter(hasName);
    known.set(statement, named);
  }
  return named;
}

function hasName(node: AstNode): node is Named {
  return 'name' in node && typeof node.name === 'string' && node.name !== '';
}
