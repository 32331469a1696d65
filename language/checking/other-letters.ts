import type { Memory } from '../analysis/memory.ts';
import type * as ast from '../generated/ast.ts';
import { hasOtherLetters } from '../syntax/lookalikes.ts';
import { type Named, namedIn } from '../syntax/named-nodes.ts';

/** What of a document has a name with letters that not everybody types, in the order of the text; of statements that an edit left alone it is known. */
export function withOtherLetters(root: ast.Document, memory: Memory): readonly Named[] {
  return memory.each('names with other letters', root.statements, NOTHING, (statement) =>
    namedIn(statement).filter(({ name }) => hasOtherLetters(name)),
  );
}

const NOTHING: readonly never[] = [];
