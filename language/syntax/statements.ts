import type * as ast from '../generated/ast.ts';
import { note } from '../model/lists.ts';

type Type = ast.Statement['$type'];

/** The statements of a document by their types, and those that are no rules. */
interface Parted {
  readonly byType: Map<Type, ast.Statement[]>;
  readonly others: ast.Statement[];
}

const known = new WeakMap<ast.Document, Parted>();

/**
 * The statements of one type in a document, in the order of the text; the same list each time. Most statements are rules, and whoever asks for
 * anything else goes through none of them: a dozen times after each key.
 */
export function statementsOf<T extends Type>(root: ast.Document, type: T): readonly Extract<ast.Statement, { $type: T }>[] {
  return (partedOf(root).byType.get(type) ?? NONE) as readonly Extract<ast.Statement, { $type: T }>[];
}

/** Every statement of a document but its rules, in the order of the text; the same list each time. */
export function statementsBesideRules(root: ast.Document): readonly ast.Statement[] {
  return partedOf(root).others;
}

function partedOf(root: ast.Document): Parted {
  let parted = known.get(root);
  if (!parted) {
    const { statements } = root;
    let count = 0;
    for (let n = 0; n < statements.length; n++) if (statements[n]!.$type === 'Rule') count++;
    // Of its own size: it is made after each key, and is as long as the plan.
    const rules = new Array<ast.Statement>(count);
    parted = { byType: new Map([['Rule', rules]]), others: [] };
    for (let n = 0, at = 0; n < statements.length; n++) {
      const statement = statements[n]!;
      if (statement.$type === 'Rule') rules[at++] = statement;
      else {
        parted.others.push(statement);
        note(parted.byType, statement.$type, statement);
      }
    }
    known.set(root, parted);
  }
  return parted;
}

const NONE: readonly never[] = [];
