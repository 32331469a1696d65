import type * as ast from '../generated/ast.ts';

type Type = ast.Statement['$type'];

const known = new WeakMap<ast.Document, Map<Type, ast.Statement[]>>();

/**
 * The statements of one type in a document, in the order of the text; the same list each time. Most statements are rules, and whoever asks for
 * anything else goes through none of them: a dozen times after each key.
 */
export function statementsOf<T extends Type>(root: ast.Document, type: T): readonly Extract<ast.Statement, { $type: T }>[] {
  let byType = known.get(root);
  if (!byType) {
    byType = new Map();
    for (const statement of root.statements) {
      const some = byType.get(statement.$type);
      if (some) some.push(statement);
      else byType.set(statement.$type, [statement]);
    }
    known.set(root, byType);
  }
  return (byType.get(type) ?? NONE) as readonly Extract<ast.Statement, { $type: T }>[];
}

const NONE: readonly never[] = [];
